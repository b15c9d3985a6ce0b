"""The background worker: runs jobs and keeps the clock until it is told to stop."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.jobs.worker import Worker
from core.memory import settle_memory


class Command(BaseCommand):
    """``manage.py work``; with BROKER_URL it only sends nudges, Celery's workers do the work."""

    help = "Run background jobs until stopped by SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how many jobs at a time, and from which queues."""
        parser.add_argument("--threads", type=int, default=settings.JOB_THREADS)
        parser.add_argument("--queue", action="append", help="Take jobs of this queue only.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work in the foreground."""
        worker = Worker(threads=options["threads"], queues=options["queue"])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        settle_memory()
        worker.run()
