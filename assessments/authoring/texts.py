"""Fields for formatted text: light marks in, clean HTML out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.cleaning import clean_html
from assessments.items.light import read_light, write_light

# What the marks cannot say is shown as it is stored, behind this first line.
SOURCE = "<html>"
LONGEST = 20_000


def open_text(markup: str) -> str:
    """Return what the form shows of stored HTML: marked text, or the HTML itself."""
    text = read_light(markup)
    return f"{SOURCE}\n{markup}" if text is None else text


def close_text(text: str) -> str:
    """Return clean HTML of what was typed."""
    typed = text.strip()
    if typed.startswith(SOURCE):
        return clean_html(typed.removeprefix(SOURCE).strip())
    return clean_html(write_light(typed))


class LightField(forms.CharField):
    """Formatted text with formulas, pictures and tables; cleans to HTML."""

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        """Draw a text area of so many rows, with the toolbar's mark on it."""
        attrs = {"rows": rows, "data-light": "", "spellcheck": "false"}
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Return clean HTML."""
        return close_text(super().clean(value))


class PercentField(forms.DecimalField):
    """A part of the mark in percent; a comma is read as a point."""

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        """Take from ``least`` to 100 percent."""
        super().__init__(min_value=least, max_value=100, required=False, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 5})

    def to_python(self, value: Any) -> Any:
        """Read a comma as a point."""
        return super().to_python(str(value).replace(",", ".") if value else None)


class NumberTextField(forms.CharField):
    """A number as people write it; cleans to decimal text with a point."""

    default_error_messages = {"number": _("Write a number, for example 3,14.")}

    def __init__(self, **kwargs: Any) -> None:
        """Ask phones for their number keys."""
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> str:
        """Return decimal text, or nothing when nothing was written."""
        from assessments.formats.parts import number_text

        written = super().clean(value)
        if not written:
            return ""
        number = number_text(written)
        if number is None:
            raise forms.ValidationError(self.error_messages["number"], code="number")
        return number
