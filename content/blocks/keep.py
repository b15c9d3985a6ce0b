"""The box "keep in mind" (Ghi nhớ)."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock


class KeepBlock(RichTextBlock):
    """What the pupils should remember, with formulas."""

    def __init__(self, **kwargs: object) -> None:
        """Fix the features; the editor offers no others."""
        kwargs["features"] = ["bold", "italic", "superscript", "subscript", "ol", "ul"]
        super().__init__(**kwargs)

    class Meta:
        icon = "tag"
        label = _("Keep in mind")
        description = _("A box for what the pupils should remember.")
