"""What an outline is: four activities (công văn 5512), each with goal, content, product, steps."""

from dataclasses import asdict, dataclass
from typing import Any

ACTIVITIES = 4
LONGEST = 3000


class WrongShapeError(Exception):
    """A model's answer is not an outline."""


@dataclass(frozen=True)
class Activity:
    """One activity of the lesson."""

    title: str
    minutes: int
    goal: str
    content: str
    product: str
    steps: tuple[str, ...]


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["activities"],
    "properties": {
        "activities": {
            "type": "array",
            "minItems": ACTIVITIES,
            "maxItems": ACTIVITIES,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["title", "minutes", "goal", "content", "product", "steps"],
                "properties": {
                    "title": {"type": "string"},
                    "minutes": {"type": "integer", "minimum": 1},
                    "goal": {"type": "string"},
                    "content": {"type": "string"},
                    "product": {"type": "string"},
                    "steps": {
                        "type": "array",
                        "minItems": 4,
                        "maxItems": 4,
                        "items": {"type": "string"},
                    },
                },
            },
        }
    },
}


def read_activities(data: Any) -> list[Activity]:
    """Read what was stored or answered; raise WrongShapeError when it is not an outline."""
    try:
        activities = [_read(item) for item in data["activities"]]
    except (TypeError, KeyError, ValueError) as error:
        raise WrongShapeError from error
    if len(activities) != ACTIVITIES:
        raise WrongShapeError
    return activities


def _read(item: Any) -> Activity:
    texts = {name: item[name].strip()[:LONGEST] for name in ("title", "goal", "content", "product")}
    steps = tuple(str(step).strip()[:LONGEST] for step in item["steps"])
    minutes = int(item["minutes"])
    if minutes < 1 or not steps or not all(texts.values()):
        raise ValueError
    return Activity(minutes=minutes, steps=steps, **texts)


def write_activities(activities: list[Activity]) -> dict[str, Any]:
    """Return the stored form."""
    return {"version": 1, "activities": [asdict(activity) for activity in activities]}


def share_minutes(total: int, weights: list[int]) -> list[int]:
    """Share whole minutes by weight; each part gets one at least, and the sum is the total.

    Largest remainders first, so that the same weights always give the same parts.
    """
    total = max(total, len(weights))
    spare = total - len(weights)
    whole = sum(weights)
    exact = [spare * weight / whole for weight in weights]
    parts = [1 + int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (int(exact[i]) - exact[i], i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts
