"""The words and colours of a review's state, as people know them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Review, ReviewStep

Place = ReviewStep.Place


@dataclass(frozen=True)
class StateLabel:
    """One badge: its words, its colour and its icon."""

    text: str | Promise
    kind: str
    icon: str


_WAITING = {
    Place.SUBJECT_GROUP: StateLabel(_("Sent to the group"), "now", "send"),
    Place.SCHOOL: StateLabel(_("Passed by the group"), "now", "check"),
    Place.DEPARTMENT: StateLabel(_("Under review by the department"), "now", "clock"),
}
_SENT_TO_SCHOOL = StateLabel(_("Sent to the head of the school"), "now", "send")
_RETURNED = {
    Place.SUBJECT_GROUP: StateLabel(_("The group asks for changes"), "warn", "back"),
    Place.SCHOOL: StateLabel(_("Returned by the school"), "warn", "back"),
    Place.DEPARTMENT: StateLabel(_("Returned by the department"), "warn", "back"),
}
_PASSED = StateLabel(_("Approved, not yet signed"), "ok", "shield")
_WITHDRAWN = StateLabel(_("Taken back by the author"), "", "undo")


def describe_state(review: Review) -> StateLabel:
    """Return the badge of a review; its steps should be prefetched."""
    if review.state == Review.State.PASSED:
        return _PASSED
    if review.state == Review.State.WITHDRAWN:
        return _WITHDRAWN
    steps = sorted(review.steps.all(), key=lambda step: step.position)
    if review.state == Review.State.RETURNED:
        last = next((step for step in steps if step.state == ReviewStep.State.RETURNED), None)
        return _RETURNED[Place(last.place)] if last else _RETURNED[Place.SUBJECT_GROUP]
    waiting = next((step for step in steps if step.state == ReviewStep.State.WAITING), None)
    if waiting is None:
        return _WAITING[Place.SUBJECT_GROUP]
    if waiting.place == Place.SCHOOL and waiting.position == 1:
        return _SENT_TO_SCHOOL
    return _WAITING[Place(waiting.place)]
