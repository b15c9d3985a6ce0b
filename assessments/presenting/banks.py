"""What pages of banks and imports show."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from assessments.cleaning import render_html
from assessments.items.shape import Content

LETTERS = "ABCDEFGHIJKL"
NO_HTML = SafeString("")


@dataclass(frozen=True)
class ShownPart:
    """An option or a statement as a page shows it."""

    letter: str
    html: SafeString
    is_right: bool
    percent: int = 0


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its key, for those who may see it."""

    type: str
    stem: SafeString
    parts: list[ShownPart] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    solution: SafeString = NO_HTML


def say_number(text: str) -> str:
    """Write a decimal with a comma."""
    return text.replace(".", ",")


def present_content(content: Content) -> ShownQuestion:
    """Show a question of a bank with its key."""
    return ShownQuestion(
        type=content["type"],
        stem=safe(render_html(content["stem"])),
        parts=[*_show_options(content), *_show_statements(content)],
        accepted=list_accepted(content),
        solution=safe(render_html(content.get("solution", ""))),
    )


def _show_options(content: Content) -> list[ShownPart]:
    shown = []
    for letter, option in zip(LETTERS, content.get("options", []), strict=False):
        share = Decimal(option["share"])
        percent = int(share * 100) if 0 < abs(share) < 1 else 0
        shown.append(ShownPart(letter, safe(render_html(option["html"])), share > 0, percent))
    return shown


def _show_statements(content: Content) -> list[ShownPart]:
    return [
        ShownPart(letter.lower(), safe(render_html(each["html"])), each["is_true"])
        for letter, each in zip(LETTERS, content.get("statements", []), strict=False)
    ]


def list_accepted(key: dict[str, Any]) -> list[str]:
    """Write the accepted answers of a short question: ``3,14 ± 0,01``."""
    numbers = [
        say_number(answer["value"])
        + (f" ± {say_number(answer['tolerance'])}" if Decimal(answer["tolerance"]) else "")
        for answer in key.get("answers", [])
    ]
    return numbers + [text["text"] for text in key.get("texts", [])]


def safe(markup: str) -> SafeString:
    """Mark HTML that ``clean_html`` has made harmless before it was stored."""
    return mark_safe(markup)  # noqa: S308  # cleaned on the way in, see assessments/cleaning.py
