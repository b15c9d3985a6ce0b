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


class CodeTakenError(DomainError):
    """The code belongs to another organisation or class."""

    status = HTTPStatus.CONFLICT
    message = _("This code or name is already in use. Choose another one.")


class PlaceRefusedError(DomainError):
    """The organisation cannot stand, or end, there."""

    status = HTTPStatus.CONFLICT
    message = _("This kind of organisation does not stand here. Choose another place.")
    still_open = _("Something below it is still open. Close that first.")


class ClassRefusedError(DomainError):
    """The class cannot be changed like this."""

    status = HTTPStatus.CONFLICT
    message = _(
        "This class has had pupils, teachers or work, so it stays. You can give it another name."
    )
    elsewhere = _("The pupil is in another class by now. Take him out of that one first.")


class RosterRefusedError(DomainError):
    """The list has faults; nothing of it was taken."""

    status = HTTPStatus.CONFLICT
    message = _("The list still has faults, so nothing was taken. Check it once more.")


class GuardianRefusedError(DomainError):
    """This account cannot follow that pupil."""

    status = HTTPStatus.CONFLICT
    message = _("Nobody can be linked to himself. Choose the parent's own account.")


class RequestRefusedError(DomainError):
    """The request about personal data cannot be extended like this."""

    status = HTTPStatus.CONFLICT
    message = _(
        "A request is extended once, with a day after its own limit and within the law's longest. "
        "Choose another day."
    )


class ErasureRefusedError(DomainError):
    """The person is still at a school."""

    status = HTTPStatus.CONFLICT
    message = _(
        "The account is open or has roles today. Its school ends the roles and locks it first."
    )
