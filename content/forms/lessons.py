"""Forms about lessons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.models import Lesson
from core.forms import BenHocModelForm
from curriculum.models import Grade, Outcome, Subject


class LessonForm(BenHocModelForm):
    """What a lesson is about; its contents are written in the editor."""

    outcomes = forms.ModelMultipleChoiceField(
        queryset=Outcome.objects.none(),
        required=False,
        label=_("Outcomes"),
        help_text=_("What the pupils should be able to do. You may choose several."),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Lesson
        fields = ["title", "subject", "grade", "estimated_minutes"]
        help_texts = {
            "title": _("As pupils see it, for example “Lesson 15. Thales' theorem”."),
            "estimated_minutes": _("How long a pupil needs for all of it."),
        }

    def __init__(self, *args: Any, subjects: Any = None, grades: Any = None, **kwargs: Any) -> None:
        """Offer the subjects and grades of the school, and the outcomes of both."""
        super().__init__(*args, **kwargs)
        self._offer("subject", Subject.objects.all() if subjects is None else subjects)
        self._offer("grade", Grade.objects.all() if grades is None else grades)
        subject, grade = self._chosen("subject"), self._chosen("grade")
        outcomes = Outcome.objects.none()
        if subject and grade:
            outcomes = Outcome.objects.filter(
                subject_id=subject, grade_id=grade, kind=Outcome.Kind.OUTCOME
            )
        self._offer("outcomes", outcomes)
        if not (subject and grade):
            del self.fields["outcomes"]
        elif self.instance.pk and not self.is_bound:
            self.initial["outcomes"] = list(self.instance.outcomes.values_list("pk", flat=True))

    def _offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def _chosen(self, name: str) -> int | None:
        if self.is_bound:
            raw = self.data.get(name)
        else:
            raw = self.initial.get(name) or getattr(self.instance, f"{name}_id", None)
        return int(raw) if raw and str(raw).isdigit() else None
