"""What an author says of a resource. Required details block the upload, each with its own message."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from content.actions.resources import ResourceDetails
from content.models import Resource, ResourceVersion
from content.queries.outcomes import OutcomeGroup, group_outcomes, list_outcomes
from core.forms import BenHocForm
from curriculum.models import Grade, Outcome, Subject
from media.forms import StoredFileField

_BLANK = ("", _("Choose"))
_COLUMNS = (
    "title",
    "description",
    "keywords",
    "kind",
    "language",
    "licence",
    "source",
    "ai_label",
    "ai_model",
    "link",
    "file",
)


class ResourceForm(BenHocForm):
    """A version of a resource: as a draft, or complete for its reviewers."""

    title = forms.CharField(
        label=_("Title of the resource"),
        max_length=200,
        help_text=_("What it is and about what, for example “Worksheet: linear equations”."),
        error_messages={"required": _("Give the resource a title.")},
    )
    kind = forms.ChoiceField(
        label=_("Type"),
        choices=[_BLANK, *ResourceVersion.Kind.choices],
        error_messages={"required": _("Choose what kind of resource this is.")},
    )
    subject = forms.ModelChoiceField(
        label=_("Subject"),
        queryset=Subject.objects.none(),
        empty_label=_BLANK[1],
        error_messages={"required": _("Choose the subject.")},
    )
    grade = forms.ModelChoiceField(
        label=_("Grade"),
        queryset=Grade.objects.none(),
        empty_label=_BLANK[1],
        error_messages={"required": _("Choose the grade.")},
    )
    outcomes = forms.ModelMultipleChoiceField(
        label=_("Outcomes"),
        queryset=Outcome.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("One of the outcomes is not of this subject and grade."),
        },
    )
    description = forms.CharField(
        label=_("Description"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How to use it in class, in two or three sentences."),
    )
    keywords = forms.CharField(
        label=_("Keywords"), max_length=300, required=False, help_text=_("Separated by commas.")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=ResourceVersion.Language.choices,
        initial=ResourceVersion.Language.VI,
    )
    licence = forms.ChoiceField(
        label=_("Licence"),
        choices=[_BLANK, *ResourceVersion.Licence.choices],
        help_text=_("Who may use it, and how. CC BY lets everybody use it who names you."),
        error_messages={
            "required": _("Choose a licence. Without one nobody may use the resource.")
        },
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("“Made by myself”, or book, page and author of what you took over."),
        error_messages={"required": _("Say where it comes from, even if you made it yourself.")},
    )
    ai_label = forms.ChoiceField(
        label=_("Help of AI"),
        choices=ResourceVersion.AiLabel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether AI helped to make it.")},
    )
    ai_model = forms.CharField(
        label=_("AI tool"),
        max_length=100,
        required=False,
        help_text=_("Name of the tool, when AI helped."),
    )
    ai_is_checked = forms.BooleanField(
        label=_("I have checked everything that AI made"), required=False
    )
    audience = forms.ChoiceField(
        label=_("Who may use it after approval"),
        choices=Resource.Audience.choices,
        widget=forms.RadioSelect,
        initial=Resource.Audience.SCHOOL,
    )
    file = StoredFileField(label=_("File"), required=False)
    link = forms.URLField(
        label=_("Address on the web"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Instead of a file, for example a page with a simulation."),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        school: Organisation,
        is_submission: bool = False,
        outcome_text: str = "",
        **kwargs: Any,
    ) -> None:
        """Offer the subjects and grades of the school's levels."""
        super().__init__(*args, **kwargs)
        self.user = user
        self.school = school
        self.is_submission = is_submission
        self.outcome_text = outcome_text
        cast("StoredFileField", self.fields["file"]).owner = user
        levels = list(school.levels.all())
        self._offer("subject", Subject.objects.filter(levels__in=levels).distinct())
        self._offer("grade", Grade.objects.filter(level__in=levels))
        subject, grade = self._chosen("subject"), self._chosen("grade")
        if subject and grade:
            self._offer("outcomes", list_outcomes(subject, grade))

    @property
    def outcome_groups(self) -> list[OutcomeGroup]:
        """Return what the chooser of outcomes shows."""
        return group_outcomes(
            self._chosen("subject"),
            self._chosen("grade"),
            text=self.outcome_text,
            chosen=self.chosen_outcomes,
        )

    @property
    def chosen_outcomes(self) -> frozenset[int]:
        """Return the numbers of the outcomes that are ticked."""
        raw = self["outcomes"].value() or []
        return frozenset(int(value) for value in raw if str(value).isdecimal())

    def forget_errors(self) -> None:
        """Keep what was typed, and the file that came with it, without judging it yet."""
        self.full_clean()
        self._errors = ErrorDict()

    def clean(self) -> dict[str, Any]:
        """Hold the rules between fields."""
        values = super().clean() or {}
        if values.get("file") and values.get("link"):
            self.add_error("link", _("Give a file or an address, not both."))
        uses_ai = values.get("ai_label") not in {None, ResourceVersion.AiLabel.NONE}
        if uses_ai and not values.get("ai_model"):
            self.add_error("ai_model", _("Name the AI tool that was used."))
        if self.is_submission:
            self._clean_submission(values, uses_ai=uses_ai)
        return values

    def details(self) -> ResourceDetails:
        """Return what the actions take."""
        values = self.cleaned_data
        uses_ai = values["ai_label"] != ResourceVersion.AiLabel.NONE
        details = {name: values[name] for name in _COLUMNS}
        details["ai_model"] = values["ai_model"] if uses_ai else ""
        return ResourceDetails(
            **details,
            subject=values["subject"],
            grade=values["grade"],
            outcomes=list(values["outcomes"]),
            ai_checked_by=self.user if uses_ai and values["ai_is_checked"] else None,
        )

    def _clean_submission(self, values: dict[str, Any], *, uses_ai: bool) -> None:
        if "outcomes" not in self.errors and not values.get("outcomes"):
            self.add_error("outcomes", _("Choose at least one outcome that it serves."))
        if not values.get("description"):
            self.add_error(
                "description", _("Describe how to use it, for reviewers and colleagues.")
            )
        if uses_ai and not values.get("ai_is_checked"):
            self.add_error("ai_is_checked", _("Check what AI made, then tick this box."))
        file = values.get("file")
        if "file" not in self.errors and not file and not values.get("link"):
            self.add_error("file", _("Add the file, or the address of the resource on the web."))
        elif file and not file.is_ready:
            self.add_error("file", _("The file is still being checked. Submit again in a minute."))

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    def _chosen(self, name: str) -> int | None:
        raw = self[name].value()
        return int(raw) if str(raw or "").isdecimal() else None


def read_initial(version: ResourceVersion) -> dict[str, Any]:
    """Return a version as the first values of the form."""
    initial = {name: getattr(version, name) for name in _COLUMNS}
    return initial | {
        "subject": version.subject_id,
        "grade": version.grade_id,
        "outcomes": [outcome.pk for outcome in version.outcomes.all()],
        "ai_is_checked": version.ai_checked_by_id is not None,
        "audience": version.resource.audience,
    }
