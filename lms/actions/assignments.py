"""Giving lessons to classes, changing the due date, taking them back."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.inbox import notify_all
from accounts.models import SchoolClass, User
from accounts.queries import list_pupils
from assessments.actions.sittings import restore_sitting, schedule_sitting, withdraw_sitting
from content.actions.grants import grant, revoke
from content.models import Lesson, Resource
from content.queries.lessons import LessonPart, list_lesson_parts
from core.errors import NotAllowedError
from core.wording import say_near_date
from lms.errors import DueTooEarlyError, LessonNotPublishedError
from lms.events import assignment_given
from lms.models import AssignedCheck, Assignment
from lms.permissions import can_give_to


@transaction.atomic
def assign_lesson(
    lesson: Lesson,
    *,
    school_class: SchoolClass,
    by: User,
    due_at: datetime,
    show_results: str = Assignment.ShowResults.SCORE,
    opens_at: datetime | None = None,
    late_until: datetime | None = None,
    now: datetime,
) -> Assignment:
    """Give the published lesson to a class until a moment, and tell its pupils; safe to repeat.

    The class may open the lesson and its resources until the school year ends; checks are scheduled.
    Raises LessonNotPublishedError, DueTooEarlyError or NotAllowedError.
    """
    opens_at = opens_at or now
    _refuse_giving(lesson, school_class, by=by, opens_at=opens_at, due_at=due_at, now=now)
    # The teacher's row serialises two clicks of one person.
    User.objects.select_for_update().get(pk=by.pk)
    existing = _find_same(lesson, school_class, due_at)
    if existing is not None:
        return existing
    revision_id = get_published_revision_id(lesson)
    parts = list_lesson_parts(lesson, revision_id)
    assignment = Assignment.objects.create(
        lesson=lesson,
        revision_id=revision_id,
        school_class=school_class,
        teacher=by,
        school_id=school_class.school_id,
        school_year_id=school_class.school_year_id,
        subject_id=lesson.subject_id,
        title=lesson.title,
        part_count=max(1, len(parts)),
        estimated_minutes=lesson.estimated_minutes,
        opens_at=opens_at,
        due_at=due_at,
        late_until=late_until,
        show_results=show_results,
        assigned_at=now,
    )
    _hand_out(assignment, parts, now=now)
    return assignment


def _hand_out(assignment: Assignment, parts: list[LessonPart], *, now: datetime) -> None:
    _open_to_class(assignment, parts)
    _schedule_checks(assignment, parts, now=now)
    _tell_class(assignment)
    assignment_given.send(sender=Assignment, assignment=assignment, now=now)


@transaction.atomic
def assign_to_classes(
    lesson: Lesson, *, classes: Iterable[SchoolClass], by: User, now: datetime, **terms: Any
) -> list[Assignment]:
    """Give a lesson to several classes on the same terms: to all of them or to none."""
    return [
        assign_lesson(lesson, school_class=school_class, by=by, now=now, **terms)
        for school_class in classes
    ]


def get_published_revision_id(lesson: Lesson) -> int:
    """Return the number of what is published, or raise LessonNotPublishedError."""
    if not lesson.live or lesson.live_revision_id is None:
        raise LessonNotPublishedError
    return int(lesson.live_revision_id)


def _refuse_giving(
    lesson: Lesson,
    school_class: SchoolClass,
    *,
    by: User,
    opens_at: datetime,
    due_at: datetime,
    now: datetime,
) -> None:
    if not can_give_to(by, school_class):
        raise NotAllowedError
    get_published_revision_id(lesson)
    if due_at <= max(opens_at, now):
        raise DueTooEarlyError


def _find_same(lesson: Lesson, school_class: SchoolClass, due_at: datetime) -> Assignment | None:
    """Find what a second click on the same form would give again."""
    return (
        Assignment.objects.given()
        .filter(
            lesson=lesson,
            revision_id=get_published_revision_id(lesson),
            school_class=school_class,
            due_at=due_at,
        )
        .first()
    )


def _open_to_class(assignment: Assignment, parts: Iterable[LessonPart]) -> None:
    """Write the class's rights on the lesson and its resources until the school year ends."""
    year_end = timezone.make_aware(
        datetime.combine(assignment.school_class.school_year.ends_on, time.max)
    )
    audience = f"class:{assignment.school_class_id}"
    grant(assignment.lesson, audience, until=year_end)
    for resource in list_resources(parts):
        grant(resource, audience, until=year_end)


