"""What a printed form holds, as plain values for Typst and Word alike.

A pupil's copy is made by ``describe_paper`` and never sees a key; ``describe_guide`` is the teacher's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.items.shape import Content, plain_text
from assessments.matrix.shape import FORMS, write_mark
from core.printing.flow import Flow, list_runs, read_flow

from .wording import PARTS, ROMAN

LETTERS = "ABCDEFGHIJKL"
# Longest text of an option, in characters, that still stands four or two on a line.
FOUR_ON_A_LINE = 20
TWO_ON_A_LINE = 45


@dataclass(frozen=True)
class PrintItem:
    """One question as it stands in a form: its content in the form's order, its part, its points."""

    content: Content
    form: str
    points: Decimal
    stimulus_id: int = 0
    stimulus_title: str = ""
    stimulus_html: str = ""
    stimulus_files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """What stands at the head of every paper."""

    title: str
    school: str
    office: str
    subject: str
    minutes: int
    code: str
    year: str = ""


def describe_paper(heading: Heading, items: Sequence[PrintItem]) -> dict[str, Any]:
    """Return the pupil's copy: parts with numbered questions, no key anywhere."""
    return {
        **_head_of(heading),
        "parts": [
            {
                **_part_head(number, form, part),
                "items": [_describe_item(place, part) for place in range(len(part))],
            }
            for number, (form, part) in enumerate(split_parts(items))
        ],
    }


def _head_of(heading: Heading) -> dict[str, Any]:
    return {
        "title": heading.title,
        "school": heading.school,
        "office": heading.office,
        "subject": heading.subject,
        "minutes": heading.minutes,
        "code": heading.code,
        "year": heading.year,
        "author": heading.school,
    }


def split_parts(items: Sequence[PrintItem]) -> list[tuple[str, list[PrintItem]]]:
    """Return the parts that have questions, in their order."""
    parts = [(form, [item for item in items if item.form == form]) for form in FORMS]
    return [(form, part) for form, part in parts if part]


def _part_head(number: int, form: str, part: Sequence[PrintItem]) -> dict[str, Any]:
    title, words = PARTS[form]
    points = sum((item.points for item in part), Decimal(0))
    return {
        "form": form,
        "heading": f"PHẦN {ROMAN[number]}. {title}",
        "points": f"({_comma(points)} điểm)",
        "instruction": words.format(n=len(part)),
    }


def _describe_item(place: int, part: Sequence[PrintItem]) -> dict[str, Any]:
    item = part[place]
    content = item.content
    options = [read_flow(option["html"]) for option in _choices(content)]
    return {
        "n": place + 1,
        "lead": f"Câu {place + 1}.",
        "points": f"({_comma(item.points)} điểm)" if item.form == "essay" else "",
        "stimulus": _describe_stimulus(place, part),
        "stem": read_flow(content["stem"]),
        "options": [
            {"letter": f"{letter}.", "flow": flow}
            for letter, flow in zip(LETTERS, options, strict=False)
        ],
        "columns": count_columns([option["html"] for option in _choices(content)], options),
        "statements": [
            {"letter": f"{letter.lower()})", "flow": read_flow(each["html"])}
            for letter, each in zip(LETTERS, content.get("statements", []), strict=False)
        ],
    }


def _choices(content: Content) -> list[dict[str, Any]]:
    return content.get("options", [])


def _describe_stimulus(place: int, part: Sequence[PrintItem]) -> dict[str, Any] | None:
    """Put a shared text before the first of its questions, naming all of them."""
    group = part[place].stimulus_id
    if not group or (place and part[place - 1].stimulus_id == group):
        return None
    last = place
    while last + 1 < len(part) and part[last + 1].stimulus_id == group:
        last += 1
    lead = (
        f"Đọc nội dung sau và trả lời các câu từ {place + 1} đến {last + 1}:"
        if last > place
        else f"Đọc nội dung sau và trả lời câu {place + 1}:"
    )
    return {
        "lead": lead,
        "title": part[place].stimulus_title,
        "flow": read_flow(part[place].stimulus_html),
    }


