"""Texts with gaps of Moodle: embedded answers, missing words, gap fill."""

import html
import re
from decimal import Decimal
from typing import Any

from assessments.formats.markup import Markup
from assessments.formats.parts import make_content, number_text, percent_share
from assessments.formats.report import Reason
from assessments.items.shape import Content

from .nodes import FORMS, raw_of, text_of

_CHOICE = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"}
_CHOICE |= {"MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"}
_TEXT = {"SHORTANSWER": False, "SA": False, "MW": False}
_TEXT |= {"SHORTANSWER_C": True, "SAC": True, "MWC": True}
_NUMBER = {"NUMERICAL", "NM"}
GAP_SYNTAX = re.compile(
    r"\{\s*(\d{0,3})\s*:\s*([A-Z]+(?:_[A-Z]+)?)\s*:((?:\\.|[^\\}]){0,8000}?)\}", re.DOTALL
)
_PIECE = re.compile(r"(?<!\\)~")
_MARK = re.compile(r"\s*(?:(=)|%(-?[\d.,]{1,30})%)?", re.DOTALL)
_FEEDBACK = re.compile(r"(?<!\\)#")
_ESCAPE = re.compile(r'\\([~#}/"])')
_PLACE = re.compile(r"\[\[(\d{1,2})\]\]")
# Characters of entities contain «#»; they are put back before the pieces are split.
_ENTITY = re.compile(r"&#(?:39|x27|34|x22|160|xa0);", re.IGNORECASE)


def read_cloze(node: Any, head: dict[str, Any]) -> Content | Reason:
    """Read embedded answers ``{1:SHORTANSWER:=Hà Nội~%50%HN}`` (lxml gives no types for nodes)."""
    markup: Markup = head["markup"]
    text_node = node.find("questiontext")
    text = "" if text_node is None else raw_of(text_node)
    form = "html" if text_node is None else FORMS.get(text_node.get("format", ""), "moodle")
    return read_embedded(text, form, head, markup)


def read_embedded(text: str, form: str, head: dict[str, Any], markup: Markup) -> Content | Reason:
    """Read a text with embedded answers in one of Moodle's forms."""
    gaps: list[dict[str, Any]] = []
    problems: list[Reason] = []

    def place(found: re.Match[str]) -> str:
        gap = read_gap(found, markup)
        if isinstance(gap, Reason):
            problems.append(gap)
            return ""
        gaps.append(gap)
        return f"[[{len(gaps)}]]"

    stem = GAP_SYNTAX.sub(place, text)
    if problems:
        return problems[0]
    if not gaps:
        return Reason("no_gap")
    return make_content("cloze", **{**head, "stem": markup.read(stem, form)}, gaps=gaps)


def read_gap(found: re.Match[str], markup: Markup) -> dict[str, Any] | Reason:
    """Read one embedded answer that ``GAP_SYNTAX`` found."""
    weight, kind, body = found.groups()
    body = _ENTITY.sub(lambda entity: html.unescape(entity.group()), body)
    pieces = [_read_piece(piece) for piece in _PIECE.split(body) if piece.strip()]
    head = {"weight": str(int(weight or 1) or 1)}
    if kind in _CHOICE:
        return {"kind": "choice", **head, "options": _options(pieces, markup)}
    kept = [(share, text) for share, text, _ in pieces if share != "0"]
    if any(feedback.strip() for _, _, feedback in pieces):
        markup.reasons.append(Reason("answer_feedback"))
    if kind in _TEXT:
        texts = [{"text": _plain(text), "share": share} for share, text in kept]
        return {"kind": "text", **head, "texts": texts, "is_case_sensitive": _TEXT[kind]}
    if kind in _NUMBER:
        return _numbers(kept, head)
    return Reason("gap_kind", kind)


