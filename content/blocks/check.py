"""A check: a short test of the writer's own, taken inside the lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from .chooser import ScopedChooser, ScopedChooserBlock


class CheckChooser(ScopedChooser):
    """Opens the list of the writer's checks."""

    kind = "check"
    model = "assessments.Test"
    chooser_modal_url_name = "lesson_check_chooser:choose"
    choose_one_text = _("Choose a check")
    choose_another_text = _("Choose another check")
    icon = "list-ol"


class CheckChoiceBlock(ScopedChooserBlock):
    """Stores the number of a test."""

    kind = "check"
    target_model = "assessments.Test"
    widget_class = CheckChooser


class CheckBlock(StructBlock):
    """A test that is a part of its own; it is scheduled when the lesson is given to a class."""

    test = CheckChoiceBlock(label=_("Check"))
    intro = CharBlock(required=False, max_length=200, label=_("A word before it"))

    class Meta:
        icon = "list-ol"
        label = _("Check")
        description = _("A short test. It becomes a part of its own.")
