"""Reads for people who have not signed in: is anybody there, which accounts are for show."""

from dataclasses import dataclass

from accounts.models import RoleGrant, User

# In the order of the sign-in page.
DEMO_ROLES = (
    "student",
    "parent",
    "teacher",
    "subject_group_head",
    "school_head",
    "school_admin",
    "sector_reviewer",
    "ward_officer",
    "department_officer",
    "data_protection_officer",
    "system_admin",
)


@dataclass(frozen=True)
class DemoAccount:
    """One account of the demo department, for one role."""

    role: str
    label: str
    username: str
    full_name: str
    organisation: str


def is_first_run() -> bool:
    """Say whether nobody has an account yet."""
    return not User.objects.exists()


def list_demo_accounts() -> list[DemoAccount]:
    """List the first account of the demo data for each role; the loader makes those first."""
    grants = (_find_demo_grant(code) for code in DEMO_ROLES)
    return [
        DemoAccount(
            role=grant.role.code,
            label=grant.role.label,
            username=grant.user.username,
            full_name=grant.user.full_name,
            organisation=grant.organisation.short_name,
        )
        for grant in grants
        if grant is not None
    ]


def find_demo_account(username: str) -> User | None:
    """Find one of the accounts that ``list_demo_accounts`` offers."""
    offered = {account.username for account in list_demo_accounts()}
    if username not in offered:
        return None
    return User.objects.filter(username=username, is_demo=True, is_active=True).first()


def _find_demo_grant(code: str) -> RoleGrant | None:
    return (
        RoleGrant.objects.filter(role__code=code, user__is_demo=True, user__is_active=True)
        .select_related("role", "user", "organisation")
        .order_by("user_id", "pk")
        .first()
    )
