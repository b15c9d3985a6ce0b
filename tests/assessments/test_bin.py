"""The bin: thrown away, brought back, and cleared after thirty days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions.bin import clear_some, restore_batch, throw_away
from assessments.actions.checks import create_check
from assessments.errors import BankInUseError
from assessments.models import Bank, BinEntry, Question, Test
from assessments.permissions import matrices_visible_to
from assessments.queries.banks import access_bank, list_banks, list_checks_visible_to
from core.errors import NotAllowedError, NotFoundError
from tests.factories.accounts import TeacherFactory
from tests.factories.assessments import BankFactory, make_question, make_test
from tests.factories.matrices import make_matrix

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def bank() -> Bank:
    return BankFactory()


def throw(thing, now=None) -> str:
    owner = thing.bank.owner if isinstance(thing, Question) else thing.owner
    return throw_away([thing], by=owner, now=now or timezone.now())


def clear(days: int) -> None:
    while clear_some(now=timezone.now() + days * DAY):
        pass


def test_a_question_comes_back_as_it_was(bank):
    question = make_question(bank)
    batch = throw(question)
    assert not Question.objects.exists()

    assert restore_batch(batch, by=bank.owner) == 1

    assert Question.objects.get() == question
    assert not BinEntry.objects.exists()
    with pytest.raises(NotFoundError):
        restore_batch(batch, by=bank.owner)


def test_what_went_together_comes_back_together(bank):
    questions = [make_question(bank) for _ in range(3)]
    batch = throw_away(questions, by=bank.owner, now=timezone.now())

    assert restore_batch(batch, by=bank.owner) == 3


def test_a_bank_goes_and_comes_with_its_questions(bank):
    make_question(bank)
    batch = throw(bank)
    assert bank not in list_banks(bank.owner)
    with pytest.raises(NotFoundError):
        access_bank(bank.owner, bank.public_id)

    restore_batch(batch, by=bank.owner)

    assert access_bank(bank.owner, bank.public_id).questions.count() == 1


def test_a_test_leaves_the_list_and_its_sittings_go_on(bank):
    test = make_test(bank.owner)
    batch = throw(test)

    assert not list_checks_visible_to(bank.owner)
    assert Test.objects.get(pk=test.pk).paper is not None
    restore_batch(batch, by=bank.owner)
    assert list(list_checks_visible_to(bank.owner)) == [test]


def test_nobody_throws_away_or_brings_back_what_is_anothers(bank):
    stranger = TeacherFactory()
    question = make_question(bank)

    for thing in (question, bank, make_test(bank.owner)):
        with pytest.raises(NotAllowedError):
            throw_away([thing], by=stranger, now=timezone.now())
    with pytest.raises(NotFoundError):
        restore_batch(throw(question), by=stranger)


def test_what_is_under_review_stays(bank):
    question = make_question(bank)
    Question.objects.update(state="in_review")
    question.refresh_from_db()

    with pytest.raises(NotAllowedError):
        throw(question)
    with pytest.raises(BankInUseError):
        throw(bank)


def test_the_bin_is_cleared_after_thirty_days(bank):
    throw(make_question(bank))

    clear(days=29)
    assert Question.everything.exists()
    clear(days=31)

    assert not Question.everything.exists()
    assert not BinEntry.objects.exists()


def test_what_a_paper_holds_is_never_destroyed(bank):
    used, free = make_question(bank), make_question(bank)
    test = create_check(owner=bank.owner, title="Kiểm tra", questions=[used], now=timezone.now())
    throw(bank)

    clear(days=31)

    assert list(Question.everything.all()) == [used]
    assert test.paper.question_count == 1
    assert not list_banks(bank.owner)
    assert Question.everything.filter(pk=free.pk).count() == 0


def test_an_unused_test_and_bank_are_destroyed(bank):
    test = make_test(bank.owner)
    other = BankFactory(owner=bank.owner)
    throw(test)
    throw(other)

    clear(days=31)

    assert not Test.objects.exists()
    assert not Bank.objects.filter(pk=other.pk).exists()


def test_a_matrix_goes_and_comes(bank):
    matrix = make_matrix(bank.owner)
    batch = throw(matrix)
    assert not matrices_visible_to(bank.owner)

    restore_batch(batch, by=bank.owner)

    assert list(matrices_visible_to(bank.owner)) == [matrix]
