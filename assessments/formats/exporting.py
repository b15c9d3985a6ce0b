"""What a writer of questions gets and gives, for every format alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.items.shape import Content, plain_text

from .report import DEGRADED, REFUSED, TAKEN, Element, Reason, SharedText


@dataclass(frozen=True)
class ExportItem:
    """One question on its way out.

    ``metadata`` may hold ``name, category, level, strand, subject, grade, outcomes, source``;
    ``files`` the bytes of the pictures and sounds that content and stimulus name as ``file:NAME``.
    """

    content: Content
    metadata: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    stimulus: SharedText | None = None

    @property
    def name(self) -> str:
        """The name that its author gave it, or its first words."""
        return str(self.metadata.get("name") or "") or plain_text(self.content["stem"])[:60]


@dataclass(frozen=True)
class Export:
    """A written file with what became of each question: taken, degraded or refused, and why."""

    format: str
    data: bytes
    elements: tuple[Element, ...] = ()

    def count(self, state: str) -> int:
        """Count the questions of one state."""
        return sum(element.state == state for element in self.elements)

    @property
    def lost(self) -> tuple[Element, ...]:
        """Questions that the file does not hold whole."""
        return tuple(element for element in self.elements if element.state != TAKEN)


Writer = Callable[[Sequence[ExportItem]], Export]


def settle_export(number: int, item: ExportItem, reasons: Sequence[Reason] = ()) -> Element:
    """Say that a question was written: whole, or with the losses that are named."""
    kept = tuple(dict.fromkeys(reasons))
    is_whole = all(reason.code.startswith("note_") for reason in kept)
    return _tell(number, item, TAKEN if is_whole else DEGRADED, kept)


def refuse_export(number: int, item: ExportItem, *reasons: Reason) -> Element:
    """Say that a question is not in the file."""
    return _tell(number, item, REFUSED, reasons)


def _tell(number: int, item: ExportItem, state: str, reasons: tuple[Reason, ...]) -> Element:
    category = str(item.metadata.get("category") or "")
    return Element(
        line=number,
        name=item.name[:255],
        category=category[:255],
        type=item.content["type"],
        state=state,
        reasons=reasons,
    )
