"""The form of one question on the check page: what was entered becomes a change."""

from django.http import QueryDict

from .cleaning import clean_html
from .formats import Element
from .formats.mending import FORMS, Change
from .items.light import read_light, write_light

MOST_PARTS = 12
LONGEST = 20_000


def read_change(data: QueryDict, element: Element) -> Change:
    """Read what a person entered; what the form did not send or nobody changed stays as it is."""
    content = element.content or {}
    old = [part["html"] for part in [*content.get("options", []), *content.get("statements", [])]]
    kind = data.get("type")
    has_key = "asks_key" in data
    return Change(
        type=kind if kind in FORMS else None,
        stem=_html(data.get("stem"), content.get("stem", "")),
        solution=_html(data.get("solution"), content.get("solution", "")),
        parts=_read_parts(data, old),
        right=_read_right(data) if has_key else None,
        truths=tuple(_read_truth(data.get(f"truth_{at}")) for at in range(MOST_PARTS))
        if has_key
        else None,
        answer=data.get("answer"),
        level=data.get("level"),
        points=data.get("points", "").strip().replace(",", ".")[:10] if "points" in data else None,
    )


def type_html(markup: str) -> str:
    """Return what stands in a field: text with light marks, or the HTML itself when these cannot say it."""
    text = read_light(markup)
    return markup if text is None else text


def _read_parts(data: QueryDict, old: list[str]) -> tuple[str, ...] | None:
    numbers = [at for at in range(MOST_PARTS) if f"part_{at}" in data]
    if not numbers:
        return None
    before = [old[at] if at < len(old) else "" for at in numbers]
    typed = [_html(data.get(f"part_{at}"), was) for at, was in zip(numbers, before, strict=True)]
    return tuple(was if new is None else new for new, was in zip(typed, before, strict=True))


def _read_right(data: QueryDict) -> frozenset[int] | None:
    chosen = [value for value in data.getlist("right") if value.isdigit()]
    return frozenset(int(value) for value in chosen) if chosen else None


def _read_truth(value: str | None) -> bool | None:
    return {"1": True, "0": False}.get(value or "")


def _html(text: str | None, was: str) -> str | None:
    """Turn what stands in a field into clean HTML, or None when nobody changed it."""
    if text is None:
        return None
    text = text.replace("\r\n", "\n")[:LONGEST]
    if text.strip() == type_html(was).strip():
        return None
    return clean_html(text if read_light(was) is None else write_light(text))
