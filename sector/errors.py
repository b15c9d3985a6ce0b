"""What the sector's view refuses."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class PeriodNotOverError(DomainError):
    """A month is closed when its last day has passed."""

    status = HTTPStatus.CONFLICT
    message = _("This month is not over yet. Close it after its last day.")
