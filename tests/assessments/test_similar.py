"""Near-duplicates, enemies, and words that find questions."""

import pytest
from django.utils import timezone

from assessments.actions.banks import revise_question
from assessments.actions.bin import restore_batch, throw_away
from assessments.actions.lifecycle import set_states
from assessments.actions.similar import keep_apart, lift_pair
from assessments.filters import QuestionFilters
from assessments.models import Bank, EnemyPair, Question
from assessments.queries.listing import OWNER, find_page
from assessments.queries.similar import find_twins, list_enemies, list_pairs, list_twins_of
from assessments.queries.usage import count_exposures, count_papers
from core.errors import NotAllowedError
from core.jobs.runner import run_due_jobs
from search.queries import search_documents
from tests.factories.accounts import TeacherFactory
from tests.factories.assessments import (
    BankFactory,
    choice_content,
    make_attempt,
    make_question,
    make_sitting,
    make_test,
)

pytestmark = pytest.mark.django_db
STEM = "Một người đi xe đạp từ A đến B với vận tốc 12 km/h rồi về với vận tốc 10 km/h. Tính quãng đường."
NEAR = STEM.replace("xe đạp", "xe máy")
FAR = "Khẳng định nào sau đây đúng về tập xác định của hàm số bậc nhất trên tập số thực?"


@pytest.fixture
def bank() -> Bank:
    return BankFactory()


def add(bank: Bank, stem: str, **more) -> Question:
    question = make_question(bank, choice_content(stem), **more)
    run_due_jobs()
    return question


def test_near_duplicates_become_enemies_and_strangers_do_not(bank):
    one, two, _ = add(bank, STEM), add(bank, NEAR), add(bank, FAR)

    pair = list_pairs(bank).get()

    assert (pair.first, pair.second, pair.kind) == (one, two, "near")
    assert 60 <= pair.alike_percent < 100
    assert list_enemies([one.pk, two.pk]) == {(one.pk, two.pk)}
    assert list_enemies([one.pk]) == set()
    assert [twin.question for twin in list_twins_of(bank.owner, two)] == [one]


def test_short_questions_that_read_the_same_are_found_by_their_fingerprint(bank):
    add(bank, "Tính 2 + 2")
    add(bank, "TÍNH 2 + 2")

    assert list_pairs(bank).get().alike_percent == 100


def test_a_change_that_makes_the_question_another_one_ends_the_pair(bank):
    _, two = add(bank, STEM), add(bank, NEAR)

    revise_question(two, choice_content(FAR), by=bank.owner, now=timezone.now())
    run_due_jobs()

    assert not EnemyPair.objects.exists()


def test_a_pair_that_a_person_lifted_is_not_found_again(bank):
    _, two = add(bank, STEM), add(bank, NEAR)
    with pytest.raises(NotAllowedError):
        lift_pair(list_pairs(bank).get(), by=TeacherFactory())

    lift_pair(list_pairs(bank).get(), by=bank.owner)
    set_states([two], "ready", by=bank.owner)
    run_due_jobs()

    assert not list_pairs(bank)
    assert EnemyPair.objects.get().is_lifted


def test_a_person_keeps_questions_apart(bank):
    questions = [add(bank, stem) for stem in ("Tính 1 + 1", "Tính 2 + 2", FAR)]
    with pytest.raises(NotAllowedError):
        keep_apart(questions, by=TeacherFactory(), now=timezone.now())

    assert keep_apart(questions, by=bank.owner, now=timezone.now()) == 3

    assert len(list_enemies([question.pk for question in questions])) == 3


def test_twins_are_looked_for_in_banks_that_the_person_may_read_only(bank):
    add(bank, STEM)

    own = find_twins(bank.owner, {7: choice_content(NEAR)})
    others = find_twins(TeacherFactory(), {7: choice_content(NEAR)})

    assert [twin.question.bank for twin in own[7]] == [bank]
    assert others == {}


def test_looking_for_twins_asks_as_often_for_many_as_for_few(bank, django_assert_num_queries):
    for n in range(3):
        add(bank, f"{STEM} Đáp số {n}")
    bank.owner.held_grants = None
    few = {0: choice_content(NEAR)}
    many = {key: choice_content(f"{NEAR} Câu {key}") for key in range(30)}
    find_twins(bank.owner, few)

    for contents in (few, many):
        with django_assert_num_queries(4):
            find_twins(bank.owner, contents)


def find(bank: Bank, text: str, **chosen) -> list[Question]:
    return find_page(bank, QuestionFilters(text, chosen)).questions


def test_words_without_marks_find_questions_of_the_bank(bank):
    one = add(bank, STEM)
    add(BankFactory(owner=bank.owner), NEAR)

    assert find(bank, "quang duong") == [one]
    assert find(bank, "quang duong", type=("single_choice",)) == [one]
    assert find(bank, "quang duong", type=("essay",)) == []


def test_the_text_index_opens_a_bank_to_its_readers_only(bank):
    add(bank, STEM)

    def hits(*tokens: str) -> int:
        return search_documents("xe đạp", owner=OWNER, tokens=set(tokens)).total

    assert hits(f"person:{bank.owner_id}") == 1
    assert hits("sector", "school:1", "role:teacher") == 0


def test_what_goes_to_the_bin_or_is_retired_is_not_found_until_it_is_back(bank):
    question = add(bank, STEM)
    batch = throw_away([question], by=bank.owner, now=timezone.now())
    run_due_jobs()
    assert find(bank, "quãng đường") == []

    restore_batch(batch, by=bank.owner)
    run_due_jobs()
    assert find(bank, "quãng đường") == [question]

    set_states([question], "retired", by=bank.owner)
    run_due_jobs()
    assert find(bank, "quãng đường") == []


def test_uses_and_exposures_are_counted(bank):
    test = make_test(bank.owner)
    sitting = make_sitting(test=test, pupils=2)
    make_attempt(sitting, running=True)
    question = Question.objects.get(type="single_choice")

    assert count_papers([question.pk]) == {question.pk: 1}
    assert count_exposures([question.pk]) == {question.pk: 1}
