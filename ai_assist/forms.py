"""Forms of the assistant."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.forms import BenHocForm, BenHocModelForm
from curriculum.models import Grade, Level, Outcome, Subject

from .models import Draft


class DraftForm(BenHocModelForm):
    """What the lesson is about."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=300, initial=45)

    class Meta:
        model = Draft
        fields = ["title", "subject", "grade", "minutes", "description"]
        help_texts = {
            "description": _(
                "The more you say, the better the outcomes fit. Write no names of pupils."
            )
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, school: Organisation | None = None, **kwargs: Any) -> None:
        """Offer the subjects and grades of the school's levels."""
        super().__init__(*args, **kwargs)
        levels = school.levels.all() if school else Level.objects.all()
        subject: Any = self.fields["subject"]
        grade: Any = self.fields["grade"]
        subject.queryset = Subject.objects.filter(levels__in=levels).distinct()
        grade.queryset = Grade.objects.filter(level__in=levels)
        subject.empty_label, grade.empty_label = _("Choose a subject"), _("Choose a grade")


class OutcomesForm(BenHocForm):
    """Which outcomes the lesson serves."""

    outcomes = forms.ModelMultipleChoiceField(
        queryset=Outcome.objects.none(),
        required=False,
        label=_("Outcomes"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, outcomes: QuerySet[Outcome], **kwargs: Any) -> None:
        """Offer these outcomes."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["outcomes"]
        field.queryset = outcomes


class SuggestForm(forms.Form):
    """What a resource is about, as far as it is filled in."""

    title = forms.CharField(max_length=200, required=False)
    description = forms.CharField(max_length=2000, required=False)
    subject = forms.ModelChoiceField(Subject.objects.all())
    grade = forms.ModelChoiceField(Grade.objects.all())
    outcomes = forms.ModelMultipleChoiceField(Outcome.objects.all(), required=False)
