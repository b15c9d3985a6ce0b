"""Forms in the look of the house: label above, hint under the label, error under the control."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

DASHES = "---------"

_BARE_WIDGETS = (
    forms.CheckboxInput,
    forms.RadioSelect,
    forms.CheckboxSelectMultiple,
    forms.HiddenInput,
)


class _BenHocLook:
    """Gives a form our markup; ``{% field form.title %}`` renders one field of it."""

    template_name = "core/forms/form.html"
    required_css_class = "is-required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in getattr(self, "fields", {}).values():
            _say_empty_choice(field)


def _say_empty_choice(field: forms.Field) -> None:
    """Replace Django's row of dashes by a word."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = _("Choose")
    elif isinstance(field, forms.ChoiceField):
        choices = field.choices
        if isinstance(choices, list) and choices[:1] == [("", DASHES)]:
            field.choices = [("", _("Choose")), *choices[1:]]


class BenHocForm(_BenHocLook, forms.Form):
    """A plain form in our markup."""


class BenHocModelForm(_BenHocLook, forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A model form in our markup."""


def choose_field_kind(bound: BoundField) -> str:
    """Name the markup of a field: input, check, choices, hidden or own."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "input"


def render_control(bound: BoundField) -> str:
    """Render the control alone, with our class where the control is a box."""
    widget = bound.field.widget
    classes = str(widget.attrs.get("class", ""))
    if not isinstance(widget, _BARE_WIDGETS) and "input" not in classes.split():
        classes = f"input {classes}".strip()
    attrs: dict[str, str | bool] = {"class": classes} if classes else {}
    return bound.as_widget(attrs=attrs)
