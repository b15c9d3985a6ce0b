"""How foreign HTML becomes harmless and formulas become readable: core's doors, named once."""

from core.html import clean_html as _clean
from core.math import render_math


def clean_html(markup: str) -> str:
    """Clean the HTML of a question."""
    return _clean(markup, profile="question")


def render_html(markup: str) -> str:
    """Turn the LaTeX of clean HTML into MathML."""
    return str(render_math(markup))
