"""Who may do what with resources."""

from accounts.models import User
from accounts.permissions import AnyUser, has_capability
from content.models import Resource

# Whoever makes, reviews or answers for teaching reads the bank; pupils meet resources in lessons.
READING = (
    "resource.create",
    "class.teach",
    "review.group",
    "review.school",
    "review.sector",
    "report.school",
    "report.sector",
)
# Tokens that name their reader, for whom a right was meant whatever his role.
PERSONAL = ("person:", "class:")


def can_read_bank(user: AnyUser) -> bool:
    """Say whether the person works with the bank."""
    return any(has_capability(user, name) for name in READING)


def can_edit_resource(user: User, resource: Resource) -> bool:
    """Say whether the person may change it: its owner, while he may make resources at all."""
    return resource.owner_id == user.pk and has_capability(user, "resource.create")


def can_withdraw_resource(user: User, resource: Resource) -> bool:
    """Say whether the person may take it out of the bank: its owner, or the head of its school."""
    return can_edit_resource(user, resource) or has_capability(
        user, "review.school", resource.school
    )
