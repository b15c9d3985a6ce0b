"""What is said about a question: subject, grade, strand, outcomes, level, difficulty, time, source."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.models import Bank, Question, Stimulus
from core.forms import BenHocForm
from curriculum.models import Grade, Outcome, Subject

from .rows import LEVELS

MOST_OUTCOMES = 200


class MetadataForm(BenHocForm):
    """Everything but the question itself; nothing here is asked of anybody."""

    subject = forms.ModelChoiceField(
        label=_("Subject"), queryset=Subject.objects.all(), required=False
    )
    grade = forms.ModelChoiceField(label=_("Grade"), queryset=Grade.objects.all(), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS, required=False)
    strand = forms.CharField(label=_("Strand"), max_length=200, required=False)
    expected_percent = forms.IntegerField(
        label=_("Pupils expected to get it right, in %"), min_value=0, max_value=100, required=False
    )
    expected_seconds = forms.IntegerField(
        label=_("Expected time in seconds"), min_value=5, max_value=7200, required=False
    )
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    is_ai_assisted = forms.BooleanField(label=_("Written with the help of AI"), required=False)
    stimulus = forms.ModelChoiceField(
        label=_("Shared text above the question"),
        queryset=Stimulus.objects.none(),
        to_field_name="public_id",
        required=False,
    )
    outcomes = forms.ModelMultipleChoiceField(
        label=_("Learning outcomes"),
        queryset=Outcome.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _(
                "A chosen outcome is not of this subject and grade. Choose the outcomes again."
            )
        },
    )

    def __init__(self, *args: Any, bank: Bank, **kwargs: Any) -> None:
        """Offer the bank's shared texts and the outcomes of the subject and grade chosen."""
        super().__init__(*args, **kwargs)
        self._field("stimulus").queryset = list_offered(bank, self._chosen("stimulus"))
        subject, grade = self._chosen("subject"), self._chosen("grade")
        found = Outcome.objects.filter(kind=Outcome.Kind.OUTCOME)
        self.has_subject_and_grade = subject.isdecimal() and grade.isdecimal()
        if self.has_subject_and_grade:
            found = found.filter(subject_id=int(subject), grade_id=int(grade))
        else:
            found = found.none()
        self._field("outcomes").queryset = found

    @property
    def offers_outcomes(self) -> bool:
        """Tell whether there are outcomes to choose from."""
        return bool(self._field("outcomes").queryset.exists())

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _chosen(self, name: str) -> str:
        """Return the number of the row that is posted, or that the form begins with."""
        posted = self.data.get(self.add_prefix(name), "") if self.is_bound else ""
        initial = self.get_initial_for_field(self.fields[name], name)
        value = posted if self.is_bound else getattr(initial, "pk", initial)
        return str(value or "")

    def to_fields(self) -> dict[str, Any]:
        """Return the fields of a question; outcomes apart, they are rows."""
        cleaned = dict(self.cleaned_data)
        percent = cleaned.pop("expected_percent")
        cleaned.pop("outcomes")
        cleaned["expected_difficulty"] = None if percent is None else Decimal(percent) / 100
        return cleaned


def list_offered(bank: Bank, chosen: str) -> QuerySet[Stimulus]:
    """Shared texts of the bank that hold today, and the one that the question stands under."""
    newest = Q(later=None) | Q(public_id=chosen)
    return Stimulus.objects.filter(newest, bank=bank).order_by("-pk")


def read_start(asked: QueryDict, bank: Bank) -> dict[str, Any]:
    """Return what a new question begins with: the bank's subject, and what a link has named."""
    subject = Subject.objects.filter(code=asked.get("mon", "")).first() or bank.subject
    number = asked.get("lop", "")
    grade = Grade.objects.filter(number=int(number)).first() if number.isdecimal() else None
    level = asked.get("mucdo", "")
    codes = asked.getlist("yccd")[:MOST_OUTCOMES]
    return {
        "subject": subject,
        "grade": grade,
        "level": level if level in dict(LEVELS) else "",
        "strand": asked.get("mach", "")[:200],
        "outcomes": list(Outcome.objects.filter(code__in=codes).values_list("pk", flat=True)),
    }


def read_metadata(question: Question) -> dict[str, Any]:
    """Return what the form begins with."""
    names = ("subject", "grade", "level", "strand", "expected_seconds", "source", "is_ai_assisted")
    values: dict[str, Any] = {name: getattr(question, name) for name in names}
    share = question.expected_difficulty
    values["expected_percent"] = None if share is None else int(share * 100)
    values["stimulus"] = question.stimulus.public_id if question.stimulus else ""
    values["outcomes"] = list(question.outcomes.values_list("pk", flat=True))
    return values
