"""Confirmations that show as toasts: Django messages, some with a way back."""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise

_UNDO = "undo="


def confirm(request: HttpRequest, text: str | Promise, *, undo_url: str = "") -> None:
    """Tell the person that something is done. ``undo_url`` is posted to by the undo button."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def find_undo_url(message: Message) -> str:
    """Return where to post to undo what the message tells, or nothing."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith(_UNDO):
            return tag.removeprefix(_UNDO)
    return ""
