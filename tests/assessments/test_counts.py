"""The database counts questions by itself, whatever way they are written."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from assessments.actions.counts import fold_counts, prepare_counts, recount_questions
from assessments.counting import postgresql
from assessments.models import Bank, FacetCount, Question, QuestionCount
from curriculum.models import Outcome
from tests.factories.accounts import get_subject
from tests.factories.assessments import BankFactory, make_question, number_content

pytestmark = pytest.mark.django_db
CELL = ("bank_id", "subject_id", "grade_id", "type", "level", "state")


def read_counts() -> dict[tuple, int]:
    rows = QuestionCount.objects.values_list(*CELL).annotate(total=Sum("n"))
    return {tuple(row[:-1]): row[-1] for row in rows if row[-1]}


def count_by_hand() -> dict[tuple, int]:
    cells = Counter(
        tuple(
            value or 0 if name.endswith("_id") else value
            for name, value in zip(CELL, row, strict=True)
        )
        for row in Question.objects.values_list(*CELL)
    )
    return dict(cells)


@pytest.fixture
def bank() -> Bank:
    return BankFactory()


def test_adding_changing_and_removing_are_counted(bank):
    one, two = make_question(bank), make_question(bank, number_content())
    assert read_counts() == count_by_hand() != {}

    Question.objects.filter(pk=one.pk).update(level="know", subject=None, state="ready")
    assert read_counts() == count_by_hand()

    Question.objects.filter(bank=bank).update(subject=get_subject("ngu-van"))
    assert read_counts() == count_by_hand()

    two.current = None
    two.save()
    two.versions.all().delete()
    two.delete()
    assert read_counts() == count_by_hand()
    assert sum(read_counts().values()) == 1


def test_what_lies_in_the_bin_is_not_counted_until_it_comes_back(bank):
    question = make_question(bank)

    Question.objects.filter(pk=question.pk).update(deleted_at=timezone.now())
    assert read_counts() == {}

    Question.everything.filter(pk=question.pk).update(deleted_at=None)
    assert sum(read_counts().values()) == 1


def test_folding_changes_no_count(bank):
    for _ in range(4):
        make_question(bank)
    before = read_counts()

    fold_counts()

    assert read_counts() == before == count_by_hand()
    assert QuestionCount.objects.count() == 1


def test_triggers_that_were_lost_are_made_again_and_what_came_meanwhile_is_counted(bank):
    names = "insert", "update", "delete"
    with connection.cursor() as cursor:
        for name in names:
            table = " ON assessments_question" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER assessments_count_{name}{table}")
    make_question(bank)
    assert read_counts() == {}

    prepare_counts()
    make_question(bank)

    assert read_counts() == count_by_hand()
    assert sum(read_counts().values()) == 2


def test_counting_anew_mends_what_is_wrong(bank):
    make_question(bank)
    QuestionCount.objects.update(n=77)

    recount_questions()

    assert read_counts() == count_by_hand()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_cell_do_not_wait_and_folding_meanwhile_loses_nothing():
    bank = BankFactory()
    one, two = make_question(bank), make_question(bank)
    other = connection.copy()
    try:
        with transaction.atomic():
            Question.objects.filter(pk=one.pk).update(level="know")
            with other.cursor() as cursor:
                # A writer that waited for the first one would run into this limit.
                cursor.execute("SET statement_timeout = '3s'")
                cursor.execute(
                    "UPDATE assessments_question SET level = 'know' WHERE id = %s", [two.pk]
                )
                cursor.execute(postgresql.FOLD)
    finally:
        other.close()

    fold_counts()

    assert read_counts() == count_by_hand()
    assert [key[4] for key in read_counts()] == ["know"]


def read_facets() -> dict[tuple, int]:
    rows = FacetCount.objects.values_list("bank_id", "facet", "value", "state")
    return {tuple(row[:-1]): row[-1] for row in rows.annotate(total=Sum("n")) if row[-1]}


def facets_by_hand() -> dict[tuple, int]:
    counts = Counter()
    for question in Question.objects.prefetch_related("outcomes"):
        values = [("author", str(question.author_id))]
        values += [("strand", question.strand)] if question.strand else []
        values += [("outcome", str(outcome.pk)) for outcome in question.outcomes.all()]
        counts.update((question.bank_id, *value, question.state) for value in values)
    return dict(counts)


@pytest.fixture
def described(bank) -> list[Question]:
    outcomes = Outcome.objects.filter(kind="outcome")[:2]
    questions = [make_question(bank) for _ in range(3)]
    for number, question in enumerate(questions):
        question.strand = f"Mạch {number % 2}"
        question.save()
        question.outcomes.set(outcomes[: number + 1])
    return questions


def test_strands_outcomes_and_authors_are_counted_whatever_changes(described):
    first, second, third = described
    assert read_facets() == facets_by_hand() != {}

    first.outcomes.clear()
    Question.objects.filter(pk=second.pk).update(strand="Mạch khác", state="ready")
    assert read_facets() == facets_by_hand()

    Question.objects.filter(pk=third.pk).update(bank=BankFactory(), level="know")
    assert read_facets() == facets_by_hand()

    Question.objects.filter(pk=second.pk).update(deleted_at=timezone.now())
    assert read_facets() == facets_by_hand()
    Question.everything.filter(pk=second.pk).update(deleted_at=None)
    assert read_facets() == facets_by_hand()

    second.current = None
    second.save()
    second.versions.all().delete()
    second.delete()
    assert read_facets() == facets_by_hand()


def test_changes_of_other_columns_write_no_counts_of_facets(described):
    before = FacetCount.objects.count()

    Question.objects.update(level="know", is_indexed=True, revision=7)

    assert FacetCount.objects.count() == before


def test_folding_and_counting_anew_leave_the_same_facets(described):
    fold_counts()

    assert read_facets() == facets_by_hand()
    assert FacetCount.objects.count() == len(facets_by_hand())

    FacetCount.objects.update(n=77)
    recount_questions()

    assert read_facets() == facets_by_hand()
