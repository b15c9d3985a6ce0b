"""What a type asks for once: locks, case, bounds of a reply, kinds of files."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.items.problems.manual import MOST_FILES, MOST_LINES, MOST_WORDS
from core.forms import BenHocForm

from .texts import LightField

FILE_CHOICES = [
    ("image", _("Photos and pictures")),
    ("document", _("Documents")),
    ("audio", _("Sound recordings")),
]


class ChoiceSettings(BenHocForm):
    """Whether the options may be shuffled."""

    keep_order = forms.BooleanField(label=_("Keep the options in this order"), required=False)


class TextSettings(BenHocForm):
    """Whether case counts."""

    is_case_sensitive = forms.BooleanField(
        label=_("Capital and small letters differ"), required=False
    )


class MatchSettings(BenHocForm):
    """Answers that belong to nothing."""

    extra_matches = forms.CharField(
        label=_("Extra answers, one a line"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        required=False,
    )


class EssaySettings(BenHocForm):
    """How long an essay is, and what its marker should know."""

    lines = forms.IntegerField(
        label=_("Lines to write on"),
        min_value=0,
        max_value=MOST_LINES,
        initial=10,
        help_text=_(
            "The size of the answer field, and the lines in exported files; 0 leaves it open."
        ),
    )
    fewest_words = forms.IntegerField(
        label=_("Fewest words"), min_value=0, max_value=MOST_WORDS, required=False
    )
    most_words = forms.IntegerField(
        label=_("Most words"), min_value=1, max_value=MOST_WORDS, required=False
    )
    most_files = forms.IntegerField(
        label=_("Files with the essay, at most"),
        min_value=0,
        max_value=MOST_FILES,
        initial=0,
        required=False,
        help_text=_(
            "0: none. The number goes along when the question is exported; tests here take the text. "
            "To collect files, write a question of the form “File, photo or sound”."
        ),
    )
    marker_note = LightField(label=_("Note for the marker"), required=False)


class FileSettings(BenHocForm):
    """Which files are taken, and what their marker should know."""

    accepts = forms.MultipleChoiceField(
        label=_("Files that are taken"),
        choices=FILE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        initial=["image", "document"],
    )
    most_files = forms.IntegerField(
        label=_("Most files"), min_value=1, max_value=MOST_FILES, initial=1
    )
    marker_note = LightField(label=_("Note for the marker"), required=False)
