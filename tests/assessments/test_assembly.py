"""Forms from a pool: every rule is kept, and what cannot be met is named."""

# Seeded draws make pools that can be repeated; nothing here is secret.
# ruff: noqa: S311

import random
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessments.assembly.building import CannotBuildError, build_forms
from assessments.assembly.pool import Item, Need, Pool, Rules
from assessments.assembly.shuffling import (
    Switches,
    apply_order,
    lock_options,
    number_codes,
    order_items,
    order_parts,
)
from assessments.printing.keys import LAYOUTS, write_keys
from assessments.printing.papers import Heading as PaperHeading
from assessments.printing.papers import PrintItem, describe_paper, write_key
from tests.factories.matrices import content_for

NEEDS = (
    Need(0, "choice", (2, 1, 0), 0.75),
    Need(0, "statements", (2, 1, 1), 1.0),
    Need(1, "short", (0, 1, 1), 1.0),
)
MIX = (2, 1, 1)


def one(level):
    return tuple(1 if place == level else 0 for place in range(3))


def make_items(count, draw, *, groups=0):
    items = []
    for number in range(count):
        row, form, levels = draw.choice(
            [(0, "choice", one(0)), (0, "choice", one(1)), (0, "statements", MIX),
             (1, "short", one(1)), (1, "short", one(2))]
        )  # fmt: skip
        group = draw.randint(1, groups) if groups and draw.random() < 0.3 else 0
        items.append(
            Item(
                number,
                row,
                form,
                levels,
                draw.uniform(0.3, 0.9),
                draw.uniform(40, 200),
                group=group,
            )
        )
    return items


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 3))
def test_every_form_keeps_every_rule_or_says_why_not(seed, form_count, most_uses):
    draw = random.Random(seed)
    items = make_items(60, draw, groups=3)
    sizes = {
        group: sum(item.group == group for item in items)
        for group in {i.group for i in items} - {0}
    }
    enemies = [tuple(sorted(draw.sample(range(60), 2))) for _ in range(12)]
    rules = Rules(form_count, most_uses, None, seed)

    try:
        forms = build_forms(NEEDS, Pool(items, enemies, sizes), rules)
    except CannotBuildError:
        # Whether it had to give up is another test's question: here forms that are built count.
        assume(False)

    uses = {}
    for form in forms:
        chosen = {item.id for item in form.items}
        for need in NEEDS:
            there = [i for i in form.items if (i.row, i.form) == (need.row, need.form)]
            assert tuple(sum(i.levels[k] for i in there) for k in range(3)) == need.levels
            assert len(there) == need.questions
        assert not any(first in chosen and second in chosen for first, second in enemies)
        for group, size in sizes.items():
            assert sum(i.group == group for i in form.items) in {0, size}
        for each in chosen:
            uses[each] = uses.get(each, 0) + 1
    assert max(uses.values()) <= most_uses
    assert len(forms) == form_count


def test_forms_of_a_good_pool_are_equally_hard():
    forms = build_forms(NEEDS, Pool(make_items(600, random.Random(3))), Rules(6, 1, None, 3))

    shares = [form.share for form in forms]
    assert (max(shares) - min(shares)) / (sum(shares) / 6) <= 0.02


def test_the_same_seed_builds_the_same_forms():
    pool = Pool(make_items(200, random.Random(5)))

    first, second = (build_forms(NEEDS, pool, Rules(3, 1, None, 9)) for _ in range(2))

    assert [form.items for form in first] == [form.items for form in second]


def test_a_cell_that_cannot_be_met_is_named_with_what_helps():
    items = [item for item in make_items(60, random.Random(1)) if item.levels != one(2)]
    used = Item(900, 1, "short", one(2), uses=5)

    with pytest.raises(CannotBuildError) as caught:
        build_forms(NEEDS, Pool([*items, used]), Rules(2, 2, 0, 1))

    fault = caught.value.faults[0]
    assert (fault.row, fault.form, fault.level, fault.held) == (1, "short", "apply", 0)
    assert fault.helps == ("past_uses", "write")


