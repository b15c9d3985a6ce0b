"""Objects of the addresses of review."""

from django.utils import timezone

from accounts.models import User
from review.actions import submit_for_review
from tests.factories.accounts import get_subject
from tests.walk_objects import Arguments, Side, builds


@builds("review:show_review", seen_by=["teacher", "subject_group_head", "school_head"])
def a_review(side: Side) -> Arguments:
    side.people["subject_group_head"]
    author = side.people["teacher"]
    review = submit_for_review(
        User(pk=author.pk),
        kind="resource",
        version=1,
        title=side.name("Phiếu học tập"),
        school=side.school,
        curriculum_subject=get_subject(),
        submitted_by=author,
        url="/",
        now=timezone.now(),
    )
    return {"public_id": review.public_id}


@builds("review:decide", "review:withdraw")
def a_review_to_act_on(side: Side) -> Arguments:
    return a_review(side)
