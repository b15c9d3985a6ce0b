"""Tags that carry what GIFT and Moodle XML have no field for, like ``bh:level=know``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

PREFIX = "bh:"
_TEXTS = {"level", "original_level", "strand", "source", "subject", "grade", "expected_difficulty"}
_WHOLE = {"expected_seconds"}


@dataclass
class Tags:
    """Our own tags of a question, and the count of strange ones."""

    metadata: dict[str, Any] = field(default_factory=dict)
    stimulus: str = ""
    statement_levels: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def read_tags(texts: Iterable[str]) -> Tags:
    """Sort the tags of a question."""
    tags = Tags()
    for text in texts:
        key, _, value = text.removeprefix(PREFIX).partition("=")
        if not text.startswith(PREFIX) or not _note(tags, key, value):
            tags.others.append(text)
    if tags.others:
        tags.metadata["tags"] = tags.others[:50]
    return tags


def _note(tags: Tags, key: str, value: str) -> bool:
    if key in _TEXTS:
        tags.metadata[key] = value
    elif key in _WHOLE and value.isdigit():
        tags.metadata[key] = int(value)
    elif key == "outcome":
        tags.metadata.setdefault("outcomes", []).append(value)
    elif key == "stimulus":
        tags.stimulus = value
    elif len(key) == len("level-a") and key.startswith("level-"):
        tags.statement_levels[key[-1]] = value
    else:
        return False
    return True


def write_tags(
    metadata: dict[str, Any], stimulus: str, statements: list[dict[str, Any]]
) -> list[str]:
    """Write metadata, the key of the shared text and the levels of statements as tags."""
    tags = [
        f"{PREFIX}{key}={metadata[key]}" for key in sorted(_TEXTS | _WHOLE) if metadata.get(key)
    ]
    tags += [f"{PREFIX}outcome={code}" for code in metadata.get("outcomes") or ()]
    tags += [f"{PREFIX}stimulus={stimulus}"] if stimulus else []
    tags += [
        f"{PREFIX}level-{letter}={each['level']}"
        for letter, each in zip("abcdefgh", statements, strict=False)
        if each.get("level")
    ]
    return [*tags, *(metadata.get("tags") or ())]
