"""Confirmations that show as toasts: Django messages, some with a way back."""

from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo="


def confirm(request: HttpRequest, text: Any, *, undo_url: str = "") -> None:
    """Tell the person that something is done. The undo button posts to ``undo_url``."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def find_undo_url(message: Message) -> str:
    """Return where to post to undo what the message tells, or nothing."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith(_UNDO):
            return tag.removeprefix(_UNDO)
    return ""
