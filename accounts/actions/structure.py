"""Writes to the tree: adding, changing, closing and opening organisations, opening school years."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.errors import CodeTakenError, PlaceRefusedError
from accounts.models import Organisation, User
from accounts.models.organisations import CHILD_KINDS
from curriculum import actions as curriculum
from curriculum.models import Level, SchoolYear, Subject

from .audit import record_audit

FIELDS = ("name", "short_name", "code", "valid_from")


@transaction.atomic
def add_organisation(
    parent: Organisation,
    kind: str,
    fields: dict[str, Any],
    *,
    by: User,
    levels: Iterable[Level] = (),
    subjects: Iterable[Subject] = (),
) -> Organisation:
    """Add a division, ward, school or subject group; ``fields`` are name, short name, code, first day.

    Raises PlaceRefusedError when this kind does not stand under that parent, CodeTakenError when the
    code is in use.
    """
    if kind not in CHILD_KINDS.get(parent.kind, ()):
        raise PlaceRefusedError
    made = Organisation(parent=parent, kind=kind, **{name: fields[name] for name in FIELDS})
    _save(made)
    made.levels.set(levels)
    made.subjects.set(subjects)
    record_audit(by, "organisation.add", about=made, school_id=made.pk)
    return made


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    fields: dict[str, Any],
    *,
    by: User,
    levels: Iterable[Level] = (),
    subjects: Iterable[Subject] = (),
) -> Organisation:
    """Change name, code, first day, levels and subjects; the audit row keeps what was there before.

    Raises CodeTakenError when the code is in use.
    """
    before = {name: str(getattr(organisation, name)) for name in FIELDS}
    for name in FIELDS:
        setattr(organisation, name, fields[name])
    changed = {name: old for name, old in before.items() if old != str(fields[name])}
    _save(organisation)
    organisation.levels.set(levels)
    organisation.subjects.set(subjects)
    detail = {"before": changed}
    record_audit(
        by, "organisation.change", about=organisation, detail=detail, school_id=organisation.pk
    )
    return organisation


@transaction.atomic
def close_organisation(organisation: Organisation, *, by: User, last_day: date) -> None:
    """End an organisation after that day; nothing below it is deleted, and it can open again.

    Raises PlaceRefusedError for the department itself and while something below it is still open
    after that day.
    """
    is_open = Q(valid_to=None) | Q(valid_to__gt=last_day)
    open_below = Organisation.objects.filter(is_open, parent=organisation)
    if organisation.kind == Organisation.Kind.DEPARTMENT or open_below.exists():
        raise PlaceRefusedError(PlaceRefusedError.still_open)
    organisation.valid_to = last_day
    organisation.save(update_fields=["valid_to"])
    detail = {"to": last_day.isoformat()}
    record_audit(
        by, "organisation.close", about=organisation, detail=detail, school_id=organisation.pk
    )


@transaction.atomic
def reopen_organisation(organisation: Organisation, *, by: User) -> None:
    """Take the end of an organisation back."""
    organisation.valid_to = None
    organisation.save(update_fields=["valid_to"])
    record_audit(by, "organisation.reopen", about=organisation, school_id=organisation.pk)


@transaction.atomic
def open_school_year(
    *, starts_on: date, second_term_on: date, ends_on: date, by: User
) -> SchoolYear:
    """Open a school year for the whole department; the same again changes nothing."""
    year = curriculum.open_school_year(
        starts_on=starts_on, second_term_on=second_term_on, ends_on=ends_on
    )
    record_audit(by, "school_year.open", about=year)
    return year


def _save(organisation: Organisation) -> None:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise CodeTakenError from error
