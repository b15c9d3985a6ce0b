"""Rows of a question: options, statements, accepted answers, entries, pairs, gaps, criteria."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Question
from core.forms import BenHocForm

from .texts import LightField, NumberTextField, PercentField

MOST_ROWS = 30
LEVELS = [
    ("", _("Not said")),
    (Question.Level.KNOW, _("Know")),
    (Question.Level.UNDERSTAND, _("Understand")),
    (Question.Level.APPLY, _("Apply")),
]
GAP_KINDS = [
    ("text", _("Short text")),
    ("number", _("Number")),
    ("choice", _("List to choose from")),
]


class OptionRow(BenHocForm):
    """An option of a choice."""

    html = LightField(label=_("Option"), required=False)
    is_right = forms.BooleanField(label=_("Right"), required=False)
    percent = PercentField(label=_("Part of the mark in %"), least=-100)
    feedback = LightField(label=_("Feedback when it is chosen"), required=False, rows=1)


class StatementRow(BenHocForm):
    """A statement that is true or false."""

    html = LightField(label=_("Statement"), required=False)
    is_true = forms.ChoiceField(
        label=_("Answer"),
        choices=[("", _("Choose")), ("1", _("True")), ("0", _("False"))],
        required=False,
    )
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS, required=False)
    feedback = LightField(label=_("Feedback"), required=False, rows=1)

    def clean(self) -> dict[str, Any]:
        """Ask for the answer of a statement that is there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("html") and not cleaned.get("is_true"):
            self.add_error("is_true", _("Say whether this statement is true or false."))
        return cleaned


class NumberRow(BenHocForm):
    """A number that is accepted."""

    value = NumberTextField(label=_("Number"), required=False)
    tolerance = NumberTextField(label=_("Tolerance ±"), required=False)
    percent = PercentField(label=_("Part of the mark in %"))


class TextRow(BenHocForm):
    """A text that is accepted."""

    text = forms.CharField(label=_("Accepted answer"), max_length=200, required=False)
    percent = PercentField(label=_("Part of the mark in %"))


class EntryRow(BenHocForm):
    """An entry of an ordering, in its right place."""

    html = LightField(label=_("Entry"), required=False)


class PairRow(BenHocForm):
    """Two sides that belong together."""

    html = LightField(label=_("Left side"), required=False)
    match = LightField(label=_("What matches it"), required=False)


class GapRow(BenHocForm):
    """A gap of a text: its kind, its weight, and its answers one a line."""

    kind = forms.ChoiceField(
        label=_("Kind of gap"), choices=GAP_KINDS, initial="text", required=False
    )
    weight = NumberTextField(label=_("Weight"), initial="1", required=False)
    answers = forms.CharField(
        label=_("Answers, one a line"),
        help_text=_("In a list put = before the right one. A number may have ± and its tolerance."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )


class CriterionRow(BenHocForm):
    """A criterion of a rubric and its levels."""

    name = forms.CharField(label=_("Criterion"), max_length=200, required=False)
    levels = forms.CharField(
        label=_("Levels, one a line"),
        help_text=_("Points, a colon, what is seen. For example 0,5: names one reason."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )


class BaseRows(forms.BaseFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Rows of which blank ones are left out; ``least`` are drawn on a new question."""

    least = 2

    def initial_form_count(self) -> int:
        """Let every row be blank: none of them has to stay."""
        return 0

    def total_form_count(self) -> int:
        """Draw what is there and one more, or as many as were posted."""
        if self.is_bound:
            return super().total_form_count()
        return min(max(len(self.initial or []) + 1, self.least), MOST_ROWS)

    def list_filled(self) -> list[dict[str, Any]]:
        """Return the cleaned rows that hold something and are not crossed out."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]


def make_rows(row: type[forms.Form], *, least: int) -> type[BaseRows]:
    """Make a set of rows that draws so many at first."""
    made: Any = forms.formset_factory(
        row,
        formset=BaseRows,
        extra=0,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
    )
    made.least = least
    rows: type[BaseRows] = made
    return rows
