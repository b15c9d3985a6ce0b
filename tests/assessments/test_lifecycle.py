"""The way of a question: review by another person, up to the group and the sector."""

import pytest
from django.utils import timezone

from accounts.models import InboxMessage, User
from assessments.actions.banks import revise_question
from assessments.actions.checks import create_check
from assessments.actions.lifecycle import set_states, submit_question
from assessments.actions.sorting import add_outcome, move_questions, set_level
from assessments.errors import (
    AlreadyOfferedError,
    NoGroupError,
    NoSubjectError,
    NothingAboveError,
    OtherOwnerError,
    QuestionInReviewError,
    StateNotAllowedError,
)
from assessments.models import Bank, EnemyPair, PaperItem, Question
from assessments.queries.pool import list_usable
from core.errors import NotAllowedError
from curriculum.models import Outcome
from review.actions import decide_step, withdraw_review
from review.errors import NoReviewerError, OwnWorkError, StepNotYoursError
from review.permissions import can_decide
from review.queries import list_tasks
from tests.factories.accounts import TeacherFactory, get_subject, grant_role
from tests.factories.assessments import BankFactory, choice_content, make_question
from tests.factories.review import ReviewPlace, pass_step, return_step

pytestmark = pytest.mark.django_db
State = Question.State


@pytest.fixture
def place() -> ReviewPlace:
    return ReviewPlace()


@pytest.fixture
def bank(place) -> Bank:
    return BankFactory(owner=place.author, organisation=place.school)


@pytest.fixture
def reviewer(place) -> User:
    return sector_reviewer(place, "Bảo")


def submit(question: Question, by: User):
    return submit_question(question, by=by, now=timezone.now())


def up(question: Question, place: ReviewPlace) -> Question:
    pass_step(submit(question, place.author), place.group_head)
    return Question.objects.get(origin=question)


def test_a_question_goes_up_to_the_group_when_its_head_passes_it(place, bank):
    outcome = Outcome.objects.filter(kind="outcome")[0]
    question = make_question(bank, name="Nghiệm")
    Question.objects.filter(pk=question.pk).update(
        licence="cc_by", is_ai_assisted=True, level="know"
    )
    question.outcomes.add(outcome)

    review = submit(question, place.author)
    question.refresh_from_db()
    assert (question.state, review.kind) == (State.IN_REVIEW, "question")

    pass_step(review, place.group_head)

    copy = Question.objects.select_related("bank", "current").get(origin=question)
    assert (copy.bank.scope, copy.bank.organisation) == (Bank.Scope.GROUP, place.group)
    assert (copy.state, copy.author, copy.level) == (State.READY, place.author, "know")
    assert (copy.licence, copy.is_ai_assisted, copy.name) == ("cc_by", True, "Nghiệm")
    assert copy.current.content == question.current.content
    assert copy.current.author == place.author
    assert list(copy.outcomes.all()) == [outcome]
    question.refresh_from_db()
    assert (question.state, question.bank) == (State.READY, bank)
    assert EnemyPair.objects.get().kind == EnemyPair.Kind.COPY


def test_nobody_reviews_a_question_of_his_own(place):
    bank = BankFactory(owner=place.group_head, organisation=place.school)
    review = submit(make_question(bank), place.group_head)

    with pytest.raises(OwnWorkError):
        decide_step(review, user=place.group_head, decision="pass", note="", now=timezone.now())

    assert review.steps.get().role == "school_head"
    pass_step(review, place.school_head)
    assert Question.objects.filter(bank__scope=Bank.Scope.GROUP).exists()


def test_a_returned_question_keeps_its_work_and_goes_again(place, bank):
    question = make_question(bank)
    review = return_step(submit(question, place.author), place.group_head)

    question.refresh_from_db()
    assert (review.state, question.state) == ("returned", State.DRAFT)
    assert not question.copies.exists()

    version = revise_question(
        question, choice_content("Sửa rồi."), by=place.author, now=timezone.now()
    )
    again = submit(question, place.author)
    pass_step(again, place.group_head)

    assert again.version == version.number == 2
    assert Question.objects.get(origin=question).current.content == version.content


