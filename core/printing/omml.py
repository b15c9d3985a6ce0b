r"""LaTeX to Word: a formula becomes the element that Word itself writes for an equation.

>>> latex_to_omml(r"\frac{a}{b}").tag
'{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath'

The way goes through the MathML that the screen shows too, so paper and screen agree. Lines inside
arrays (``\hline``, ``|``) have no counterpart in Word: their cells are kept without lines.
"""

from lxml import etree

from core.math import find_mathml

from .mathml_to_omml import convert_mathml


class FormulaError(ValueError):
    """This LaTeX cannot be read, or the reader of formulas is not built."""


def latex_to_omml(latex: str) -> etree._Element:
    """Return an ``m:oMath`` element for a formula without its delimiters.

    Raises FormulaError when the formula cannot be read; callers then print its source.
    """
    # Display form keeps limits under sums and "lim", which is how Word stores them.
    markup = find_mathml(latex, is_display=True)
    if markup is None:
        raise FormulaError(latex)
    return convert_mathml(markup)
