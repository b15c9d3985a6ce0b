"""Forms of giving lessons."""

from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import SchoolClass
from core.forms import BenHocForm
from lms.models import Assignment

LATE_DAYS = [("0", _("No late work")), ("3", _("Up to 3 days late")), ("7", _("Up to 7 days late"))]
DUE_HOUR = 21


class DueForm(BenHocForm):
    """Until when, how late, and what pupils see."""

    due_on = forms.DateField(
        label=_("Due on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    due_time = forms.TimeField(
        label=_("At"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial=time(DUE_HOUR),
    )
    late_days = forms.ChoiceField(label=_("Late work"), choices=LATE_DAYS, initial="3")
    show_results = forms.ChoiceField(
        label=_("After a check the pupils see"),
        choices=Assignment.ShowResults.choices,
        initial=Assignment.ShowResults.SCORE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep among the choices what was chosen before, by us or by an import."""
        super().__init__(*args, **kwargs)
        kept = str(self.initial.get("late_days", "0"))
        if kept.isdigit() and kept not in dict(LATE_DAYS):
            days = int(kept)
            text = ngettext("Up to %(days)d day late", "Up to %(days)d days late", days)
            choices = [*LATE_DAYS, (kept, text % {"days": days})]
            field = cast("forms.ChoiceField", self.fields["late_days"])
            field.choices = sorted(choices, key=lambda choice: int(choice[0]))

    def clean(self) -> dict[str, Any]:
        """Put day and time together and refuse a time that has passed."""
        data = super().clean() or {}
        if "due_on" in data and "due_time" in data:
            due_at = timezone.make_aware(datetime.combine(data["due_on"], data["due_time"]))
            if due_at <= timezone.now():
                self.add_error("due_on", _("This time has passed already. Choose a later one."))
            data["due_at"] = due_at
            late = timedelta(days=int(data.get("late_days") or 0))
            data["late_until"] = due_at + late if late else None
        return data


class AssignForm(DueForm):
    """To which classes."""

    field_order = ["classes"]
    classes = forms.ModelMultipleChoiceField(
        queryset=SchoolClass.objects.none(),
        label=_("Classes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one class.")},
    )

    def __init__(self, *args: Any, classes: Any, **kwargs: Any) -> None:
        """Offer the classes that the person teaches."""
        super().__init__(*args, **kwargs)
        self.fields["classes"].queryset = classes  # type: ignore[attr-defined]

    def get_terms(self) -> dict[str, Any]:
        """Return what the action asks for."""
        names = ("classes", "due_at", "late_until", "show_results")
        return {name: self.cleaned_data[name] for name in names}
