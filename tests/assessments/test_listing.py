"""A bank's questions under filters, with counts that add up."""

from collections import Counter

import pytest
from django.http import QueryDict

from assessments.filters import QuestionFilters
from assessments.models import Bank, Question
from assessments.queries.banks import list_banks
from assessments.queries.listing import count_questions, find_page
from curriculum.models import Grade, Outcome
from tests.factories.accounts import get_subject
from tests.factories.assessments import ALL_TYPES, BankFactory, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    bank = BankFactory()
    grades = list(Grade.objects.filter(number__in=[8, 9]))
    for n in range(10):
        question = make_question(bank, ALL_TYPES[n % 5](f"Câu {n}"), grade=grades[n % 2])
        Question.objects.filter(pk=question.pk).update(
            level=["know", "apply", ""][n % 3],
            state="retired" if n == 9 else "draft",
            strand=f"Mạch {n % 2}",
        )
    Question.objects.filter(bank=bank, type="short_text").update(subject=get_subject("ngu-van"))
    make_question(BankFactory(owner=bank.owner))
    return bank


def ask(bank: Bank, **chosen):
    values = {
        group: value if isinstance(value, tuple) else (value,) for group, value in chosen.items()
    }
    return find_page(bank, QuestionFilters(chosen=values))


def test_the_whole_bank_leaves_out_what_is_retired(bank):
    page = ask(bank)

    assert page.total == len(page.questions) == 9
    assert page.counts["state"] == {"draft": 9, "retired": 1}
    assert page.counts["type"] == Counter(question.type for question in page.questions)
    assert page.counts["grade"] == {"8": 5, "9": 4}
    assert page.counts["level"] == {"know": 3, "apply": 3, "-": 3}
    assert page.counts["subject"] == {"toan": 8, "ngu-van": 1}


@pytest.mark.parametrize(
    "chosen",
    [
        {"type": "single_choice"},
        {"grade": "8", "level": ("know", "-")},
        {"subject": "ngu-van", "state": ("draft", "retired")},
        {"state": "retired"},
        {"subject": "khong-co"},
        {"strand": "Mạch 1"},
        {"strand": "Mạch 0", "type": ("single_choice", "short_number")},
    ],
)
def test_totals_and_pages_agree_and_a_groups_counts_ignore_its_own_filter(bank, chosen):
    page = ask(bank, **chosen)

    assert page.total == len(page.questions)
    for group in chosen.keys() & page.counts.keys():
        rest = {name: value for name, value in chosen.items() if name != group}
        assert page.counts[group] == ask(bank, **rest).counts[group]


def test_live_counts_are_those_of_the_cells(bank):
    outcome = Outcome.objects.filter(kind="outcome")[0]
    for question in bank.questions.all():
        question.outcomes.add(outcome)

    live, prepared = ask(bank, outcome=outcome.code), ask(bank)

    assert live.total == prepared.total
    for group in ("type", "level", "subject", "grade"):
        assert live.counts[group] == prepared.counts[group]


def test_authors_are_asked_for_by_their_public_id(bank):
    assert ask(bank, author=bank.owner.public_id).total == 9
    assert ask(bank, author="nobody").total == 0


def test_banks_say_how_many_questions_they_hold(bank):
    banks = list(list_banks(bank.owner))

    assert {each.pk: each.question_count for each in banks} == {**count_questions(banks)}
    assert count_questions([bank]) == {bank.pk: 9}


def test_a_page_asks_as_often_in_a_large_bank_as_in_a_small_one(bank, django_assert_num_queries):
    with django_assert_num_queries(10):
        ask(bank)
    for n in range(30):
        make_question(bank, ALL_TYPES[n % 5](f"Thêm {n}"))

    with django_assert_num_queries(10):
        assert ask(bank).num_pages == 2


def test_strands_outcomes_and_authors_stand_beside_the_whole_bank(bank):
    outcome = Outcome.objects.filter(kind="outcome")[0]
    bank.questions.filter(type="short_number")[0].outcomes.add(outcome)

    page = ask(bank)

    assert page.more == {
        "strand": {"Mạch 0": 5, "Mạch 1": 4},
        "outcome": {outcome.code: 1},
        "author": {bank.owner.public_id: 9},
    }
    assert ask(bank, state="retired").more["strand"] == {"Mạch 1": 1}


def test_under_other_filters_they_are_counted_live_and_ignore_their_own(bank):
    chosen = {"strand": "Mạch 1", "grade": ("8", "9"), "type": ("multiple_choice", "short_number")}

    page = ask(bank, **chosen)

    rest = Counter(
        q.strand for q in ask(bank, grade=chosen["grade"], type=chosen["type"]).questions
    )
    assert page.more["strand"] == rest
    assert page.more["author"] == {bank.owner.public_id: page.total}


def test_where_too_many_questions_are_left_values_stand_without_a_number(bank, monkeypatch):
    monkeypatch.setattr("assessments.queries.facets.LIVE", 2)

    page = ask(bank, grade=("8", "9"))

    assert page.more["strand"] == {"Mạch 0": None, "Mạch 1": None}
    assert page.more["author"] == {bank.owner.public_id: None}


def test_the_address_says_all_and_what_is_odd_is_left_out():
    filters = QuestionFilters.read(
        QueryDict("tim=+a++b&loai=essay&loai=&mucdo=know&mucdo=-&xyz=1&page=9999999")
    )

    assert filters.text == "a b"
    assert filters.chosen == {"type": ("essay",), "level": ("know", "-")}
    assert filters.page == 500
    assert filters.query_string == "tim=a+b&loai=essay&mucdo=know&mucdo=-&"
    assert filters.without("level", "-").chosen == {"type": ("essay",), "level": ("know",)}
    assert QuestionFilters.read(QueryDict("page=x")).page == 1
