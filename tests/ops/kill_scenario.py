"""What the kill -9 test prepares and looks at, run beside the product: ``prepare``, ``report``.

A program of its own, because the database of the product is not the database of the test.
"""

import hashlib
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()


def make_tables() -> None:
    """Make tables from the models and seed them, as tests do: migrating takes half a minute."""
    from django.conf import settings
    from django.core.management import call_command
    from pytest_django.fixtures import _disable_migrations

    from tests.support.database import seed_database

    _disable_migrations()
    assert settings.MIGRATION_MODULES["core"] is None
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    seed_database()


def prepare() -> dict[str, str]:
    """Make a teacher, a pupil of hers, and an open test for him."""
    from tests.factories.accounts import (
        PASSWORD,
        PupilFactory,
        SchoolClassFactory,
        TeacherFactory,
    )
    from tests.factories.assessments import make_sitting, make_test

    make_tables()
    school_class = SchoolClassFactory()
    teacher = TeacherFactory(teaches=[school_class])
    pupil = PupilFactory(school_class=school_class)
    sitting = make_sitting(school_class, make_test(teacher))
    return {
        "password": PASSWORD,
        "teacher": teacher.username,
        "pupil": pupil.username,
        "sitting": sitting.public_id,
    }


def report(file_id: str, attempt_id: str) -> dict:
    """Say what is in the database and in the store."""
    from django.core.files.storage import default_storage

    from assessments.models import AnswerBatch, Attempt
    from core.models import Job
    from media.models import StoredFile
    from records.models import Statement

    file = StoredFile.objects.get(public_id=file_id)
    attempt = Attempt.objects.get(public_id=attempt_id)
    with default_storage.open(file.storage_key) as kept:
        sha256 = hashlib.sha256(kept.read()).hexdigest()
    statements = Statement.objects.filter(key__contains=attempt_id)
    media_jobs = Job.objects.filter(name="media.process_file")
    return {
        "sha256": sha256,
        "file_state": file.state,
        "has_copies": file.has_copies,
        "copies": sorted(file.renditions.values_list("kind", flat=True)),
        "copies_are_kept": all(
            default_storage.size(copy.storage_key) == copy.size for copy in file.renditions.all()
        ),
        "file_attempts": sum(media_jobs.values_list("attempts", flat=True)),
        "job_states": sorted(
            set(Job.objects.exclude(name__contains="close_due").values_list("state", flat=True))
        ),
        "attempt_state": attempt.state,
        "score": str(attempt.score),
        "saved": {
            batch.seq: batch.events if isinstance(batch.events, list) else json.loads(batch.events)
            for batch in AnswerBatch.objects.filter(attempt_id=attempt.pk).order_by("seq")
        },
        "facts": sorted(statements.values_list("verb", flat=True)),
    }


def progress(file_id: str) -> dict:
    """Say how far the processing of a file has come."""
    from media.models import StoredFile

    file = StoredFile.objects.get(public_id=file_id)
    return {"has_copies": file.has_copies}


if __name__ == "__main__":
    commands = {
        "make_tables": make_tables,
        "prepare": prepare,
        "report": report,
        "progress": progress,
    }
    print(json.dumps(commands[sys.argv[1]](*sys.argv[2:])))  # noqa: T201
