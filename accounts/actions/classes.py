"""Making classes, putting pupils in and giving them teachers."""

from datetime import date

from django.db import transaction

from accounts.models import Enrolment, Organisation, SchoolClass, TeachingAssignment, User
from curriculum.models import Grade, SchoolYear, Subject


def add_class(
    school: Organisation, grade: Grade, name: str, *, school_year: SchoolYear, code: str = ""
) -> SchoolClass:
    """Make a class of a school year; the same name again gives the same class."""
    made, _created = SchoolClass.objects.get_or_create(
        school=school, school_year=school_year, name=name, defaults={"grade": grade, "code": code}
    )
    return made


@transaction.atomic
def enrol_pupil(
    pupil: User, school_class: SchoolClass, *, valid_from: date, number: int = 0
) -> Enrolment:
    """Put a pupil into a class; his place in another class of the same year ends the day before."""
    others = Enrolment.objects.valid_on(valid_from).filter(
        pupil=pupil, school_class__school_year=school_class.school_year
    )
    others.exclude(school_class=school_class).update(valid_to=valid_from)
    made, _created = Enrolment.objects.get_or_create(
        pupil=pupil,
        school_class=school_class,
        valid_from=valid_from,
        defaults={"number": number},
    )
    return made


def assign_teaching(
    teacher: User,
    school_class: SchoolClass,
    subject: Subject,
    *,
    valid_from: date,
    valid_to: date | None = None,
    is_homeroom: bool = False,
) -> TeachingAssignment:
    """Give a class in a subject to a teacher; the same again changes its end only."""
    made, _created = TeachingAssignment.objects.update_or_create(
        teacher=teacher,
        school_class=school_class,
        subject=subject,
        valid_from=valid_from,
        defaults={"valid_to": valid_to, "is_homeroom": is_homeroom},
    )
    return made
