r"""GIFT, Moodle's text format: blocks between blank lines, answers between braces.

Read as Moodle reads it (escapes ``\~ \= \# \{ \} \: \n \\``, ``//`` comments, ``$CATEGORY``,
``[html]`` and its kin), and more kindly in two places: braces of LaTeX inside ``\( … \)`` need no
escape, and a blank line inside the answers does not end the question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .gift_answers import read_answers
from .gift_escapes import hide, show
from .keeping import KeptFiles
from .markup import Clean, Markup
from .report import Element, Place, Reason, refuse, settle
from .tags import read_tags

_NAME = re.compile(r"\s*::(.*?)::\s*", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TAG = re.compile(r"\[tag:([^\]]{1,200})\]")
_BLANK = "_____"


@dataclass
class _Block:
    line: int
    text: str
    category: str
    tags: tuple[str, ...] = ()


def read_gift(text: str, clean: Clean, kept: KeptFiles | None = None) -> Iterator[Element]:
    """Yield an element for each question of a GIFT text."""
    kept = kept or KeptFiles()
    for block in _join_open(_split_blocks(text)):
        yield _read_block(block, Markup(clean, kept=kept))


def _split_blocks(text: str) -> Iterator[_Block]:
    kept: list[str] = []
    tags: list[str] = []
    category, first = "", 0

    def cut() -> Iterator[_Block]:
        if kept:
            yield _Block(first, "\n".join(kept), category, tuple(tags))
            kept.clear()
            tags.clear()

    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            tags += _TAG.findall(stripped)
        elif stripped.upper().startswith("$CATEGORY:"):
            yield from cut()
            category = stripped.partition(":")[2].strip()
        elif stripped:
            first = first if kept else number
            kept.append(line)
        else:
            yield from cut()
    yield from cut()


def _join_open(blocks: Iterator[_Block]) -> Iterator[_Block]:
    """Put a block whose braces are open together with the next one when that closes them."""
    waiting: _Block | None = None
    for block in blocks:
        if waiting is None:
            waiting = block
        elif _is_open(waiting.text) and _closes(block.text):
            waiting = replace(waiting, text=f"{waiting.text}\n\n{block.text}")
        else:
            yield waiting
            waiting = block
    if waiting is not None:
        yield waiting


def _is_open(text: str) -> bool:
    hidden = hide(text)
    return hidden.rfind("{") > hidden.rfind("}")


def _closes(text: str) -> bool:
    hidden = hide(text)
    opening, closing = hidden.find("{"), hidden.find("}")
    return closing >= 0 and (opening < 0 or closing < opening)


def _read_block(block: _Block, markup: Markup) -> Element:
    hidden = hide(block.text)
    name = ""
    if found := _NAME.match(hidden):
        name, hidden = show(found.group(1)).strip(), hidden[found.end() :]
    tags = read_tags(block.tags)
    place = Place(
        block.line,
        name,
        block.category,
        block.text,
        metadata=tags.metadata,
        stimulus=tags.stimulus,
    )
    form = "moodle"
    if found := _FORM.match(hidden):
        form, hidden = found.group(1).lower(), hidden[found.end() :]
    opening, closing = hidden.find("{"), hidden.find("}")
    if opening < 0 and closing < 0:
        return refuse(place, "description", Reason("description"))
    if opening < 0 or closing < opening:
        return refuse(place, "unknown", Reason("unclosed"))
    tail = hidden[closing + 1 :]
    if "{" in tail or "}" in tail:
        return refuse(place, "cloze", Reason("several_blanks"))
    stem = hidden[:opening].rstrip()
    if tail.strip():
        stem = f"{stem} {_BLANK}{tail.rstrip()}"
    result = read_answers(hidden[opening + 1 : closing], stem=stem, form=form, markup=markup)
    if isinstance(result, Reason):
        return refuse(place, result.code, result)
    return settle(place, result, markup.reasons)