def test_enemies_that_stop_everything_are_found_as_the_reason():
    items = [
        Item(1, 0, "choice", one(0)),
        Item(2, 0, "choice", one(0)),
        Item(3, 0, "choice", one(0)),
    ]
    pool = Pool(items, [(1, 2), (1, 3), (2, 3)])

    with pytest.raises(CannotBuildError) as caught:
        build_forms((Need(0, "choice", (2, 0, 0), 0.5),), pool, Rules(1, 1, None, 1))

    assert caught.value.relaxing == ["enemies"]


@pytest.mark.parametrize(
    ("texts", "locked"),
    [
        (["3", "x", "Cả A và B", "y"], [False, False, True, False]),
        (["a b", "c d", "e f", "Tất cả các đáp án trên"], [False, False, False, True]),
        (["#một", "hai", "ba", "bốn"], [True, False, False, False]),
        (["1", "2", "3,5", "4"], [True] * 4),
        (["3", "1", "2", "4"], [False] * 4),
    ],
)
def test_options_that_point_at_others_keep_their_place(texts, locked):
    content = {"type": "single_choice", "options": [{"html": text, "share": "0"} for text in texts]}

    assert lock_options(content) == locked


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 999))
def test_shuffling_options_moves_the_key_along_and_statements_stay(seed):
    draw = random.Random(seed)
    choice, statements = content_for("choice", "1", ""), content_for("statements", "2", "")

    shuffled = apply_order(choice, order_parts(choice, draw, Switches()))

    right = [option["html"] for option in shuffled["options"] if option["share"] == "1"]
    assert right == [choice["options"][0]["html"]]
    assert order_parts(statements, draw, Switches()) == [0, 1, 2, 3]


def test_questions_of_one_stimulus_stay_together_inside_their_part():
    items = [Item(n, 0, "choice", one(0), group=7 if n % 2 else 0) for n in range(1, 9)]

    ordered = order_items(items, random.Random(4), Switches())

    places = [place for place, item in enumerate(ordered) if item.group]
    assert places == list(range(places[0], places[0] + 4))


def test_codes_follow_one_another():
    assert number_codes(3) == ["0101", "0102", "0103"]


def print_items():
    return [
        PrintItem(content_for(form, str(n), ""), form, Decimal(1))
        for n, form in enumerate(["choice", "choice", "statements", "short", "essay"])
    ]


def read_sheet(layout):
    book = load_workbook(
        BytesIO(write_keys(layout, {"0101": print_items(), "0102": print_items()}))
    )
    return [[value or "" for value in row] for row in book.active.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("layout", "head"),
    [
        ("tnmaker", [["Câu/Mã đề", "0101", "0102"]]),
        ("smarttest", [["Câu/Mã đề", "0101", "0102"]]),
        ("azota", [["Câu hỏi", "Mã đề thi", ""], ["", "0101", "0102"]]),
    ],
)
def test_keys_with_one_row_a_question(layout, head):
    rows = read_sheet(layout)

    assert rows[: len(head)] == head
    assert [row[1] for row in rows[len(head) :]] == ["A", "A", "ĐSĐS", "2,5"]


@pytest.mark.parametrize(("layout", "head"), [("youngmix", 1), ("olm", 3)])
def test_keys_with_one_row_a_code_stand_in_fixed_slots(layout, head):
    rows = read_sheet(layout)

    assert [row[0] for row in rows[head:]] == ["0101", "0102"]
    key = rows[head]
    assert key[1:3] == ["A", "A"]
    assert key[41:45] == ["Đ", "S", "Đ", "S"]
    assert key[73] == "2,5"


def test_keys_are_text_and_never_formulas():
    content = {
        **content_for("short", "1", ""),
        "type": "short_text",
        "texts": [{"text": "=1+1", "share": "1"}],
    }

    sheet = load_workbook(
        BytesIO(write_keys("thuong", {"0101": [PrintItem(content, "short", Decimal(1))]}))
    ).active

    assert sheet["D2"].value == "=1+1"
    assert sheet["D2"].data_type == "s"
    assert set(LAYOUTS) == {"tnmaker", "smarttest", "azota", "youngmix", "olm", "thuong"}


def test_the_values_of_a_pupils_copy_hold_no_key():
    heading = PaperHeading("Cuối kì", "THCS", "Sở", "Toán 8", 90, "0101")

    described = str(describe_paper(heading, print_items()))

    assert "share" not in described
    assert "is_true" not in described
    assert "2.5" not in described
    assert write_key(content_for("choice", "1", "")) == "A"
