"""Check that nobody changed the audit trail: ``manage.py verify_audit``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import AuditEntry, AuditSeal
from accounts.queries import list_audit_faults


class Command(BaseCommand):
    """Goes through all seals; ends with an error when something is not as it was written."""

    help = "Check the audit trail against its seals."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print each fault, then the count."""
        faults = list(list_audit_faults())
        for fault in faults:
            self.stdout.write(f"{fault.first_id}-{fault.last_id}: {fault.text}")
        if faults:
            message = f"{len(faults)} faults in the audit trail."
            raise CommandError(message)
        last = AuditSeal.objects.order_by("-last_id").first()
        sealed = AuditEntry.objects.filter(pk__lte=last.last_id).count() if last else 0
        self.stdout.write(f"{sealed} entries are as they were written.")
