"""Freezing questions into a paper and its key; shape 1 of both.

Body: ``{"v": 1, "items": [{"n", "type", "points", "stem", …}], "stimuli": [{"title", "html"}]}``; an
item of a group has ``"s"``, the place of its stimulus from 0. Parts are ``{"t", "html"}``, ``t`` is a
random token. By type: ``options``, ``statements``, ``cells: 4`` for short numbers that fit, ``entries``,
``left`` and ``matches``, ``gaps: [{"kind", "options"?}]``, ``reply``, ``accepts`` and ``most_files``. No
key, no bank id, no feedback: the body may be read by anybody who sits the test. Pictures keep their
names (``src="file:NAME"``): pages put short-lived addresses in their place.

Key: ``{"v": 1, "items": [{"n", "type", "points", "solution", …}]}`` with ``options: {token: {"share",
"feedback"}}``, ``statements: {token: is_true}`` and ``ladder``, ``answers``, ``texts``, ``order: [token]``,
``pairs: {left token: match token}``, ``gaps: [{"kind", "weight", …}]``, ``rubric`` and ``marker_note``;
``way`` says whether what is partly right counts (``scoring/rules.py``).

An answer is the chosen token (single_choice), a list of tokens (multiple_choice; ordering, in the
pupil's order), ``{token: bool}`` (statements), ``{left token: match token}`` (matching), ``{"1": token or
text}`` (cloze), a list of ids of files (file_answer), or text (the others); ``None`` when it was taken back.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from assessments.scoring.rules import DEFAULT, ScoringRules

from .markup import Content
from .splitting import Namer, split

SHAPE = 1
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_CENT = Decimal("0.01")

Token = Callable[[], str]
Render = Callable[[str], str]


@dataclass(frozen=True)
class StimulusText:
    """What several questions stand under; equal ones are shown once."""

    title: str
    html: str


def share_points(total: Decimal, count: int) -> list[Decimal]:
    """Split a total into ``count`` marks of whole hundredths that add up to it exactly."""
    each = (total / count).quantize(_CENT, rounding=ROUND_DOWN)
    rest = int((total - each * count) / _CENT)
    return [each + (_CENT if index >= count - rest else 0) for index in range(count)]


def freeze(
    questions: Sequence[tuple[Content, Decimal]],
    *,
    token: Token,
    render: Render,
    stimuli: Sequence[StimulusText | None] = (),
    rules: ScoringRules = DEFAULT,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the body that pupils get and the key that they do not.

    ``token`` gives a new random token at each call, ``render`` turns clean HTML with LaTeX into what
    browsers show, ``stimuli`` stands beside the questions, ``rules`` go into the key.
    """
    shown, keys = [], []
    texts = list(dict.fromkeys(text for text in stimuli if text))
    for position, (content, points) in enumerate(questions, start=1):
        head = {"n": position, "type": content["type"], "points": str(points)}
        body, key = split(content, Namer(token, render))
        text = stimuli[position - 1] if stimuli else None
        group = {"s": texts.index(text)} if text else {}
        shown.append({**head, "stem": render(content["stem"]), **group, **body})
        solution = {"solution": render(content.get("solution", ""))}
        keys.append({**head, **solution, **key, **rules.for_key(content["type"])})
    body = {"v": SHAPE, "items": shown}
    if texts:
        body["stimuli"] = [{"title": text.title, "html": render(text.html)} for text in texts]
    return body, {"v": SHAPE, "items": keys}


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
