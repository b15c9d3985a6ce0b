"""Background work of accounts."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs import JobRun, job, periodic

from . import actions


@periodic(minutes=1)
@job("accounts.seal_audit", label=_("Seal the audit trail"))
def seal_audit(run: JobRun) -> None:
    """Chain the digests of the entries that nobody has sealed yet."""
    with run.step({}):
        actions.seal_audit(now=timezone.now())
