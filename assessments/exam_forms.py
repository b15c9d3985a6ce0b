"""Shapes of what people enter about matrices and the forms that are built from them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.assembly.wishes import MOST_CODES, Wishes
from assessments.models import Test
from core.forms import BenHocForm
from curriculum.models import Grade, Subject

KINDS = [
    (Test.Kind.REGULAR, _("Regular test")),
    (Test.Kind.MIDTERM, _("Mid-term test")),
    (Test.Kind.FINAL, _("End-of-term test")),
    (Test.Kind.SURVEY, _("Survey")),
    (Test.Kind.PRACTICE, _("Revision test")),
]


class MatrixForm(BenHocForm):
    """A new matrix: what it is for, and the frame it keeps."""

    title = forms.CharField(label=_("Title of the matrix"), max_length=200)
    subject = forms.ModelChoiceField(label=_("Subject"), queryset=Subject.objects.all())
    grade = forms.ModelChoiceField(label=_("Grade"), queryset=Grade.objects.filter(number__gte=1))
    kind = forms.ChoiceField(label=_("Kind of test"), choices=KINDS, initial=Test.Kind.FINAL)
    duration_minutes = forms.IntegerField(
        label=_("Time in minutes"), min_value=15, max_value=240, initial=90
    )
    frame = forms.ChoiceField(
        label=_("Frame"),
        help_text=_("How ten points spread over forms and levels; the department may change it."),
    )

    def __init__(self, *args: Any, frames: list[tuple[str, str]], **kwargs: Any) -> None:
        """Take the frames that hold today."""
        super().__init__(*args, **kwargs)
        field = self.fields["frame"]
        if isinstance(field, forms.ChoiceField):
            field.choices = frames


class ExamWishesForm(BenHocForm):
    """How many forms, how different, and what is shuffled."""

    codes = forms.IntegerField(
        label=_("Form codes"),
        help_text=_("How many codes to print, 1 to 24."),
        min_value=1,
        max_value=MOST_CODES,
        initial=4,
    )
    originals = forms.IntegerField(
        label=_("Different papers"),
        help_text=_("Codes beyond that are the same papers in another order."),
        min_value=1,
        max_value=MOST_CODES,
        initial=1,
    )
    first_code = forms.IntegerField(label=_("First code"), min_value=1, max_value=9900, initial=101)
    most_uses = forms.IntegerField(
        label=_("Papers that may share a question"), min_value=1, max_value=MOST_CODES, initial=1
    )
    most_past_uses = forms.IntegerField(
        label=_("Leave out questions used in more papers than"),
        help_text=_("Empty: earlier use does not matter."),
        min_value=0,
        max_value=1000,
        required=False,
    )
    questions = forms.BooleanField(
        label=_("Shuffle questions within their part"), required=False, initial=True
    )
    options = forms.BooleanField(
        label=_("Shuffle options"),
        help_text=_("“Both A and B”, options that start with # and ordered figures stay in place."),
        required=False,
        initial=True,
    )
    statements = forms.BooleanField(
        label=_("Shuffle statements of true or false questions"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """See that there are not more papers than codes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        codes, originals = cleaned.get("codes"), cleaned.get("originals")
        if codes and originals and originals > codes:
            self.add_error(
                "originals", _("There cannot be more different papers than codes. Enter fewer.")
            )
        return cleaned

    def to_wishes(self, *, seed: int) -> Wishes:
        """Write what was entered as wishes."""
        return Wishes(**self.cleaned_data, seed=seed)
