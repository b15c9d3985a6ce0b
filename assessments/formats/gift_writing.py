r"""Questions written as GIFT; types that it does not know are refused by name.

Every backslash is doubled and every sign of GIFT escaped, as Moodle's own export does it.
"""

import base64
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from .exporting import Export, ExportItem, refuse_export, settle_export
from .gift_answers import EMPTY_ESSAY
from .outgoing import Outgoing, hide_dollars, percent
from .report import Reason
from .tags import write_tags

_SPECIAL = re.compile(r"([\\~=#{}:])")
_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}
_KINDS |= {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav", ".m4a": "audio/mp4"}
Content = dict[str, Any]


def write_gift(questions: Sequence[ExportItem]) -> Export:
    """Write what GIFT can say and name the rest."""
    lines: list[str] = []
    elements = []
    category = ""
    for number, item in enumerate(questions, start=1):
        write = _WRITERS.get(item.content["type"])
        if write is None:
            elements.append(refuse_export(number, item, Reason("out_type")))
            continue
        wanted = " ".join(str(item.metadata.get("category") or "").split())
        if wanted != category:
            lines.append(f"$CATEGORY: {wanted}\n")
            category = wanted
        out = Outgoing(item, address=_inline(item))
        lines.append(_write(item, out, write(item.content, out)))
        elements.append(settle_export(number, item, out.reasons))
    return Export("gift", "\n".join(lines).encode(), tuple(elements))


def _inline(item: ExportItem) -> Callable[[str], str]:
    """Write a picture into the text itself, which GIFT readers of HTML understand."""

    def address(name: str) -> str:
        kind = _KINDS.get(name[name.rfind(".") :], "application/octet-stream")
        return f"data:{kind};base64,{base64.b64encode(item.files[name]).decode()}"

    return address


def _write(item: ExportItem, out: Outgoing, answers: str) -> str:
    content = item.content
    if item.stimulus is not None:
        out.reasons.append(Reason("out_stimulus"))
    tags = "".join(
        f" [tag:{out.text(tag)}]"
        for tag in write_tags(item.metadata, "", [])
        if not set(tag) & set("[]\n")
    )
    name = " ".join(out.text(item.name).split())
    solution = content.get("solution", "")
    general = f"####{_html(solution, out)}" if solution else ""
    head = f"//{tags}\n" if tags else ""
    stem = _html(content["stem"], out)
    return f"{head}::{_escape(name)}::[html]{stem}{{{answers}{general}}}\n"


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _html(markup: str, out: Outgoing) -> str:
    return _escape(hide_dollars(out.html(markup)))


def _options(content: Content, out: Outgoing) -> str:
    if content.get("keep_order"):
        out.reasons.append(Reason("out_order"))
    is_single = content["type"] == "single_choice"
    return "".join(_option(option, out, is_single=is_single) for option in content["options"])


def _option(option: dict[str, str], out: Outgoing, *, is_single: bool) -> str:
    share = Decimal(option["share"])
    text = _html(option["html"], out)
    feedback = f"#{_html(option['feedback'], out)}" if option.get("feedback") else ""
    if is_single and share == 1:
        mark = "=%100%" if text.startswith("%") else "="
    else:
        mark = f"~%{percent(option['share'])}%" if share or text.startswith("%") else "~"
    return f"\n\t{mark}{text}{feedback}"


def _texts(content: Content, out: Outgoing) -> str:
    if content.get("is_case_sensitive"):
        out.reasons.append(Reason("out_case"))
    return "".join(_accepted(each, out) for each in content["texts"])


def _accepted(each: dict[str, str], out: Outgoing) -> str:
    text = out.text(each["text"])
    if "->" in text:
        # An arrow makes a matching question of it.
        out.reasons.append(Reason("out_sign"))
        text = text.replace("->", "- >")
    is_whole = Decimal(each["share"]) == 1 and not text.startswith("%")
    mark = "=" if is_whole else f"=%{percent(each['share'])}%"
    return f"\n\t{mark}{_escape(text)}"


def _numbers(content: Content, out: Outgoing) -> str:
    del out
    shares = [each["share"] for each in content["answers"]]
    marks = ["" if Decimal(share) == 1 else f"%{percent(share)}%" for share in shares]
    written = [
        f"\n\t={mark}{each['value']}:{each['tolerance']}"
        for mark, each in zip(marks, content["answers"], strict=True)
    ]
    return f"#{''.join(written)}"


def _pairs(content: Content, out: Outgoing) -> str:
    pairs = [
        (_html(pair["html"], out), _escape(out.plain(pair["match"]))) for pair in content["pairs"]
    ]
    pairs += [("", _escape(out.plain(extra))) for extra in content.get("extra_matches", [])]
    return "".join(f"\n\t={left} -> {right}" for left, right in pairs)


def _essay(content: Content, out: Outgoing) -> str:
    told = {key: content.get(key, EMPTY_ESSAY[key]) for key in EMPTY_ESSAY}
    if told != EMPTY_ESSAY:
        out.reasons.append(Reason("out_guide"))
    return ""


_WRITERS: dict[str, Callable[[Content, Outgoing], str]] = {
    "single_choice": _options,
    "multiple_choice": _options,
    "short_text": _texts,
    "short_number": _numbers,
    "matching": _pairs,
    "essay": _essay,
}
