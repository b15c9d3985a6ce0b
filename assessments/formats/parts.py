"""Pieces that the readers share: contents by type, and numbers of foreign files."""

import re
from decimal import Decimal
from typing import Any

from assessments.items.shape import SHAPE, Content

from .markup import Markup

_PERCENT = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{1,30})?", re.ASCII)
_NUMBER = re.compile(
    r"[-+]?(?:\d{1,15}(?:[.,]\d{0,15})?|[.,]\d{1,15})(?:[eE][-+]?\d{1,2})?", re.ASCII
)
TRUE_FALSE = ("Đúng", "Sai")


def percent_share(text: str) -> str | None:
    """Turn a percentage into a share as decimal text, or give None."""
    if not _PERCENT.fullmatch(text.strip()):
        return None
    return plain(Decimal(text.strip().replace(",", ".")) / 100)


def number_text(text: str) -> str | None:
    """Turn a number with a point or a comma into decimal text, or give None."""
    written = text.strip().replace("−", "-")
    if not _NUMBER.fullmatch(written):
        return None
    return plain(Decimal(written.replace(",", ".")))


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros."""
    written = format(number, "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in {"-0", ""} else written


def make_content(kind: str, stem: str, solution: str, markup: Markup, **rest: Any) -> Content:
    """Put a content together; ``markup`` knows the pictures that it mentions."""
    return {
        "v": SHAPE,
        "type": kind,
        "stem": stem,
        "solution": solution,
        "images": list(dict.fromkeys(markup.images)),
        **rest,
    }


def true_false_options(*, is_true: bool, feedback: tuple[str, str] = ("", "")) -> dict[str, Any]:
    """Write a lone true/false question as a choice of two whose order stays."""
    shares = ("1", "0") if is_true else ("0", "1")
    return {
        "keep_order": True,
        "options": [
            {"html": word, "share": share, "feedback": said}
            for word, share, said in zip(TRUE_FALSE, shares, feedback, strict=True)
        ],
    }
