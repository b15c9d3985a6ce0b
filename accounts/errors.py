"""What accounts refuses, in words for the person."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class RoleRefusedError(DomainError):
    """The role cannot be given like this."""

    status = HTTPStatus.CONFLICT
    message = _("This role cannot be given here.")


class AccountTakenError(DomainError):
    """The username or the sector code belongs to somebody else."""

    status = HTTPStatus.CONFLICT
    message = _("This username or sector code is already in use. Choose another one.")


class AlreadySetUpError(DomainError):
    """The first administrator was made already."""

    status = HTTPStatus.NOT_FOUND
    message = _("This page is not there, or it is not for you.")
