"""The beginning of a part of the lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock


class PartBlock(CharBlock):
    """A title; everything up to the next title is one part, shown on one screen."""

    def __init__(self, **kwargs: object) -> None:
        """Fix the length of a title."""
        kwargs.update(max_length=120)
        super().__init__(**kwargs)

    class Meta:
        icon = "title"
        label = _("New part")
        description = _("Starts a part of the lesson. Pupils study one part a screen.")
