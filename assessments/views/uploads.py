"""Pictures and sounds that come with a form, for readers without scripts."""

from collections.abc import Mapping
from typing import Protocol

from django.contrib import messages
from django.utils import timezone

from accounts.requests import UserRequest
from assessments.actions.authoring import keep_picture_of
from assessments.models import Bank
from core.errors import DomainError

MOST_AT_ONCE = 10


class OpenForm(Protocol):
    """A form of a question or of a shared text."""

    bank: Bank

    def open_again(self) -> None:
        """Take what was typed as what the form begins with."""

    def add_files(self, files: Mapping[str, str], marks: list[str]) -> None:
        """Show new pictures."""


def take_pictures(request: UserRequest, editor: OpenForm) -> None:
    """Keep the files that were sent and open the form again with them."""
    editor.open_again()
    files, marks = {}, []
    for upload in request.FILES.getlist("hinh")[:MOST_AT_ONCE]:
        try:
            name, public_id = keep_picture_of(
                editor.bank, upload.name or "", upload, by=request.user, now=timezone.now()
            )
        except DomainError as error:
            # The form is where the person can do something about it.
            messages.error(request, f"{upload.name}: {error.message}")
            continue
        files[name] = public_id
        marks.append(f"![]({name})")
    editor.add_files(files, marks)
