"""Shapes of what people enter after scoring: appeals, answers to them, mended keys."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import list_teachers
from assessments.models import Sitting
from assessments.scoring.numbers import read_number
from core.forms import BenHocForm

_AREA = {"rows": 4}


class AppealForm(BenHocForm):
    """Why a pupil or a parent asks to look at the mark again."""

    reason = forms.CharField(
        label=_("What should the teacher look at?"),
        help_text=_("Name the question and why you think the mark is not right."),
        max_length=2000,
        widget=forms.Textarea(attrs=_AREA),
    )


class AppealAnswerForm(BenHocForm):
    """A teacher's answer to an appeal."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=2000, widget=forms.Textarea(attrs=_AREA)
    )


class AppealReaderForm(BenHocForm):
    """The colleague who looks at an appeal."""

    reader = forms.ModelChoiceField(
        label=_("Second person"),
        help_text=_("A colleague who neither gave nor marked this test."),
        queryset=User.objects.none(),
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        """Offer teachers of the sitting's school, without who gave the test."""
        super().__init__(*args, **kwargs)
        field = self.fields["reader"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = list_teachers(sitting.school).exclude(pk=sitting.created_by_id)


class AppealMarkForm(BenHocForm):
    """Another mark for one question, with its reason."""

    position = forms.TypedChoiceField(label=_("Question"), coerce=int)
    points = forms.CharField(label=_("New points"), max_length=8)
    reason = forms.CharField(label=_("Reason, for the record"), max_length=500)

    def __init__(self, *args: Any, items: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        """Offer the questions of the attempt's key."""
        super().__init__(*args, **kwargs)
        field = self.fields["position"]
        if isinstance(field, forms.ChoiceField):
            text = _("Question %(n)s (at most %(points)s points)")
            field.choices = [
                (item["n"], text % {"n": item["n"], "points": item["points"].replace(".", ",")})
                for item in items
            ]

    def clean_points(self) -> Decimal:
        """Read points as people write them."""
        number = read_number(self.cleaned_data["points"])
        if number is None or number < 0 or number != round(number, 2):
            raise forms.ValidationError(
                _("Write points such as 1.25, with two decimals at the most.")
            )
        return number


class RegradeForm(BenHocForm):
    """What is right instead, and why; the field of the question's type is shown."""

    way = forms.ChoiceField(
        label=_("What changes"),
        choices=[
            ("key", _("The key was wrong: mend it")),
            ("all", _("The question was wrong: full marks for everybody")),
        ],
        widget=forms.RadioSelect,
        initial="key",
    )
    right = forms.MultipleChoiceField(
        label=_("What is right"), required=False, widget=forms.CheckboxSelectMultiple
    )
    value = forms.CharField(label=_("Right number"), required=False, max_length=30)
    texts = forms.CharField(
        label=_("Accepted answers, one a line"), required=False, widget=forms.Textarea(attrs=_AREA)
    )
    reason = forms.CharField(label=_("Reason, for the record"), max_length=500)

    def __init__(self, *args: Any, kind: str, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        """Keep the field of this type of question; ``parts`` are names and texts of its options."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        wanted = {"options": "right", "statements": "right", "number": "value", "text": "texts"}
        for name in {"right", "value", "texts"} - {wanted.get(kind, "")}:
            del self.fields[name]
        right = self.fields.get("right")
        if isinstance(right, forms.MultipleChoiceField):
            right.choices = parts

    def clean_value(self) -> str:
        """Read a number as people write it."""
        text = self.cleaned_data["value"]
        number = read_number(text) if text else None
        if text and number is None:
            raise forms.ValidationError(_("Write a number, for example 8,5."))
        return "" if number is None else f"{number.normalize():f}"

    def clean(self) -> dict[str, Any]:
        """Ask for the key when it is the key that changes."""
        data: dict[str, Any] = super().clean() or {}
        is_said = data.get("right") or data.get("value") or data.get("texts", "").strip()
        if data.get("way") == "key" and not is_said and self.kind != "statements":
            raise forms.ValidationError(_("Say what is right, or choose full marks for everybody."))
        return data

    def read_change(self) -> dict[str, Any]:
        """Return the change in the shape of ``scoring/rekey.py``."""
        data = self.cleaned_data
        if data["way"] == "all":
            return {"kind": "all"}
        return {
            "options": {"kind": "options", "right": data.get("right", [])},
            "statements": {"kind": "statements", "true": data.get("right", [])},
            "number": {"kind": "number", "value": data.get("value", ""), "tolerance": "0"},
            "text": {
                "kind": "text",
                "texts": [
                    each.strip() for each in data.get("texts", "").splitlines() if each.strip()
                ],
            },
        }[self.kind]
