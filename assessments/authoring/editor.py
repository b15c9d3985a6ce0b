"""The whole form of a question: its text, the rows and settings of its type, and what is said of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.items.shape import SHAPE, Content, list_problems
from assessments.models import Bank
from assessments.reasons import say
from core.forms import BenHocForm

from .keeping import FILES, FileKeeper, read_files
from .metadata import MetadataForm
from .rows import MOST_ROWS, BaseRows
from .texts import LightField, open_text
from .types import AUTHORING

ROWS, METADATA = "dong", "ho-so"


class TextForm(BenHocForm):
    """What all types have."""

    stem = LightField(
        label=_("Question"),
        rows=5,
        required=False,
        help_text=_(
            "Formulas between \\( and \\). **bold**, *italic*, H_{2}O, x^{2}; a row of a table is "
            "| a | b |."
        ),
    )
    solution = LightField(label=_("Solution"), rows=3, required=False)


class Editor(FileKeeper):
    """The forms of one question, unbound, bound, or opened again with what was typed."""

    def __init__(
        self,
        kind: str,
        *,
        bank: Bank,
        content: Content | None = None,
        metadata: Mapping[str, Any] | None = None,
        data: QueryDict | None = None,
    ) -> None:
        """Open a form for a question of this kind; ``content`` is what it begins with."""
        self.kind, self.bank, self.content = kind, bank, content
        self.how = AUTHORING[kind]
        self.old_files = (content or {}).get("files", {})
        self.files = dict(self.old_files) if data is None else read_files(data.get(FILES, ""))
        values, rows = self.how.read(content) if content else ({}, [])
        text = content or {}
        self._open(
            data,
            text={
                "stem": open_text(text.get("stem", "")),
                "solution": open_text(text.get("solution", "")),
            },
            settings=values,
            rows=rows,
            metadata=dict(metadata or {}),
        )

    def _open(
        self,
        data: QueryDict | None,
        *,
        text: dict[str, Any],
        settings: dict[str, Any],
        rows: list[dict[str, Any]],
        metadata: dict[str, Any],
    ) -> None:
        self.text = TextForm(data, initial=text, prefix="cau")
        # An empty dictionary as initial would hide what the fields begin with.
        made = self.how.settings
        self.settings = made(data, initial=settings or None, prefix="kieu") if made else None
        # A posted row that equals what the form began with is filled all the same.
        first = rows if rows and data is None else None
        self.rows: BaseRows = self.how.rows(data, initial=first, prefix=ROWS)
        self.metadata = MetadataForm(data, initial=metadata, prefix=METADATA, bank=self.bank)

    @property
    def has_few_rows(self) -> bool:
        """Tell whether another row fits."""
        return self.rows.total_form_count() < MOST_ROWS

    def is_valid(self) -> bool:
        """Check every part, then the question as a whole."""
        forms_ = [self.text, self.metadata, *([self.settings] if self.settings else [])]
        # All are asked, so that all faults are told at once.
        if not all([form.is_valid() for form in forms_] + [self.rows.is_valid()]):
            return False
        for code in list_problems(self.to_content()):
            self.text.add_error(None, say(code))
        for name in self.list_missing(self.to_content()):
            self.text.add_error(None, say("missing_file", name))
        return not self.text.errors

    def to_content(self) -> Content:
        """Write the content; what the form does not show of the old version stays."""
        old = self.content or {}
        values = self.settings.cleaned_data if self.settings else {}
        content = {
            "v": SHAPE,
            "type": self.kind,
            "stem": self.text.cleaned_data["stem"],
            "solution": self.text.cleaned_data["solution"],
            "images": old.get("images", []),
            **self.how.write(self.kind, values, self.rows.list_filled()),
        }
        return {**content, "files": self.pick_files(content)}

    def add_files(self, files: Mapping[str, str], marks: list[str]) -> None:
        """Show new pictures at the end of the question, in a form that is open again."""
        self.files = {**self.files, **files}
        stem = str(self.text.initial.get("stem") or "")
        self.text.initial["stem"] = "\n".join([stem, *marks]).strip()

    def open_again(self, *, more_rows: int = 0) -> None:
        """Take what was typed as what the form begins with, unchecked, with more rows when asked."""
        typed = [form for form in self.rows.forms if not _read(form, "DELETE")]
        rows = [{name: _read(form, name) for name in form.fields} for form in typed]
        while rows and not more_rows and not any(rows[-1].values()):
            rows.pop()
        rows += [{}] * min(more_rows, MOST_ROWS - len(rows) - 1)
        self._open(
            None,
            text={name: _read(self.text, name) for name in self.text.fields},
            settings=(
                {name: _read(self.settings, name) for name in self.settings.fields}
                if self.settings
                else {}
            ),
            rows=rows,
            metadata={name: _read(self.metadata, name) for name in self.metadata.fields},
        )


def _read(form: forms.BaseForm, name: str) -> Any:
    """Return what was typed into a field; choices of rows are known by their numbers."""
    return form[name].data
