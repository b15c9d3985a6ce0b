"""Organisations, people and classes for tests.

    school = SchoolFactory()
    hà = TeacherFactory(school=school, subject="toan", teaches=[SchoolClassFactory(school=school)])
    minh = PupilFactory(school_class=SchoolClassFactory(school=school, grade=8, name="8A"))

Reference data (roles, grades, subjects, school years) is already in the test database (tests/support).
All factories give the password ``PASSWORD``; its hash is computed once a session.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import (
    Enrolment,
    Guardianship,
    InboxMessage,
    Organisation,
    Role,
    RoleGrant,
    SchoolClass,
    TeachingAssignment,
    User,
)
from curriculum.models import Grade, Level, SchoolYear, Subject

PASSWORD = "tabe-kumi-473"
LONG_AGO = date(2020, 1, 1)


@cache
def hashed_password() -> str:
    """Argon2 once a session, not once a person."""
    return make_password(PASSWORD)


def get_role(code: str) -> Role:
    return Role.objects.get(code=code)


def get_subject(code: str = "toan") -> Subject:
    return Subject.objects.get(code=code)


def get_grade(number: int = 8) -> Grade:
    return Grade.objects.get(number=number)


def get_level(slug: str = "thcs") -> Level:
    return Level.objects.get(slug=slug)


def get_school_year(day: date | None = None) -> SchoolYear:
    """Return the school year of the day (by default today), else the last that began before it."""
    day = day or timezone.localdate()
    begun = SchoolYear.objects.filter(starts_on__lte=day).order_by("-starts_on").first()
    return begun or SchoolYear.objects.order_by("starts_on")[0]


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    valid_from = LONG_AGO
    code = factory.Sequence(lambda n: f"T{n:05d}")
    short_name = factory.Sequence(lambda n: f"Đơn vị {n}")
    name = factory.SelfAttribute("short_name")


class DepartmentFactory(OrganisationFactory):
    """The root; there is one, so making it again gives it again."""

    class Meta:
        django_get_or_create = ("kind",)

    kind = Organisation.Kind.DEPARTMENT
    parent = None
    code = "31"
    short_name = "Sở GDĐT"
    name = "Sở Giáo dục và Đào tạo"


class DivisionFactory(OrganisationFactory):
    kind = Organisation.Kind.DIVISION
    parent = factory.SubFactory(DepartmentFactory)
    short_name = factory.Sequence(lambda n: f"Phòng {n}")


class WardFactory(OrganisationFactory):
    kind = Organisation.Kind.WARD
    parent = factory.SubFactory(DepartmentFactory)
    short_name = factory.Sequence(lambda n: f"Phường {n}")


class SchoolFactory(OrganisationFactory):
    """A school in a ward; ``levels=["thcs", "thpt"]`` for other levels than THCS."""

    kind = Organisation.Kind.SCHOOL
    parent = factory.SubFactory(WardFactory)
    short_name = factory.Sequence(lambda n: f"THCS Số {n}")
    name = factory.LazyAttribute(lambda o: f"Trường {o.short_name}")

    @factory.post_generation
    def levels(self, _create: bool, extracted: list[str] | None, **_: Any) -> None:
        self.levels.set([get_level(slug) for slug in extracted or ["thcs"]])


class SubjectGroupFactory(OrganisationFactory):
    """A subject group; ``subjects=["toan", "tin-hoc"]``, by default Toán."""

    kind = Organisation.Kind.SUBJECT_GROUP
    parent = factory.SubFactory(SchoolFactory)
    short_name = factory.Sequence(lambda n: f"Tổ {n}")

    @factory.post_generation
    def subjects(self, _create: bool, extracted: list[str] | None, **_: Any) -> None:
        self.subjects.set([get_subject(code) for code in extracted or ["toan"]])


class UserFactory(factory.django.DjangoModelFactory):
    """A person without any role; traits: ``locked``, ``new`` (must change the password)."""

    class Meta:
        model = User

    class Params:
        locked = factory.Trait(is_active=False)
        new = factory.Trait(must_change_password=True)

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")
    password = factory.LazyFunction(hashed_password)


class RoleGrantFactory(factory.django.DjangoModelFactory):
    """A role since long ago; ``role="teacher"``, traits ``ended``, ``future``."""

    class Meta:
        model = RoleGrant

    class Params:
        ended = factory.Trait(
            valid_to=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
        )
        future = factory.Trait(
            valid_from=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
        )

    user = factory.SubFactory(UserFactory)
    role = factory.LazyFunction(lambda: get_role("teacher"))
    organisation = factory.SubFactory(SchoolFactory)
    valid_from = LONG_AGO

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> RoleGrant:
        if isinstance(kwargs.get("role"), str):
            kwargs["role"] = get_role(kwargs["role"])
        return super()._create(model_class, *args, **kwargs)


def grant_role(user: User, code: str, organisation: Organisation, **fields: Any) -> RoleGrant:
    return RoleGrantFactory(user=user, role=code, organisation=organisation, **fields)


class SchoolClassFactory(factory.django.DjangoModelFactory):
    """A class of the current school year; ``grade=8``."""

    class Meta:
        model = SchoolClass

    school = factory.SubFactory(SchoolFactory)
    school_year = factory.LazyFunction(get_school_year)
    grade = 8
    name = factory.Sequence(lambda n: f"8A{n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> SchoolClass:
        if isinstance(kwargs["grade"], int):
            kwargs["grade"] = get_grade(kwargs["grade"])
        return super()._create(model_class, *args, **kwargs)


class PersonAtFactory(UserFactory):
    """The parent of the factories below: a person with one role at one place."""

    role_code = "other_staff"
    place_factory: Any = SchoolFactory

    class Meta:
        model = User
        exclude = ("role_code", "place_factory")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        place = kwargs.pop("place", None) or kwargs.pop("school", None) or cls.place_factory()
        kwargs.pop("school", None)
        user = super()._create(model_class, *args, **kwargs)
        grant_role(user, cls.role_code, place)
        return user


class TeacherFactory(PersonAtFactory):
    """A teacher of ``school``; with ``teaches=[class, …]`` in ``subject`` (code or Subject).

    ``homeroom_of=class`` makes him its homeroom teacher too.
    """

    role_code = "teacher"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        subject = kwargs.pop("subject", "toan")
        subject = get_subject(subject) if isinstance(subject, str) else subject
        teaches = list(kwargs.pop("teaches", []))
        homeroom_of = kwargs.pop("homeroom_of", None)
        classes = teaches + ([homeroom_of] if homeroom_of and homeroom_of not in teaches else [])
        if classes and not kwargs.get("school"):
            kwargs["school"] = classes[0].school
        user = super()._create(model_class, *args, **kwargs)
        for school_class in classes:
            TeachingAssignmentFactory(
                teacher=user,
                school_class=school_class,
                subject=subject,
                is_homeroom=school_class == homeroom_of,
            )
        if homeroom_of:
            grant_role(user, "homeroom_teacher", homeroom_of.school)
        return user


class PupilFactory(PersonAtFactory):
    """A pupil enrolled in ``school_class`` (a new one by default)."""

    role_code = "student"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        school_class = kwargs.pop("school_class", None) or SchoolClassFactory(
            **({"school": kwargs["school"]} if kwargs.get("school") else {})
        )
        user = super()._create(model_class, *args, **{**kwargs, "school": school_class.school})
        Enrolment.objects.create(school_class=school_class, pupil=user, valid_from=LONG_AGO)
        return user


class ParentFactory(PersonAtFactory):
    """A parent: ``ParentFactory(child=pupil)``, linked since long ago."""

    role_code = "parent"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        child = kwargs.pop("child", None)
        user = super()._create(model_class, *args, **kwargs)
        if child is not None:
            Guardianship.objects.create(guardian=user, pupil=child, valid_from=LONG_AGO)
        return user


class HeadFactory(PersonAtFactory):
    """Head of ``school``."""

    role_code = "school_head"


class SubjectGroupHeadFactory(PersonAtFactory):
    """Head of a subject group: ``SubjectGroupHeadFactory(group=group)``; also its teacher."""

    role_code = "subject_group_head"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        group = kwargs.pop("group", None) or SubjectGroupFactory(
            **({"parent": kwargs.pop("school")} if kwargs.get("school") else {})
        )
        user = super()._create(model_class, *args, **{**kwargs, "place": group})
        grant_role(user, "teacher", group.parent)
        return user


class SchoolAdminFactory(PersonAtFactory):
    """Administrator of ``school``: manages its people."""

    role_code = "school_admin"


class ItContactFactory(PersonAtFactory):
    """IT contact of ``school``."""

    role_code = "it_contact"


class WardOfficerFactory(PersonAtFactory):
    """Officer of a ward: ``place=ward``."""

    role_code = "ward_officer"
    place_factory = WardFactory


class OfficerFactory(PersonAtFactory):
    """Officer of the department; ``place=division`` for one of its divisions."""

    role_code = "department_officer"
    place_factory = DepartmentFactory


class SectorReviewerFactory(PersonAtFactory):
    """Reviewer of the department."""

    role_code = "sector_reviewer"
    place_factory = DepartmentFactory


class SystemAdminFactory(PersonAtFactory):
    """Administrator of the whole installation."""

    role_code = "system_admin"
    place_factory = DepartmentFactory


class ProtectionOfficerFactory(PersonAtFactory):
    """Data protection officer of the department."""

    role_code = "data_protection_officer"
    place_factory = DepartmentFactory


class TeachingAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TeachingAssignment

    school_class = factory.SubFactory(SchoolClassFactory)
    teacher = factory.SubFactory(UserFactory)
    subject = factory.LazyFunction(get_subject)
    valid_from = LONG_AGO


class InboxMessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InboxMessage

    recipient = factory.SubFactory(UserFactory)
    text = "Đã có kết quả."
    created_at = factory.LazyFunction(timezone.now)


ROLE_FACTORIES = {
    "system_admin": SystemAdminFactory,
    "department_officer": OfficerFactory,
    "sector_reviewer": SectorReviewerFactory,
    "ward_officer": WardOfficerFactory,
    "school_head": HeadFactory,
    "school_admin": SchoolAdminFactory,
    "it_contact": ItContactFactory,
    "subject_group_head": SubjectGroupHeadFactory,
    "teacher": TeacherFactory,
    "student": PupilFactory,
}
