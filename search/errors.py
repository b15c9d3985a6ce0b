"""Errors of the index."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class IndexAwayError(DomainError):
    """The search cluster does not answer or refused."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = _("The search is away for a moment. Try again in a minute.")
