"""Check a signed list of results: ``manage.py verify_results FILE``."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.queries.seals import Difference, find_sealed_sitting, list_differences
from assessments.queries.settling import build_manifest
from assessments.signing import Signature, is_genuine


class Command(BaseCommand):
    """Says whether a file is signed by this installation and whole, and what differs from it today.

    Ends with an error when it is not whole, or when results here are others than in the file.
    """

    help = "Check a signed list of results against its signature and the results of today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check the signature, then compare."""
        kept = _read(options["file"])
        document = kept["document"]
        if not is_genuine(document, Signature(kept["signature"], kept["key_id"])):
            raise CommandError(
                _("Not signed by this installation, or changed after it was signed.")
            )
        self.stdout.write(_("Signed, whole."))
        sitting = find_sealed_sitting(document["manifest"]["sitting"])
        if sitting is None:
            raise CommandError(_("This installation no longer has the test of this list."))
        differences = list_differences(document["manifest"], build_manifest(sitting))
        for each in differences:
            self.stdout.write(_say(each))
        if differences:
            raise CommandError(_("Results here are others than in the file."))
        self.stdout.write(_("Results here are those of the file."))


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text("utf-8"))
        _names = kept["document"]["manifest"]["sitting"], kept["signature"], kept["key_id"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = _("%(file)s is no signed list of results.") % {"file": path}
        raise CommandError(message) from error
    found: dict[str, Any] = kept
    return found


def _say(each: Difference) -> str:
    values = {
        "name": each.name or each.pupil_id,
        "before": "–" if each.before is None else f"{each.before[0]:f}",
        "after": "–" if each.after is None else f"{each.after[0]:f}",
    }
    return _("%(name)s: %(before)s in the file, %(after)s here") % values
