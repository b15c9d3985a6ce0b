"""What a person does with many questions of a bank at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import BenHocForm
from curriculum.models import Outcome

from .models import Bank, Question
from .permissions import list_move_targets
from .presenting.words import list_levels

MOST = 100


class BatchForm(BenHocForm):
    """The act, and what it needs: a bank, a level, an outcome, a licence."""

    ACTS = ("check", "submit", "ready", "draft", "retire", "bin", "apart")
    WITH_VALUE = ("move", "level", "outcome", "licence")

    act = forms.ChoiceField(choices=[(name, name) for name in (*ACTS, *WITH_VALUE)])
    target = forms.ModelChoiceField(
        queryset=Bank.objects.none(), to_field_name="public_id", required=False
    )
    level = forms.ChoiceField(required=False)
    outcome = forms.CharField(max_length=700, required=False)
    licence = forms.ChoiceField(choices=Question.Licence, required=False)

    def __init__(self, *args: Any, bank: Bank, user: User, **kwargs: Any) -> None:
        """Offer the banks to which these questions may move."""
        super().__init__(*args, **kwargs)
        target = self.fields["target"]
        if isinstance(target, forms.ModelChoiceField):
            target.queryset = list_move_targets(user, bank)
        level = self.fields["level"]
        if isinstance(level, forms.ChoiceField):
            level.choices = list_levels()

    def clean(self) -> dict[str, Any]:
        """See that the act has what it needs."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        act = cleaned.get("act", "")
        if act == "move" and not cleaned.get("target"):
            raise forms.ValidationError(_("Choose the bank into which the questions move."))
        if act == "level":
            cleaned["level"] = cleaned.get("level", "").replace("-", "")
        if act == "outcome":
            # A line of the list begins with the code; a code alone is fine as well.
            code = cleaned.get("outcome", "").split(" ")[0]
            cleaned["outcome"] = Outcome.objects.filter(
                code=code, kind=Outcome.Kind.OUTCOME
            ).first()
            if cleaned["outcome"] is None:
                raise forms.ValidationError(_("Choose a learning outcome from the list."))
        return cleaned
