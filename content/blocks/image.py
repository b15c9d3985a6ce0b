"""A picture with its description."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from .file import FileChoiceBlock, FileChooser


class ImageChooser(FileChooser):
    """Opens the list of the writer's pictures."""

    kind = "image"
    chooser_modal_url_name = "lesson_image_chooser:choose"
    choose_one_text = _("Choose a picture")
    choose_another_text = _("Choose another picture")
    icon = "image"


class ImageChoiceBlock(FileChoiceBlock):
    """Stores the number of a picture."""

    kind = "image"
    widget_class = ImageChooser


class ImageBlock(StructBlock):
    """A picture; the description is read aloud to those who do not see it."""

    file = ImageChoiceBlock(label=_("Picture"))
    alt = CharBlock(max_length=250, label=_("What the picture shows"))
    caption = CharBlock(required=False, max_length=200, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One of your pictures, with words for those who do not see it.")
