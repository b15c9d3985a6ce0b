"""Linking pupils with their parents and guardians."""

from datetime import date, timedelta

from django.db import transaction

from accounts.errors import GuardianRefusedError
from accounts.models import Guardianship, Organisation, User
from accounts.permissions import has_role

from .audit import record_audit
from .people import add_person, draw_password
from .roles import give_role


@transaction.atomic
def link_guardian(
    guardian: User, pupil: User, *, school: Organisation, by: User, today: date
) -> Guardianship:
    """Let a person follow a pupil from today on, with the role of a parent at the school.

    A link that had ended holds again. Raises GuardianRefusedError for the pupil himself.
    """
    if guardian == pupil:
        raise GuardianRefusedError
    link, _created = Guardianship.objects.update_or_create(
        guardian=guardian, pupil=pupil, defaults={"valid_from": today, "valid_to": None}
    )
    if not has_role(guardian, "parent", school):
        give_role(guardian, "parent", school, by=by, valid_from=today)
    detail = {"guardian": guardian.pk}
    record_audit(by, "guardian.link", about=pupil, detail=detail, school_id=school.pk)
    return link


@transaction.atomic(durable=True)
def add_guardian(
    full_name: str, username: str, pupil: User, *, school: Organisation, by: User, today: date
) -> tuple[User, str]:
    """Make an account for a parent, linked with the pupil; return it with its drawn password.

    Raises AccountTakenError when the username is in use.
    """
    password = draw_password()
    guardian = add_person(full_name, username, password=password, by=by)
    link_guardian(guardian, pupil, school=school, by=by, today=today)
    return guardian, password


@transaction.atomic
def end_guardian(link: Guardianship, *, school: Organisation, by: User, today: date) -> None:
    """End a link at once: from this moment the person sees nothing of the pupil."""
    link.valid_to = today - timedelta(days=1)
    link.save(update_fields=["valid_to"])
    detail = {"guardian": link.guardian_id}
    record_audit(by, "guardian.end", about=link.pupil, detail=detail, school_id=school.pk)
