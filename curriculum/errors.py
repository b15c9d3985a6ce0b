"""What the reference data refuses, in words for the person."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class YearOverlapsError(DomainError):
    """The days of the school year are out of order or belong to another one."""

    status = HTTPStatus.CONFLICT
    message = _(
        "These days are not in order, or another school year has some of them. Correct the dates."
    )
