"""The outline without a model: the department's frame, filled from title and outcomes."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from .shape import Activity, share_minutes

FRAME = Path(__file__).parent / "frame_5512.json"


@cache
def read_frame() -> Any:
    """Read the frame of công văn 5512/BGDĐT-GDTrH, phụ lục IV."""
    return json.loads(FRAME.read_text(encoding="utf-8"))


def build_outline(title: str, outcomes: Sequence[str], *, minutes: int) -> list[Activity]:
    """Return four activities whose texts name the lesson and what pupils shall be able to do."""
    frame = read_frame()
    goals = "; ".join(outcome.rstrip(".") for outcome in outcomes) or frame["no_outcomes"]
    words = {"title": title, "goals": goals, "first": (outcomes or [title])[0].rstrip(".")}
    shares = share_minutes(minutes, [part["weight"] for part in frame["activities"]])
    return [
        Activity(
            title=part["title"],
            minutes=share,
            goal=part["goal"].format(**words),
            content=part["content"].format(**words),
            product=part["product"].format(**words),
            steps=tuple(step.format(**words) for step in part["steps"]),
        )
        for part, share in zip(frame["activities"], shares, strict=True)
    ]
