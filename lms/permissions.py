"""Who may see and change what was given, side by side with the lists."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Enrolment, SchoolClass, User
from accounts.permissions import has_capability, taught_class_ids, visible_classes

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
