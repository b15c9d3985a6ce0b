"""Taking a list of people in: all of it or nothing."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from accounts.errors import RosterRefusedError
from accounts.models import Enrolment, Role, RoleGrant, SchoolClass, User
from accounts.queries.rosters import PlannedRow, RosterPlan
from core.text import fold

from .audit import record_audit
from .classes import enrol_pupil
from .roles import give_role

PREFIXES = {"student": "hs", "teacher": "gv"}


@transaction.atomic(durable=True)
def import_roster(plan: RosterPlan, *, by: User, today: date) -> dict[str, int]:
    """Make the new accounts of a plan, and put everybody where the list says, in one transaction.

    New accounts have no password: they cannot sign in until slips are printed. A list that was taken
    in before changes nothing. Raises RosterRefusedError while the plan has faults, and when somebody
    else took one of its codes or usernames in the meantime.
    """
    if plan.faults:
        raise RosterRefusedError
    fresh = [planned for planned in plan.rows if planned.person is None]
    known = [planned for planned in plan.rows if planned.person and not planned.is_there]
    try:
        with transaction.atomic():
            made = User.objects.bulk_create(_draft(plan.role, fresh))
    except IntegrityError as error:
        raise RosterRefusedError from error
    for planned, person in zip(fresh, made, strict=True):
        planned.person = person
    _place_new(plan, fresh, by=by, today=today)
    for planned in known:
        _place_known(plan, planned, by=by, today=today)
    counts = {"new": len(fresh), "moved": len(known), "there": plan.stay_count}
    detail = {**counts, "people": [planned.person.pk for planned in plan.rows if planned.person]}
    record_audit(by, "roster.import", about=plan.school, detail=detail, school_id=plan.school.pk)
    return counts


def draw_username(role: str, full_name: str, taken: set[str]) -> str:
    """Draw a username such as ``hs.minhanh.482``, spoken without doubt, and add it to ``taken``."""
    words = [fold(word) for word in full_name.split()[-2:]]
    stem = "".join(letter for letter in "".join(words) if letter.isascii() and letter.isalnum())
    while True:
        number = 100 + secrets.randbelow(900)
        name = f"{PREFIXES.get(role, 'nd')}.{stem[:30] or 'ban'}.{number}"
        if name not in taken:
            taken.add(name)
            return name
        if len(taken) > 400:  # a stem that is nearly used up
            stem = f"{stem[:24]}{secrets.randbelow(10_000)}"


def list_taken_usernames(role: str, names: Iterable[str]) -> set[str]:
    """Return the usernames in use that could be drawn for these names; one query a stem."""
    taken: set[str] = set()
    stems = {
        "".join(letter for letter in fold("".join(name.split()[-2:])) if letter.isalnum())[:30]
        for name in names
    }
    for stem in stems:
        prefix = f"{PREFIXES.get(role, 'nd')}.{stem}"
        found = User.objects.filter(username__startswith=prefix)
        taken.update(found.values_list("username", flat=True))
    return taken


def first_day(school_class: SchoolClass, today: date) -> date:
    """Return the day from which somebody put in today is there: not before the school year."""
    return max(today, school_class.school_year.starts_on)


def _draft(role: str, fresh: list[PlannedRow]) -> list[User]:
    unnamed = [planned.row.full_name for planned in fresh if not planned.row.username]
    taken = list_taken_usernames(role, unnamed)
    taken |= {planned.row.username for planned in fresh}
    drafts = []
    for planned in fresh:
        row = planned.row
        person = User(
            username=row.username or draw_username(role, row.full_name, taken),
            sector_code=row.sector_code,
            gender=row.gender,
            born_on=row.born_on,
            must_change_password=True,
        )
        person.set_name(row.full_name)
        person.set_unusable_password()
        drafts.append(person)
    return drafts


def _place_new(plan: RosterPlan, fresh: list[PlannedRow], *, by: User, today: date) -> None:
    role = Role.objects.get(code=plan.role)
    RoleGrant.objects.bulk_create(
        RoleGrant(
            user=planned.person,
            role=role,
            organisation=plan.school,
            valid_from=today,
            granted_by=by,
        )
        for planned in fresh
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            pupil=planned.person,
            school_class=planned.school_class,
            valid_from=first_day(planned.school_class, today),
        )
        for planned in fresh
        if planned.school_class is not None
    )


def _place_known(plan: RosterPlan, planned: PlannedRow, *, by: User, today: date) -> None:
    person = planned.person
    if person is None:
        return
    held = RoleGrant.objects.valid_on(today).filter(
        user=person, role__code=plan.role, organisation=plan.school
    )
    if not held.exists():
        give_role(person, plan.role, plan.school, by=by, valid_from=today)
    if planned.school_class is not None:
        enrol_pupil(person, planned.school_class, valid_from=first_day(planned.school_class, today))
