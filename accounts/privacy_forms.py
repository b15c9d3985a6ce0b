"""Shape of input of the audit trail and of requests about personal data."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BenHocForm

from .models import DataRequest
from .queries.trail import VERBS, TrailFilter
from .structure_forms import day_field


class TrailForm(BenHocForm):
    """What to look for in the audit trail."""

    nguoi = forms.CharField(label=_("Who did it"), required=False, max_length=80)
    ve = forms.CharField(label=_("About whom"), required=False, max_length=80)
    viec = forms.ChoiceField(label=_("What was done"), required=False)
    tu = day_field(_("From"), required=False)
    den = day_field(_("To"), required=False)
    truoc = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the known acts in the order of their words."""
        super().__init__(*args, **kwargs)
        acts = sorted(((code, str(text)) for code, text in VERBS.items()), key=lambda one: one[1])
        field = cast("forms.ChoiceField", self.fields["viec"])
        field.choices = [("", _("All acts")), *acts]

    def get_filter(self) -> TrailFilter:
        """Return what was typed; a field that cannot be read looks for everything."""
        self.is_valid()
        said = self.cleaned_data
        return TrailFilter(
            actor=said.get("nguoi", ""),
            about=said.get("ve", ""),
            verb=said.get("viec", ""),
            since=said.get("tu"),
            until=said.get("den"),
            before_id=said.get("truoc"),
        )


class DataRequestForm(BenHocForm):
    """A request about the data of a person."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=DataRequest.Kind.choices)
    requester = forms.CharField(
        label=_("Who asks, and how"),
        max_length=200,
        help_text=_("For example: the father, by letter of 20/11; proof of identity seen."),
    )
    received_on = day_field(_("Received on"))

    def clean_received_on(self) -> Any:
        """Refuse a day to come."""
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return day


class ExtendForm(BenHocForm):
    """One extension with the reason that was told."""

    to = day_field(_("Extended to"))
    reason = forms.CharField(label=_("Reason, as it was told"), max_length=500)


class CloseForm(BenHocForm):
    """What came of a request."""

    outcome = forms.CharField(
        label=_("What was done, or why not"), widget=forms.Textarea(attrs={"rows": 3})
    )
    refused = forms.BooleanField(label=_("Refused, with this reason"), required=False)


class EraseForm(BenHocForm):
    """The username typed once more, so that nobody is erased by a slip of the hand."""

    username = forms.CharField(label=_("Type the username to confirm"), max_length=60)

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        """Keep the username that must be typed."""
        super().__init__(*args, **kwargs)
        self.wanted = wanted

    def clean_username(self) -> str:
        """Compare with the person's own."""
        typed: str = self.cleaned_data["username"].strip()
        if typed != self.wanted:
            raise forms.ValidationError(_("This is not the username of this person."))
        return typed
