"""Aiken: a question, options ``A.`` or ``A)``, then ``ANSWER: B``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .markup import Clean, Markup
from .parts import make_content
from .report import Element, Place, Reason, refuse, settle

OPTION = re.compile(r"\s*([A-Z])[.)]\s*(.*)", re.DOTALL)
ANSWER = re.compile(r"\s*(?:ANSWER|ĐÁP ÁN)\s*:\s*(.*)", re.IGNORECASE)


@dataclass
class _Draft:
    line: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        return bool(self.stem or self.options)


def read_aiken(text: str, clean: Clean) -> Iterator[Element]:
    """Yield an element for each question of an Aiken text."""
    draft = _Draft()
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        if not line.strip():
            continue
        if not draft.is_begun:
            draft.line = number
        if found := ANSWER.fullmatch(line):
            draft.source.append(line)
            yield _finish(draft, found.group(1).strip().upper(), clean)
            draft = _Draft()
        elif (found := OPTION.fullmatch(line)) and draft.stem:
            draft.options.append((found.group(1), found.group(2)))
            draft.source.append(line)
        elif draft.options:
            # A new question began without an answer line.
            yield _finish(draft, None, clean)
            draft = _Draft(line=number, stem=[line.strip()], source=[line])
        else:
            draft.stem.append(line.strip())
            draft.source.append(line)
    if draft.is_begun:
        yield _finish(draft, None, clean)


def _finish(draft: _Draft, answer: str | None, clean: Clean) -> Element:
    place = Place(draft.line, source="\n".join(draft.source))
    letters = [letter for letter, _ in draft.options]
    if not draft.options:
        return refuse(place, "unknown", Reason("option_count"))
    if answer is None:
        return refuse(place, "single_choice", Reason("no_key"))
    if answer not in letters:
        return refuse(place, "single_choice", Reason("key_without_option", answer[:20]))
    if len(set(letters)) < len(letters):
        return refuse(place, "single_choice", Reason("double_letter"))
    markup = Markup(clean)
    options = [
        {
            "html": markup.read(text, "plain"),
            "share": "1" if letter == answer else "0",
            "feedback": "",
        }
        for letter, text in draft.options
    ]
    stem = markup.read("\n".join(draft.stem), "plain")
    content = make_content("single_choice", stem, "", markup, options=options)
    return settle(place, content, markup.reasons)
