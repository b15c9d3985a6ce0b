"""Lines that people type for gaps and rubrics, and what contents hold of them."""

from decimal import Decimal
from typing import Any

from assessments.formats.parts import number_text

from .shares import say_percent
from .texts import close_text, open_text


def write_gap(kind: str, weight: str, text: str) -> dict[str, Any]:
    """Return a gap from its lines; what cannot be read is left for the checks to name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    gap: dict[str, Any] = {"kind": kind, "weight": weight or "1"}
    if kind == "choice":
        return {**gap, "options": [_write_option(line) for line in lines]}
    if kind == "number":
        return {**gap, "answers": [_write_number(line) for line in lines]}
    texts = [_write_text(line) for line in lines]
    return {**gap, "texts": texts, "is_case_sensitive": False}


def _write_option(line: str) -> dict[str, str]:
    share = "1" if line.startswith("=") else "0"
    return {"html": close_text(line.removeprefix("=")), "share": share, "feedback": ""}


def _write_number(line: str) -> dict[str, str]:
    value, _sign, tolerance = line.removeprefix("=").partition("±")
    return {
        "value": number_text(value) or value.strip(),
        "tolerance": (number_text(tolerance) or tolerance.strip()) if tolerance.strip() else "0",
        "share": "1",
    }


def _write_text(line: str) -> dict[str, str]:
    percent, sign, rest = line.partition("%")
    number = number_text(percent) if sign else None
    if number is not None and 0 <= Decimal(number) <= 100 and rest.strip():
        return {"text": rest.strip(), "share": str(Decimal(number) / 100)}
    return {"text": line.removeprefix("="), "share": "1"}


def read_gap(gap: dict[str, Any]) -> str:
    """Write the answers of a gap as lines."""
    if gap["kind"] == "choice":
        marks = ("=" if Decimal(option["share"]) == 1 else "" for option in gap["options"])
        shown = (open_text(option["html"]).replace("\n", " ") for option in gap["options"])
        return "\n".join(mark + text for mark, text in zip(marks, shown, strict=True))
    if gap["kind"] == "number":
        return "\n".join(_read_number(answer) for answer in gap["answers"])
    shares = (each["share"] for each in gap["texts"])
    percents = ("" if Decimal(share) == 1 else f"{say_percent(share)}% " for share in shares)
    return "\n".join(
        percent + each["text"] for percent, each in zip(percents, gap["texts"], strict=True)
    )


def _read_number(answer: dict[str, str]) -> str:
    value = answer["value"].replace(".", ",")
    tolerance = answer["tolerance"].replace(".", ",")
    return f"{value} ± {tolerance}" if Decimal(answer["tolerance"]) else value


def write_levels(text: str) -> list[dict[str, str]]:
    """Return the levels of a criterion from lines like ``0,5: nêu một lí do``."""
    levels = []
    for line in text.splitlines():
        points, _colon, said = line.partition(":")
        if line.strip():
            levels.append({"points": number_text(points) or points.strip(), "text": said.strip()})
    return levels


def read_levels(levels: list[dict[str, str]]) -> str:
    """Write the levels of a criterion as lines."""
    return "\n".join(f"{level['points'].replace('.', ',')}: {level['text']}" for level in levels)