def _close_to_class(assignment: Assignment) -> None:
    """Take the class's rights away where no other assignment of the class carries them."""
    others = Assignment.objects.given().filter(school_class=assignment.school_class)
    kept = [
        (other.lesson_id, list_lesson_parts(other.lesson, other.revision_id))
        for other in others.select_related("lesson")
    ]
    kept_resources = {each.pk for _lesson, parts in kept for each in list_resources(parts)}
    audience = f"class:{assignment.school_class_id}"
    if assignment.lesson_id not in {lesson_id for lesson_id, _parts in kept}:
        revoke(assignment.lesson, audience)
    parts = list_lesson_parts(assignment.lesson, assignment.revision_id)
    for resource in list_resources(parts):
        if resource.pk not in kept_resources:
            revoke(resource, audience)


def list_checks_held_alone(assignment: Assignment) -> list[AssignedCheck]:
    """List checks whose sitting no other assignment that is given shares."""
    shared = AssignedCheck.objects.filter(assignment__withdrawn_at=None).exclude(
        assignment=assignment
    )
    return list(
        assignment.checks.exclude(sitting__in=shared.values("sitting")).select_related("sitting")
    )


def list_resources(parts: Iterable[LessonPart]) -> list[Resource]:
    """List the resources that stand in these parts, each once."""
    ids = {
        block.value["version"].resource_id
        for part in parts
        for block in part.blocks
        if block.block_type == "resource" and block.value["version"] is not None
    }
    return list(Resource.objects.filter(pk__in=ids).order_by("pk"))


def _schedule_checks(assignment: Assignment, parts: Iterable[LessonPart], *, now: datetime) -> None:
    """Schedule a sitting for each check; late work is taken as long as for the lesson."""
    for part in parts:
        if not part.is_check:
            continue
        sitting = schedule_sitting(
            part.test,
            school_class=assignment.school_class,
            opens_at=assignment.opens_at,
            closes_at=assignment.late_until or assignment.due_at,
            by=assignment.teacher,
            show=assignment.show_results,
            now=now,
        )
        AssignedCheck.objects.update_or_create(
            assignment=assignment,
            part_key=part.key,
            defaults={"number": part.number, "title": part.title, "sitting": sitting},
        )


def _tell_class(assignment: Assignment) -> None:
    """Put a line into each pupil's inbox; one statement for all."""
    text = _("%(teacher)s has given you “%(title)s”, due %(due)s.") % {
        "teacher": assignment.teacher.full_name,
        "title": assignment.title,
        "due": say_near_date(assignment.due_at),
    }
    notify_all(
        list_pupils(assignment.school_class),
        text,
        reverse("lms:study", args=[assignment.public_id]),
    )


@transaction.atomic
def change_due(
    assignment: Assignment,
    *,
    due_at: datetime,
    late_until: datetime | None,
    show_results: str,
    now: datetime,
) -> Assignment:
    """Move the due time, the end of late work and what learners see; the checks follow."""
    if due_at <= max(assignment.opens_at, now):
        raise DueTooEarlyError
    assignment.due_at, assignment.late_until = due_at, late_until
    assignment.show_results = show_results
    assignment.save(update_fields=["due_at", "late_until", "show_results"])
    parts = list_lesson_parts(assignment.lesson, assignment.revision_id)
    _schedule_checks(assignment, parts, now=now)
    return assignment


@transaction.atomic
def withdraw_assignment(assignment: Assignment, *, now: datetime) -> None:
    """Take it back: learners no longer see it, what they did stays. Safe to repeat.

    Its checks take nobody in any more, and the class's rights on the lesson and its resources end,
    unless another assignment of the class still carries them.
    """
    if not Assignment.objects.filter(pk=assignment.pk, withdrawn_at=None).update(withdrawn_at=now):
        return
    for check in list_checks_held_alone(assignment):
        withdraw_sitting(check.sitting, now=now)
    _close_to_class(assignment)


@transaction.atomic
def restore_assignment(assignment: Assignment) -> None:
    """Give it again as it was. Safe to repeat."""
    Assignment.objects.filter(pk=assignment.pk).update(withdrawn_at=None)
    for check in assignment.checks.select_related("sitting"):
        restore_sitting(check.sitting)
    _open_to_class(assignment, list_lesson_parts(assignment.lesson, assignment.revision_id))


@transaction.atomic
def remind_pupils(assignment: Assignment, pupils: Iterable[User]) -> int:
    """Put a friendly line into the inboxes of those who have not opened it; say how many."""
    text = _("“%(title)s” waits for you. It is due %(due)s.") % {
        "title": assignment.title,
        "due": say_near_date(assignment.due_at),
    }
    return notify_all(pupils, text, reverse("lms:study", args=[assignment.public_id]))
