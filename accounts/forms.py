"""Shape of input: sign-in, passwords, preferences, first run."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_failure_limit
from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordMixin
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.forms import BenHocForm
from curriculum.models import Level

from .models import User

USERNAME_RULE = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,59}$",
    _("Use 3 to 60 small letters without diacritics, digits, dots, dashes and underscores."),
)
SIGN_IN_TAIL = 5


class SignInForm(BenHocForm, AuthenticationForm):
    """Username or sector code, and password."""

    username = forms.CharField(
        label=_("Username or sector code"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def get_invalid_login_error(self) -> forms.ValidationError:
        """Say how often one may still try, when that is soon over."""
        text = _("Username or password is not right. Try again, or ask your school for a new one.")
        left = get_failure_limit(self.request, self.cleaned_data) - (
            AxesProxyHandler.get_failures(self.request, self.cleaned_data)
        )
        if 0 < left <= SIGN_IN_TAIL:
            text = ngettext(  # type: ignore[assignment]  # a lazy text before
                "Username or password is not right. You may try %(count)d more time, or ask your "
                "school for a new one.",
                "Username or password is not right. You may try %(count)d more times, or ask your "
                "school for a new one.",
                left,
            ) % {"count": left}
        return forms.ValidationError(text, code="invalid_login")


class ChangePasswordForm(BenHocForm, SetPasswordMixin):  # type: ignore[type-arg]  # not generic at run time
    """The old password and a new one, twice."""

    old_password = forms.CharField(
        label=_("Password until now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password1, new_password2 = SetPasswordMixin.create_password_fields(
        label1=_("New password"), label2=_("New password again")
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        """Keep the person whose password it is."""
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = _("At least 8 characters, easy for you to keep.")
        self.fields["new_password2"].help_text = ""

    def clean_old_password(self) -> str:
        """Check that the person himself is sitting there."""
        old: str = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            raise forms.ValidationError(_("This is not your password until now. Type it again."))
        return old

    def clean(self) -> dict[str, Any]:
        """Check that both are equal, strong enough and new."""
        self.validate_passwords("new_password1", "new_password2")
        self.validate_password_for_user(self.user, "new_password2")
        chosen = self.cleaned_data.get("new_password2")
        if chosen and chosen == self.cleaned_data.get("old_password"):
            self.add_error("new_password1", _("Choose another password than the one until now."))
        return self.cleaned_data


class PreferencesForm(BenHocForm):
    """How the person wants to read."""

    theme = forms.ChoiceField(
        label=_("Colours"),
        required=False,
        choices=[("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )
    text_size = forms.ChoiceField(
        label=_("Text on the screen"),
        required=False,
        choices=[("", _("Medium")), ("large", _("Large")), ("larger", _("Very large"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("vi", "Tiếng Việt"), ("en", "English")],
        widget=forms.RadioSelect,
    )


class FirstRunForm(BenHocForm):
    """The department, perhaps a first school, and the first administrator."""

    department_name = forms.CharField(
        label=_("Name of the department"),
        max_length=200,
        help_text=_("As on your letterhead, for example: Sở Giáo dục và Đào tạo Hải Phòng."),
    )
    department_code = forms.RegexField(
        r"^[0-9A-Za-z]{2,10}$",
        label=_("Code of the department"),
        help_text=_("From the sector database, for example 31."),
        error_messages={"invalid": _("Use 2 to 10 letters and digits.")},
    )
    school_name = forms.CharField(
        label=_("Name of the first school"),
        max_length=80,
        required=False,
        help_text=_("You may leave this empty and add schools later."),
    )
    ward_name = forms.CharField(
        label=_("Ward or commune of the school"), max_length=80, required=False
    )
    levels = forms.ModelMultipleChoiceField(
        label=_("Levels that the school teaches"),
        queryset=Level.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    full_name = forms.CharField(label=_("Your full name"), max_length=120)
    username = forms.CharField(
        label=_("Username"), max_length=60, validators=[USERNAME_RULE], initial="quantri"
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 8 characters, easy for you to keep."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Refuse weak passwords: this account may do everything."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """Check that the password was typed twice alike, and that a school has levels."""
        values = self.cleaned_data
        if values.get("password") and values["password"] != values.get("password2"):
            self.add_error("password2", _("The two passwords differ. Type them again."))
        if values.get("school_name") and not values.get("levels"):
            self.add_error("levels", _("Choose at least one level for the school."))
        return values

    def answers(self) -> dict[str, Any]:
        """Return what ``actions.SetUp`` takes."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "password2"}
        return {**values, "levels": [level.slug for level in values["levels"]]}
