"""Giving and ending roles."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.errors import RoleRefusedError
from accounts.models import Organisation, Role, RoleGrant, User
from accounts.permissions import forget_held_grants
from curriculum.models import SchoolYear

from .audit import record_audit


@transaction.atomic
def give_role(
    user: User,
    role: Role | str,
    organisation: Organisation,
    *,
    by: User | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    school_year: SchoolYear | None = None,
    standing_in_for: User | None = None,
) -> RoleGrant:
    """Give a role for an organisation and a time; giving the same twice changes its end only.

    Raises RoleRefusedError when the role is not made for this kind of organisation or the time ends
    before it starts.
    """
    role = Role.objects.get(code=role) if isinstance(role, str) else role
    starts = valid_from or timezone.localdate()
    if organisation.kind not in role.kinds:
        raise RoleRefusedError(
            _("“%(role)s” is not a role of “%(place)s”. Choose another role or another place.")
            % {"role": role, "place": organisation}
        )
    if valid_to is not None and valid_to < starts:
        raise RoleRefusedError(_("The last day lies before the first day. Correct the dates."))
    grant, _created = RoleGrant.objects.update_or_create(
        user=user,
        role=role,
        organisation=organisation,
        valid_from=starts,
        defaults={
            "valid_to": valid_to,
            "school_year": school_year,
            "standing_in_for": standing_in_for,
            "granted_by": by,
        },
    )
    forget_held_grants(user)
    detail = {"role": role.code, "organisation": organisation.pk, "from": starts.isoformat()}
    record_audit(by, "role.give", about=user, detail=detail, school_id=organisation.pk)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, by: User, last_day: date) -> RoleGrant:
    """End a role after that day; a role that would not have begun yet is taken back whole.

    The row stays: who reviewed or taught something once did so rightfully.
    """
    grant.valid_to = max(last_day, grant.valid_from - timedelta(days=1))
    grant.save(update_fields=["valid_to"])
    forget_held_grants(grant.user)
    detail = {"role": grant.role.code, "organisation": grant.organisation_id}
    record_audit(
        by,
        "role.end",
        about=grant.user,
        detail={**detail, "to": grant.valid_to.isoformat()},
        school_id=grant.organisation_id,
    )
    return grant
