"""Print the demo accounts, for people and for scripts."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sector.demo.accounts import list_demo_accounts


class Command(BaseCommand):
    """``manage.py demo_accounts [--json]``."""

    help = "Print one demo account per role."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the form of the answer."""
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, **options: Any) -> None:
        """Print role, username, password and organisation."""
        accounts = list_demo_accounts()
        if options["as_json"]:
            self.stdout.write(
                json.dumps([asdict(one) for one in accounts], ensure_ascii=False, indent=1)
            )
            return
        for one in accounts:
            self.stdout.write(
                f"{one.role:24} {one.username:14} {one.password}   {one.organisation}"
            )
