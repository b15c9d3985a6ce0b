"""Writes of what is said about a question: level, strand, difficulty, time, outcomes."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.models import Question
from curriculum.models import Outcome

# Files with four levels: Vận dụng cao is Vận dụng here, and its own name is kept.
LEVELS = {
    "nhận biết": Question.Level.KNOW,
    "biết": Question.Level.KNOW,
    "thông hiểu": Question.Level.UNDERSTAND,
    "hiểu": Question.Level.UNDERSTAND,
    "vận dụng": Question.Level.APPLY,
    "vận dụng thấp": Question.Level.APPLY,
    "vận dụng cao": Question.Level.APPLY,
    "know": Question.Level.KNOW,
    "understand": Question.Level.UNDERSTAND,
    "apply": Question.Level.APPLY,
}
_LONGEST_TIME = 6 * 3600


def map_level(text: str) -> str:
    """Map a level as a file writes it to one of the three; what is not known gives nothing."""
    return LEVELS.get(" ".join(text.split()).casefold(), Question.Level.UNKNOWN)


def read_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a question that a file says something about; nonsense is left out."""
    original = str(metadata.get("original_level", ""))
    fields = {
        "level": map_level(str(metadata.get("level", "")) or original),
        "original_level": original[:60],
        "strand": str(metadata.get("strand", ""))[:200],
        "source": str(metadata.get("source", ""))[:200],
        "expected_difficulty": _read_share(metadata.get("expected_difficulty")),
        "expected_seconds": _read_seconds(metadata.get("expected_seconds")),
        "is_ai_assisted": metadata.get("is_ai_assisted") is True,
    }
    return {name: value for name, value in fields.items() if value not in {None, "", False}}


def link_outcomes(questions: Sequence[Question], codes: Sequence[Iterable[str]]) -> None:
    """Tie questions to the outcomes that their files name; codes that are not known are left out."""
    wanted = {code for each in codes for code in each}
    if not wanted:
        return
    known = dict(Outcome.objects.filter(code__in=wanted).values_list("code", "pk"))
    through = Question.outcomes.through
    through.objects.bulk_create(
        [
            through(question_id=question.pk, outcome_id=known[code])
            for question, named in zip(questions, codes, strict=True)
            for code in dict.fromkeys(named)
            if code in known
        ],
        ignore_conflicts=True,
    )


def _read_share(value: Any) -> Decimal | None:
    try:
        share = Decimal(str(value)).quantize(Decimal("0.0001"))
    except (InvalidOperation, ValueError):
        return None
    return share if 0 <= share <= 1 else None


def _read_seconds(value: Any) -> int | None:
    is_sane = isinstance(value, int) and 0 < value <= _LONGEST_TIME
    return value if is_sane else None
