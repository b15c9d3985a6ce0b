"""What the page of a question's versions shows."""

from typing import Any

from assessments.items.compare import compare
from assessments.items.shape import read_content
from assessments.models import Question, QuestionVersion
from assessments.queries.usage import list_used_versions


def present_versions(question: Question, old: str, new: str) -> dict[str, Any]:
    """Return the versions, newest first, and the two that are compared."""
    versions = list(question.versions.select_related("author").order_by("-number"))
    used = list_used_versions(question)
    after = _pick(versions, new) or versions[0]
    before = _pick(versions, old) or _find_before(versions, after)
    return {
        "rows": [(version, used.get(version.number, 0)) for version in versions],
        "before": before,
        "after": after,
        "changes": (
            compare(read_content(before.content), read_content(after.content)) if before else []
        ),
    }


def _pick(versions: list[QuestionVersion], number: str) -> QuestionVersion | None:
    return next((version for version in versions if str(version.number) == number), None)


def _find_before(versions: list[QuestionVersion], after: QuestionVersion) -> QuestionVersion | None:
    return next((version for version in versions if version.number < after.number), None)
