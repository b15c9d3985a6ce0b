"""Classical figures against what others published from the same data."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.analysis import items, moments, reliability
from assessments.analysis.distractors import find_better_option, option_figures
from assessments.analysis.report import analyse, group_shares
from assessments.analysis.tally import Tally, add_tallies, read_tally

from . import published


def sample_of(rows: list[list[float]], place: int, totals: list[float] | None = None) -> Counter:
    totals = totals or [round(sum(row), 4) for row in rows]
    return Counter((row[place], total) for row, total in zip(rows, totals, strict=True))


def tally_of(rows: list[list[float]], full: list[float]) -> Tally:
    tally = Tally()
    for row in rows:
        total = round(sum(row), 4)
        tally.totals[total] += 1
        for place, mark in enumerate(row):
            tally.item(str(place), full[place]).marks[mark, total] += 1
    return tally


def test_the_typed_marks_are_the_published_ones():
    sums = [round(sum(row), 4) for row in published.MOODLE_MARKS]

    assert sums == published.MOODLE_TOTALS
    assert sum(published.LSAT6) == sum(published.LSAT7) == 1000


@pytest.mark.parametrize("place", range(13))
def test_facility_discrimination_and_efficiency_agree_with_moodles_reference(place):
    sample = sample_of(published.MOODLE_MARKS, place)

    found = [
        100 * items.facility(sample, published.MOODLE_FULL[place]),
        100 * items.discrimination(sample),
        100 * items.efficiency(sample),
    ]

    expected = [
        published.MOODLE_FACILITY[place],
        published.MOODLE_DISCRIMINATION[place],
        published.MOODLE_EFFICIENCY[place],
    ]
    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("place", range(10))
def test_the_upper_lower_index_agrees_with_the_worksheets_key(place):
    sample = sample_of(published.WORKSHEET, place, published.WORKSHEET_TOTALS)

    assert items.upper_lower_index(sample, 1, share=0.5) == pytest.approx(
        published.WORKSHEET_D[place], abs=1e-6
    )


def test_kuder_richardson_20_agrees_with_wuenschs_sums():
    shares = [sum(column) / 10 for column in zip(*published.WUENSCH, strict=True)]
    totals = Counter((float(sum(row)), 0.0) for row in published.WUENSCH)

    spread = moments.variance_x(totals, ddof=0)

    assert sum(p * (1 - p) for p in shares) == pytest.approx(2.18, abs=1e-6)
    assert spread == pytest.approx(5.84, abs=1e-6)
    assert reliability.kr20(shares, spread) == pytest.approx(10 / 9 * (1 - 2.18 / 5.84), abs=1e-6)


def test_alpha_of_right_and_wrong_is_kuder_richardson_20():
    figures = analyse(tally_of(published.WUENSCH, [1] * 10))

    assert figures.alpha == pytest.approx(0.6963470320, abs=1e-6)


def test_alpha_and_item_rest_correlations_of_lsat6_agree_with_ltm():
    # D. Rizopoulos, ltm, descript(LSAT): four decimals are printed. Its biserial.cor takes one
    # deviation with n and the other with n - 1, hence the factor.
    figures = analyse(tally_of(published.list_answers(published.LSAT6), [1] * 5))

    assert figures.alpha == pytest.approx(0.2950, abs=5e-5)
    found = [item.discrimination * 0.999**0.5 for item in figures.items]
    assert found == pytest.approx([0.1128, 0.1531, 0.1727, 0.1444, 0.1215], abs=5e-5)


def test_the_standard_error_is_lord_and_novicks():
    # A test with a deviation of 10 and a reliability of 0.91 errs by 3 points: 10 · √0.09.
    assert reliability.standard_error(100.0, 0.91) == pytest.approx(3.0, abs=1e-6)
    assert reliability.standard_error(100.0, None) is None


def test_equal_totals_at_the_border_count_in_proportion():
    # One of two is wanted of the four pupils with 5 points, of whom one had the item right.
    sample = Counter({(1.0, 9.0): 1, (1.0, 5.0): 1, (0.0, 5.0): 3, (0.0, 1.0): 1})

    upper, lower = items.upper_lower(sample, 1.0, share=0.34)

    assert upper == pytest.approx((1 + 0.25) / 2, abs=1e-6)
    assert lower == pytest.approx((0 + 0.25) / 2, abs=1e-6)


def wrong_key(swap: bool) -> list:
    """Forty pupils: the better half says B, the weaker A; the key says A when it is wrong."""
    choices: Counter = Counter()
    for ability in range(40):
        choice = "B" if ability >= 18 else "A"
        mark = float(choice == ("A" if swap else "B"))
        choices[choice, mark, ability / 4 + mark] += 1
    return option_figures(choices, ["A" if swap else "B"], ["A", "B", "C", "D"])


def test_a_distractor_that_beats_a_negative_key_is_doubted():
    options = wrong_key(swap=True)

    assert find_better_option(options, size=40).choice == "B"


def test_a_key_that_the_better_half_chooses_is_not_doubted():
    options = wrong_key(swap=False)

    assert find_better_option(options, size=40) is None
    assert [each.is_idle for each in options] == [False, False, True, True]


def test_a_key_is_not_doubted_by_few():
    assert find_better_option(wrong_key(swap=True), size=19) is None


def test_nothing_is_said_of_nobody():
    figures = analyse(Tally())

    assert (figures.count, figures.mean, figures.alpha, figures.items) == (0, None, None, [])


def test_an_item_that_all_got_right_has_no_discrimination():
    figures = analyse(tally_of([[1, 0], [1, 1], [1, 1]], [1, 1]))

    assert figures.items[0].facility == 1
    assert figures.items[0].discrimination is None
    assert figures.items[0].efficiency is None


def test_shares_of_groups_weigh_items_by_their_marks():
    tally = tally_of([[8, 0], [4, 1]], [8, 2])

    found = group_shares(tally, {"0": ["know"], "1": ["know", "apply"]})

    assert found == pytest.approx({"know": 13 / 20, "apply": 1 / 4}, abs=1e-6)


rows = st.lists(
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=3, max_size=3), max_size=30
)


@given(rows, rows)
def test_counts_of_two_classes_add_up_to_the_counts_of_both(first, second):
    apart = add_tallies([tally_of(first, [1] * 3), tally_of(second, [1] * 3)])

    together = tally_of(first + second, [1] * 3)

    assert apart.totals == together.totals
    assert apart.items == together.items
    assert read_tally(apart.to_json()) == apart


@given(rows)
def test_figures_stay_in_their_bounds(marks):
    figures = analyse(tally_of(marks, [1] * 3))

    within = [
        value
        for item in figures.items
        for value in (item.facility, item.discrimination, item.upper_lower)
        if value is not None
    ]
    assert all(-1 - 1e-9 <= value <= 1 + 1e-9 for value in within)
    assert all(item.efficiency is None or item.efficiency <= 1 + 1e-9 for item in figures.items)
