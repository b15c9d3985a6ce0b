"""Load the demo department once."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sector.demo.load import HalfLoadedError, is_loaded, load_demo
from sector.demo.plan import SIZES


class Command(BaseCommand):
    """``manage.py load_demo [--size demo|tiny]``: does nothing when demo rows are there."""

    help = "Load the demo department (synthetic people and content)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the size."""
        parser.add_argument("--size", choices=sorted(SIZES), default="demo")

    def handle(self, **options: Any) -> None:
        """Load, and say how long each step took."""
        try:
            if is_loaded():
                self.stdout.write("Dữ liệu mẫu đã có.")
                return
        except HalfLoadedError as error:
            raise CommandError(str(error)) from error
        started = time.monotonic()

        def say(step: str) -> None:
            self.stdout.write(f"[{time.monotonic() - started:5.1f} s] {step}")

        try:
            load_demo(SIZES[options["size"]](), now=timezone.now(), say=say)
        except LookupError as error:
            raise CommandError(str(error)) from error
        say("Xong.")
