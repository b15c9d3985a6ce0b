"""A formula on a line of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import TextBlock as PlainTextBlock


class FormulaBlock(PlainTextBlock):
    """LaTeX, shown large and centred as MathML."""

    def __init__(self, **kwargs: object) -> None:
        """Fix the size of the field."""
        kwargs.update(rows=2, max_length=2000)
        super().__init__(**kwargs)

    class Meta:
        icon = "superscript"
        label = _("Formula")
        description = _("One formula in LaTeX, for example \\frac{AM}{AB} = \\frac{AN}{AC}.")
