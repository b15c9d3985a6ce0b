r"""Shape 1 of a question's content: what is stored in ``QuestionVersion.content``.

``{"v": 1, "type", "stem", "solution", "images": [name, …]}`` and, by type:

- single_choice, multiple_choice: ``options: [{"html", "share", "feedback"}]``; ``share`` is the part
  of the mark as decimal text, ``"1"`` for the key, below zero for a penalty; ``keep_order``.
- true_false_statements: ``statements: [{"html", "is_true", "level"}]``, four of them; a plain
  true/false question of a foreign file has one.
- short_number: ``answers: [{"value", "tolerance", "share"}]``, decimals as text with a point.
- short_text: ``texts: [{"text", "share"}]`` where ``*`` stands for anything; ``is_case_sensitive``.

HTML is clean (profile "content") and holds LaTeX as ``\( … \)``; ``images`` names pictures that the
source had and that are not kept yet.
"""

import hashlib
import html
import re
from decimal import Decimal, InvalidOperation
from typing import Any

SHAPE = 1
Content = dict[str, Any]

CHOICE_TYPES = frozenset({"single_choice", "multiple_choice"})
TYPES = CHOICE_TYPES | {"true_false_statements", "short_number", "short_text"}
MOST_OPTIONS = 12
MOST_STATEMENTS = 8
LONGEST_HTML = 20_000
_ONE = Decimal(1)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def read_content(stored: Content) -> Content:
    """Return the content in the newest shape, whatever shape it was stored in."""
    if stored.get("v") != SHAPE:
        message = f"Unknown shape of a question: {stored.get('v')!r}."
        raise ValueError(message)
    return stored


def plain_text(markup: str) -> str:
    """Return the words of an HTML fragment on one line."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def fingerprint(content: Content, fold: Any) -> str:
    """Return a digest that is equal for questions which read the same without marks and case."""
    parts = [content["type"], plain_text(content["stem"])]
    parts += sorted(plain_text(option["html"]) for option in content.get("options", []))
    parts += sorted(plain_text(each["html"]) for each in content.get("statements", []))
    parts += sorted(answer["value"] for answer in content.get("answers", []))
    return hashlib.sha256(fold("\n".join(parts)).encode()).hexdigest()


def list_problems(content: Content) -> list[str]:
    """Return codes of what keeps this content from being a question; none means it is one.

    Codes are the keys of ``assessments.formats.reasons.REASONS``.
    """
    if content.get("type") not in TYPES:
        return ["unknown_type"]
    problems = [] if plain_text(content["stem"]) or content.get("images") else ["no_stem"]
    if len(content["stem"]) > LONGEST_HTML:
        problems.append("too_long")
    kind = content["type"]
    if kind in CHOICE_TYPES:
        return problems + _choice_problems(content)
    if kind == "true_false_statements":
        return problems + _statement_problems(content)
    if kind == "short_number":
        return problems + _number_problems(content)
    return problems + _text_problems(content)


def _choice_problems(content: Content) -> list[str]:
    options = content["options"]
    shares = [_decimal(option["share"]) for option in options]
    if not 2 <= len(options) <= MOST_OPTIONS:
        return ["option_count"]
    if any(len(option["html"]) > LONGEST_HTML for option in options):
        return ["too_long"]
    if any(not plain_text(option["html"]) and "<img" not in option["html"] for option in options):
        return ["empty_option"]
    if any(share is None or abs(share) > 1 for share in shares):
        return ["bad_share"]
    return _key_problems(content["type"], [share for share in shares if share is not None])


def _key_problems(kind: str, shares: list[Decimal]) -> list[str]:
    if kind == "single_choice":
        return [] if max(shares) == _ONE else ["no_key"]
    right = sum((share for share in shares if share > 0), Decimal(0))
    if right == 0:
        return ["no_key"]
    # Thirds are written 33.33333 in files, so a whole may miss a little.
    return [] if abs(right - _ONE) <= Decimal("0.01") else ["bad_share"]


def _statement_problems(content: Content) -> list[str]:
    statements = content["statements"]
    if not 1 <= len(statements) <= MOST_STATEMENTS:
        return ["statement_count"]
    if any(not plain_text(each["html"]) for each in statements):
        return ["empty_option"]
    if any(len(each["html"]) > LONGEST_HTML for each in statements):
        return ["too_long"]
    return []


def _number_problems(content: Content) -> list[str]:
    answers = content["answers"]
    if not answers or not any(_decimal(answer["share"]) == _ONE for answer in answers):
        return ["no_key"]
    values = [(_decimal(each["value"]), _decimal(each["tolerance"])) for each in answers]
    if any(value is None or spread is None or spread < 0 for value, spread in values):
        return ["bad_number"]
    return _share_problems(answers)


def _text_problems(content: Content) -> list[str]:
    texts = content["texts"]
    if not texts or not any(_decimal(text["share"]) == _ONE for text in texts):
        return ["no_key"]
    if any(not text["text"].strip() or len(text["text"]) > 200 for text in texts):
        return ["bad_text"]
    return _share_problems(texts)


def _share_problems(parts: list[dict[str, str]]) -> list[str]:
    shares = [_decimal(part["share"]) for part in parts]
    return ["bad_share"] if any(share is None or not 0 <= share <= 1 for share in shares) else []


def _decimal(text: str) -> Decimal | None:
    """Read a finite decimal of a sane size, or give None."""
    try:
        number = Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return number if number.is_finite() and abs(number) < 10**12 else None
