"""What a review may refuse."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import ConflictError, DomainError, NotAllowedError


class OwnWorkError(NotAllowedError):
    """The author tried to decide on his own work."""

    message = _("Nobody reviews their own work. Another holder of this role has to decide.")


class StepNotYoursError(NotAllowedError):
    """The person does not hold the role that this step asks for today."""

    message = _("This step waits for somebody else. You can read it, but not decide.")


class AlreadyDecidedError(ConflictError):
    """Another reviewer was faster; the message names him."""

    message = _("This step has been decided in the meantime. Look at the newest state.")


class ReviewClosedError(ConflictError):
    """The review has ended."""

    message = _("This review has ended. Look at the newest state.")


class NoteMissingError(DomainError):
    """It was returned without saying what to mend."""

    message = _("Write what has to be mended, so that the author knows what to do.")


class AlreadyInReviewError(ConflictError):
    """Another version of the same thing is under review."""

    message = _("A version of this is already under review. Withdraw it before handing in another.")


class NoReviewerError(DomainError):
    """Nobody but the author could decide a step, and the rule names no other place."""

    status = HTTPStatus.CONFLICT
    message = _(
        "Nobody but you holds the role that has to review this. "
        "Ask the administrator of your school to name a stand-in, then hand it in again."
    )
