"""What pages show of one question of a paper: to fill in, beside the key, or to look at."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from assessments.items.markup import GAP, place_files, plain_text
from assessments.scoring import score_item
from assessments.scoring.arranged import gap_shares

from .banks import LETTERS, NO_HTML, list_accepted, safe

_MATH = re.compile(r'<math\b[^>]*?alttext="([^"]*)"[^>]*>.*?</math>', re.DOTALL)
_NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True)
class ShownPart:
    """An option or statement: ``picked`` is the learner's, ``right`` the key's."""

    token: str
    letter: str
    html: SafeString
    picked: bool | None = None
    right: bool | None = None
    feedback: SafeString = NO_HTML


@dataclass(frozen=True)
class ShownRow:
    """An entry to put in order, or a left side to match.

    ``chosen`` is the learner's place or the token of his match, ``said`` what he chose in words or
    HTML, ``right`` what the key says.
    """

    token: str
    html: SafeString
    chosen: str = ""
    said: SafeString = NO_HTML
    right: SafeString = NO_HTML
    is_right: bool | None = None


@dataclass(frozen=True)
class ShownPiece:
    """A piece of a text with gaps: the HTML up to the gap, then the gap."""

    html: SafeString
    number: int = 0
    kind: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)
    value: str = ""
    said: str = ""
    right: str = ""
    is_right: bool | None = None


@dataclass(frozen=True)
class ShownItem:
    """A question of a paper."""

    n: int
    type: str
    points: Decimal
    stem: SafeString
    stimulus: dict[str, Any] | None = None
    parts: list[ShownPart] = field(default_factory=list)
    rows: list[ShownRow] = field(default_factory=list)
    choices: list[ShownPart] = field(default_factory=list)
    pieces: list[ShownPiece] = field(default_factory=list)
    reply: dict[str, Any] = field(default_factory=dict)
    files: list[dict[str, str]] = field(default_factory=list)
    value: str = ""
    has_cells: bool = False
    accepted: list[str] = field(default_factory=list)
    rubric: list[dict[str, Any]] = field(default_factory=list)
    marker_note: SafeString = NO_HTML
    solution: SafeString = NO_HTML
    is_scored: bool = False
    got: Decimal | None = None

    @property
    def is_right(self) -> bool:
        """Tell whether all points were got."""
        return self.got == self.points

    @property
    def places(self) -> range:
        """Places from which an entry's one is chosen."""
        return range(1, len(self.rows) + 1)


