"""The matrix of 19 columns and the specification of 16 as tables with spans (Công văn 7991)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from assessments.matrix.shape import FORMS, KEYS, LEVELS, Body, Row, write_mark
from assessments.matrix.totals import percent, sum_up
from core.printing.word import SpannedTable, TableCell

from .wording import FORMS as FORM_WORDS
from .wording import LEVELS as LEVEL_WORDS

# Widths in cm on a landscape A4 page.
_MATRIX_WIDTHS = (0.9, 3.0, 4.4, *((1.0,) * 12), *((1.05,) * 3), 1.5)
_SPECIFICATION_WIDTHS = (0.9, 2.6, 3.4, 7.0, *((1.0,) * 12))


def build_matrix(body: Body) -> SpannedTable:
    """Return the matrix: four head rows, one row a content unit, three rows of sums."""
    rows = [*_matrix_head(), *_matrix_rows(body), *_matrix_sums(body)]
    return SpannedTable(_MATRIX_WIDTHS, rows, head_rows=4)


def build_specification(body: Body, outcomes: Mapping[str, str]) -> SpannedTable:
    """Return the specification; ``outcomes`` gives the text of each code."""
    rows = [*_specification_head(), *_specification_rows(body, outcomes)]
    rows += _specification_sums(body)
    return SpannedTable(_SPECIFICATION_WIDTHS, rows, head_rows=4)


def _head(text: str, colspan: int = 1, rowspan: int = 1) -> TableCell:
    return TableCell(text, colspan, rowspan, is_bold=True)


def _form_heads() -> list[list[TableCell]]:
    """Return the second to fourth head rows of the columns of forms and levels."""
    return [
        [_head("TNKQ", 9), _head("Tự luận", 3, 2)],
        [_head(FORM_WORDS[form], 3) for form in FORMS[:3]],
        [_head(LEVEL_WORDS[level]) for _form in FORMS for level in LEVELS],
    ]


def _matrix_head() -> list[list[TableCell]]:
    second, third, fourth = _form_heads()
    first = [
        _head("TT", rowspan=4),
        _head("Chủ đề/Chương", rowspan=4),
        _head("Nội dung/đơn vị kiến thức", rowspan=4),
        _head("Mức độ đánh giá", 12),
        _head("Tổng", 3, 3),
        _head("Tỉ lệ % điểm", rowspan=4),
    ]
    return [first, second, third, [*fourth, *(_head(LEVEL_WORDS[level]) for level in LEVELS)]]


def _matrix_rows(body: Body) -> list[list[TableCell]]:
    whole = sum_up(body).points
    rows = []
    for number, chapter in enumerate(_chapters(body), start=1):
        for place, row in enumerate(chapter):
            lead = _lead(number, chapter) if place == 0 else []
            sums = [_count(sum(row.count(form, level) for form in FORMS)) for level in LEVELS]
            share = TableCell(_figure(percent(row.points, whole)))
            rows.append([*lead, TableCell(row.unit, align="left"), *_cells(row), *sums, share])
    return rows


def _lead(number: int, chapter: Sequence[Row]) -> list[TableCell]:
    return [
        TableCell(str(number), rowspan=len(chapter)),
        TableCell(chapter[0].topic, rowspan=len(chapter), align="left"),
    ]


def _chapters(body: Body) -> list[list[Row]]:
    """Group rows that follow one another under the same topic; no topic is a group of its own."""
    numbered = enumerate(body.rows)
    groups = groupby(numbered, key=lambda each: each[1].topic.strip() or each[0])
    return [[row for _index, row in group] for _key, group in groups]


def _cells(row: Row) -> list[TableCell]:
    cells = []
    for form, level in KEYS:
        count = row.count(form, level)
        sign = f"{count} ý" if form == "statements" else str(count)
        cells.append(TableCell(sign if count else ""))
    return cells


def _count(count: int) -> TableCell:
    return TableCell(str(count) if count else "")


def _figure(value: Decimal) -> str:
    return write_mark(value).replace(".", ",") if value else "0"


def _counts(body: Body) -> list[TableCell]:
    totals = sum_up(body)
    return [
        TableCell(
            f"{totals.counts[key]} ý"
            if key[0] == "statements" and totals.counts[key]
            else str(totals.counts[key]),
            is_bold=True,
        )
        for key in KEYS
    ]


def _matrix_sums(body: Body) -> list[list[TableCell]]:
    totals = sum_up(body)
    by_level = [totals.points_by_level[level] for level in LEVELS]
    by_form = [totals.points_by_form[form] for form in FORMS]
    return [
        [
            _head("Tổng số câu", 3),
            *_counts(body),
            *(_head(str(totals.counts_by_level[level])) for level in LEVELS),
            _head(str(totals.question_count)),
        ],
        [
            _head("Tổng số điểm", 3),
            *(_head(_figure(points), 3) for points in by_form),
            *(_head(_figure(points)) for points in by_level),
            _head(_figure(totals.points)),
        ],
        [
            _head("Tỉ lệ %", 3),
            *(_head(_figure(percent(points, totals.points)), 3) for points in by_form),
            *(_head(_figure(percent(points, totals.points))) for points in by_level),
            _head("100" if totals.points else "0"),
        ],
    ]


def _specification_head() -> list[list[TableCell]]:
    second, third, fourth = _form_heads()
    first = [
        _head("TT", rowspan=4),
        _head("Chủ đề/Chương", rowspan=4),
        _head("Nội dung/đơn vị kiến thức", rowspan=4),
        _head("Yêu cầu cần đạt", rowspan=4),
        _head("Số câu hỏi ở các mức độ đánh giá", 12),
    ]
    return [first, second, third, fourth]


def _specification_rows(body: Body, outcomes: Mapping[str, str]) -> list[list[TableCell]]:
    rows = []
    for number, chapter in enumerate(_chapters(body), start=1):
        for place, row in enumerate(chapter):
            lead = _lead(number, chapter) if place == 0 else []
            unit = TableCell(row.unit, align="left")
            wants = TableCell(_wants(row, outcomes), align="left")
            rows.append([*lead, unit, wants, *_cells(row)])
    return rows


def _wants(row: Row, outcomes: Mapping[str, str]) -> str:
    """Write what is wanted by level; without words of the teacher, the outcomes themselves."""
    lines = [
        f"- {LEVEL_WORDS[level]}: {row.wants[level].strip()}"
        for level in LEVELS
        if row.wants.get(level, "").strip()
    ]
    if not lines:
        lines = [f"- {outcomes[code]} ({code})" for code in row.outcomes if code in outcomes]
    return "\n".join(lines)


def _specification_sums(body: Body) -> list[list[TableCell]]:
    totals = sum_up(body)
    by_form = [totals.points_by_form[form] for form in FORMS]
    return [
        [_head("Tổng số câu", 4), *_counts(body)],
        [_head("Tổng số điểm", 4), *(_head(_figure(points), 3) for points in by_form)],
        [
            _head("Tỉ lệ %", 4),
            *(_head(_figure(percent(points, totals.points)), 3) for points in by_form),
        ],
    ]
