"""A file or video of the writer's own."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from .chooser import ScopedChooser, ScopedChooserBlock


class FileChooser(ScopedChooser):
    """Opens the list of the writer's files."""

    kind = "file"
    model = "media.StoredFile"
    chooser_modal_url_name = "lesson_file_chooser:choose"
    choose_one_text = _("Choose a file")
    choose_another_text = _("Choose another file")
    icon = "media"


class FileChoiceBlock(ScopedChooserBlock):
    """Stores the number of a file."""

    kind = "file"
    target_model = "media.StoredFile"
    widget_class = FileChooser


class FileBlock(StructBlock):
    """A document, video or sound with its caption."""

    file = FileChoiceBlock(label=_("File"))
    caption = CharBlock(required=False, max_length=200, label=_("Caption"))

    class Meta:
        icon = "media"
        label = _("File or video")
        description = _("A document, video or sound that you have uploaded.")