@dataclass(frozen=True)
class Sheet:
    """What all questions of a page share: addresses of pictures, shared texts, handed-in files."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    stimuli: list[dict[str, Any]] = field(default_factory=list)
    handed_in: Mapping[str, dict[str, str]] = field(default_factory=dict)

    def show(self, markup: str) -> SafeString:
        """Put addresses into HTML that was cleaned when it was stored."""
        return safe(place_files(markup, self.addresses))


def show_item(
    item: dict[str, Any],
    value: Any,
    key: Mapping[str, Any] | None,
    *,
    sheet: Sheet,
    score: tuple[Decimal | None] | None = None,
) -> ShownItem:
    """Show one question; without key nothing tells what is right.

    ``score`` is a person's or the machine's mark in a tuple, absent when nobody answered.
    """
    place = item.get("s")
    stimulus = sheet.stimuli[place] if place is not None else None
    return ShownItem(
        n=item["n"],
        type=item["type"],
        points=Decimal(item["points"]),
        stem=sheet.show(item["stem"]),
        stimulus=stimulus and {"title": stimulus["title"], "html": sheet.show(stimulus["html"])},
        parts=[*_show_options(item, value, key, sheet), *_show_statements(item, value, key, sheet)],
        value=value if isinstance(value, str) else "",
        has_cells="cells" in item,
        is_scored=score is not None,
        got=_find_points(key, value, score),
        **_show_arranged(item, value, key, sheet),
        **_show_reply(item, value, sheet),
        **_show_key(key, sheet),
    )


def _find_points(
    key: Mapping[str, Any] | None, value: Any, score: tuple[Decimal | None] | None
) -> Decimal | None:
    if key is None or score is None:
        return None
    result = score_item(key, value)
    return score[0] if result.needs_person else result.points


def _show_key(key: Mapping[str, Any] | None, sheet: Sheet) -> dict[str, Any]:
    if key is None:
        return {}
    return {
        "accepted": list_accepted(dict(key)),
        "solution": sheet.show(key["solution"]),
        "rubric": key.get("rubric", []),
        "marker_note": sheet.show(key.get("marker_note", "")),
    }


def _show_reply(item: dict[str, Any], value: Any, sheet: Sheet) -> dict[str, Any]:
    if item["type"] == "essay":
        return {"reply": item["reply"]}
    if item["type"] != "file_answer":
        return {}
    ids = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    return {
        "reply": {"accepts": item["accepts"], "most_files": item["most_files"]},
        "files": [sheet.handed_in[each] for each in ids if each in sheet.handed_in],
    }


def _show_arranged(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None, sheet: Sheet
) -> dict[str, Any]:
    if item["type"] == "ordering":
        return {"rows": _show_entries(item, value, key, sheet)}
    if item["type"] == "matching":
        choices = [
            ShownPart(each["t"], letter, sheet.show(each["html"]))
            for letter, each in zip(_letters(), item["matches"], strict=False)
        ]
        return {"choices": choices, "rows": _show_pairs(item, value, key, choices, sheet)}
    return {"pieces": _show_gaps(item, value, key, sheet)} if item["type"] == "cloze" else {}


def _letters() -> str:
    return LETTERS + "MNOPQRSTUVWXYZ"


def _show_options(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None, sheet: Sheet
) -> list[ShownPart]:
    chosen = value if isinstance(value, list) else [value]
    return [
        ShownPart(
            token=option["t"],
            letter=letter,
            html=sheet.show(option["html"]),
            picked=option["t"] in chosen,
            right=Decimal(key["options"][option["t"]]["share"]) > 0 if key else None,
            feedback=sheet.show(key["options"][option["t"]]["feedback"]) if key else NO_HTML,
        )
        for letter, option in zip(LETTERS, item.get("options", []), strict=False)
    ]


def _show_statements(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None, sheet: Sheet
) -> list[ShownPart]:
    picked = value if isinstance(value, dict) else {}
    feedback = key.get("feedback", _NO_NAMES) if key else _NO_NAMES
    return [
        ShownPart(
            token=each["t"],
            letter=letter.lower(),
            html=sheet.show(each["html"]),
            picked=picked.get(each["t"]),
            right=key["statements"][each["t"]] if key else None,
            feedback=sheet.show(feedback.get(each["t"], "")),
        )
        for letter, each in zip(LETTERS, item.get("statements", []), strict=False)
    ]


def _show_entries(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None, sheet: Sheet
) -> list[ShownRow]:
    """Show entries in the right order beside the key, else as the learner put them."""
    entries = {each["t"]: sheet.show(each["html"]) for each in item["entries"]}
    order = [t for t in value if t in entries] if isinstance(value, list) else []
    places = {token: str(place) for place, token in enumerate(order, start=1)}
    shown = list(key["order"]) if key else [*order, *(t for t in entries if t not in places)]
    right = {token: str(place) for place, token in enumerate(key["order"], start=1)} if key else {}
    return [
        ShownRow(
            token=token,
            html=entries[token],
            chosen=places.get(token, ""),
            right=safe(right.get(token, "")),
            is_right=places.get(token) == right[token] if key else None,
        )
        for token in shown
    ]


def _show_pairs(
    item: dict[str, Any],
    value: Any,
    key: Mapping[str, Any] | None,
    choices: list[ShownPart],
    sheet: Sheet,
) -> list[ShownRow]:
    chosen = value if isinstance(value, dict) else {}
    shown = {choice.token: choice.html for choice in choices}
    return [
        ShownRow(
            token=left["t"],
            html=sheet.show(left["html"]),
            chosen=str(chosen.get(left["t"]) or ""),
            said=shown.get(str(chosen.get(left["t"]) or ""), NO_HTML),
            right=shown[key["pairs"][left["t"]]] if key else NO_HTML,
            is_right=chosen.get(left["t"]) == key["pairs"][left["t"]] if key else None,
        )
        for left in item["left"]
    ]


def _show_gaps(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None, sheet: Sheet
) -> list[ShownPiece]:
    said = value if isinstance(value, dict) else {}
    shares = gap_shares(key, value) if key else []
    pieces, start = [], 0
    for found in GAP.finditer(item["stem"]):
        number = int(found[1])
        gap = item["gaps"][number - 1]
        choices = [(each["t"], read_words(each["html"])) for each in gap.get("options", [])]
        given = str(said.get(str(number)) or "")
        pieces.append(
            ShownPiece(
                html=sheet.show(item["stem"][start : found.start()]),
                number=number,
                kind=gap["kind"],
                choices=choices,
                value=given,
                said=dict(choices).get(given, "") if choices else given,
                right=_name_right(key["gaps"][number - 1], dict(choices)) if key else "",
                is_right=shares[number - 1] == 1 if key else None,
            )
        )
        start = found.end()
    return [*pieces, ShownPiece(html=sheet.show(item["stem"][start:]))]


def _name_right(gap: Mapping[str, Any], choices: dict[str, str]) -> str:
    if gap["kind"] != "choice":
        return " · ".join(list_accepted(dict(gap)))
    right = [t for t, option in gap["options"].items() if Decimal(option["share"]) == 1]
    return " · ".join(choices[token] for token in right)


def read_words(markup: str) -> str:
    """Return HTML as the words of a list to choose from: formulas as their source."""
    return plain_text(_MATH.sub(lambda found: html.escape(html.unescape(found[1])), markup))
