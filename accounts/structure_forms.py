"""Shape of input about organisations, school years and classes."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BenHocForm
from curriculum.models import Grade, Level, SchoolYear, Subject

from .forms import USERNAME_RULE
from .models import Organisation, User

CODE_RULE = RegexValidator(
    r"^[0-9A-Za-z./-]{1,20}$", _("Use letters without diacritics, digits, dots and dashes only.")
)


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """Make a field for a day, drawn as the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, **more)


def choices_of(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    """Return a field of the form that offers rows."""
    return cast("forms.ModelChoiceField[Any]", form.fields[name])


class OrganisationForm(BenHocForm):
    """A division, ward, school or subject group."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    short_name = forms.CharField(
        label=_("Short name"), max_length=80, help_text=_("As it stands in lists: THCS Hồng Bàng.")
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("From the sector database, where there is one. Letters, digits, dashes."),
    )
    levels = forms.ModelMultipleChoiceField(
        label=_("School levels"), queryset=Level.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    subjects = forms.ModelMultipleChoiceField(
        label=_("Subjects"), queryset=Subject.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    valid_from = day_field(_("From"), help_text=_("The first day on which it exists."))

    def __init__(self, *args: Any, kind: str, own: Organisation | None = None, **kw: Any) -> None:
        """Ask for levels where there are levels, for subjects in groups; ``own`` is being changed."""
        super().__init__(*args, **kw)
        self.own = own
        self.fields["code"].validators.append(CODE_RULE)
        kinds = Organisation.Kind
        if kind not in {kinds.SCHOOL, kinds.DIVISION}:
            del self.fields["levels"]
        if kind != kinds.SUBJECT_GROUP:
            del self.fields["subjects"]

    def clean_code(self) -> str:
        """Refuse a code that is in use."""
        code: str = self.cleaned_data["code"]
        taken = Organisation.objects.filter(code=code)
        if taken.exclude(pk=self.own.pk if self.own else 0).exists():
            raise forms.ValidationError(_("This code is in use. Choose another one."))
        return code

    def get_parts(self) -> dict[str, Any]:
        """Return levels and subjects as the actions take them."""
        names = ("levels", "subjects")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class LastDayForm(BenHocForm):
    """The last day of something."""

    last_day = day_field(_("Last day"))


class SchoolYearForm(BenHocForm):
    """The days of a school year."""

    starts_on = day_field(_("First day"))
    second_term_on = day_field(_("First day of the second term"))
    ends_on = day_field(_("Last day"))

    def clean(self) -> dict[str, Any]:
        """Check the order of the days, and that no other year has some of them."""
        days = self.cleaned_data
        names = ("starts_on", "second_term_on", "ends_on")
        if not all(days.get(name) for name in names):
            return days
        starts, second, ends = (days[name] for name in names)
        if not starts < second < ends:
            self.add_error("second_term_on", _("The days are not in order."))
        known = SchoolYear.objects.filter(starts_on__lte=ends, ends_on__gte=starts).first()
        if known is not None:
            text = _("The school year %(code)s has some of these days already.")
            self.add_error("starts_on", text % {"code": known.code})
        return days


def propose_next_year(last: SchoolYear | None) -> dict[str, date]:
    """Return the days of the year after the last one, as the form shows them first."""
    year = last.starts_on.year + 1 if last else timezone.localdate().year
    terms = list(last.terms.all()) if last else []
    second = terms[1].starts_on if len(terms) > 1 else date(year, 1, 15)
    start = last.starts_on if last else date(year, 9, 5)
    end = last.ends_on if last else date(year, 5, 31)
    return {
        "starts_on": max(_shift(start, year), last.ends_on + timedelta(days=1) if last else start),
        "second_term_on": _shift(second, year + 1),
        "ends_on": _shift(end, year + 1),
    }


def _shift(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)  # February


class ClassForm(BenHocForm):
    """A class of a school year."""

    name = forms.CharField(label=_("Name"), max_length=30, help_text=_("For example 8A."))
    grade = forms.ModelChoiceField(label=_("Grade"), queryset=Grade.objects.none())
    school_year = forms.ModelChoiceField(
        label=_("School year"), queryset=SchoolYear.objects.none(), empty_label=None
    )
    code = forms.CharField(label=_("Sector code"), max_length=20, required=False)

    def __init__(self, *args: Any, school: Organisation, **kwargs: Any) -> None:
        """Offer the grades of the school's levels and the school years that are not over."""
        super().__init__(*args, **kwargs)
        levels = school.levels.values_list("pk", flat=True)
        grades = Grade.objects.filter(level__in=levels) if levels else Grade.objects.all()
        choices_of(self, "grade").queryset = grades.order_by("number")
        today = timezone.localdate()
        years = SchoolYear.objects.filter(ends_on__gte=today).order_by("starts_on")
        choices_of(self, "school_year").queryset = years


class PupilForm(BenHocForm):
    """One new pupil of a class."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    born_on = day_field(_("Date of birth"), required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[(0, _("not given")), (1, _("male")), (2, _("female"))],
    )
    sector_code = forms.CharField(
        label=_("Sector code"),
        max_length=20,
        required=False,
        help_text=_("A pupil who is known by this code changes into this class."),
    )

    def row_fields(self) -> dict[str, Any]:
        """Return what a line of a list has."""
        return {**self.cleaned_data, "gender": int(self.cleaned_data["gender"] or 0)}


class RosterForm(BenHocForm):
    """A list of people: a file, or text pasted from a table."""

    file = forms.FileField(
        label=_("File (.xlsx or .csv)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    text = forms.CharField(
        label=_("Or paste the rows here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Mark the rows in Excel with the line of heads, copy, and paste."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of both."""
        if not self.cleaned_data.get("file") and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", _("Choose a file, or paste the rows."))
        return self.cleaned_data


class TeachingForm(BenHocForm):
    """Who teaches what in a class."""

    teacher = forms.ModelChoiceField(label=_("Teacher"), queryset=User.objects.none())
    subject = forms.ModelChoiceField(label=_("Subject"), queryset=Subject.objects.none())
    is_homeroom = forms.BooleanField(label=_("Homeroom teacher of this class"), required=False)
    valid_from = day_field(_("From"), required=False)
    valid_to = day_field(_("Until (last day)"), required=False)

    def __init__(self, *args: Any, teachers: QuerySet[User], level: Level, **kw: Any) -> None:
        """Offer the school's teachers and the subjects of the level."""
        super().__init__(*args, **kw)
        choices_of(self, "teacher").queryset = teachers
        subjects = Subject.objects.filter(levels=level).order_by("position")
        choices_of(self, "subject").queryset = subjects

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        days = self.cleaned_data
        first = days.get("valid_from") or timezone.localdate()
        if days.get("valid_to") and days["valid_to"] < first:
            self.add_error("valid_to", _("The last day lies before the first day."))
        return days


class GuardianForm(BenHocForm):
    """A parent of a pupil: an account that is there, or a new one."""

    username = forms.CharField(
        label=_("Username"),
        max_length=60,
        validators=[USERNAME_RULE],
        help_text=_("One that is there is linked; a new one is made."),
    )
    full_name = forms.CharField(
        label=_("Full name, for a new account"), max_length=120, required=False
    )
