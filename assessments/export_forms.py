"""The shape of what people choose when they export questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BenHocForm

from .formats import WRITERS

LABELS = {
    "docx": _("Word, to read and change (.docx)"),
    "qti30": _("QTI 3.0 package, holds everything (.zip)"),
    "qti21": _("QTI 2.1 package, for older systems (.zip)"),
    "moodlexml": _("Moodle XML, with pictures (.xml)"),
    "gift": _("GIFT, plain text for simple questions (.gift)"),
    "xlsx": _("Excel, one row a question (.xlsx)"),
}


def list_targets() -> list[tuple[str, object]]:
    """Name the formats that can be written, the most used first."""
    return [(name, label) for name, label in LABELS.items() if name in WRITERS]


class ExportForm(BenHocForm):
    """The format to write."""

    format = forms.ChoiceField(label=_("Format of the file"), choices=list_targets)
