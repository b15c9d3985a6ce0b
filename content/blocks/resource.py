"""A resource of the bank, or of the writer's own, in the version that was chosen."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from .chooser import ScopedChooser, ScopedChooserBlock


class ResourceChooser(ScopedChooser):
    """Opens the list of resources."""

    kind = "resource"
    model = "content.ResourceVersion"
    chooser_modal_url_name = "lesson_resource_chooser:choose"
    choose_one_text = _("Choose a resource")
    choose_another_text = _("Choose another resource")
    icon = "doc-full"


class ResourceChoiceBlock(ScopedChooserBlock):
    """Stores the number of a version: resource and version in one, so the lesson stays as it was."""

    kind = "resource"
    target_model = "content.ResourceVersion"
    widget_class = ResourceChooser


class ResourceBlock(StructBlock):
    """A resource with a word to the pupils."""

    version = ResourceChoiceBlock(label=_("Resource"))
    note = CharBlock(required=False, max_length=200, label=_("What the pupils do with it"))

    class Meta:
        icon = "doc-full"
        label = _("Resource")
        description = _("An approved resource from the bank, or one of your own.")