def count_columns(htmls: Sequence[str], flows: Sequence[Flow]) -> int:
    """Return how many options stand on one line: 4, 2 or 1, by the longest of them."""
    if not htmls or any(_is_tall(flow) for flow in flows):
        return 1
    longest = max(_measure(flow, html) for flow, html in zip(flows, htmls, strict=True))
    if longest <= FOUR_ON_A_LINE and len(htmls) <= 4:  # four on a line
        return 4
    return 2 if longest <= TWO_ON_A_LINE else 1


def _is_tall(flow: Flow) -> bool:
    return (
        len(flow) > 1
        or any(block["k"] != "p" for block in flow)
        or any(run["k"] in {"image", "break"} for run in list_runs(flow))
    )


def _measure(flow: Flow, html: str) -> float:
    """Guess the width of an option in characters; a formula is narrower than its source."""
    length = 0.0
    for run in list_runs(flow):
        if run["k"] == "text":
            length += len(run["text"])
        elif run["k"] == "math":
            length += len(plain_text(html) and run["tex"].replace("\\", "")) * 0.5 + 2
    return length


def describe_guide(heading: Heading, items: Sequence[PrintItem]) -> dict[str, Any]:
    """Return the marking guide (hướng dẫn chấm): keys by part, then solutions."""
    return {
        **_head_of(heading),
        "parts": [
            {
                **_part_head(number, form, part),
                "keys": [
                    {"n": place, "key": write_key(item.content), "points": _comma(item.points)}
                    for place, item in enumerate(part, start=1)
                ],
                "solutions": [
                    _describe_solution(place, item)
                    for place, item in enumerate(part, start=1)
                    if _has_solution(item)
                ],
            }
            for number, (form, part) in enumerate(split_parts(items))
        ],
    }


def _has_solution(item: PrintItem) -> bool:
    return item.form == "essay" or bool(item.content.get("solution", "").strip())


def _describe_solution(place: int, item: PrintItem) -> dict[str, Any]:
    rubric = item.content.get("rubric", [])
    return {
        "lead": f"Câu {place}.",
        "flow": read_flow(item.content.get("solution", "")),
        "rubric": [
            {
                "name": part["name"],
                "levels": [
                    f"{_comma(Decimal(str(level['points'])))}: {level['text']}"
                    for level in part["levels"]
                ],
            }
            for part in rubric
        ],
        # HTML like the solution: formulas and pictures, not bare marks.
        "note": read_flow(item.content.get("marker_note", "")),
        "points": _comma(item.points),
    }


def write_key(content: Content) -> str:
    """Write the key as teachers note it: "B", "ĐSĐS", "−2,5", or "" for an essay."""
    kind = content["type"]
    if kind in {"single_choice", "multiple_choice"}:
        return "".join(
            letter
            for letter, option in zip(LETTERS, content["options"], strict=False)
            if Decimal(option["share"]) > 0
        )
    if kind == "true_false_statements":
        return "".join("Đ" if each["is_true"] else "S" for each in content["statements"])
    if kind == "short_number":
        best = max(content["answers"], key=lambda each: Decimal(each["share"]))
        return str(best["value"]).replace(".", ",")
    if kind == "short_text":
        return str(max(content["texts"], key=lambda each: Decimal(each["share"]))["text"])
    return ""


def list_pictures(items: Sequence[PrintItem]) -> dict[str, str]:
    """Return the stored files that a form shows: ``file:NAME`` by public id."""
    files: dict[str, str] = {}
    for item in items:
        named = {**item.content.get("files", {}), **item.stimulus_files}
        files |= {f"file:{name}": public_id for name, public_id in named.items()}
    return files


def _comma(mark: Decimal) -> str:
    return write_mark(mark).replace(".", ",") if mark else "0"
