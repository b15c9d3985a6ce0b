"""Who may see and change banks, tests and attempts, each beside its QuerySet twin."""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import SchoolClass, User
from accounts.permissions import (
    AnyUser,
    can_see_class,
    has_capability,
    list_held_paths,
    taught_class_ids,
    visible_classes,
)
from accounts.queries.organisations import find_school_of

from .models import Attempt, Bank, Exam, Matrix, Question, Schedule, Sitting, Test

MAKE = "question.create"
# Who may write into a shared bank directly; others hand questions in for review.
_KEEPERS = {Bank.Scope.GROUP: "review.group", Bank.Scope.SECTOR: "review.sector"}


def can_see_bank(user: AnyUser, bank: Bank) -> bool:
    """Say whether the person may read the questions of this bank."""
    return banks_visible_to(user).filter(pk=bank.pk).exists()


def banks_visible_to(user: AnyUser) -> QuerySet[Bank]:
    """Twin of ``can_see_bank``: one's own, those of one's school's groups, and the sector's."""
    paths = list_held_paths(user, MAKE)
    if not paths or not isinstance(user, User):
        return Bank.objects.none()
    mine = Q(scope=Bank.Scope.OWN, owner=user) | Q(scope=Bank.Scope.SECTOR)
    for path in paths:
        mine |= Q(scope=Bank.Scope.GROUP, organisation__path__startswith=path)
    return Bank.objects.filter(mine, deleted_at=None)


def can_edit_bank(user: AnyUser, bank: Bank) -> bool:
    """Say whether the person may add and change questions here without a review."""
    if bank.scope == Bank.Scope.OWN:
        return bank.owner_id == user.pk and has_capability(user, MAKE)
    return has_capability(user, _KEEPERS[Bank.Scope(bank.scope)], bank.organisation)


def can_use_test(user: AnyUser, test: Test) -> bool:
    """Say whether the person may place this test in a lesson or give it to a class."""
    return test.owner_id == user.pk


def tests_visible_to(user: AnyUser) -> QuerySet[Test]:
    """Twin of ``can_use_test``."""
    if not user.is_authenticated or not has_capability(user, MAKE):
        return Test.objects.none()
    return Test.objects.filter(owner=user, deleted_at=None)


def can_see_results(user: AnyUser, sitting: Sitting) -> bool:
    """Say whether the person may see results with names: whoever may open the class."""
    return can_see_class(user, sitting.school_class)


def attempts_visible_to(user: AnyUser) -> QuerySet[Attempt]:
    """Return attempts that are the person's own, or of classes that he may open."""
    if not user.is_authenticated:
        return Attempt.objects.none()
    taught = visible_classes(user).values("pk")
    return Attempt.objects.filter(Q(learner=user) | Q(sitting__school_class__in=taught))


def can_change_question(user: AnyUser, question: Question) -> bool:
    """Say whether the person may change, sort or throw away the question now."""
    return question.state != Question.State.IN_REVIEW and can_edit_bank(user, question.bank)


def can_throw_away(user: AnyUser, thing: Bank | Question | Test | Matrix) -> bool:
    """Say whether the person may put this into the bin: shared banks stay, their questions may go."""
    if isinstance(thing, Question):
        return can_change_question(user, thing)
    if isinstance(thing, Bank):
        return thing.scope == Bank.Scope.OWN and thing.owner_id == user.pk
    return thing.owner_id == user.pk


def can_mark(user: AnyUser, sitting: Sitting) -> bool:
    """Say whether the person marks answers of this sitting: who gave it, or whom he named."""
    return sittings_marked_by(user).filter(pk=sitting.pk).exists()


def sittings_marked_by(user: AnyUser) -> QuerySet[Sitting]:
    """Twin of ``can_mark``."""
    if not user.is_authenticated or not has_capability(user, "class.teach"):
        return Sitting.objects.none()
    named = Q(marking_rule__second_marker=user) | Q(marking_rule__third_marker=user)
    return Sitting.objects.filter(
        Q(created_by=user) | (named & Q(marking_rule__is_double=True))
    ).distinct()


def can_settle_results(user: AnyUser, sitting: Sitting) -> bool:
    """Say whether the person confirms results and answers appeals: who gave the test."""
    return has_capability(user, "class.teach") and sitting.created_by_id == user.pk


def can_edit_matrix(user: AnyUser, matrix: Matrix) -> bool:
    """Say whether the person may change this matrix; others may copy it."""
    return matrix.owner_id == user.pk and has_capability(user, MAKE)


