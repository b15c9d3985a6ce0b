r"""Order of a form: questions within their part, options within a question, and codes.

What must keep its place does: an option that speaks of others ("cả A và B", "tất cả các đáp án
trên"), one whose text starts with ``#``, all options of a question with ``keep_order`` or with
numbers in order, questions of one stimulus, statements unless asked for.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assessments.items.shape import Content, plain_text

from .pool import Item

# Words of options that point at other options, without accents lost: compared in lower case.
_POINTING = re.compile(
    r"^(cả|ca)\s+([a-f\d]|hai|ba|bốn)\b|\b(tất cả|toàn bộ|mọi)\s+(các\s+)?(đáp án|phương án|ý|câu|lựa chọn)"
    r"|\b(đáp án|phương án|ý|câu)\s+(trên|khác)\b|\bkhông có (đáp án|phương án|ý|câu)\b"
    r"|\b[a-f]\s*(,|và|hoặc)\s*[a-f]\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"^[-−+]?\d+(?:[.,]\d+)?$")
_PART_ORDER = ("choice", "statements", "short", "essay")


@dataclass(frozen=True)
class Switches:
    """What is shuffled; statements keep their order unless a school says otherwise."""

    questions: bool = True
    options: bool = True
    statements: bool = False


def order_items(items: Sequence[Item], draw: random.Random, switches: Switches) -> list[Item]:
    """Return the items part by part, shuffled inside each; a stimulus keeps its questions together."""
    ordered: list[Item] = []
    for form in _PART_ORDER:
        blocks: dict[int, list[Item]] = {}
        for item in (each for each in items if each.form == form):
            blocks.setdefault(item.group or -item.id, []).append(item)
        pile = list(blocks.values())
        if switches.questions:
            draw.shuffle(pile)
        ordered += [item for block in pile for item in block]
    return ordered


def order_parts(content: Content, draw: random.Random, switches: Switches) -> list[int]:
    """Return the order of options or statements as indexes into the content; [] where there are none."""
    if content["type"] in {"single_choice", "multiple_choice"}:
        locked = lock_options(content)
        return _shuffle(len(locked), locked, draw) if switches.options else list(range(len(locked)))
    count = len(content.get("statements", []))
    return _shuffle(count, [not switches.statements] * count, draw)


def lock_options(content: Content) -> list[bool]:
    """Tell for each option whether it keeps its place."""
    texts = [plain_text(option["html"]).strip() for option in content["options"]]
    if content.get("keep_order") or _is_series(texts):
        return [True] * len(texts)
    return [text.startswith("#") or bool(_POINTING.search(text)) for text in texts]


def apply_order(content: Content, order: Sequence[int]) -> Content:
    """Return the content with its options or statements in this order, lock signs taken away."""
    if not order:
        return content
    name = "options" if "options" in content else "statements"
    parts = [dict(content[name][index]) for index in order]
    for part in parts:
        part["html"] = re.sub(r"^(\s*(?:<[^>]+>\s*)*)#\s*", r"\1", part["html"])
    return {**content, name: parts}


def number_codes(count: int, start: int = 101, width: int = 4) -> list[str]:
    """Return so many codes one after another: 0101, 0102 and on."""
    return [f"{start + index:0{width}d}" for index in range(count)]


def _shuffle(count: int, locked: Sequence[bool], draw: random.Random) -> list[int]:
    free = [index for index in range(count) if not locked[index]]
    mixed = list(free)
    draw.shuffle(mixed)
    order = list(range(count))
    for place, index in zip(free, mixed, strict=True):
        order[place] = index
    return order


def _is_series(texts: Sequence[str]) -> bool:
    """Tell whether all options are figures in rising or falling order."""
    numbers = [_read_figure(text) for text in texts]
    if len(numbers) < 3 or any(number is None for number in numbers):
        return False
    figures = [number for number in numbers if number is not None]
    return figures in (sorted(figures), sorted(figures, reverse=True))


def _read_figure(text: str) -> Decimal | None:
    bare = re.sub(r"^\\\(|\\\)$|[.\s]+$", "", text).strip()
    if not _FIGURE.match(bare):
        return None
    try:
        return Decimal(bare.replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        return None
