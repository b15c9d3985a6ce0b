"""Reads of classes, their pupils and their teachers."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import Enrolment, Organisation, SchoolClass, TeachingAssignment, User
from accounts.permissions import AnyUser, visible_classes
from core.errors import NotFoundError
from curriculum.models import Subject


def access_class(user: AnyUser, public_id: str) -> SchoolClass:
    """Fetch a class that the person teaches or answers for, or raise NotFoundError."""
    found = (
        visible_classes(user)
        .select_related("school__parent", "grade__level", "school_year")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def access_pupil(user: AnyUser, class_id: str, pupil_id: str) -> tuple[SchoolClass, User]:
    """Fetch a class that the person may open and a pupil who is in it, or raise NotFoundError."""
    school_class = access_class(user, class_id)
    found = list_pupils(school_class).filter(public_id=pupil_id).first()
    if found is None:
        raise NotFoundError
    return school_class, found


def list_classes_of(user: AnyUser) -> QuerySet[SchoolClass]:
    """Classes that the person teaches today, or learns in, in the school's order."""
    if not user.is_authenticated:
        return SchoolClass.objects.none()
    day = timezone.localdate()
    taught = TeachingAssignment.objects.valid_on(day).filter(teacher=user)
    learnt = Enrolment.objects.valid_on(day).filter(pupil=user)
    return SchoolClass.objects.filter(
        Q(pk__in=taught.values("school_class_id")) | Q(pk__in=learnt.values("school_class_id"))
    ).select_related("school", "grade", "school_year")


def list_classes_learnt_by(pupil: User, day: date | None = None) -> QuerySet[SchoolClass]:
    """Classes in which the pupil is enrolled on that day, by default today."""
    on_day = Enrolment.objects.valid_on(day or timezone.localdate())
    return SchoolClass.objects.filter(
        pk__in=on_day.filter(pupil=pupil).values("school_class_id")
    ).select_related("school", "grade__level", "school_year")


def find_current_class_of(pupil: User) -> SchoolClass | None:
    """Return the class of the newest school year in which the pupil is enrolled today."""
    return list_classes_learnt_by(pupil).order_by("-school_year__starts_on").first()


def list_visible_classes(user: AnyUser) -> QuerySet[SchoolClass]:
    """Classes that the person may open, newest school year first."""
    return (
        visible_classes(user)
        .select_related("school", "grade", "school_year")
        .order_by("-school_year__starts_on", "school__sort_key", "sort_key", "pk")
    )


def count_pupils(classes: Iterable[SchoolClass]) -> dict[int, int]:
    """Count the pupils of today for each of these classes, in one query."""
    enrolled = Enrolment.objects.valid_on(timezone.localdate()).filter(school_class__in=classes)
    counted = enrolled.order_by().values_list("school_class_id").annotate(Count("pupil_id"))
    return dict(counted)


def list_pupils(school_class: SchoolClass, day: date | None = None) -> QuerySet[User]:
    """Pupils of the class on that day, by default today, in Vietnamese order of names."""
    enrolled = Enrolment.objects.valid_on(day or timezone.localdate()).filter(
        school_class=school_class
    )
    return User.objects.filter(pk__in=enrolled.values("pupil_id"), is_active=True).order_by(
        "sort_key", "pk"
    )


def list_teachers(school: Organisation, subject: Subject | None = None) -> QuerySet[User]:
    """People who teach at the school today; with ``subject`` those who teach that subject."""
    day = timezone.localdate()
    holds = Q(role_grants__valid_from__lte=day) & (
        Q(role_grants__valid_to=None) | Q(role_grants__valid_to__gte=day)
    )
    teachers = User.objects.filter(
        holds,
        role_grants__role__code="teacher",
        role_grants__organisation__path__startswith=school.path,
        is_active=True,
    )
    if subject is not None:
        given = TeachingAssignment.objects.valid_on(day).filter(
            school_class__school=school, subject=subject
        )
        teachers = teachers.filter(pk__in=given.values("teacher_id"))
    return teachers.distinct().order_by("sort_key", "pk")


def list_class_subjects(user: User, school_class: SchoolClass) -> QuerySet[Subject]:
    """Subjects that the person teaches in the class today."""
    given = TeachingAssignment.objects.valid_on(timezone.localdate()).filter(
        teacher=user, school_class=school_class
    )
    return Subject.objects.filter(pk__in=given.values("subject_id"))


def list_teachings(school_class: SchoolClass) -> QuerySet[TeachingAssignment]:
    """Who teaches what in the class today, by subject."""
    return (
        TeachingAssignment.objects.valid_on(timezone.localdate())
        .filter(school_class=school_class)
        .select_related("teacher", "subject")
        .order_by("subject__position", "teacher__sort_key")
    )


def list_homeroom_teachers(school_class: SchoolClass) -> list[User]:
    """Return the homeroom teachers of the class, today mostly one."""
    return [given.teacher for given in list_teachings(school_class) if given.is_homeroom]


def list_open_classes(school: Organisation) -> QuerySet[SchoolClass]:
    """Classes of the school in the school years that have not ended."""
    return SchoolClass.objects.filter(
        school=school, school_year__ends_on__gte=timezone.localdate()
    ).order_by("-school_year__starts_on", "sort_key")
