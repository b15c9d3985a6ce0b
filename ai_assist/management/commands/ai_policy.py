"""Show or change whether a model may be used, by whom and how often a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ai_assist.actions import change_policy
from ai_assist.policy import NEVER, RULE, is_configured
from core.queries import get_rule


class Command(BaseCommand):
    """``ai_policy`` shows; ``ai_policy --on --role teacher --calls 20`` writes a new version."""

    help = "Show or change the policy for AI models."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be changed."""
        switch = parser.add_mutually_exclusive_group()
        switch.add_argument("--on", dest="is_on", action="store_true", default=None)
        switch.add_argument("--off", dest="is_on", action="store_false")
        parser.add_argument("--role", action="append", help="A role that may; repeat for several.")
        parser.add_argument("--calls", type=int, help="Calls a person may make a day.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Change what was named, then show what holds."""
        if NEVER & set(options["role"] or []):
            message = "Pupils and parents are never let through."
            raise CommandError(message)
        given = {
            "is_on": options["is_on"],
            "roles": options["role"],
            "calls_a_day": options["calls"],
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if changes:
            change_policy(changes, today=timezone.localdate())
        rule = get_rule(RULE)
        endpoint = "configured" if is_configured() else "not configured (AI_BASE_URL, AI_MODEL)"
        self.stdout.write(
            f"on: {rule['is_on']}; roles: {', '.join(rule['roles'])}; "
            f"calls a day: {rule['calls_a_day']}; endpoint: {endpoint}"
        )
