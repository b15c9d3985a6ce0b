"""The form that gives a test: who, when, where, and the rules."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import SchoolClass
from core.forms import BenHocForm

from .models import Schedule, Sitting, Test
from .room.places import PlaceError, read_places

SHOWN = [
    (Sitting.Show.SCORE, _("The mark after handing in")),
    (Sitting.Show.ANSWERS, _("The mark, and the right answers after closing")),
    (Sitting.Show.NOTHING, _("The mark after closing")),
]
KINDS = [
    (Test.Kind.PRACTICE, _("Revision test")),
    (Test.Kind.REGULAR, _("Regular assessment")),
    (Test.Kind.MIDTERM, _("Mid-term test")),
    (Test.Kind.FINAL, _("Final test")),
    (Test.Kind.SURVEY, _("Survey")),
]
FORM_COUNTS = [(1, _("One for all")), (2, "2"), (4, "4"), (8, "8"), (24, "24")]
TRIES = [(1, "1"), (2, "2"), (3, "3"), (5, "5"), (0, _("As often as the pupil likes"))]
_MOMENT = "%Y-%m-%dT%H:%M"


def _moment_field(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
    )


class ScheduleForm(BenHocForm):
    """Give a test: audience, window, venue and rules on one page."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    reach = forms.ChoiceField(
        label=_("Who takes it"), choices=Schedule.Reach.choices, widget=forms.RadioSelect
    )
    classes = forms.ModelMultipleChoiceField(
        queryset=SchoolClass.objects.none(),
        label=_("Classes"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    opens_at = _moment_field(_("Opens"))
    closes_at = _moment_field(_("Closes"))
    duration_minutes = forms.IntegerField(
        label=_("Time in minutes"), min_value=1, max_value=240, required=False
    )
    late_start_minutes = forms.IntegerField(
        label=_("Latest beginning, minutes after the opening"),
        min_value=0,
        max_value=600,
        required=False,
    )
    grace_minutes = forms.IntegerField(
        label=_("Minutes for answers that the network held up"),
        help_text=_("They are taken after the end with a mark that you see."),
        min_value=0,
        max_value=120,
        initial=10,
    )
    venue = forms.ChoiceField(
        label=_("Where"), choices=Schedule.Venue.choices, widget=forms.RadioSelect
    )
    decision_number = forms.CharField(
        label=_("Number of the head's decision"),
        help_text=_("Only for a mid-term or final test at home."),
        max_length=60,
        required=False,
    )
    form_count = forms.TypedChoiceField(label=_("Forms"), choices=FORM_COUNTS, coerce=int)
    tries = forms.TypedChoiceField(label=_("Tries"), choices=TRIES, coerce=int)
    counts = forms.ChoiceField(label=_("Which counts"), choices=Schedule.Counts.choices)
    resume = forms.ChoiceField(label=_("Going on after a reload"), choices=Schedule.Resume.choices)
    show = forms.ChoiceField(label=_("The pupil sees"), choices=SHOWN, widget=forms.RadioSelect)
    has_calculator = forms.BooleanField(label=_("A calculator on the page"), required=False)
    has_code = forms.BooleanField(label=_("An access code for the board"), required=False)
    asks_honesty = forms.BooleanField(label=_("Pupils promise to work alone"), required=False)
    is_sealed = forms.BooleanField(
        label=_("Sealed: nobody else reads the paper before the opening"), required=False
    )
    needs_safe_browser = forms.BooleanField(label=_("Only in Safe Exam Browser"), required=False)
    safe_browser_keys = forms.CharField(
        label=_("Browser Exam Keys of your own configuration, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    places = forms.CharField(
        label=_("Machines of the room: name and address, one a line"),
        help_text=_(
            "For example: May 01 10.0.0.11, or a network: 10.0.0.0/24. Empty: any machine."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, classes: Any, reaches: list[str], **kwargs: Any) -> None:
        """Offer the classes and reaches that the person may choose."""
        super().__init__(*args, **kwargs)
        self.fields["classes"].queryset = classes  # type: ignore[attr-defined]
        self.fields["reach"].choices = [  # type: ignore[attr-defined]
            choice for choice in Schedule.Reach.choices if choice[0] in reaches
        ]

    def clean_places(self) -> dict[str, Any]:
        """Read the lines as places."""
        try:
            return read_places(self.cleaned_data["places"])
        except PlaceError as error:
            message = _("“%(line)s” holds no address such as 10.0.0.11 or 10.0.0.0/24.")
            raise forms.ValidationError(message % {"line": error.args[0]}) from error

    def clean(self) -> dict[str, Any]:
        """Look at what hangs together: the window, the classes, the decision."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The test must close after it opens."))
        if closes and closes <= timezone.now():
            self.add_error("closes_at", _("This time has passed already. Choose a later one."))
        if data.get("reach") == Schedule.Reach.CLASSES and not data.get("classes"):
            self.add_error("classes", _("Choose at least one class."))
        is_home = data.get("venue") == Schedule.Venue.HOME
        if is_home and data.get("kind") in {"midterm", "final"} and not data["decision_number"]:
            message = _("A periodic test at home needs the number of the head's decision.")
            self.add_error("decision_number", message)
        return data

    def get_terms(self) -> dict[str, Any]:
        """Return what ``give_test`` asks for."""
        data = self.cleaned_data
        names = (
            "reach", "opens_at", "closes_at", "duration_minutes", "late_start_minutes", "venue",
            "decision_number", "tries", "counts", "resume", "show", "has_calculator", "asks_honesty",
            "is_sealed", "needs_safe_browser", "places",
        )  # fmt: skip
        terms = {name: data[name] for name in names}
        terms["grace_seconds"] = data["grace_minutes"] * 60
        terms["safe_browser_keys"] = data["safe_browser_keys"].split()
        return terms


def propose_terms(test: Test, *, now: datetime) -> dict[str, Any]:
    """Propose a window from the next full hour, and rules that suit most tests."""
    hour = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    opens = hour + timedelta(hours=1)
    return {
        "kind": Test.Kind.REGULAR if test.kind == Test.Kind.PRACTICE else test.kind,
        "reach": Schedule.Reach.CLASSES,
        "opens_at": opens,
        "closes_at": opens + timedelta(minutes=(test.duration_minutes or 45) + 15),
        "duration_minutes": test.duration_minutes,
        "venue": Schedule.Venue.HOME,
        "form_count": 4,
        "tries": 1,
        "counts": Schedule.Counts.BEST,
        "resume": Schedule.Resume.FREE,
        "show": Sitting.Show.SCORE,
    }
