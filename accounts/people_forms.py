"""Shape of input about other people: search, a new person, roles."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BenHocForm

from .forms import USERNAME_RULE
from .models import Organisation, Role, SchoolClass, User


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def _offered(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    return cast("forms.ModelChoiceField[Any]", form.fields[name])


class PeopleFilterForm(BenHocForm):
    """Search in the list of people."""

    q = forms.CharField(label=_("Name, username or code"), required=False, max_length=80)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every role of the list."""
        super().__init__(*args, **kwargs)
        roles = [(role.code, role.label) for role in Role.objects.all()]
        choices = cast("forms.ChoiceField", self.fields["role"])
        choices.choices = [("", _("All roles")), *roles]


class _RolePlaceForm(BenHocForm):
    """A role and the place for which it is given."""

    role = forms.ModelChoiceField(label=_("Role"), queryset=Role.objects.none(), empty_label=None)
    organisation = forms.ModelChoiceField(
        label=_("For"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, places: QuerySet[Organisation], **kwargs: Any) -> None:
        """Offer the places and the roles that are made for one of them."""
        super().__init__(*args, **kwargs)
        kinds = set(places.values_list("kind", flat=True))
        codes = [role.code for role in Role.objects.all() if kinds & set(role.kinds)]
        _offered(self, "organisation").queryset = places.order_by("path")
        _offered(self, "role").queryset = Role.objects.filter(code__in=codes)
        teacher = Role.objects.filter(code="teacher").first()
        self.fields["role"].initial = teacher.pk if teacher else None

    def clean(self) -> dict[str, Any]:
        """Refuse a role that is not made for the chosen kind of place."""
        role, place = self.cleaned_data.get("role"), self.cleaned_data.get("organisation")
        if role and place and place.kind not in role.kinds:
            text = _(
                "“%(role)s” is not a role of “%(place)s”. Choose another role or another place."
            )
            self.add_error("role", text % {"role": role, "place": place})
        return self.cleaned_data


class PersonForm(_RolePlaceForm):
    """A new person with a first role."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    username = forms.CharField(label=_("Username"), max_length=60, validators=[USERNAME_RULE])
    sector_code = forms.CharField(
        label=_("Sector code"),
        max_length=20,
        required=False,
        help_text=_("Code of the pupil or teacher in the sector database, where there is one."),
    )
    born_on = _day(_("Date of birth"))
    school_class = forms.ModelChoiceField(
        label=_("Class, for a pupil"), queryset=SchoolClass.objects.none(), required=False
    )
    field_order = ["full_name", "username", "sector_code", "born_on", "role", "organisation"]

    def __init__(self, *args: Any, classes: QuerySet[SchoolClass], **kwargs: Any) -> None:
        """Offer the classes of the school."""
        super().__init__(*args, **kwargs)
        _offered(self, "school_class").queryset = classes

    def clean(self) -> dict[str, Any]:
        """Ask for the class of a pupil."""
        super().clean()
        role = self.cleaned_data.get("role")
        if role and role.code == "student" and not self.cleaned_data.get("school_class"):
            self.add_error("school_class", _("Choose the pupil's class."))
        return self.cleaned_data

    def clean_username(self) -> str:
        """Refuse a username that is in use."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("This username is in use. Choose another one."))
        return username

    def clean_sector_code(self) -> str:
        """Refuse a sector code that is in use."""
        code: str = self.cleaned_data["sector_code"].strip()
        if code and User.objects.filter(sector_code=code).exists():
            raise forms.ValidationError(_("A person with this sector code is already here."))
        return code

    def person_fields(self) -> dict[str, Any]:
        """Return what ``actions.add_person`` takes."""
        names = ("full_name", "username", "sector_code", "born_on")
        return {name: self.cleaned_data[name] for name in names}


class GiveRoleForm(_RolePlaceForm):
    """A further role with its days, perhaps as a stand-in."""

    valid_from = _day(_("From"))
    valid_to = _day(_("Until (last day)"))
    standing_in_for = forms.CharField(
        label=_("Stands in for (username)"), max_length=60, required=False
    )
    field_order = ["role", "organisation", "valid_from", "valid_to", "standing_in_for"]

    def clean_standing_in_for(self) -> User | None:
        """Find the person who is stood in for, among the people of the offered places."""
        username = self.cleaned_data["standing_in_for"].strip().lower()
        if not username:
            return None
        places: Any = _offered(self, "organisation").queryset
        found = User.objects.filter(username=username, role_grants__organisation__in=places)
        person = found.first()
        if person is None:
            raise forms.ValidationError(_("Nobody of this school has this username."))
        return person

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        super().clean()
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if last and last < (first or timezone.localdate()):
            self.add_error("valid_to", _("The last day lies before the first day."))
        return self.cleaned_data

    def grant_fields(self) -> dict[str, Any]:
        """Return what ``actions.give_role`` takes."""
        return dict(self.cleaned_data)


class EndRoleForm(BenHocForm):
    """The last day of a role."""

    last_day = _day(_("Last day"))
