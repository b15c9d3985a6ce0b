"""The part of a GIFT question between the braces."""

import re
from decimal import Decimal
from typing import Any

from assessments.items.shape import Content

from .gift_escapes import show
from .markup import BLANKS, Markup
from .parts import make_content, number_text, percent_share, plain, true_false_options
from .report import Reason

_TRUE_FALSE = re.compile(r"(TRUE|T|FALSE|F)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_SIGN = re.compile(r"([~=])")
_WEIGHT = re.compile(r"\s*%([^%]{0,20})%")
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)


EMPTY_ESSAY: dict[str, Any] = {
    "reply": {"lines": 15, "fewest_words": None, "most_words": None, "most_files": 0},
    "rubric": [],
    "marker_note": "",
}


class _Texts:
    """Reads the texts of one question: escapes back, form marker off, markup on."""

    def __init__(self, markup: Markup, form: str) -> None:
        self.markup, self.form = markup, form

    def html(self, hidden: str) -> str:
        form = self.form
        if found := _FORM.match(hidden):
            form, hidden = found.group(1).lower(), hidden[found.end() :]
        return self.markup.read(show(hidden), form)


def read_answers(hidden: str, *, stem: str, form: str, markup: Markup) -> Content | Reason:
    """Read what stands between the braces, or give the reason why it is no question for us."""
    texts = _Texts(markup, form)
    body, _, general = hidden.partition("####")
    body = body.strip(BLANKS)
    head: dict[str, Any] = {
        "stem": texts.html(stem),
        "solution": texts.html(general),
        "markup": markup,
    }
    if not body:
        return make_content("essay", **head, **EMPTY_ESSAY)
    if body.startswith("#"):
        return _number(body[1:], head)
    if found := _TRUE_FALSE.fullmatch(body):
        return _true_false(found, head, texts)
    if "~" in body:
        return _choice(body, head, texts)
    return _matching(body, head, texts) if "->" in body else _text(body, head)


def _pieces(body: str) -> list[tuple[str, str]]:
    """Split into (sign, text); what stands before the first sign must be blank."""
    parts = _SIGN.split(body)
    return list(zip(parts[1::2], parts[2::2], strict=True)) if not parts[0].strip() else []


def _weigh(text: str) -> tuple[str | None, str, str]:
    """Split an answer into its share (or None), its text and its feedback; a bad weight is ``"x"``."""
    share = None
    if found := _WEIGHT.match(text):
        share, text = percent_share(found.group(1)) or "x", text[found.end() :]
    answer, _, feedback = text.partition("#")
    return share, answer.strip(BLANKS), feedback.strip(BLANKS)


def _choice(body: str, head: dict[str, Any], texts: _Texts) -> Content | Reason:
    pieces = _pieces(body)
    if not pieces:
        return Reason("stray_text")
    is_single = any(sign == "=" for sign, _ in pieces)
    options = []
    for sign, text in pieces:
        share, answer, feedback = _weigh(text)
        options.append(
            {
                "html": texts.html(answer),
                "share": share or ("1" if sign == "=" else "0"),
                "feedback": texts.html(feedback),
            }
        )
    kind = "single_choice" if is_single else "multiple_choice"
    return make_content(kind, **head, options=options)


def _true_false(found: re.Match[str], head: dict[str, Any], texts: _Texts) -> Content:
    is_true = found.group(1).upper().startswith("T")
    wrong, _, right = (found.group(2) or "").partition("#")
    said = (texts.html(right), texts.html(wrong))
    feedback = said if is_true else (said[1], said[0])
    return make_content(
        "single_choice", **head, **true_false_options(is_true=is_true, feedback=feedback)
    )


def _matching(body: str, head: dict[str, Any], texts: _Texts) -> Content | Reason:
    """Read ``=left -> right``; a pair without a left side is an extra match."""
    pairs, extras = [], []
    pieces = _pieces(body)
    if not pieces or any("->" not in text for _, text in pieces):
        return Reason("stray_text")
    for _, text in pieces:
        left, _, right = text.partition("->")
        match = head["markup"].read(show(right.partition("#")[0]), "plain")
        html = texts.html(left)
        if html:
            pairs.append({"html": html, "match": match})
        elif match:
            extras.append(match)
    used = {pair["match"] for pair in pairs}
    extras = [each for each in dict.fromkeys(extras) if each not in used]
    return make_content("matching", **head, pairs=pairs, extra_matches=extras)


def _text(body: str, head: dict[str, Any]) -> Content | Reason:
    if not body.startswith("="):
        # One accepted answer needs no sign.
        body = f"={body}"
    answers = [_weigh(text) for _, text in _pieces(body)]
    if any(feedback for _, _, feedback in answers):
        head["markup"].reasons.append(Reason("answer_feedback"))
    texts = [{"text": show(answer), "share": share or "1"} for share, answer, _ in answers]
    return make_content("short_text", **head, texts=texts, is_case_sensitive=False)


def _number(body: str, head: dict[str, Any]) -> Content | Reason:
    first, *rest = _SIGN.split(body)
    signed = [*([("=", first)] if first.strip() else []), *zip(rest[::2], rest[1::2], strict=True)]
    answers = []
    for sign, text in signed:
        share, answer, feedback = _weigh(text)
        if sign == "~" and not answer:
            # What is said to every other answer.
            head["markup"].reasons.append(Reason("answer_feedback"))
            continue
        value = _read_value(show(answer))
        if value is None:
            return Reason("bad_number", show(answer)[:60])
        if feedback:
            head["markup"].reasons.append(Reason("answer_feedback"))
        answers.append({"value": value[0], "tolerance": value[1], "share": share or "1"})
    return make_content("short_number", **head, answers=answers)


def _read_value(text: str) -> tuple[str, str] | None:
    """Read ``3``, ``3:0.5`` or ``2.5..3.5`` as a value and a tolerance."""
    if ".." in text:
        low, _, high = (number_text(part) or "" for part in text.partition(".."))
        if not low or not high:
            return None
        middle = (Decimal(low) + Decimal(high)) / 2
        return plain(middle), plain(abs(Decimal(high) - Decimal(low)) / 2)
    value, _, spread = text.partition(":")
    read, tolerance = number_text(value), number_text(spread or "0")
    return (read, tolerance) if read is not None and tolerance is not None else None
