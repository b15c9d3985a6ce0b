"""Scores of QTI become shares of the whole: options, texts and numbers."""

from decimal import Decimal
from typing import Any

from assessments.formats.markup import Markup
from assessments.formats.parts import number_text, plain
from assessments.formats.report import Reason

from .processing import Declaration, Scored
from .responses import read_pattern

_ONE, _ZERO = Decimal(1), Decimal(0)
_STEP = Decimal("0.00001")


def to_share(score: Decimal, whole: Decimal) -> str:
    """Write a score as a share of the whole, at most one whole below or above zero."""
    if whole in {_ZERO, _ONE}:
        return plain(max(min(score * whole, _ONE), -_ONE))
    share = (score / whole).quantize(_STEP)
    return plain(max(min(share, _ONE), -_ONE))


def choice_shares(
    declared: Declaration, identifiers: list[str], *, is_single: bool, reasons: list[Reason]
) -> list[str]:
    """Give the share of each option in the order of ``identifiers``."""
    scores = _choice_scores(declared, identifiers)
    if scores is None:
        right = set(declared.correct)
        if not is_single and len(right) > 1:
            reasons.append(Reason("all_or_nothing"))
        return [_key_share(each in right, 1 if is_single else len(right)) for each in identifiers]
    gains = [score for score in scores if score > 0]
    whole = max(gains, default=_ZERO) if is_single else sum(gains, _ZERO)
    if any(abs(score) > whole for score in scores):
        reasons.append(Reason("penalty"))
    return [to_share(score, whole) for score in scores]


def _choice_scores(declared: Declaration, identifiers: list[str]) -> list[Decimal] | None:
    if declared.uses_mapping:
        return [declared.mapping.get(each, declared.default) for each in identifiers]
    told = {each.value: each.score for each in declared.scored if each.how == "match"}
    if not declared.correct and any(told.get(each, _ZERO) > 0 for each in identifiers):
        return [told.get(each, _ZERO) for each in identifiers]
    return None


def _key_share(is_right: bool, count: int) -> str:  # noqa: FBT001  # one private yes or no
    return to_share(_ONE, Decimal(count)) if is_right else "0"


def text_answers(declared: Declaration, markup: Markup) -> dict[str, Any]:
    """Give ``texts`` and ``is_case_sensitive`` of a text response; empty texts mean no key."""
    scored = _text_scores(declared, markup)
    whole = max((score for _, score, _ in scored), default=_ZERO)
    texts = [
        {"text": text, "share": to_share(score, whole)} for text, score, _ in scored if score > 0
    ]
    if declared.uses_mapping and any(score < 0 for _, score, _ in scored):
        markup.reasons.append(Reason("penalty"))
    return {"texts": texts, "is_case_sensitive": any(strict for _, _, strict in scored)}


def _text_scores(declared: Declaration, markup: Markup) -> list[tuple[str, Decimal, bool]]:
    if declared.uses_mapping:
        return [
            (key, score, key not in declared.loose)
            for key, score in declared.mapping.items()
            if key
        ]
    told = [found for each in declared.scored if (found := _read_scored(each, markup))]
    # A lone comparison with a value of the key says no more than the key does.
    if told:
        return told
    return [(text, _ONE, True) for text in declared.correct if text]


def _read_scored(scored: Scored, markup: Markup) -> tuple[str, Decimal, bool] | None:
    if scored.how != "pattern":
        return (scored.value, scored.score, scored.is_case_sensitive) if scored.value else None
    text = read_pattern(scored.value)
    if text is None:
        markup.reasons.append(Reason("pattern", scored.value[:60]))
        return None
    return text, scored.score, True


def number_answers(declared: Declaration) -> list[dict[str, str]] | None:
    """Give the ``answers`` of a number response, or None when a key is no number."""
    told = [each for each in declared.scored if each.how in {"equal", "match"}]
    if declared.uses_mapping:
        told = [Scored("equal", key, score) for key, score in declared.mapping.items()]
    if not told:
        told = [Scored("equal", value, _ONE) for value in declared.correct]
    whole = max((each.score for each in told), default=_ZERO)
    answers = []
    for each in told:
        value, tolerance = number_text(each.value), number_text(each.tolerance)
        if value is None or tolerance is None:
            return None
        if each.score > 0:
            answers.append(
                {"value": value, "tolerance": tolerance, "share": to_share(each.score, whole)}
            )
    return answers
