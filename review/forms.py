"""What a reviewer enters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import BenHocForm

from .actions import PASS, RETURN
from .queries import Check


class DecisionForm(BenHocForm):
    """Passes or returns a step; the pressed button says which."""

    document_number = forms.CharField(
        label=_("Number of the decision or minutes"), max_length=60, required=False
    )
    note = forms.CharField(
        label=pgettext_lazy("review", "Remarks"),
        help_text=_("Required when you return it. The author and the group read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    decision = forms.ChoiceField(choices=[(PASS, PASS), (RETURN, RETURN)], widget=forms.HiddenInput)
    step_id = forms.IntegerField(widget=forms.HiddenInput)
    ticked = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, checks: list[Check], **kwargs: Any) -> None:
        """Offer the check list of this kind."""
        super().__init__(*args, **kwargs)
        self.fields["ticked"].choices = [(check.code, check.text) for check in checks]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Ask for a note with a return."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("decision") == RETURN and not values.get("note", "").strip():
            self.add_error(
                "note", _("Write what has to be mended, so that the author knows what to do.")
            )
        return values
