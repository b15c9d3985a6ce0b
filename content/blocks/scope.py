"""Who is writing, and what he may choose: blocks know no request, so both are told here.

Blocks lie below queries, so the reads are registered from above (``content.receivers``), one for
each kind of thing a chooser offers. Without a known person nothing may be chosen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import QuerySet

Choices = Callable[[Any], QuerySet[Any]]

Finder = Callable[[QuerySet[Any], Any, str], QuerySet[Any]]

_writer: ContextVar[Any] = ContextVar("content_writer", default=None)
_choices: dict[str, Choices] = {}
_finders: dict[str, Finder] = {}


def register_choices(kind: str, choices: Choices, finder: Finder) -> None:
    """Say what a person may choose of this kind, and how it is found by words."""
    _choices[kind] = choices
    _finders[kind] = finder


def choosable(kind: str, user: Any) -> QuerySet[Any] | None:
    """Return what the person may choose, or None when nobody is known or nothing is offered."""
    if user is None or not user.is_authenticated or kind not in _choices:
        return None
    return _choices[kind](user)


def narrow(kind: str, rows: QuerySet[Any], user: Any, words: str) -> QuerySet[Any]:
    """Keep of these choices what has the words, with or without diacritics."""
    return _finders[kind](rows, user, words)


def current_writer() -> Any:
    """Return the person of this request, or None."""
    return _writer.get()


@contextmanager
def written_by(user: Any) -> Iterator[None]:
    """Let blocks check choices against this person while the context lasts."""
    token = _writer.set(user)
    try:
        yield
    finally:
        _writer.reset(token)
