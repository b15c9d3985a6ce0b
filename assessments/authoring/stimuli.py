"""The form of a shared text: its title, the text in the marks of stems, its pictures and sounds."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.formats.report import SharedText
from assessments.items.markup import is_empty
from assessments.models import Bank, Stimulus
from assessments.reasons import say
from core.forms import BenHocForm

from .keeping import FILES, FileKeeper, read_files
from .texts import LightField, open_text

PREFIX = "ngu-lieu"


class StimulusForm(BenHocForm):
    """A title, if it has one, and the text."""

    title = forms.CharField(label=_("Title of the text"), max_length=200, required=False)
    html = LightField(
        label=_("The text itself"),
        rows=12,
        required=False,
        help_text=_(
            "Formulas between \\( and \\). **bold**, *italic*, H_{2}O, x^{2}; a row of a table is "
            "| a | b |."
        ),
    )


class StimulusEditor(FileKeeper):
    """The form of one shared text, unbound, bound, or opened again with what was typed."""

    def __init__(
        self, bank: Bank, *, stimulus: Stimulus | None = None, data: QueryDict | None = None
    ) -> None:
        """Open a form for a text of this bank; ``stimulus`` is what it begins with."""
        self.bank = bank
        self.old_files = stimulus.files if stimulus else {}
        self.files = dict(self.old_files) if data is None else read_files(data.get(FILES, ""))
        begin = {"title": stimulus.title, "html": open_text(stimulus.html)} if stimulus else {}
        self.form = StimulusForm(data, initial=begin, prefix=PREFIX)

    def is_valid(self) -> bool:
        """Check the text and that each picture it shows is there."""
        if not self.form.is_valid():
            return False
        content = {"stem": self.form.cleaned_data["html"]}
        if is_empty(content["stem"]):
            self.form.add_error("html", _("Write the text, or put a picture or a sound here."))
        for name in self.list_missing(content):
            self.form.add_error(None, say("missing_file", name))
        return not self.form.errors

    def to_text(self) -> SharedText:
        """Return the text with the files that it shows."""
        markup = self.form.cleaned_data["html"]
        files = self.pick_files({"stem": markup})
        return SharedText("", self.form.cleaned_data["title"].strip(), markup, files)

    def add_files(self, files: Mapping[str, str], marks: list[str]) -> None:
        """Show new pictures at the end of the text, in a form that is open again."""
        self.files = {**self.files, **files}
        text = str(self.form.initial.get("html") or "")
        self.form.initial["html"] = "\n".join([text, *marks]).strip()

    def open_again(self) -> None:
        """Take what was typed as what the form begins with, unchecked."""
        typed = {name: self.form[name].data for name in self.form.fields}
        self.form = StimulusForm(None, initial=typed, prefix=PREFIX)
