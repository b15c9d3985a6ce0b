"""A form field whose value is a file of the signed-in person.

    class ResourceForm(BenHocForm):
        file = StoredFileField(label=_("File"), kinds=("document", "video"))

        def __init__(self, *args, user, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["file"].owner = user

The form needs ``enctype="multipart/form-data"`` and ``{% asset "media/uploader" %}``. Without scripts
the file comes with the form and is kept even when another field has a fault, so that nobody uploads
it twice; with scripts it comes in parts beforehand and the form carries its id only (ADR 0062).
"""

import json
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.wording import say_file_size

from .actions import save_file
from .errors import FileRefusedError
from .limits import get_limits
from .models import StoredFile
from .permissions import visible_to
from .processing.types import TYPES
from .scanner import ScannerDownError
from .uploads import TooLargeUpload

KIND_NAMES = {
    "document": gettext_lazy("PDF, Word, PowerPoint, Excel"),
    "image": gettext_lazy("JPG, PNG, WebP"),
    "video": gettext_lazy("MP4, WebM"),
    "audio": gettext_lazy("MP3, M4A, WAV"),
    "other": gettext_lazy("ZIP"),
}


# What the uploader's script says; places in %(…)s are filled there.
WORDS = {
    "begun": gettext_lazy("The upload has begun."),
    "started": gettext_lazy("%(sent)s of %(total)s"),
    "sending": gettext_lazy("%(sent)s of %(total)s, %(left)s left"),
    "paused": gettext_lazy("Paused at %(sent)s of %(total)s"),
    "pausedShort": gettext_lazy("The upload is paused."),
    "offline": gettext_lazy("No connection. It goes on by itself when the network is back."),
    "offlineShort": gettext_lazy("No connection. It goes on by itself when the network is back."),
    "checking": gettext_lazy("Received, being checked"),
    "checkingShort": gettext_lazy("Received, being checked"),
    "done": gettext_lazy("Uploaded, %(total)s"),
    "doneShort": gettext_lazy("%(name)s: uploaded."),
    "again": gettext_lazy("Choose “%(name)s” again to go on with its upload."),
    "cancelled": gettext_lazy("The upload was cancelled."),
    "failed": gettext_lazy("The file could not be sent. Try again later."),
    "unfinished": gettext_lazy("This file is not wholly uploaded yet. Wait until it is."),
    "soon": gettext_lazy("less than a minute"),
    "minutes": gettext_lazy("%(n)s minutes"),
}


def list_extensions(kind: str) -> list[str]:
    """Return the extensions of a kind of file, without their dots."""
    return [end for file_type in TYPES if file_type.kind == kind for end in file_type.extensions]


class StoredFileWidget(forms.Widget):
    """A plain file input that the uploader's script turns into a resumable one."""

    template_name = "media/_uploader.html"
    needs_multipart_form = True
    kinds: tuple[str, ...] = tuple(KIND_NAMES)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, Any]:
        """Return the id of a file that is there already, and a file that came with the form."""
        return data.get(name, ""), files.get(f"{name}_upload")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form held neither."""
        return name not in data and f"{name}_upload" not in files

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002  Django's signature
        """Let the server ask: with scripts the id stands in another input."""
        return False

    def id_for_label(self, id_: str) -> str:
        """Point the label at the input that people see."""
        return f"{id_}_upload" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Hand the present file, the types and the limits to the template."""
        context = super().get_context(name, None, attrs)
        limits = get_limits()
        types = [file_type for file_type in TYPES if file_type.kind in self.kinds]
        context["widget"] |= {
            "file": value if isinstance(value, StoredFile) else None,
            "accept": ",".join(f".{end}" for file_type in types for end in file_type.extensions),
            "hints": [(KIND_NAMES[kind], limits.bytes_by_kind[kind]) for kind in self.kinds],
            "chunk": limits.chunk,
            # Names with a dash cannot be read in a template.
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
            "is_invalid": "aria-invalid" in context["widget"]["attrs"],
            "words": json.dumps({key: str(words) for key, words in WORDS.items()}),
        }
        return context


class StoredFileField(forms.Field):
    """Takes a file that came with the form or the id of one that was uploaded before."""

    widget = StoredFileWidget
    default_error_messages = {
        "missing": gettext_lazy("Choose a file."),
        "unfinished": gettext_lazy("This file is not wholly uploaded yet. Wait until it is."),
        "gone": gettext_lazy("This file is not there any more. Choose it again."),
        "kind": gettext_lazy("Files of this kind do not fit here. Choose %(kinds)s."),
    }
    owner: User | None = None
    saved: StoredFile | None = None

    def __init__(self, *, kinds: tuple[str, ...] = tuple(KIND_NAMES), **kwargs: Any) -> None:
        """Take files of these kinds."""
        super().__init__(**kwargs)
        self.kinds = kinds
        self.widget.kinds = kinds

    def clean(self, value: Any) -> StoredFile | None:
        """Return the person's file, or refuse it with a sentence."""
        if self.owner is None:
            message = "Set the field's owner to the signed-in person in the form's __init__."
            raise ImproperlyConfigured(message)
        public_id, upload = value if isinstance(value, tuple) else ("", value)
        if isinstance(value, StoredFile):
            return value
        if upload is not None:
            self.saved = self._save(upload, self.owner)
        elif public_id:
            self.saved = self._find(public_id, self.owner)
        if self.saved is None and self.required:
            raise forms.ValidationError(self.error_messages["missing"], code="required")
        if self.saved is not None and self.saved.kind not in self.kinds:
            names = ", ".join(str(KIND_NAMES[kind]) for kind in self.kinds)
            raise forms.ValidationError(self.error_messages["kind"] % {"kinds": names})
        return self.saved

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002  Django's signature
        """Show the file that was kept, also on a form that comes back with faults."""
        return self.saved or initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another file than before was chosen."""
        public_id, upload = data if isinstance(data, tuple) else ("", data)
        before = initial.public_id if isinstance(initial, StoredFile) else ""
        return upload is not None or (public_id or "") != before

    def prepare_value(self, value: Any) -> Any:
        """Show a file given as its number as the file."""
        if isinstance(value, int):
            return StoredFile.objects.filter(pk=value).first()
        return value

    def _save(self, upload: "UploadedFile[Any]", owner: User) -> StoredFile:
        if isinstance(upload, TooLargeUpload):
            raise forms.ValidationError(
                _(
                    "The file is larger than %(most)s, the most that a plain form takes. "
                    "Compress it, or switch scripts on to upload it in parts."
                )
                % {"most": say_file_size(upload.most)}
            )
        try:
            return save_file(
                owner,
                upload.name or "",
                upload,  # type: ignore[arg-type]  # it reads as a binary file does
                now=timezone.now(),
                declared_type=upload.content_type or "",
            )
        except (FileRefusedError, ScannerDownError) as error:
            raise forms.ValidationError(str(error.message)) from error

    def _find(self, public_id: str, owner: User) -> StoredFile:
        file = visible_to(owner).kept().filter(public_id=public_id).first()
        if file is None:
            raise forms.ValidationError(self.error_messages["gone"])
        if file.state == StoredFile.State.REFUSED:
            raise forms.ValidationError(file.reason)
        if file.state != StoredFile.State.READY:
            raise forms.ValidationError(self.error_messages["unfinished"])
        return file


class PlainUploadForm(forms.Form):
    """One file for "my files"."""

    file = StoredFileField(label=gettext_lazy("File"))
