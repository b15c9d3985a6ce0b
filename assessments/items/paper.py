"""Freezing questions into a paper and its key; shape 1 of both.

Body: ``{"v": 1, "items": [{"n", "type", "points", "stem", …}]}`` with ``options: [{"t", "html"}]``
(``t`` is a random token), ``statements: [{"t", "html"}]``, ``cells: 4`` for short numbers. No key,
no bank id, no feedback: the body may be read by anybody who sits the test.

Key: ``{"v": 1, "items": [{"n", "type", "points", …}]}`` with ``options: {token: {"share",
"feedback"}}``, ``statements: {token: is_true}``, ``answers``, ``texts``, ``solution``.

An answer is the chosen token (single_choice), a list of tokens (multiple_choice), ``{token: bool}``
(statements), or text (short_number, short_text); ``None`` when it was taken back.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from assessments.scoring.numbers import fits_cells

from .shape import CHOICE_TYPES, Content

SHAPE = 1
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_CENT = Decimal("0.01")
_CELLS = 4

Token = Callable[[], str]
Render = Callable[[str], str]


def share_points(total: Decimal, count: int) -> list[Decimal]:
    """Split a total into ``count`` marks of whole hundredths that add up to it exactly."""
    each = (total / count).quantize(_CENT, rounding=ROUND_DOWN)
    rest = int((total - each * count) / _CENT)
    return [each + (_CENT if index >= count - rest else 0) for index in range(count)]


def freeze(
    questions: Sequence[tuple[Content, Decimal]], *, token: Token, render: Render
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the body that pupils get and the key that they do not.

    ``token`` gives a new random token at each call, ``render`` turns clean HTML with LaTeX into what
    browsers show.
    """
    shown, keys = [], []
    for position, (content, points) in enumerate(questions, start=1):
        head = {"n": position, "type": content["type"], "points": str(points)}
        body, key = _split(content, token=token, render=render)
        shown.append({**head, "stem": render(content["stem"]), **body})
        keys.append({**head, "solution": render(content.get("solution", "")), **key})
    return {"v": SHAPE, "items": shown}, {"v": SHAPE, "items": keys}


def _split(
    content: Content, *, token: Token, render: Render
) -> tuple[dict[str, Any], dict[str, Any]]:
    kind = content["type"]
    if kind in CHOICE_TYPES:
        named = [(token(), option) for option in content["options"]]
        return (
            {"options": [{"t": name, "html": render(option["html"])} for name, option in named]},
            {
                "options": {
                    name: {"share": option["share"], "feedback": option.get("feedback", "")}
                    for name, option in named
                }
            },
        )
    if kind == "true_false_statements":
        stated = [(token(), each) for each in content["statements"]]
        return (
            {"statements": [{"t": name, "html": render(each["html"])} for name, each in stated]},
            {"statements": {name: each["is_true"] for name, each in stated}},
        )
    if kind == "short_number":
        return _number_cells(content), {"answers": content["answers"]}
    return {}, {
        "texts": content["texts"],
        "is_case_sensitive": content.get("is_case_sensitive", False),
    }


def _number_cells(content: Content) -> dict[str, Any]:
    """Offer four cells when every full answer fits into them, else a plain field."""
    fits = all(fits_cells(answer["value"]) for answer in content["answers"])
    return {"cells": _CELLS} if fits else {}


def pack(body: dict[str, Any]) -> tuple[str, bytes]:
    """Return the digest of the body's canonical JSON, and that JSON compressed."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return hashlib.sha256(text).hexdigest(), gzip.compress(text, 9, mtime=0)


def unpack(packed: bytes) -> dict[str, Any]:
    """Read a packed body."""
    body: dict[str, Any] = json.loads(gzip.decompress(packed))
    if body.get("v") != SHAPE:
        message = f"Unknown shape of a paper: {body.get('v')!r}."
        raise ValueError(message)
    return body


def random_token(choice: Callable[[str], str]) -> str:
    """Draw a token of four letters with the chooser given."""
    return "".join(choice(_ALPHABET) for _ in range(4))
