"""Who may decide on a review and who may see it."""

from django.db.models import Q

from accounts.models import Organisation, RoleGrant, User
from accounts.permissions import AnyUser, list_held_grants

from .models import Review, ReviewStep
from .models.reviews import ReviewQuerySet

# Role code and number of the organisation, as a step names its reviewers.
Seat = tuple[str, int]


def seat_of(grant: RoleGrant) -> Seat:
    """Return the seat that a grant gives; a division decides for its department."""
    place = grant.organisation
    if place.kind == Organisation.Kind.DIVISION and place.parent_id:
        return grant.role.code, place.parent_id
    return grant.role.code, place.pk


def list_seats(user: AnyUser) -> set[Seat]:
    """Return the seats that the person holds today, stand-ins included; no query of its own."""
    return {seat_of(grant) for grant in list_held_grants(user)}


def find_seat_grant(user: AnyUser, step: ReviewStep) -> RoleGrant | None:
    """Return the grant by which the person decides this step, his own before a stand-in's."""
    wanted = (step.role, step.organisation_id)
    held = [grant for grant in list_held_grants(user) if seat_of(grant) == wanted]
    return min(held, key=lambda grant: grant.standing_in_for_id is not None, default=None)


def is_own_work(user: AnyUser, review: Review) -> bool:
    """Say whether the person handed it in or wrote a part of it."""
    return review.submitted_by_id == user.pk or review.writers.filter(pk=user.pk).exists()


def can_decide(user: AnyUser, step: ReviewStep) -> bool:
    """Say whether the step waits for this person today. Nobody decides on his own work."""
    return (
        step.state == ReviewStep.State.WAITING
        and find_seat_grant(user, step) is not None
        and not is_own_work(user, step.review)
    )


def at_seats(seats: set[Seat], prefix: str = "") -> Q:
    """Return the condition that a step asks one of these seats; nothing when there are none."""
    condition = Q(pk__in=[])
    for role, organisation in sorted(seats):
        condition |= Q(**{f"{prefix}role": role, f"{prefix}organisation_id": organisation})
    return condition


def visible_to(user: AnyUser) -> ReviewQuerySet:
    """Keep reviews that the person handed in, decided on, or has a seat in."""
    if not isinstance(user, User):
        return Review.objects.none()
    asked = ReviewStep.objects.filter(at_seats(list_seats(user)) | Q(decided_by=user))
    return Review.objects.filter(Q(submitted_by=user) | Q(pk__in=asked.values("review_id")))
