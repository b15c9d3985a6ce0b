"""Errors that people may read. Each edge answers them once: middleware, API, command, job runner."""

from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule of the domain refused something; the message says what happened and what to do."""

    status: HTTPStatus = HTTPStatus.BAD_REQUEST
    message: str | Promise = _("This could not be done. Go back and check what you entered.")

    def __init__(self, message: str | Promise | None = None) -> None:
        """Take a more exact message where the class's own does not say enough."""
        if message is not None:
            self.message = message
        super().__init__(str(self.message))


class NotFoundError(DomainError):
    """The object is not there, or not for this person: the answer is the same."""

    status = HTTPStatus.NOT_FOUND
    message = _("This page is not there, or it is not for you.")


class NotAllowedError(DomainError):
    """The person may see the object but not do this to it."""

    status = HTTPStatus.FORBIDDEN
    message = _("Your role does not allow this. Ask the administrator of your school.")


class ConflictError(DomainError):
    """Somebody else was faster, or the state has moved on."""

    status = HTTPStatus.CONFLICT
    message = _(
        "This has changed in the meantime. Load the page again and look at the newest state."
    )
