"""The shape of what an officer enters about a frame of exams."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.matrix.frames import TEN, Frame
from assessments.matrix.shape import DEFAULT_POINTS, FORMS, LEVELS
from assessments.presenting.matrices import FORM_NAMES, LEVEL_NAMES
from core.forms import BenHocForm
from curriculum.models import SchoolYear, Subject


class FrameForm(BenHocForm):
    """A frame: weights by form and by level, points of one question, from which school year on."""

    name = forms.CharField(label=_("Name of the frame"), max_length=120)
    source = forms.CharField(
        label=_("Text that it follows"),
        help_text=_("Number and date of the circular or letter, such as “CV 7991/BGDĐT-GDTrH”."),
        max_length=200,
        required=False,
    )
    is_verified = forms.BooleanField(
        label=_("I compared these figures with that text"), required=False
    )
    subjects = forms.ModelMultipleChoiceField(
        label=_("Subjects"),
        help_text=_("None chosen: all subjects."),
        queryset=Subject.objects.order_by("pk"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    from_year = forms.ModelChoiceField(
        label=_("From school year"),
        queryset=SchoolYear.objects.order_by("starts_on"),
        to_field_name="code",
    )
    minutes = forms.IntegerField(
        label=_("Time in minutes"), min_value=15, max_value=240, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a field for each weight."""
        super().__init__(*args, **kwargs)
        for group, names in (("form", FORM_NAMES), ("level", LEVEL_NAMES), ("points", FORM_NAMES)):
            for name, label in names.items():
                self.fields[f"{group}_{name}"] = forms.DecimalField(
                    label=str(label),
                    min_value=Decimal(0),
                    max_value=TEN,
                    decimal_places=2,
                    localize=True,
                    required=False,
                )

    def weights(self, group: str) -> list[forms.BoundField]:
        """Return the fields of one group: form, level or points."""
        names = LEVELS if group == "level" else FORMS
        return [self[f"{group}_{name}"] for name in names]

    @property
    def by_form(self) -> list[forms.BoundField]:
        """Return the weights by form."""
        return self.weights("form")

    @property
    def by_level(self) -> list[forms.BoundField]:
        """Return the weights by level."""
        return self.weights("level")

    @property
    def points(self) -> list[forms.BoundField]:
        """Return the points of one question by form."""
        return self.weights("points")

    def clean(self) -> dict[str, Any]:
        """See that weights make ten points, or that none is given; and that a mark has its source."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for group, names in (("form", FORMS), ("level", LEVELS)):
            total = sum(
                (cleaned.get(f"{group}_{name}") or Decimal(0) for name in names), Decimal(0)
            )
            if total not in {Decimal(0), TEN}:
                self.add_error(
                    f"{group}_{names[0]}",
                    _("These weights make %(total)s points. Make them 10, or leave all empty.")
                    % {"total": total},
                )
        if cleaned.get("is_verified") and not cleaned.get("source"):
            self.add_error("source", _("Name the text with which you compared the figures."))
        return cleaned

    def to_frame(self, key: str) -> Frame:
        """Return what was entered as a frame."""
        cleaned = self.cleaned_data
        by_form, by_level = self._read("form", FORMS), self._read("level", LEVELS)
        points = {name: mark for name, mark in self._read("points", FORMS).items() if mark}
        return Frame(
            key=key,
            name=cleaned["name"],
            by_form=by_form if any(by_form.values()) else {},
            by_level=by_level if any(by_level.values()) else {},
            points={**DEFAULT_POINTS, **points},
            minutes=cleaned["minutes"],
            subjects=tuple(subject.code for subject in cleaned["subjects"]),
            source=cleaned["source"],
            is_verified=cleaned["is_verified"],
            from_year=cleaned["from_year"].code,
        )

    def _read(self, group: str, names: tuple[str, ...]) -> dict[str, Decimal]:
        return {name: self.cleaned_data.get(f"{group}_{name}") or Decimal(0) for name in names}


def read_initial(frame: Frame) -> dict[str, Any]:
    """Return what the form begins with for a frame."""
    weights = {"form": frame.by_form, "level": frame.by_level, "points": frame.points}
    return {
        "name": frame.name,
        "source": frame.source,
        "is_verified": frame.is_verified,
        "subjects": list(frame.subjects),
        "from_year": frame.from_year,
        "minutes": frame.minutes,
        **{
            f"{group}_{name}": mark
            for group, marks in weights.items()
            for name, mark in marks.items()
        },
    }
