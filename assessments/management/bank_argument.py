"""The bank that a command is told on the command line, and the person it acts for."""

from django.core.management.base import CommandError

from accounts.models import User
from assessments.models import Bank


def find_bank(text: str) -> Bank:
    """Find a bank by its public id or its only name; raises CommandError."""
    banks = Bank.objects.select_related("owner", "organisation")
    found = list(banks.filter(public_id=text)[:1]) or list(banks.filter(name=text)[:2])
    if len(found) == 1:
        return found[0]
    problem = "There is no bank" if not found else "There is more than one bank"
    message = f"{problem} called {text!r}. Give the id that stands in the address of its page."
    raise CommandError(message)


def find_person(bank: Bank, username: str) -> User:
    """Find the person whose questions these will be: the named one, or the owner of the bank."""
    person = User.objects.filter(username=username).first() if username else bank.owner
    if person is None:
        message = "Say with --by whose questions these are: no such person is known for this bank."
        raise CommandError(message)
    return person
