"""Lessons given to classes, and learners' progress.

assignment = AssignmentFactory()                              # a class of 8, a published lesson
assignment = AssignmentFactory(school_class=8A, with_check=True, due_at=…)
finish(assignment, minh_anh)                                  # all parts, the check excepted
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from content.queries.lessons import list_lesson_parts
from lms.actions.assignments import assign_lesson
from lms.actions.progress import finish_part, open_part
from lms.models import Assignment, LearnerProgress

from .accounts import SchoolClassFactory, TeacherFactory
from .assessments import make_test
from .lessons import LessonFactory, check, part, text

DAY = timedelta(days=1)


def AssignmentFactory(**fields: Any) -> Assignment:  # noqa: N802  # reads like its siblings
    """Give a lesson through the action; ``due_at`` may lie in the past, set afterwards."""
    school_class = fields.pop("school_class", None) or SchoolClassFactory()
    teacher = fields.pop("teacher", None) or TeacherFactory(teaches=[school_class])
    lesson = fields.pop("lesson", None)
    if lesson is None:
        blocks = [part("Mở đầu"), text(), part("Định lí"), text()]
        if fields.pop("with_check", False):
            blocks.append(check(make_test(teacher)))
        lesson = LessonFactory(owner=teacher, blocks=blocks, published=True)
    now = fields.pop("now", None) or timezone.now()
    due_at = fields.pop("due_at", now + DAY)
    past = due_at <= now
    assignment = assign_lesson(
        lesson,
        school_class=school_class,
        by=teacher,
        due_at=now + DAY if past else due_at,
        late_until=None if past else fields.pop("late_until", None),
        now=now,
        **{key: fields.pop(key) for key in ("show_results", "opens_at") if key in fields},
    )
    if past:
        fields.update(due_at=due_at, opens_at=min(due_at - DAY, now))
    if fields:
        Assignment.objects.filter(pk=assignment.pk).update(**fields)
    return Assignment.objects.get(pk=assignment.pk)


def open_lesson(assignment: Assignment, learner: User) -> LearnerProgress:
    return open_part(assignment, learner, number=1, now=timezone.now())


def finish(assignment: Assignment, learner: User) -> LearnerProgress:
    """Do every part that is not a check."""
    progress = open_lesson(assignment, learner)
    for item in list_lesson_parts(assignment.lesson, assignment.revision_id):
        if not item.is_check:
            progress = finish_part(
                assignment, learner, part_key=item.key, number=item.number, now=timezone.now()
            )
    return progress