def matrices_visible_to(user: AnyUser) -> QuerySet[Matrix]:
    """Return one's own matrices, those that colleagues of one's schools share, and the sector's."""
    paths = list_held_paths(user, MAKE)
    if not paths or not isinstance(user, User):
        return Matrix.objects.none()
    mine = Q(owner=user) | Q(sharing=Matrix.Sharing.SECTOR)
    schools = {int(part) for path in paths for part in path.strip("/").split("/") if part}
    mine |= Q(sharing=Matrix.Sharing.SCHOOL, school__in=schools)
    for path in paths:
        mine |= Q(sharing=Matrix.Sharing.SCHOOL, school__path__startswith=path)
    return Matrix.objects.filter(mine, deleted_at=None)


def can_manage_frames(user: AnyUser) -> bool:
    """Say whether the person sets the frames of exams for all schools of the department."""
    return has_capability(user, "exam_frame.manage")


def can_share_in_sector(user: AnyUser, matrix: Matrix) -> bool:
    """Say whether the person may offer a matrix to all schools: a shared one that he may read."""
    is_shared = matrix.sharing != Matrix.Sharing.OWN or matrix.owner_id == user.pk
    return is_shared and has_capability(user, "review.sector")


def exams_visible_to(user: AnyUser) -> QuerySet[Exam]:
    """Return exams of one's own: forms and keys are nobody else's before the day."""
    if not has_capability(user, MAKE):
        return Exam.objects.none()
    return Exam.objects.filter(owner_id=user.pk)


def list_move_targets(user: AnyUser, bank: Bank) -> QuerySet[Bank]:
    """Banks of the same owner into which questions of this one may move without a review."""
    if not can_edit_bank(user, bank):
        return Bank.objects.none()
    is_own = bank.scope == Bank.Scope.OWN
    same = {"owner": bank.owner_id} if is_own else {"organisation": bank.organisation_id}
    return Bank.objects.filter(scope=bank.scope, deleted_at=None, **same).exclude(pk=bank.pk)


def can_schedule_for(user: AnyUser, school_class: SchoolClass) -> bool:
    """Say whether the person may give a test to this class."""
    return schedulable_classes(user).filter(pk=school_class.pk).exists()


def schedulable_classes(user: AnyUser) -> QuerySet[SchoolClass]:
    """Twin of ``can_schedule_for``: one's own classes; those of the school for group and school heads."""
    if not user.is_authenticated or not has_capability(user, MAKE):
        return SchoolClass.objects.none()
    mine = Q(pk__in=taught_class_ids(user))
    if has_capability(user, "review.group") or has_capability(user, "review.school"):
        mine |= Q(school=find_school_of(user))
    return SchoolClass.objects.filter(mine)


def can_give_widely(user: AnyUser, reach: str) -> bool:
    """Say whether the person may give one paper to a whole grade, or to the sector.

    Heads of subject groups and schools pass a paper for their school by giving it themselves.
    """
    if reach == Schedule.Reach.SECTOR:
        return has_capability(user, "review.sector")
    return bool(find_school_of(user)) and (
        has_capability(user, "review.group") or has_capability(user, "review.school")
    )


def can_watch(user: AnyUser, sitting: Sitting) -> bool:
    """Say whether the person may watch over a sitting and help its pupils in."""
    return sittings_watched_by(user).filter(pk=sitting.pk).exists()


def sittings_watched_by(user: AnyUser) -> QuerySet[Sitting]:
    """Twin of ``can_watch``: who made it, who may open its class, and proctors of the school."""
    if not user.is_authenticated:
        return Sitting.objects.none()
    # Subqueries, not joins: a learner's own attempts must not multiply the rows.
    mine = Q(created_by=user) | Q(school_class__in=visible_classes(user).values("pk"))
    for path in list_held_paths(user, "exam.proctor"):
        mine |= Q(school__path__startswith=path)
    return Sitting.objects.filter(mine)


def schedules_visible_to(user: AnyUser) -> QuerySet[Schedule]:
    """Return schedules that the person made, or that have a sitting which he may watch."""
    if not user.is_authenticated:
        return Schedule.objects.none()
    watched = sittings_watched_by(user).filter(schedule__isnull=False)
    return Schedule.objects.filter(Q(created_by=user) | Q(pk__in=watched.values("schedule")))


def can_read_paper(user: AnyUser, schedule: Schedule, *, now: datetime) -> bool:
    """Say whether the person may read the paper with its key: sealed ones open with the sitting."""
    return schedule.created_by_id == user.pk or not schedule.is_sealed or now >= schedule.opens_at
