"""Embedded answers of Moodle, written: ``{1:SHORTANSWER:=Hà Nội~%50%HN}``."""

import html as html_escapes
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assessments.formats.outgoing import Outgoing, percent
from assessments.formats.report import Reason

from .cloze import GAP_SYNTAX

_SLASH = re.compile(r'\\(?=[~#}/"\\]|$)')
_SPECIAL = re.compile(r"([~#}])")


def protect(stem: str) -> str:
    """Keep words that look like an embedded answer from being read as one."""
    return stem.replace("{", "&#123;") if GAP_SYNTAX.search(stem) else stem


def write_gap(gap: dict[str, Any], out: Outgoing, *, html: Callable[[str], str]) -> str:
    """Write one gap; ``html`` prepares the texts of options."""
    if gap["kind"] == "choice":
        kind = "MULTICHOICE"
        pieces = [
            _piece(option["share"], html(option["html"]), html(option.get("feedback", "")))
            for option in gap["options"]
        ]
    elif gap["kind"] == "text":
        kind = "SHORTANSWER_C" if gap.get("is_case_sensitive") else "SHORTANSWER"
        pieces = [
            _piece(each["share"], html_escapes.escape(out.text(each["text"]), quote=False))
            for each in gap["texts"]
        ]
    else:
        kind = "NUMERICAL"
        pieces = [
            _piece(each["share"], f"{each['value']}:{each['tolerance']}") for each in gap["answers"]
        ]
    return f"{{{_weight(gap['weight'], out)}:{kind}:{'~'.join(pieces)}}}"


def _piece(share: str, text: str, feedback: str = "") -> str:
    mark = "=" if Decimal(share) == 1 else f"%{percent(share)}%"
    return mark + _escape(text) + (f"#{_escape(feedback)}" if feedback else "")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _SLASH.sub("&bsol;", text))


def _weight(weight: str, out: Outgoing) -> str:
    rounded = max(int(Decimal(weight).quantize(Decimal(1), rounding=ROUND_HALF_UP)), 1)
    if Decimal(weight) != rounded:
        out.reasons.append(Reason("out_weight"))
    return str(rounded)
