"""What a person marks: essays and files."""

from typing import Any

from .shares import read_decimal

FILE_KINDS = ("document", "image", "audio")
MOST_FILES = 10
MOST_LINES = 200
MOST_WORDS = 5000
MOST_CRITERIA, MOST_LEVELS = 12, 8


def essay_problems(content: dict[str, Any]) -> list[str]:
    """Check the bounds of the reply and the rubric."""
    reply = content["reply"]
    fewest, most = reply.get("fewest_words"), reply.get("most_words")
    is_sane = (
        _is_count(reply.get("lines", 0), MOST_LINES)
        and _is_count(reply.get("most_files", 0), MOST_FILES)
        and all(bound is None or _is_count(bound, MOST_WORDS) for bound in (fewest, most))
        and (fewest is None or most is None or fewest <= most)
    )
    return [*([] if is_sane else ["bad_reply"]), *rubric_problems(content.get("rubric", []))]


def file_problems(content: dict[str, Any]) -> list[str]:
    """Check what is accepted and the rubric."""
    accepts, most = content["accepts"], content["most_files"]
    is_sane = bool(accepts) and set(accepts) <= set(FILE_KINDS) and _is_count(most, MOST_FILES)
    problems = [] if is_sane and most > 0 else ["bad_reply"]
    return [*problems, *rubric_problems(content.get("rubric", []))]


def rubric_problems(rubric: list[dict[str, Any]]) -> list[str]:
    """Check criteria: a name, and levels that give points, one of them more than nothing."""
    if len(rubric) > MOST_CRITERIA:
        return ["bad_rubric"]
    is_sane = all(
        each["name"].strip() and 1 <= len(each["levels"]) <= MOST_LEVELS and _has_points(each)
        for each in rubric
    )
    return [] if is_sane else ["bad_rubric"]


def _has_points(criterion: dict[str, Any]) -> bool:
    points = [read_decimal(level["points"]) for level in criterion["levels"]]
    known = [each for each in points if each is not None and each >= 0]
    return len(known) == len(points) and max(known) > 0


def _is_count(number: Any, most: int) -> bool:
    return type(number) is int and 0 <= number <= most
