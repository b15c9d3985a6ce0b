"""What the check page of an import shows: the file's words beside what was read of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from assessments.cleaning import render_html
from assessments.formats import Element, ImportReport
from assessments.formats.mending import find_open_problems
from assessments.formats.report import REFUSED, TAKEN
from assessments.items.markup import place_files
from assessments.mending_form import type_html
from assessments.models import ImportDraft
from assessments.queries.files import mint_addresses
from assessments.reasons import say

from .banks import list_accepted, safe

PER_PAGE = 40
FORMULA_PICTURES = frozenset({"formula_picture", "formula_lost"})
SHOWN = ("all", "care", "ready")
LETTERS = "ABCDEFGHIJKL"
_KINDS = ("formula", "picture", "table")


@dataclass(frozen=True)
class ShownPart:
    """An option or statement: as it looks, and as it is typed."""

    index: int
    letter: str
    html: SafeString
    typed: str
    is_right: bool | None


@dataclass(frozen=True)
class Row:
    """One question of the file with all that its form needs."""

    number: int
    element: Element
    state: str
    faults: list[str]
    notes: list[str]
    stem: SafeString
    typed_stem: str
    parts: list[ShownPart]
    answer: str
    solution: SafeString
    typed_solution: str
    source: SafeString
    spare: list[ShownPart]

    @property
    def type(self) -> str:
        """The form of the question."""
        return self.element.type

    @property
    def needs_care(self) -> bool:
        """Say whether a person should look."""
        return self.state in {"person", "formula", "loss"}


def present_import(draft: ImportDraft, *, shown: str = "all", page: str = "1") -> dict[str, Any]:
    """Show an import: sums that add up, then its questions, those with faults first."""
    report = ImportReport.from_json(draft.report)
    numbered = list(enumerate(report.elements, start=1))
    states = {number: find_state(element) for number, element in numbered}
    chosen = [pair for pair in numbered if _is_shown(states[pair[0]], shown)]
    chosen.sort(key=lambda pair: _RANKS[states[pair[0]]])
    pages: Page[Any] = Paginator(chosen, PER_PAGE).get_page(page)
    counts = {name: sum(state == name for state in states.values()) for name in _RANKS}
    return {
        "draft": draft,
        "bank": draft.bank,
        "report": report,
        "page": pages,
        "rows": [present_row(number, element) for number, element in pages.object_list],
        "counts": counts,
        "care_count": counts["person"] + counts["formula"] + counts["loss"],
        "ready_count": len(report.usable),
        "shown": shown if shown in SHOWN else "all",
        "totals": _sum_up(report.totals),
        "repeats": [] if draft.saved_at else list_repeats(report.elements),
        "narrow_rail": True,
    }


def list_repeats(elements: Sequence[Element]) -> list[tuple[int, int]]:
    """Return (number, number of the first) of questions that the file holds word for word again."""
    first: dict[tuple[str, ...], int] = {}
    found = []
    for number, element in enumerate(elements, start=1):
        if element.is_dropped or element.content is None:
            continue
        parts = [*element.content.get("options", []), *element.content.get("statements", [])]
        words = (element.content["stem"], *(part["html"] for part in parts))
        earlier = first.setdefault(words, number)
        if earlier != number:
            found.append((number, earlier))
    return found


_RANKS = {"person": 0, "formula": 1, "loss": 2, "ready": 3, "dropped": 4}


def find_state(element: Element) -> str:
    """Name the state: person, formula (a picture stands for one), loss, ready or dropped."""
    if element.is_dropped:
        return "dropped"
    if element.state == REFUSED:
        return "person"
    if element.state == TAKEN:
        return "ready"
    codes = {reason.code for reason in element.reasons}
    return "formula" if codes & FORMULA_PICTURES else "loss"


def _is_shown(state: str, shown: str) -> bool:
    if shown == "care":
        return state in {"person", "formula", "loss"}
    return state == "ready" if shown == "ready" else True


def present_row(number: int, element: Element) -> Row:
    """Show one question with its form."""
    content = element.content or {"type": element.type, "stem": "", "solution": ""}
    addresses = mint_addresses(content.get("files", {}))

    def show(markup: str) -> SafeString:
        return safe(place_files(render_html(markup), addresses))

    texts = [
        (part["html"], part.get("is_true", part.get("share", "0") != "0"))
        for part in [*content.get("options", []), *content.get("statements", [])]
    ]
    marks = LETTERS.lower() if content["type"] == "true_false_statements" else LETTERS
    parts = [
        ShownPart(index, marks[index], show(text), type_html(text), is_right)
        for index, (text, is_right) in enumerate(texts[: len(marks)])
    ]
    faults, notes = _say_reasons(element)
    return Row(
        number=number,
        element=element,
        state=find_state(element),
        faults=faults,
        notes=notes,
        stem=show(content["stem"]),
        typed_stem=type_html(content["stem"]),
        parts=parts,
        answer="; ".join(list_accepted(content)),
        solution=show(content.get("solution", "")),
        typed_solution=type_html(content.get("solution", "")),
        source=show(element.metadata.get("source_html", "")),
        spare=_spare(content["type"], len(parts), marks),
    )


def _spare(kind: str, count: int, marks: str) -> list[ShownPart]:
    """Offer places for options or statements that the file does not have."""
    wanted = 4 if kind in {"true_false_statements", "single_choice", "multiple_choice"} else 0
    return [ShownPart(at, marks[at], SafeString(""), "", None) for at in range(count, wanted)]


def _say_reasons(element: Element) -> tuple[list[str], list[str]]:
    """Part the sentences into what keeps the question from being saved and the rest."""
    problems = set(find_open_problems(element.content)) if element.content else set()
    said = [(reason.code, say(*reason)) for reason in element.reasons]
    if element.state != REFUSED:
        return [], [text for _code, text in said]
    if not problems:
        return [text for code, text in said if not code.startswith("note_")], []
    losses = {"formula_picture", "object_picture", "picture"}
    faults = [text for code, text in said if not code.startswith("note_") and code not in losses]
    return faults, [text for code, text in said if code.startswith("note_") or code in losses]


def _sum_up(totals: dict[str, int]) -> list[dict[str, Any]]:
    """Say how many formulas, pictures and tables there were and what became of them."""
    return [
        {
            "kind": kind,
            "found": totals[f"{kind}.found"],
            "taken": sum(totals.get(f"{kind}.{way}", 0) for way in ("converted", "kept", "opened")),
            "as_picture": totals.get(f"{kind}.picture", 0),
            "lost": totals.get(f"{kind}.lost", 0),
        }
        for kind in _KINDS
        if totals.get(f"{kind}.found")
    ]
