"""How each type is written: its rows, its settings, and the way between them and a content."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.forms import BenHocForm

from . import rows, settings
from .lines import read_gap, read_levels, write_gap, write_levels
from .shares import read_percents, say_percent, share_of, write_shares
from .texts import close_text, open_text

Rows = list[dict[str, Any]]
Values = dict[str, Any]


@dataclass(frozen=True)
class Authoring:
    """One type: forms to fill, ``read`` for what they begin with, ``write`` for what they make."""

    rows: type[rows.BaseRows]
    read: Callable[[Values], tuple[Values, Rows]]
    write: Callable[[str, Values, Rows], Values]
    settings: type[BenHocForm] | None = None


def _read_choice(content: Values) -> tuple[Values, Rows]:
    options = content["options"]
    is_single = content["type"] == "single_choice"
    percents = read_percents([option["share"] for option in options], is_single=is_single)
    return {"keep_order": content.get("keep_order", False)}, [
        {
            "html": open_text(option["html"]),
            "is_right": Decimal(option["share"]) > 0,
            "percent": percent,
            "feedback": open_text(option.get("feedback", "")),
        }
        for option, percent in zip(options, percents, strict=True)
    ]


def _write_choice(kind: str, values: Values, filled: Rows) -> Values:
    shares = write_shares(filled, is_single=kind == "single_choice")
    return {
        "keep_order": values["keep_order"],
        "options": [
            {"html": row["html"], "share": share, "feedback": row["feedback"]}
            for row, share in zip(filled, shares, strict=True)
        ],
    }


def _read_statements(content: Values) -> tuple[Values, Rows]:
    return {}, [
        {
            "html": open_text(each["html"]),
            "is_true": "1" if each["is_true"] else "0",
            "level": each.get("level", ""),
            "feedback": open_text(each.get("feedback", "")),
        }
        for each in content["statements"]
    ]


def _write_statements(_kind: str, _values: Values, filled: Rows) -> Values:
    return {
        "statements": [
            {
                "html": row["html"],
                "is_true": row["is_true"] == "1",
                "level": row["level"],
                **({"feedback": row["feedback"]} if row["feedback"] else {}),
            }
            for row in filled
        ]
    }


def _read_numbers(content: Values) -> tuple[Values, Rows]:
    return {}, [
        {
            "value": answer["value"].replace(".", ","),
            "tolerance": answer["tolerance"].replace(".", ",")
            if Decimal(answer["tolerance"])
            else "",
            "percent": _other_than_whole(answer["share"]),
        }
        for answer in content["answers"]
    ]


def _write_numbers(_kind: str, _values: Values, filled: Rows) -> Values:
    return {
        "answers": [
            {
                "value": row["value"],
                "tolerance": row["tolerance"] or "0",
                "share": share_of(row["percent"]),
            }
            for row in filled
        ]
    }


def _read_texts(content: Values) -> tuple[Values, Rows]:
    return {"is_case_sensitive": content.get("is_case_sensitive", False)}, [
        {"text": each["text"], "percent": _other_than_whole(each["share"])}
        for each in content["texts"]
    ]


def _write_texts(_kind: str, values: Values, filled: Rows) -> Values:
    return {
        "texts": [{"text": row["text"], "share": share_of(row["percent"])} for row in filled],
        "is_case_sensitive": values["is_case_sensitive"],
    }


def _read_entries(content: Values) -> tuple[Values, Rows]:
    return {}, [{"html": open_text(entry["html"])} for entry in content["entries"]]


def _write_entries(_kind: str, _values: Values, filled: Rows) -> Values:
    return {"entries": [{"html": row["html"]} for row in filled]}


def _read_pairs(content: Values) -> tuple[Values, Rows]:
    extras = [open_text(markup).replace("\n", " ") for markup in content.get("extra_matches", [])]
    return {"extra_matches": "\n".join(extras)}, [
        {"html": open_text(pair["html"]), "match": open_text(pair["match"])}
        for pair in content["pairs"]
    ]


def _write_pairs(_kind: str, values: Values, filled: Rows) -> Values:
    lines = [line for line in values["extra_matches"].splitlines() if line.strip()]
    return {
        "pairs": [{"html": row["html"], "match": row["match"]} for row in filled],
        "extra_matches": [close_text(line) for line in lines],
    }


def _read_gaps(content: Values) -> tuple[Values, Rows]:
    return {}, [
        {
            "kind": gap["kind"],
            "weight": gap["weight"].replace(".", ","),
            "answers": read_gap(gap),
        }
        for gap in content["gaps"]
    ]


def _write_gaps(_kind: str, _values: Values, filled: Rows) -> Values:
    return {
        "gaps": [write_gap(row["kind"] or "text", row["weight"], row["answers"]) for row in filled]
    }


_REPLY = ("lines", "fewest_words", "most_words")


def _read_essay(content: Values) -> tuple[Values, Rows]:
    note = open_text(content.get("marker_note", ""))
    return {**content["reply"], "marker_note": note}, _read_rubric(content)


def _write_essay(_kind: str, values: Values, filled: Rows) -> Values:
    return {
        "reply": {name: values[name] for name in _REPLY}
        | {"most_files": values["most_files"] or 0},
        "rubric": _write_rubric(filled),
        "marker_note": values["marker_note"],
    }


def _read_files(content: Values) -> tuple[Values, Rows]:
    note = open_text(content.get("marker_note", ""))
    values = {"accepts": content["accepts"], "most_files": content["most_files"]}
    return {**values, "marker_note": note}, _read_rubric(content)


def _write_files(_kind: str, values: Values, filled: Rows) -> Values:
    return {
        "accepts": values["accepts"],
        "most_files": values["most_files"],
        "rubric": _write_rubric(filled),
        "marker_note": values["marker_note"],
    }


def _read_rubric(content: Values) -> Rows:
    return [
        {"name": each["name"], "levels": read_levels(each["levels"])}
        for each in content.get("rubric", [])
    ]


def _write_rubric(filled: Rows) -> Rows:
    return [{"name": row["name"], "levels": write_levels(row["levels"])} for row in filled]


def _other_than_whole(share: str) -> str:
    return "" if Decimal(share) == 1 else say_percent(share)


_CHOICE = Authoring(
    rows.make_rows(rows.OptionRow, least=4), _read_choice, _write_choice, settings.ChoiceSettings
)
_CRITERIA = rows.make_rows(rows.CriterionRow, least=2)

AUTHORING: dict[str, Authoring] = {
    "single_choice": _CHOICE,
    "multiple_choice": _CHOICE,
    "true_false_statements": Authoring(
        rows.make_rows(rows.StatementRow, least=4), _read_statements, _write_statements
    ),
    "short_number": Authoring(
        rows.make_rows(rows.NumberRow, least=1), _read_numbers, _write_numbers
    ),
    "short_text": Authoring(
        rows.make_rows(rows.TextRow, least=2), _read_texts, _write_texts, settings.TextSettings
    ),
    "ordering": Authoring(rows.make_rows(rows.EntryRow, least=4), _read_entries, _write_entries),
    "matching": Authoring(
        rows.make_rows(rows.PairRow, least=4), _read_pairs, _write_pairs, settings.MatchSettings
    ),
    "cloze": Authoring(rows.make_rows(rows.GapRow, least=3), _read_gaps, _write_gaps),
    "essay": Authoring(_CRITERIA, _read_essay, _write_essay, settings.EssaySettings),
    "file_answer": Authoring(_CRITERIA, _read_files, _write_files, settings.FileSettings),
}
