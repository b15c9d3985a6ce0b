"""Making classes, putting pupils in and giving them teachers."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q

from accounts.errors import ClassRefusedError, CodeTakenError
from accounts.models import Enrolment, Organisation, SchoolClass, TeachingAssignment, User
from curriculum.models import Grade, SchoolYear, Subject

from .audit import record_audit


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
    """Put a pupil into a class; his place in another class of the same year ends the day before.

    A place that holds on that day already stays as it is.
    """
    places = Enrolment.objects.valid_on(valid_from).filter(
        pupil=pupil, school_class__school_year=school_class.school_year
    )
    places.exclude(school_class=school_class).update(valid_to=valid_from - timedelta(days=1))
    here = places.filter(school_class=school_class).order_by("valid_from").first()
    if here is not None:
        return here
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


@transaction.atomic
def open_class(
    school: Organisation,
    grade: Grade,
    name: str,
    *,
    school_year: SchoolYear,
    by: User,
    code: str = "",
) -> SchoolClass:
    """Make a class as an administrator does: with an audit row, and no second one of the name.

    Raises CodeTakenError when the school has a class of this name in that year.
    """
    known = SchoolClass.objects.filter(school=school, school_year=school_year, name=name)
    if known.exists():
        raise CodeTakenError
    made = add_class(school, grade, name, school_year=school_year, code=code)
    record_audit(by, "class.add", about=made, school_id=school.pk)
    return made


@transaction.atomic
def change_class(
    school_class: SchoolClass, *, grade: Grade, name: str, code: str, by: User
) -> SchoolClass:
    """Give a class another name, code or grade. Raises CodeTakenError when the name is in use."""
    before = {"name": school_class.name, "grade": school_class.grade.number}
    school_class.grade, school_class.name, school_class.code = grade, name, code
    try:
        with transaction.atomic():
            school_class.save()
    except IntegrityError as error:
        raise CodeTakenError from error
    detail = {"before": before}
    record_audit(
        by, "class.change", about=school_class, detail=detail, school_id=school_class.school_id
    )
    return school_class


@transaction.atomic
def delete_class(school_class: SchoolClass, *, by: User) -> None:
    """Delete a class that never had anybody in it, such as one typed twice.

    Raises ClassRefusedError when pupils, teachers or work were ever in it.
    """
    is_used = school_class.enrolments.exists() or school_class.teachings.exists()
    if is_used:
        raise ClassRefusedError
    record_audit(
        by,
        "class.delete",
        about=school_class,
        detail={"name": school_class.name},
        school_id=school_class.school_id,
    )
    try:
        with transaction.atomic():
            school_class.delete()
    except ProtectedError as error:
        raise ClassRefusedError from error


@transaction.atomic
def end_enrolment(enrolment: Enrolment, *, by: User, last_day: date) -> Enrolment:
    """Take a pupil out of a class after that day; his work and marks stay."""
    enrolment.valid_to = max(last_day, enrolment.valid_from - timedelta(days=1))
    enrolment.save(update_fields=["valid_to"])
    _record_enrolment(enrolment, "enrolment.end", by)
    return enrolment


@transaction.atomic
def resume_enrolment(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Take the end of a place in a class back, unless the pupil has a place elsewhere by now.

    Raises ClassRefusedError when he has.
    """
    year = enrolment.school_class.school_year_id
    elsewhere = Enrolment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=enrolment.valid_to or enrolment.valid_from),
        pupil=enrolment.pupil_id,
        school_class__school_year=year,
    )
    if elsewhere.exclude(pk=enrolment.pk).filter(valid_to=None).exists():
        raise ClassRefusedError(ClassRefusedError.elsewhere)
    enrolment.valid_to = None
    enrolment.save(update_fields=["valid_to"])
    _record_enrolment(enrolment, "enrolment.resume", by)
    return enrolment


@transaction.atomic
def end_teaching(teaching: TeachingAssignment, *, by: User, last_day: date) -> TeachingAssignment:
    """End a teacher's place in a class after that day; he keeps nothing of the class afterwards."""
    teaching.valid_to = max(last_day, teaching.valid_from - timedelta(days=1))
    teaching.save(update_fields=["valid_to"])
    _record_teaching(teaching, "teaching.end", by)
    return teaching


@transaction.atomic
def resume_teaching(teaching: TeachingAssignment, *, by: User) -> TeachingAssignment:
    """Take the end of a teacher's place in a class back."""
    teaching.valid_to = None
    teaching.save(update_fields=["valid_to"])
    _record_teaching(teaching, "teaching.resume", by)
    return teaching


@transaction.atomic
def give_class(
    teacher: User,
    school_class: SchoolClass,
    subject: Subject,
    *,
    by: User,
    valid_from: date,
    valid_to: date | None = None,
    is_homeroom: bool = False,
) -> TeachingAssignment:
    """Give a class in a subject to a teacher as an administrator does; a class has one homeroom.

    Whoever was homeroom teacher goes on teaching the subject.
    """
    if is_homeroom:
        TeachingAssignment.objects.filter(school_class=school_class, is_homeroom=True).update(
            is_homeroom=False
        )
    teaching = assign_teaching(
        teacher,
        school_class,
        subject,
        valid_from=valid_from,
        valid_to=valid_to,
        is_homeroom=is_homeroom,
    )
    _record_teaching(teaching, "teaching.give", by)
    return teaching


def _record_enrolment(enrolment: Enrolment, verb: str, by: User) -> None:
    detail = {"class": enrolment.school_class_id, "to": str(enrolment.valid_to or "")}
    school_id = enrolment.school_class.school_id
    record_audit(by, verb, about=enrolment.pupil, detail=detail, school_id=school_id)


def _record_teaching(teaching: TeachingAssignment, verb: str, by: User) -> None:
    detail = {
        "class": teaching.school_class_id,
        "subject": teaching.subject.code,
        "homeroom": teaching.is_homeroom,
        "to": str(teaching.valid_to or ""),
    }
    school_id = teaching.school_class.school_id
    record_audit(by, verb, about=teaching.teacher, detail=detail, school_id=school_id)
