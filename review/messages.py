"""What people are told about reviews, each in his own language."""

from collections.abc import Callable
from datetime import date

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.models import User

from .models import Review, ReviewStep
from .procedure import list_holders


def tell_holders(review: Review, step: ReviewStep, *, day: date) -> None:
    """Tell everybody who may decide this step that it waits."""
    own = {review.submitted_by_id, *review.writers.values_list("pk", flat=True)}
    for holder in list_holders(step.role, step.organisation, day):
        if holder.pk not in own:
            _tell(
                holder,
                review,
                lambda: _("%(author)s handed in “%(title)s”. It waits for your review."),
                author=review.submitted_by.full_name,
            )


def tell_author_passed(review: Review, step: ReviewStep) -> None:
    """Tell the author that a step passed and the next one is asked."""
    _tell(
        review.submitted_by,
        review,
        lambda: _("%(reviewer)s passed “%(title)s”. It has gone to the next reviewer."),
        reviewer=_name(step),
    )


def tell_author_finished(review: Review, step: ReviewStep) -> None:
    """Tell the author that the last step passed."""
    _tell(
        review.submitted_by,
        review,
        lambda: _("%(reviewer)s approved “%(title)s”."),
        reviewer=_name(step),
    )


def tell_author_returned(review: Review, step: ReviewStep) -> None:
    """Tell the author that it came back."""
    _tell(
        review.submitted_by,
        review,
        lambda: _("%(reviewer)s returned “%(title)s” to be mended. Read the note."),
        reviewer=_name(step),
    )


def already_decided(step: ReviewStep) -> str:
    """Say who was faster, and what he decided."""
    names = {
        "reviewer": _name(step),
        "at": format_date(timezone.localtime(step.decided_at), "H:i d/m/Y"),
    }
    if step.state == ReviewStep.State.PASSED:
        return _("%(reviewer)s already passed this step at %(at)s. Your decision was not kept.") % (
            names
        )
    return _("%(reviewer)s already returned this at %(at)s. Your decision was not kept.") % names


def _name(step: ReviewStep) -> str:
    return step.decided_by.full_name if step.decided_by else ""


def _tell(recipient: User, review: Review, sentence: Callable[[], str], **names: str) -> None:
    """Send the sentence in the recipient's language; long titles are cut."""
    title = review.title if len(review.title) <= 120 else f"{review.title[:119]}…"
    with translation.override(recipient.language):
        text = sentence() % {"title": title, **names}
    notify(recipient, text, url=reverse("review:show_review", args=[review.public_id]))
