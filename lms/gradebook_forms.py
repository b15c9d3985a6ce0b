"""Shapes of what teachers write into a gradebook."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BenHocForm
from lms.gradebook import Scheme
from lms.gradebook.circular import VERDICTS
from lms.models import GradeColumn
from lms.queries.book import Line

_TOP = Decimal(10)
LEVEL_WORDS = {
    "T": _("T: completed well"),
    "H": _("H: completed"),
    "C": _("C: not completed yet"),
    "pass": _("Passed"),
    "fail": _("Not passed"),
}


def read_mark(text: str, scheme: Scheme) -> Decimal | None:
    """Read a mark as people write it, ``8,5``; None for nothing. Raises ValidationError."""
    if not text.strip():
        return None
    try:
        mark = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        mark = None
    if mark is None or not 0 <= mark <= _TOP or mark != mark.quantize(scheme.step):
        if scheme.step == 1:
            raise forms.ValidationError(_("Write a whole number from 0 to 10."))
        raise forms.ValidationError(
            _("Write a mark from 0 to 10 with one decimal, for example 8,5.")
        )
    return mark


def make_entry_field(scheme: Scheme, **more: Any) -> forms.Field:
    """Return the field of one cell: a mark, or the verdicts of the subject."""
    if scheme.way == VERDICTS:
        choices = [("", _("not judged")), *((code, LEVEL_WORDS[code]) for code in scheme.levels)]
        return forms.ChoiceField(choices=choices, required=False, **more)
    attrs = {"inputmode": "decimal", "autocomplete": "off", "size": "4"}
    return forms.CharField(required=False, max_length=5, widget=forms.TextInput(attrs), **more)


class ColumnForm(BenHocForm):
    """A column for marks that come from no test: oral, practice, a project."""

    kind = forms.ChoiceField(label=_("Kind of mark"))
    title = forms.CharField(
        label=_("What was assessed"),
        help_text=_("For example: oral questions, group product, practice."),
        max_length=120,
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        """Offer the kinds of the circular."""
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  # declared so above
        kind.choices = [each for each in GradeColumn.Kind.choices if each[0] in scheme.kinds]


class ColumnMarksForm(BenHocForm):
    """First marks of a column, one field a pupil who has none there."""

    def __init__(self, *args: Any, scheme: Scheme, lines: Sequence[Line], **kwargs: Any) -> None:
        """Make a field for each line, named by the pupil's public id."""
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        for line in lines:
            self.fields[line.pupil.public_id] = make_entry_field(scheme, label=line.pupil.full_name)

    def clean(self) -> dict[str, Any]:
        """Read each mark where it stands, so that an error is told beside its pupil."""
        data: dict[str, Any] = super().clean() or {}
        for name, text in list(data.items()):
            if self.scheme.way != VERDICTS:
                try:
                    data[name] = read_mark(text, self.scheme)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return data


class CorrectionForm(BenHocForm):
    """Another mark for one cell, with the reason that stays with it."""

    entry = forms.CharField(label=_("New mark"))
    reason = forms.CharField(
        label=_("Reason, for the record"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        """Take the field of the subject's way."""
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        label = _("New verdict") if scheme.way == VERDICTS else _("New mark")
        self.fields["entry"] = make_entry_field(scheme, label=label)

    def clean_entry(self) -> Decimal | str | None:
        """Read the mark."""
        text: str = self.cleaned_data["entry"]
        return text if self.scheme.way == VERDICTS else read_mark(text, self.scheme)


class RemarksForm(BenHocForm):
    """Words, and the level where the circular gives one, two fields a pupil."""

    def __init__(self, *args: Any, scheme: Scheme, lines: Sequence[Line], **kwargs: Any) -> None:
        """Make ``level-<id>`` and ``text-<id>`` for each line."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        levels = [("", _("none yet")), *((code, LEVEL_WORDS[code]) for code in scheme.levels)]
        for line in lines:
            name = {"name": line.pupil.full_name}
            if scheme.levels:
                self.fields[f"level-{line.pupil.public_id}"] = forms.ChoiceField(
                    label=_("Level of %(name)s") % name, choices=levels, required=False
                )
            self.fields[f"text-{line.pupil.public_id}"] = forms.CharField(
                label=_("Remark on %(name)s") % name,
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def read_remarks(self) -> dict[int, tuple[str, str]]:
        """Return level and words by the pupil's id."""
        data = self.cleaned_data
        return {
            line.pupil.pk: (
                data.get(f"level-{line.pupil.public_id}", ""),
                data[f"text-{line.pupil.public_id}"],
            )
            for line in self.lines
        }
