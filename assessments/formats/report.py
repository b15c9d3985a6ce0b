"""What became of each element of a file: taken, degraded or refused, with the reason.

Stored as JSON, shape 1: ``{"v": 1, "format", "fault": [code, detail] | null, "elements": [{"ref",
"line", "name", "category", "type", "state", "reasons": [[code, detail], …], "content", "source",
"metadata", "stimulus"}], "stimuli": {key: {"key", "title", "html", "files"}}}``. The bytes of pictures and
sounds are in ``ImportReport.files`` and never in the JSON.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from assessments.items.shape import Content, list_problems

SHAPE = 1
TAKEN, DEGRADED, REFUSED = "taken", "degraded", "refused"
LONGEST_SOURCE = 1500


class Reason(NamedTuple):
    """Why an element is not taken as it stands: a code of ``assessments/reasons.py`` and a detail.

    Codes that begin with ``note_`` tell of something without weight and do not degrade.
    """

    code: str
    detail: str = ""


class UnreadableError(Exception):
    """A file turns out to be unreadable while its elements are read; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        """Hold the reason for the report."""
        super().__init__(reason.code)
        self.reason = reason


@dataclass(frozen=True)
class SharedText:
    """The text that several questions belong to; ``key`` is equal for questions of one group.

    ``files`` names the stored files of its pictures and sounds once they are kept.
    """

    key: str
    title: str
    html: str
    files: dict[str, str] = field(default_factory=dict)


class Outside(NamedTuple):
    """A line that belongs to no question: ``kind`` is before, heading, instruction, mark, key or end.

    Of the file as a whole ``kind`` says what was not looked at (linked, macro), or its encoding.
    """

    line: int
    kind: str
    text: str


@dataclass(frozen=True)
class Element:
    """One question of the file.

    ``metadata`` holds what the file says about it: ``level, original_level, strand, subject, grade,
    outcomes, source, tags, expected_difficulty, expected_seconds``; ``stimulus`` is the key of the
    shared text that it belongs to.
    """

    line: int
    name: str
    category: str
    type: str
    state: str
    reasons: tuple[Reason, ...] = ()
    content: Content | None = None
    source: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    stimulus: str = ""

    @property
    def is_dropped(self) -> bool:
        """Say whether a person leaves it out."""
        return bool(self.metadata.get("is_dropped"))

    @property
    def ref(self) -> str:
        """Name the element for people: its name, or its line."""
        return self.name or str(self.line)


@dataclass(frozen=True)
class Place:
    """Where an element stands in the file, and how its author named it."""

    line: int
    name: str = ""
    category: str = ""
    source: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    stimulus: str = ""


@dataclass(frozen=True)
class ImportReport:
    """All elements of a file; ``fault`` is set when the file as a whole could not be read.

    ``files`` holds the bytes of each picture or sound that a content names as ``file:NAME``; ``outside``
    the lines that belong to no question, ``totals`` counts such as ``formula.found``. A refused element
    may hold the beginning of a content for a person to mend.
    """

    format: str
    elements: tuple[Element, ...] = ()
    fault: Reason | None = None
    files: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    stimuli: dict[str, SharedText] = field(default_factory=dict)
    outside: tuple[Outside, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Count the states once."""
        counts = {TAKEN: 0, DEGRADED: 0, REFUSED: 0}
        for element in self.elements:
            counts[element.state] += 1
        object.__setattr__(self, "counts", counts)

    @property
    def found(self) -> int:
        """Elements in the file."""
        return len(self.elements)

    @property
    def taken(self) -> int:
        """Elements taken whole."""
        return self.counts[TAKEN]

    @property
    def degraded(self) -> int:
        """Elements taken with a loss that is named."""
        return self.counts[DEGRADED]

    @property
    def refused(self) -> int:
        """Elements that are not taken."""
        return self.counts[REFUSED]

    @property
    def usable(self) -> list[Element]:
        """Elements that can be saved."""
        return [
            element
            for element in self.elements
            if element.content is not None and element.state != REFUSED and not element.is_dropped
        ]

    def to_json(self) -> dict[str, Any]:
        """Write the report in its stored shape."""
        return {
            "v": SHAPE,
            "format": self.format,
            "fault": list(self.fault) if self.fault else None,
            "elements": [
                {
                    **asdict(element),
                    "ref": element.ref,
                    "reasons": [list(r) for r in element.reasons],
                }
                for element in self.elements
            ],
            "stimuli": {key: asdict(each) for key, each in self.stimuli.items()},
            "outside": [list(each) for each in self.outside],
            "totals": self.totals,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "ImportReport":
        """Read a stored report."""
        if stored.get("v") != SHAPE:
            message = f"Unknown shape of an import report: {stored.get('v')!r}."
            raise ValueError(message)
        elements = (
            Element(
                **{key: value for key, value in each.items() if key not in {"ref", "reasons"}},
                reasons=tuple(Reason(*reason) for reason in each["reasons"]),
            )
            for each in stored["elements"]
        )
        fault = Reason(*stored["fault"]) if stored["fault"] else None
        stimuli = {key: SharedText(**each) for key, each in stored.get("stimuli", {}).items()}
        return cls(
            format=stored["format"],
            elements=tuple(elements),
            fault=fault,
            stimuli=stimuli,
            outside=tuple(Outside(*each) for each in stored.get("outside", [])),
            totals=stored.get("totals", {}),
        )


def refuse(place: Place, kind: str, *reasons: Reason) -> Element:
    """Make an element that is not taken."""
    return Element(
        line=place.line,
        name=place.name[:255],
        category=place.category[:255],
        type=kind[:40],
        state=REFUSED,
        reasons=reasons,
        source=place.source[:LONGEST_SOURCE],
        metadata=place.metadata,
        stimulus=place.stimulus,
    )


def settle(place: Place, content: Content, reasons: Iterable[Reason] = ()) -> Element:
    """Make the element of a question that was read: whole, with a loss, or refused after all."""
    problems = [Reason(code) for code in list_problems(content)]
    kept = tuple(dict.fromkeys(reasons))
    if problems:
        return refuse(place, content["type"], *problems, *kept)
    is_whole = all(reason.code.startswith("note_") for reason in kept)
    return Element(
        line=place.line,
        name=place.name[:255],
        category=place.category[:255],
        type=content["type"],
        state=TAKEN if is_whole else DEGRADED,
        reasons=kept,
        content=content,
        source=place.source[:LONGEST_SOURCE],
        metadata=place.metadata,
        stimulus=place.stimulus,
    )
