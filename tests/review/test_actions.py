"""Handing in, deciding, returning, withdrawing."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, InboxMessage, User
from review.actions import decide_step, withdraw_review
from review.errors import (
    AlreadyDecidedError,
    AlreadyInReviewError,
    NoReviewerError,
    NoteMissingError,
    OwnWorkError,
    ReviewClosedError,
    StepNotYoursError,
)
from review.events import review_finished, review_returned
from review.models import Review, ReviewEntry, ReviewStep
from tests.factories.accounts import (
    HeadFactory,
    SectorReviewerFactory,
    SubjectGroupHeadFactory,
    TeacherFactory,
    UserFactory,
    grant_role,
)
from tests.factories.review import ReviewPlace, hand_in, pass_step, return_step

pytestmark = pytest.mark.django_db


def states(review: Review) -> list[str]:
    return list(review.steps.values_list("state", flat=True))


def hear(signal) -> list[Review]:
    heard: list[Review] = []

    def listen(review: Review, **_: object) -> None:
        heard.append(review)

    signal.connect(listen, weak=False, dispatch_uid="test")
    return heard


@pytest.fixture(autouse=True)
def _deaf_again():
    yield
    for signal in (review_finished, review_returned):
        signal.disconnect(dispatch_uid="test")


def test_the_group_head_is_asked_first_then_the_head_of_the_school():
    place = ReviewPlace()

    review = hand_in(place)

    steps = list(review.steps.values_list("role", "organisation", "state"))
    assert steps == [
        ("subject_group_head", place.group.pk, "waiting"),
        ("school_head", place.school.pk, "coming"),
    ]


def test_the_first_reviewer_is_told_and_nobody_else():
    place = ReviewPlace()

    hand_in(place)

    assert list(InboxMessage.objects.values_list("recipient", flat=True)) == [place.group_head.pk]


def test_handing_in_the_same_version_twice_makes_one_review():
    place = ReviewPlace()
    row = User(pk=4)

    first = hand_in(place, row=row)
    second = hand_in(place, row=row)

    assert first == second
    assert InboxMessage.objects.count() == 1


def test_another_version_cannot_be_handed_in_while_one_waits():
    place = ReviewPlace()
    hand_in(place, row=User(pk=4))

    with pytest.raises(AlreadyInReviewError):
        hand_in(place, row=User(pk=4), version=2)


def test_passing_every_step_finishes_the_review_once():
    place = ReviewPlace()
    review = hand_in(place)
    heard = hear(review_finished)

    pass_step(review, place.group_head, note="Tốt.")
    review = pass_step(review, place.school_head)

    assert review.state == Review.State.PASSED
    assert states(review) == ["passed", "passed"]
    assert heard == [review]


def test_a_decision_is_in_the_minutes_and_in_the_audit_trail():
    place = ReviewPlace()
    review = hand_in(place)

    pass_step(review, place.group_head, note="Tốt.")

    entry = ReviewEntry.objects.get(verb="passed")
    assert (entry.actor, entry.note) == (place.group_head, "Tốt.")
    audited = AuditEntry.objects.get(verb="review.pass")
    assert (audited.actor, audited.school_id) == (place.group_head, place.school.pk)


def test_the_same_decision_twice_changes_nothing():
    place = ReviewPlace()
    review = hand_in(place)
    step = review.steps.get(position=1)

    for _ in range(2):
        decide_step(
            review,
            user=place.group_head,
            decision="pass",
            note="",
            now=timezone.now(),
            step_id=step.pk,
        )

    assert states(review) == ["passed", "waiting"]
    assert AuditEntry.objects.filter(verb="review.pass").count() == 1


def test_the_second_of_two_reviewers_is_told_who_was_faster():
    place = ReviewPlace()
    deputy = SubjectGroupHeadFactory(group=place.group)
    review = hand_in(place)
    pass_step(review, place.group_head)

    with pytest.raises(AlreadyDecidedError, match="Trần Đức Long"):
        return_step(review, deputy)

    assert states(review) == ["passed", "waiting"]


def test_a_return_needs_a_note():
    place = ReviewPlace()
    review = hand_in(place)

    with pytest.raises(NoteMissingError):
        return_step(review, place.group_head, note="  ")

    assert states(review) == ["waiting", "coming"]


def test_a_return_goes_to_the_author_with_its_note():
    place = ReviewPlace()
    review = hand_in(place)
    heard = hear(review_returned)

    review = return_step(review, place.group_head, note="Hình 2 thiếu mô tả.")

    assert review.state == Review.State.RETURNED
    assert review.steps.get(position=1).note == "Hình 2 thiếu mô tả."
    assert InboxMessage.objects.filter(recipient=place.author).exists()
    assert heard == [review]


def test_a_returned_thing_comes_back_as_a_new_version():
    place = ReviewPlace()
    row = User(pk=4)
    return_step(hand_in(place, row=row), place.group_head)

    again = hand_in(place, row=row, version=2)

    assert again.state == Review.State.OPEN
    assert states(again) == ["waiting", "coming"]


def test_the_author_takes_back_what_waits_and_a_second_call_changes_nothing():
    place = ReviewPlace()
    review = hand_in(place)

    withdraw_review(review, user=place.author, now=timezone.now())
    review = withdraw_review(review, user=place.author, now=timezone.now())

    assert review.state == Review.State.WITHDRAWN
    assert ReviewEntry.objects.filter(verb="withdrawn").count() == 1


def test_nobody_else_takes_it_back():
    place = ReviewPlace()
    review = hand_in(place)

    with pytest.raises(StepNotYoursError):
        withdraw_review(review, user=place.group_head, now=timezone.now())


def test_what_has_ended_is_not_taken_back():
    place = ReviewPlace()
    review = return_step(hand_in(place), place.group_head)

    with pytest.raises(ReviewClosedError):
        withdraw_review(review, user=place.author, now=timezone.now())


def test_a_withdrawn_review_cannot_be_decided():
    place = ReviewPlace()
    review = hand_in(place)
    withdraw_review(review, user=place.author, now=timezone.now())

    with pytest.raises(ReviewClosedError):
        pass_step(review, place.group_head)


def test_nobody_decides_on_their_own_work_even_with_the_role():
    place = ReviewPlace()
    review = hand_in(place)
    grant_role(place.author, "subject_group_head", place.group)

    with pytest.raises(OwnWorkError):
        pass_step(review, User.objects.get(pk=place.author.pk))


def test_nobody_decides_on_their_own_work_as_a_stand_in():
    place = ReviewPlace()
    review = hand_in(place)
    grant_role(place.author, "subject_group_head", place.group, standing_in_for=place.group_head)

    with pytest.raises(OwnWorkError):
        pass_step(review, User.objects.get(pk=place.author.pk))


def test_a_group_heads_own_work_goes_to_another_holder_of_the_role():
    place = ReviewPlace()
    deputy = SubjectGroupHeadFactory(group=place.group)

    review = hand_in(place, by=place.group_head)

    step = review.steps.get(position=1)
    assert (step.organisation, step.is_escalated) == (place.group, False)
    assert pass_step(review, deputy).state == Review.State.OPEN


def test_a_lone_group_heads_own_work_goes_to_the_head_of_the_school():
    place = ReviewPlace()

    review = hand_in(place, by=place.group_head)

    step = review.steps.get(position=1)
    assert (step.role, step.organisation, step.is_escalated) == ("school_head", place.school, True)
    pass_step(review, place.school_head)
    assert pass_step(review, place.school_head).state == Review.State.PASSED


def test_the_head_of_the_schools_own_work_goes_to_the_department():
    place = ReviewPlace()
    reviewer = SectorReviewerFactory()

    review = hand_in(place, by=place.school_head)
    pass_step(review, place.group_head)

    assert pass_step(review, reviewer).state == Review.State.PASSED


def test_work_that_nobody_could_review_is_not_taken():
    place = ReviewPlace()

    with pytest.raises(NoReviewerError):
        hand_in(place, by=place.school_head)

    assert not Review.objects.exists()


def test_a_stand_in_decides_and_the_step_says_for_whom():
    place = ReviewPlace()
    stand_in = TeacherFactory(school=place.school)
    grant_role(stand_in, "subject_group_head", place.group, standing_in_for=place.group_head)
    review = hand_in(place)

    pass_step(review, stand_in)

    step = review.steps.get(position=1)
    assert (step.decided_by, step.decided_for) == (stand_in, place.group_head)


@pytest.mark.parametrize("trait", ["ended", "future"])
def test_a_role_that_does_not_hold_today_does_not_decide(trait):
    from tests.factories.accounts import RoleGrantFactory

    place = ReviewPlace()
    former = UserFactory()
    RoleGrantFactory(
        user=former, role="subject_group_head", organisation=place.group, **{trait: True}
    )
    review = hand_in(place)

    with pytest.raises(StepNotYoursError):
        pass_step(review, former)


def test_the_head_of_another_group_does_not_decide():
    place = ReviewPlace()
    review = hand_in(place)

    with pytest.raises(StepNotYoursError):
        pass_step(review, SubjectGroupHeadFactory(school=place.school))


def test_the_head_of_another_school_does_not_decide():
    place = ReviewPlace()
    review = pass_step(hand_in(place), place.group_head)

    with pytest.raises(StepNotYoursError):
        pass_step(review, HeadFactory())


def test_a_step_that_waits_is_due_by_the_rule():
    place = ReviewPlace()

    review = hand_in(place)

    step = ReviewStep.objects.get(review=review, position=1)
    assert (step.due_on - timezone.localdate()).days == 3