def test_taking_it_back_gives_the_draft_back(place, bank):
    question = make_question(bank)
    review = submit(question, place.author)

    withdraw_review(review, user=place.author, now=timezone.now())

    question.refresh_from_db()
    assert question.state == State.DRAFT


def test_a_second_click_hands_in_once(place, bank):
    question = make_question(bank)

    assert submit(question, place.author) == submit(question, place.author)


def test_the_next_version_becomes_the_next_version_of_the_copy(place, bank):
    question = make_question(bank)
    copy = up(question, place)
    with pytest.raises(AlreadyOfferedError):
        submit(question, place.author)

    revise_question(question, choice_content("Bản hai."), by=place.author, now=timezone.now())
    up(question, place)

    assert list(copy.versions.values_list("number", flat=True)) == [1, 2]
    copy.refresh_from_db()
    assert (copy.current.number, copy.state) == (2, State.READY)


def test_a_groups_question_goes_up_to_the_sector(place, bank, reviewer):
    copy = up(make_question(bank), place)

    review = submit(copy, place.group_head)
    assert review.steps.get().role == "sector_reviewer"
    with pytest.raises(StepNotYoursError):
        pass_step(review, place.school_head)
    pass_step(review, reviewer)

    top = Question.objects.select_related("bank").get(origin=copy)
    assert (top.bank.scope, top.state, top.author) == ("sector", State.READY, place.author)
    with pytest.raises(NothingAboveError):
        submit(top, reviewer)


def test_a_sector_reviewer_does_not_pass_what_he_wrote_though_a_colleague_hands_it_in(
    place, reviewer
):
    bank = BankFactory(group=place.group)
    question = add_by(reviewer, bank, place)
    other = sector_reviewer(place, "Hạnh")

    review = submit(question, place.group_head)

    with pytest.raises(OwnWorkError):
        pass_step(review, reviewer)
    assert not list_tasks(reviewer)
    assert not can_decide(reviewer, review.steps.get())
    assert not InboxMessage.objects.filter(recipient=reviewer).exists()
    assert [step.review for step in list_tasks(other)] == [review]
    pass_step(review, other)
    assert Question.objects.get(origin=question).state == State.READY


def test_who_wrote_an_earlier_version_does_not_pass_the_newest(place, reviewer):
    bank = BankFactory(group=place.group)
    question = add_by(reviewer, bank, place)
    sector_reviewer(place, "Hạnh")
    Question.objects.filter(pk=question.pk).update(state=State.DRAFT, author=place.group_head)
    question.refresh_from_db()
    revise_question(question, choice_content("Sửa lại"), by=place.group_head, now=timezone.now())
    Question.objects.filter(pk=question.pk).update(state=State.READY)

    review = submit(question, place.group_head)

    with pytest.raises(OwnWorkError):
        pass_step(review, reviewer)


def test_where_only_its_writer_could_decide_it_is_refused_with_what_to_do(place, reviewer):
    question = add_by(reviewer, BankFactory(group=place.group), place)

    with pytest.raises(NoReviewerError):
        submit(question, place.group_head)


def test_a_groups_ready_question_serves_its_matrices_while_the_sector_reads_it(
    place, bank, reviewer
):
    copy = up(make_question(bank), place)
    assert list(list_usable([copy.bank])) == [copy]

    review = submit(copy, place.group_head)
    assert list(list_usable([copy.bank])) == [copy]

    return_step(review, reviewer)
    copy.refresh_from_db()
    revise_question(copy, choice_content("Sửa lại"), by=place.group_head, now=timezone.now())
    assert not list_usable([copy.bank])
    submit(copy, place.group_head)
    assert not list_usable([copy.bank])


def add_by(writer: User, bank: Bank, place: ReviewPlace) -> Question:
    """Put a ready question of this writer into a shared bank, as its import would have."""
    question = make_question(BankFactory(owner=writer, organisation=place.school))
    Question.objects.filter(pk=question.pk).update(bank=bank, state=State.READY)
    question.refresh_from_db()
    return question


