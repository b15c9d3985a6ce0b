"""Shapes of what people enter about banks, questions and tests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BenHocForm
from curriculum.models import Subject

from .cleaning import clean_html
from .items.plain import write_html
from .items.shape import SHAPE, Content

FORMATS = [
    ("auto", _("Recognize it from the content")),
    ("gift", "GIFT"),
    ("moodlexml", "Moodle XML"),
    ("aiken", "Aiken"),
]
MOST_OPTIONS = 6


class BankForm(BenHocForm):
    """A new bank of one's own."""

    name = forms.CharField(label=_("Name of the bank"), max_length=120)
    subject = forms.ModelChoiceField(
        label=_("Subject"), queryset=Subject.objects.all(), required=False
    )


class BankNameForm(BenHocForm):
    """Another name of a bank."""

    name = forms.CharField(label=_("Name of the bank"), max_length=120)


class ImportForm(BenHocForm):
    """A file of questions."""

    file = forms.FileField(
        label=_("File of questions"),
        help_text=_("GIFT, Moodle XML or Aiken, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.gift,.xml,text/plain,text/xml"}),
        error_messages={"empty": _("The file is empty. Choose another file.")},
    )
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, initial="auto", required=False)


class CheckForm(BenHocForm):
    """Title and time of a check that is made from chosen questions."""

    title = forms.CharField(label=_("Title of the check"), max_length=200)
    duration_minutes = forms.IntegerField(
        label=_("Time in minutes"),
        help_text=_("Leave it empty when there is no limit."),
        min_value=1,
        max_value=240,
        required=False,
    )


class ChoiceQuestionForm(BenHocForm):
    """A question with one right option, as plain text with formulas."""

    stem = forms.CharField(
        label=_("Question"),
        help_text=_("Write formulas between \\( and \\)."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    right = forms.TypedChoiceField(
        label=_("Right option"),
        coerce=int,
        choices=[(index, letter) for index, letter in enumerate("ABCDEF"[:MOST_OPTIONS])],
    )
    solution = forms.CharField(
        label=_("Solution"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a field for each option."""
        super().__init__(*args, **kwargs)
        for index, letter in enumerate("ABCDEF"[:MOST_OPTIONS]):
            self.fields[f"option_{index}"] = forms.CharField(
                label=_("Option %(letter)s") % {"letter": letter},
                max_length=2000,
                required=index < 2,
            )
        self.order_fields(["stem", *self.option_names, "right", "solution"])

    @property
    def option_names(self) -> list[str]:
        """Names of the fields of the options."""
        return [f"option_{index}" for index in range(MOST_OPTIONS)]

    def clean(self) -> dict[str, Any]:
        """See that the key names an option that is there, and that none is left out between."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        options = [cleaned.get(name, "") for name in self.option_names]
        filled = [bool(option) for option in options]
        if filled != sorted(filled, reverse=True):
            self.add_error(
                f"option_{filled.index(False)}", _("Fill this option or empty those after it.")
            )
        right = cleaned.get("right")
        if right is not None and not options[right]:
            self.add_error("right", _("This option is empty. Choose another one as right."))
        return cleaned

    def to_content(self, old: Content) -> Content:
        """Write the entered values as content; feedback and pictures of the old version stay."""
        cleaned = self.cleaned_data
        kept = [option.get("feedback", "") for option in old.get("options", [])]
        options = [
            {
                "html": _html(cleaned[name]),
                "share": "1" if index == cleaned["right"] else "0",
                "feedback": kept[index] if index < len(kept) else "",
            }
            for index, name in enumerate(self.option_names)
            if cleaned[name]
        ]
        return {
            "v": SHAPE,
            "type": "single_choice",
            "stem": _html(cleaned["stem"]),
            "solution": _html(cleaned["solution"]),
            "images": old.get("images", []),
            "options": options,
            "keep_order": old.get("keep_order", False),
        }


def _html(text: str) -> str:
    """Store typed text as clean HTML."""
    return clean_html(write_html(text))
