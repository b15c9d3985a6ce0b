"""Shapes of what markers enter: a mark, the rule of a sitting."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import list_teachers
from assessments.models import Answer, Sitting
from assessments.presenting.marking import is_sealed, propose_points, read_levels, read_notes
from assessments.scoring.numbers import read_number
from core.forms import BenHocForm


class PointsField(forms.CharField):
    """Points as people write them: ``1,25`` or ``1.25``; at most two decimals."""

    def clean(self, value: Any) -> Any:
        """Return a Decimal, or None when nothing was written and nothing has to be."""
        text = super().clean(value)
        if not text:
            return None
        number = read_number(text)
        if number is None or number < 0 or number != round(number, 2):
            raise ValidationError(_("Write points such as 1.25, with two decimals at the most."))
        return number


class MarkForm(BenHocForm):
    """A mark of one answer; points may come from the rubric."""

    points = PointsField(
        label=_("Points"),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    comment = forms.CharField(
        label=_("Comment for the pupil"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    keep = forms.BooleanField(label=_("Keep this comment to give it again"), required=False)

    def __init__(self, *args: Any, item: Mapping[str, Any], answer: Answer, **kwargs: Any) -> None:
        """Hold what is marked: the item of the key and the answer."""
        super().__init__(*args, **kwargs)
        self.item, self.answer = item, answer

    def clean(self) -> dict[str, Any]:
        """Take the points written, or those of the rubric; refuse a form of another answer."""
        data: dict[str, Any] = super().clean() or {}
        if not is_sealed(self.data.get("seal", ""), self.answer):
            raise ValidationError(
                _("The list has changed. Check that this is the answer you marked.")
            )
        data["levels"] = read_levels(self.data, self.item)
        if "points" in self.errors:
            return data
        if data.get("points") is None:
            data["points"] = propose_points(self.item, data["levels"])
        if data["points"] is None:
            self.add_error("points", _("Choose a level on each line, or write the points."))
        elif data["points"] > Decimal(self.item["points"]):
            self.add_error("points", _("Give a mark between 0 and the points of the question."))
        return data

    def read_mark(self) -> tuple[Decimal, dict[str, Any]]:
        """Return the points, and levels, comment and notes as ManualMark keeps them."""
        data = self.cleaned_data
        fields = {
            "choices": {"v": 1, "levels": data["levels"]},
            "comment": data["comment"],
            "notes": read_notes(self.data, self.answer),
        }
        return data["points"], fields


class RuleForm(BenHocForm):
    """How answers of a sitting are marked."""

    is_anonymous = forms.BooleanField(label=_("Hide names while marking"), required=False)
    is_double = forms.BooleanField(label=_("Two people mark each answer"), required=False)
    most_apart = PointsField(
        label=_("Largest difference in points before a third person decides"),
        required=False,
        max_length=8,
    )
    second_marker = forms.ModelChoiceField(
        label=_("Second marker"), queryset=User.objects.none(), required=False
    )
    third_marker = forms.ModelChoiceField(
        label=_("Third marker"), queryset=User.objects.none(), required=False
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        """Offer teachers of the sitting's school, without who gave the test."""
        super().__init__(*args, **kwargs)
        teachers = list_teachers(sitting.school).exclude(pk=sitting.created_by_id)
        for name in ("second_marker", "third_marker"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = teachers

    def clean_most_apart(self) -> Decimal:
        """Take nothing written as no difference at all."""
        return self.cleaned_data["most_apart"] or Decimal(0)