def sector_reviewer(place: ReviewPlace, name: str) -> User:
    department = place.school.parent
    while department.parent is not None:
        department = department.parent
    person = TeacherFactory(school=place.school, full_name=name)
    grant_role(person, "sector_reviewer", department)
    return person


def test_a_sectors_return_leaves_the_groups_question_ready(place, bank, reviewer):
    copy = up(make_question(bank), place)

    return_step(submit(copy, place.group_head), reviewer)

    copy.refresh_from_db()
    assert copy.state == State.READY


def test_a_change_in_a_shared_bank_has_to_be_passed_by_another_person(place, bank):
    copy = up(make_question(bank), place)
    revise_question(copy, choice_content("Mới."), by=place.group_head, now=timezone.now())
    copy.refresh_from_db()
    assert copy.state == State.DRAFT
    with pytest.raises(StateNotAllowedError):
        set_states([copy], State.READY, by=place.group_head)

    pass_step(submit(copy, place.group_head), place.school_head)

    copy.refresh_from_db()
    assert copy.state == State.READY
    assert not copy.copies.exists()


def test_without_subject_or_group_nobody_can_be_asked(place, bank):
    with pytest.raises(NoSubjectError):
        submit(make_question(bank, subject=None), place.author)
    with pytest.raises(NoGroupError):
        submit(make_question(bank, subject=get_subject("ngu-van")), place.author)


def test_nothing_changes_while_reviewers_have_it(place, bank):
    question = make_question(bank)
    submit(question, place.author)
    question.refresh_from_db()

    with pytest.raises(QuestionInReviewError):
        revise_question(question, choice_content("Khác."), by=place.author, now=timezone.now())
    with pytest.raises(QuestionInReviewError):
        set_level([question], "know", by=place.author)
    with pytest.raises(QuestionInReviewError):
        set_states([question], State.RETIRED, by=place.author)


def test_strangers_may_do_nothing(place, bank):
    stranger = TeacherFactory(school=place.school)
    question = make_question(bank)

    with pytest.raises(NotAllowedError):
        submit(question, stranger)
    with pytest.raises(NotAllowedError):
        set_states([question], State.READY, by=stranger)
    with pytest.raises(NotAllowedError):
        set_level([question], "know", by=stranger)
    with pytest.raises(NotAllowedError):
        move_questions([question], BankFactory(owner=stranger), by=stranger)
    with pytest.raises(NotAllowedError):
        add_outcome([question], Outcome.objects.all()[0], by=stranger)


def test_questions_move_between_banks_of_one_owner_only(place, bank):
    question = make_question(bank)
    other = BankFactory(owner=place.author)
    shared = BankFactory(group=place.group)
    keeper = place.group_head

    assert move_questions([question], other, by=place.author) == 1
    with pytest.raises(NotAllowedError):
        move_questions([question], shared, by=place.author)
    mine = make_question(BankFactory(owner=keeper))
    with pytest.raises(OtherOwnerError):
        move_questions([mine], shared, by=keeper)


def test_a_version_in_use_stays_as_it_was(place, bank):
    question = make_question(bank, choice_content("Bản một."))
    test = create_check(
        owner=place.author, title="Kiểm tra", questions=[question], now=timezone.now()
    )

    revise_question(question, choice_content("Bản hai."), by=place.author, now=timezone.now())

    used = PaperItem.objects.get(paper=test.paper).version
    assert (used.number, used.content["stem"]) == (1, "Bản một.")


def test_many_are_put_in_order_at_once(place, bank):
    questions = [make_question(bank) for _ in range(3)]
    outcome = Outcome.objects.filter(kind="outcome")[0]

    assert set_level(questions, "apply", by=place.author) == 3
    assert add_outcome(questions, outcome, by=place.author) == 3
    assert add_outcome(questions, outcome, by=place.author) == 3

    assert set(Question.objects.values_list("level", flat=True)) == {"apply"}
    assert all(list(each.outcomes.all()) == [outcome] for each in questions)
