"""Bring a file of questions into a bank: ``manage.py import_questions FILE --bank B``."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.actions.banks import import_questions, read_file
from assessments.formats import FORMATS, ImportReport
from assessments.management.bank_argument import find_bank, find_person
from assessments.reasons import list_said
from core.errors import DomainError


class Command(BaseCommand):
    """Reads the file, saves what can be saved and tells what became of each question."""

    help = "Import a file of questions into a bank."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", required=True, help="id or name of the bank")
        parser.add_argument("--format", default="auto", choices=["auto", *FORMATS])
        parser.add_argument("--by", default="", help="user name of the author")
        parser.add_argument("--dry-run", action="store_true", help="read only, save nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, then print the report."""
        bank = find_bank(options["bank"])
        path: Path = options["file"]
        if not path.is_file():
            message = f"There is no file {path}."
            raise CommandError(message)
        asked = {"data": path.read_bytes(), "filename": path.name, "fmt": options["format"]}
        try:
            if options["dry_run"]:
                report = read_file(**asked)
            else:
                person = find_person(bank, options["by"])
                report = import_questions(bank, **asked, by=person, now=timezone.now())
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self._tell(report, as_json=options["json"])

    def _tell(self, report: ImportReport, *, as_json: bool) -> None:
        told = describe_report(report)
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for element in told["elements"]:
            if element["state"] != "taken":
                reasons = " ".join(reason["text"] for reason in element["reasons"])
                self.stdout.write(
                    f"{element['ref']} ({element['type']}): {element['state']}. {reasons}"
                )
        self.stdout.write(
            "{format}: {found} found, {taken} taken, {degraded} degraded, {refused} refused.".format(
                **told
            )
        )


def describe_report(report: ImportReport) -> dict[str, Any]:
    """Return the report in the shape that ``--json`` promises."""
    return {
        "format": report.format,
        "found": report.found,
        "taken": report.taken,
        "degraded": report.degraded,
        "refused": report.refused,
        "elements": [
            {
                "ref": element.ref,
                "type": element.type,
                "state": element.state,
                "reasons": list_said(element),
            }
            for element in report.elements
        ],
    }
