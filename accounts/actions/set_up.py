"""The first administrator of an empty installation."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import AlreadySetUpError
from accounts.models import Organisation, User
from curriculum.models import Level

from .audit import record_audit
from .roles import give_role


@dataclass(frozen=True, kw_only=True)
class SetUp:
    """What the wizard asked: the department, perhaps a first school, and the first person."""

    department_name: str
    department_code: str
    full_name: str
    username: str
    password: str
    ward_name: str = ""
    school_name: str = ""
    levels: list[str] = field(default_factory=list)


@transaction.atomic(durable=True)
def set_up(wanted: SetUp) -> User:
    """Make the department, perhaps a ward with a school, and its first administrator.

    Raises AlreadySetUpError when anybody is there already; of two people who send the wizard at the
    same time one gets that error too, because there is one department only.
    """
    if User.objects.exists():
        raise AlreadySetUpError
    try:
        with transaction.atomic():
            department = _make(None, "department", wanted.department_name, wanted.department_code)
    except IntegrityError as error:
        raise AlreadySetUpError from error
    person = User(username=wanted.username.lower(), full_name=wanted.full_name)
    person.set_password(wanted.password)
    person.save()
    give_role(person, "system_admin", department)
    if wanted.school_name:
        code = wanted.department_code
        ward = _make(department, "ward", wanted.ward_name or wanted.school_name, f"{code}-00001")
        school = _make(ward, "school", wanted.school_name, f"{code}-00001-001")
        school.levels.set(Level.objects.filter(slug__in=wanted.levels))
        give_role(person, "school_admin", school)
    record_audit(person, "installation.set_up", about=department)
    return person


def _make(parent: Organisation | None, kind: str, name: str, code: str) -> Organisation:
    return Organisation.objects.create(
        parent=parent,
        kind=kind,
        name=name,
        short_name=name[:80],
        code=code,
        valid_from=timezone.localdate(),
    )
