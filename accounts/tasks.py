"""Background work of accounts."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs import JobRun, job, periodic
from core.queries import get_rule

from . import actions
from .actions import privacy
from .models import DataExport
from .queries import list_audit_faults
from .queries.trail import CHECKED

SHOWN_FAULTS = 20


@periodic(minutes=1)
@job("accounts.seal_audit", label=_("Seal the audit trail"))
def seal_audit(run: JobRun) -> None:
    """Chain the digests of the entries that nobody has sealed yet."""
    with run.step({}):
        actions.seal_audit(now=timezone.now())


@job("accounts.check_audit", label=_("Check the seals of the audit trail"))
def check_audit(run: JobRun) -> None:
    """Go through all seals and write what was found into the trail itself."""
    faults = [f"{fault.first_id}-{fault.last_id}: {fault.text}" for fault in list_audit_faults()]
    with run.step({}):
        detail = {"faults": len(faults), "first": faults[:SHOWN_FAULTS]}
        actions.record_audit(None, CHECKED, detail=detail)


@job("accounts.export_person", label=_("Make a file of a person's data"))
def export_person(run: JobRun, export_id: int) -> None:
    """Make the file that somebody asked for."""
    export = DataExport.objects.select_related("subject").get(pk=export_id)
    with run.step({}):
        privacy.make_export(export, now=timezone.now())


@periodic(hours=24)
@job("accounts.forget_exports", label=_("Destroy old files of personal data"))
def forget_exports(run: JobRun) -> None:
    """Destroy files after the days that the rule gives them."""
    with run.step({}):
        days = get_rule("privacy.limits")["export_days"]
        privacy.forget_exports(now=timezone.now(), days=days)
