"""Answers to events of the apps below: a pseudonym loses its person."""

from typing import Any

from django.dispatch import receiver

from accounts.events import person_erased
from accounts.models import User

from . import actions


@receiver(person_erased)
def cut_link(person: User, **_: Any) -> None:
    """Keep the sums, and cut the only link from the pseudonym to the person."""
    actions.forget_person(person)
