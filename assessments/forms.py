"""Shapes of what people enter about banks, questions and tests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BenHocForm
from curriculum.models import Subject

FORMATS = [
    ("auto", _("Recognize it from the content")),
    ("docx", _("Word")),
    ("xlsx", "Excel"),
    ("qti", "QTI"),
    ("moodlexml", "Moodle XML"),
    ("gift", "GIFT"),
    ("aiken", "Aiken"),
]


class BankForm(BenHocForm):
    """A new bank of one's own."""

    name = forms.CharField(label=_("Name of the bank"), max_length=120)
    subject = forms.ModelChoiceField(
        label=_("Subject"), queryset=Subject.objects.all(), required=False
    )


class BankNameForm(BenHocForm):
    """Another name of a bank."""

    name = forms.CharField(label=_("Name of the bank"), max_length=120)


class ImportForm(BenHocForm):
    """A file of questions."""

    file = forms.FileField(
        label=_("File of questions"),
        help_text=_("Word (.docx), Excel (.xlsx), QTI, Moodle XML, GIFT or Aiken, at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.zip,.xml,.gift,.txt,.xlsx"}),
        error_messages={"empty": _("The file is empty. Choose another file.")},
    )
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, initial="auto", required=False)


class CheckForm(BenHocForm):
    """Title and time of a check that is made from chosen questions."""

    title = forms.CharField(label=_("Title of the check"), max_length=200)
    duration_minutes = forms.IntegerField(
        label=_("Time in minutes"),
        help_text=_("Leave it empty when there is no limit."),
        min_value=1,
        max_value=240,
        required=False,
    )