def _read_piece(piece: str) -> tuple[str, str, str]:
    """Split one answer into share, text and feedback."""
    rest = _FEEDBACK.split(piece, maxsplit=1)
    text, feedback = rest[0], rest[1] if len(rest) > 1 else ""
    mark = _MARK.match(text)
    share = "0"
    if mark:
        text = text[mark.end() :]
        if mark.group(1):
            share = "1"
        elif mark.group(2):
            share = percent_share(mark.group(2)) or "x"
    return share, _ESCAPE.sub(r"\1", text).strip(), _ESCAPE.sub(r"\1", feedback)


def _options(pieces: list[tuple[str, str, str]], markup: Markup) -> list[dict[str, str]]:
    return [
        {
            "html": markup.read(text, "html"),
            "share": share,
            "feedback": markup.read(feedback, "html"),
        }
        for share, text, feedback in pieces
    ]


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]{0,200}>", "", text)).strip()


def _numbers(kept: list[tuple[str, str]], head: dict[str, str]) -> dict[str, Any] | Reason:
    answers = []
    for share, text in kept:
        value, _, spread = _plain(text).partition(":")
        number, tolerance = number_text(value), number_text(spread.strip() or "0")
        if number is None or tolerance is None:
            return Reason("bad_number", text[:60])
        answers.append({"value": number, "tolerance": tolerance, "share": share})
    return {"kind": "number", **head, "answers": answers}


def read_missing_words(node: Any, head: dict[str, Any]) -> Content | Reason:
    """Read words that are dragged or chosen into ``[[n]]``, where n names the right word."""
    markup: Markup = head["markup"]
    boxes = [*node.findall("dragbox"), *node.findall("selectoption")]
    words = [markup.read(text_of(box), "html") for box in boxes]
    groups = [text_of(box.find("group"), "1") for box in boxes]
    named = [int(found) for found in _PLACE.findall(head["stem"])]
    if not named or any(not 1 <= number <= len(words) for number in named):
        return Reason("no_key")
    gaps = [
        {
            "kind": "choice",
            "weight": "1",
            "options": [
                {"html": word, "share": "1" if index == number else "0", "feedback": ""}
                for index, (word, group) in enumerate(zip(words, groups, strict=True), start=1)
                if group == groups[number - 1]
            ],
        }
        for number in named
    ]
    numbers = iter(range(1, len(named) + 1))
    stem = _PLACE.sub(lambda _: f"[[{next(numbers)}]]", head["stem"])
    return make_content("cloze", **{**head, "stem": stem}, gaps=gaps)


def read_gapfill(node: Any, head: dict[str, Any]) -> Content | Reason:
    """Read «gap fill»: the right words stand in brackets in the text, alternatives with ``|``."""
    markup: Markup = head["markup"]
    text_node = node.find("questiontext")
    delimiters = (text_of(node.find("delimitchars"), "[]") + "[]")[:2]
    opening, closing = delimiters[0], delimiters[1]
    found = re.compile(
        f"{re.escape(opening)}([^{re.escape(closing)}]{{1,500}}){re.escape(closing)}"
    )
    text = "" if text_node is None else raw_of(text_node)
    words = [html.unescape(re.sub(r"<[^>]{0,200}>", "", each)) for each in found.findall(text)]
    if not words:
        return Reason("no_gap")
    numbers = iter(range(1, len(words) + 1))
    stem = found.sub(lambda _: f"\ue021{next(numbers)}\ue022", text)
    strict = text_of(node.find("casesensitive"), "0") == "1"
    gaps = [
        {
            "kind": "text",
            "weight": "1",
            "texts": [
                {"text": each.strip(), "share": "1"} for each in word.split("|") if each.strip()
            ],
            "is_case_sensitive": strict,
        }
        for word in words
    ]
    if any(
        Decimal(percent_share(each.get("fraction", "0")) or 0) <= 0
        for each in node.findall("answer")
    ):
        markup.reasons.append(Reason("distractors"))
    if node.find("gapsetting") is not None:
        markup.reasons.append(Reason("answer_feedback"))
    read = markup.read(stem, "html").replace("\ue021", "[[").replace("\ue022", "]]")
    return make_content("cloze", **{**head, "stem": read}, gaps=gaps)
