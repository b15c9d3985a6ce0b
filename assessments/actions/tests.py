"""Writes of tests themselves."""

from django.db import transaction

from assessments.models import Test


@transaction.atomic
def set_kind(test: Test, kind: str) -> Test:
    """Say what kind of assessment the test is; safe to repeat."""
    if test.kind != kind:
        test.kind = Test.Kind(kind)
        test.save(update_fields=["kind"])
    return test
