"""The accounts that a visitor of the demo may try, one a role."""

from dataclasses import dataclass

from accounts.models import RoleGrant, User

from .people import PASSWORD

# In the order of the roles; the usernames are fixed by the loader.
SHOWN = {
    "student": "hs.minhanh",
    "parent": "phhs.thanh",
    "teacher": "gv.ha",
    "homeroom_teacher": "gv.ha",
    "subject_group_head": "tt.hung",
    "school_head": "ht.lan",
    "school_admin": "qtt.son",
    "it_contact": "cntt.yen",
    "proctor": "gt.nam",
    "other_staff": "nv.nga",
    "ward_officer": "ph.tung",
    "sector_reviewer": "td.bao",
    "department_officer": "cb.chau",
    "data_protection_officer": "bv.van",
    "system_admin": "qt.nam",
}


@dataclass(frozen=True)
class DemoAccount:
    """A demo account as ``manage.py demo_accounts --json`` prints it."""

    role: str
    username: str
    password: str
    organisation: str
    name: str


def list_demo_accounts() -> list[DemoAccount]:
    """Return one account a role; empty when the demo department is not loaded."""
    people = {
        user.username: user
        for user in User.objects.filter(is_demo=True, username__in=SHOWN.values())
    }
    grants = {
        (grant.user_id, grant.role.code): grant.organisation.short_name
        for grant in RoleGrant.objects.filter(user__in=people.values()).select_related(
            "role", "organisation"
        )
    }
    return [
        DemoAccount(
            role,
            username,
            PASSWORD,
            grants.get((people[username].pk, role), ""),
            people[username].full_name,
        )
        for role, username in SHOWN.items()
        if username in people
    ]
