"""Matrices as pure values: sums, checks, suggestions, posted grids, and the printed layout."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.matrix.checking import check, rate_cell
from assessments.matrix.frames import Frame
from assessments.matrix.posting import add_row, drop_row, empty_row, read_posted
from assessments.matrix.shape import (
    FORMS,
    KEYS,
    LEVELS,
    Body,
    Row,
    make_cell,
    read_body,
    write_body,
)
from assessments.matrix.suggesting import suggest
from assessments.matrix.totals import sum_up
from assessments.printing.tables import build_matrix, build_specification

FRAME = Frame(
    "cv7991",
    "CV 7991",
    by_form={
        "choice": Decimal(3),
        "statements": Decimal(2),
        "short": Decimal(2),
        "essay": Decimal(3),
    },
    by_level={"know": Decimal(4), "understand": Decimal(3), "apply": Decimal(3)},
)
EACH = FRAME.points


# Shared machines draw slowly; that says nothing about the rules.
many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def states(body, coverage=None):
    return {finding.code: finding.state for finding in check(body, FRAME, coverage)}


def row(unit="Đa thức", periods=4, **cells):
    made = {
        tuple(name.split("_")): make_cell(name.split("_")[0], count, EACH)
        for name, count in cells.items()
    }
    return Row("Chương I", unit, periods, cells=made)


@many
@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_a_suggestion_keeps_the_frame_whatever_the_periods(periods):
    rows = tuple(Row("Chương", f"Bài {n}", weight) for n, weight in enumerate(periods))

    suggested = suggest(Body(rows), FRAME)

    found = states(suggested)
    assert {found[code] for code in ("total", "by_form", "by_level", "statements")} == {"ok"}


@many
@given(
    st.lists(
        st.dictionaries(st.sampled_from(KEYS), st.integers(1, 9), max_size=6),
        min_size=1,
        max_size=6,
    )
)
def test_sums_by_form_and_by_level_agree_and_survive_storing(cells):
    rows = tuple(
        Row(
            "T",
            f"U{n}",
            n,
            cells={key: make_cell(key[0], count, EACH) for key, count in row.items()},
        )
        for n, row in enumerate(cells)
    )
    body = Body(rows)

    totals = sum_up(body)

    assert sum(totals.points_by_form.values()) == totals.points
    assert sum(totals.points_by_level.values()) == totals.points
    assert read_body(write_body(body)) == body


@pytest.mark.parametrize(
    ("need", "held", "said"), [(0, 9, ""), (2, 1, "none"), (2, 5, "low"), (2, 6, "fine")]
)
def test_a_cell_says_how_the_bank_stands(need, held, said):
    assert rate_cell(need, held) == said


def test_the_check_names_what_is_wrong():
    body = Body((row(choice_know=3, statements_know=3), row("", choice_apply=1)))

    found = states(body, coverage={})

    assert found["total"] == "bad"
    assert found["by_form"] == "bad"
    assert found["statements"] == "bad"
    assert found["units"] == "bad"
    assert found["coverage"] == "bad"


def test_points_far_from_the_periods_are_a_warning_only():
    body = Body((row(periods=1, choice_know=8), row("Khác", 9, choice_know=2)))

    assert states(body)["weights"] == "warn"


def test_a_field_that_cannot_be_read_is_named_and_kept():
    posted = read_posted(
        {
            "r0.unit": "Đa thức",
            "r0.periods": "-1",
            "r0.choice.know": "ba",
            "r0.choice.apply": "2",
            "r0.essay.apply": "1",
            "r0.essay.apply.points": "11",
            "points.choice": "0,25",
        }
    )

    assert posted.errors == {
        "r0.periods": "periods",
        "r0.choice.know": "count",
        "r0.essay.apply.points": "mark",
    }
    assert posted.raw["r0.choice.know"] == "ba"
    assert posted.body["rows"][0]["cells"]["choice.apply"] == {"n": 2}
    assert posted.body["points"]["choice"] == "0.25"


@many
@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=20))
def test_no_posted_field_breaks_reading(values):
    body = read_body(read_posted({**values, "r0.unit": "x"}).body)

    assert len(body.rows) >= 1


def test_rows_are_added_and_dropped_but_one_always_stays():
    body = {"v": 1, "points": {}, "rows": [empty_row()]}

    assert len(add_row(body)["rows"]) == 2
    assert drop_row(body, 0)["rows"] == [empty_row()]


MATRIX_HEAD = [
    [("TT", 1, 4), ("Chủ đề/Chương", 1, 4), ("Nội dung/đơn vị kiến thức", 1, 4),
     ("Mức độ đánh giá", 12, 1), ("Tổng", 3, 3), ("Tỉ lệ % điểm", 1, 4)],
    [("TNKQ", 9, 1), ("Tự luận", 3, 2)],
    [("Nhiều lựa chọn", 3, 1), ("“Đúng – Sai”", 3, 1), ("Trả lời ngắn", 3, 1)],
    [("Biết", 1, 1), ("Hiểu", 1, 1), ("Vận dụng", 1, 1)] * 5,
]  # fmt: skip


def spans(cells):
    return [(cell.text, cell.colspan, cell.rowspan) for cell in cells]


def test_the_printed_matrix_has_the_head_of_the_circular():
    table = build_matrix(Body((row(choice_know=12),)))

    assert [spans(cells) for cells in table.rows[:4]] == MATRIX_HEAD
    assert len(table.widths) == 19
    assert spans(table.rows[-2])[1:5] == [("3", 3, 1), ("0", 3, 1), ("0", 3, 1), ("0", 3, 1)]


def test_the_printed_specification_has_sixteen_columns_and_its_outcomes():
    asked = Row("Chương", "Đa thức", 4, ("T8.1",), cells=row(choice_know=1).cells)

    table = build_specification(Body((asked,)), {"T8.1": "Nhận biết đơn thức"})

    assert len(table.widths) == 16
    assert spans(table.rows[0]) == [
        *MATRIX_HEAD[0][:3],
        ("Yêu cầu cần đạt", 1, 4),
        ("Số câu hỏi ở các mức độ đánh giá", 12, 1),
    ]
    assert "Nhận biết đơn thức (T8.1)" in table.rows[4][3].text


@many
@given(st.lists(st.sampled_from(["A", "B", ""]), min_size=1, max_size=8))
def test_spans_of_a_printed_matrix_fill_it_exactly(topics):
    rows = tuple(Row(topic, f"U{n}") for n, topic in enumerate(topics))

    for table in (build_matrix(Body(rows)), build_specification(Body(rows), {})):
        area = sum(cell.colspan * cell.rowspan for cells in table.rows for cell in cells)
        assert area == len(table.rows) * len(table.widths)


def test_every_level_and_form_has_its_place():
    assert len(KEYS) == len(FORMS) * len(LEVELS) == 12
