"""Running text with formulas in LaTeX between backslash-parentheses."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

# No page, document or image choosers: they would list other schools' things.
FEATURES = [
    "h3",
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "hr",
    "blockquote",
    "external-link",
]


class TextBlock(RichTextBlock):
    """Paragraphs, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        """Fix the features; the editor offers no others."""
        kwargs["features"] = FEATURES
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. Write formulas between \\( and \\).")
