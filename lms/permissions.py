"""Who may see and change what was given, side by side with the lists."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Enrolment, SchoolClass, TeachingAssignment, User
from accounts.permissions import (
    has_capability,
    list_held_paths,
    taught_class_ids,
    visible_classes,
)
from accounts.queries import list_class_subjects
from curriculum.models import Subject

from .models import Assignment


def learnt_class_ids(user: User) -> QuerySet[Enrolment, int]:
    """Ids of the classes in which the person is enrolled today."""
    return (
        Enrolment.objects.valid_on(timezone.localdate())
        .filter(pupil=user)
        .values_list("school_class_id", flat=True)
    )


def teachable_classes(user: User) -> QuerySet[SchoolClass]:
    """Classes to which the person may give lessons: those he teaches today."""
    return SchoolClass.objects.filter(pk__in=taught_class_ids(user))


def can_give_to(user: User, school_class: SchoolClass) -> bool:
    """Say whether the person may give lessons to this class."""
    return (
        has_capability(user, "class.teach")
        and teachable_classes(user).filter(pk=school_class.pk).exists()
    )


def assignments_followed_by(user: User) -> QuerySet[Assignment]:
    """Return assignments whose report the person may read: his own, those of classes he may open."""
    return Assignment.objects.filter(
        Q(teacher=user) | Q(school_class__in=visible_classes(user).values("pk"))
    )


def can_change(user: User, assignment: Assignment) -> bool:
    """Say whether the person may change the assignment: who gave it."""
    return assignment.teacher_id == user.pk


def assignments_learnt_by(user: User) -> QuerySet[Assignment]:
    """Return assignments of classes in which the person learns today, once they have opened."""
    return Assignment.objects.open_at(timezone.now()).filter(
        school_class_id__in=learnt_class_ids(user)
    )


def can_fill_gradebook(user: User, school_class: SchoolClass, subject: Subject) -> bool:
    """Say whether the person writes marks: who teaches the subject in the class today."""
    return (
        has_capability(user, "class.teach")
        and list_class_subjects(user, school_class).filter(pk=subject.pk).exists()
    )


def can_read_gradebook(user: User, school_class: SchoolClass, subject: Subject) -> bool:
    """Say whether the person reads every pupil's marks of the subject in the class."""
    return gradebook_subjects(user, school_class).filter(pk=subject.pk).exists()


def gradebook_subjects(user: User, school_class: SchoolClass) -> QuerySet[Subject]:
    """Twin of ``can_read_gradebook``: one's own subjects; all for homeroom teachers and the school head."""
    given = TeachingAssignment.objects.valid_on(timezone.localdate()).filter(
        school_class=school_class
    )
    if has_capability(user, "report.class", school_class.school):
        # Whoever taught it once: a year that is over still has its books.
        given = TeachingAssignment.objects.filter(school_class=school_class)
    elif not given.filter(teacher=user, is_homeroom=True).exists():
        given = given.filter(teacher=user)
    return Subject.objects.filter(pk__in=given.values("subject_id"))


def gradebook_classes(user: User) -> QuerySet[SchoolClass]:
    """Return classes of which the person reads a gradebook: taught today, or of a school he answers for."""
    mine = Q(pk__in=taught_class_ids(user)) if has_capability(user, "class.teach") else Q(pk=None)
    for path in list_held_paths(user, "report.class"):
        mine |= Q(school__path__startswith=path)
    return SchoolClass.objects.filter(mine)
