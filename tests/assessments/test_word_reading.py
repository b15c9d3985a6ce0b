"""Papers of Vietnamese teachers in Word: how many questions are right without repair, and none lost."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assessments.cleaning import clean_html
from assessments.formats import Element, parse
from assessments.items.markup import iter_html, plain_text

FOLDER = Path(__file__).parent / "files" / "word"
NAMES = sorted(path.stem for path in FOLDER.glob("*.docx"))
GOAL = 0.95


def read(name: str) -> tuple[Any, list[dict[str, Any]]]:
    report = parse("docx", (FOLDER / f"{name}.docx").read_bytes(), f"{name}.docx", clean=clean_html)
    truth = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["questions"]
    return report, truth


def words(markup: str) -> str:
    formulas = re.findall(r"\\\(.+?\\\)", markup)
    bare = re.sub(r"</(sub|sup|b|i|u)>|<(sub|sup|b|i|u)>", "", markup)
    for formula in formulas:
        bare = bare.replace(formula, formula.replace("<", "&lt;"))
    return plain_text(bare)


def key_of(content: dict[str, Any]) -> str:
    if content["type"] == "true_false_statements":
        return "".join(
            {True: "Đ", False: "S", None: "?"}[each["is_true"]] for each in content["statements"]
        )
    if content["type"] == "short_number":
        return content["answers"][0]["value"].replace(".", ",") if content["answers"] else ""
    if content["type"] == "short_text":
        return content["texts"][0]["text"]
    letters = zip("ABCDEFGH", content.get("options", []), strict=False)
    return "".join(letter for letter, option in letters if option["share"] != "0")


def seen(element: Element) -> dict[str, Any]:
    content = element.content or {"type": element.type, "stem": ""}
    parts = [part["html"] for part in [*content.get("options", []), *content.get("statements", [])]]
    return {
        "type": content["type"],
        "stem": words(content["stem"]),
        "parts": [words(part) for part in parts],
        "key": key_of(content),
        "level": element.metadata.get("level", ""),
        "pictures": sum(markup.count("<img") for markup in iter_html(content)),
        "solution": words(content.get("solution", "")),
        "state": element.state,
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_read_as_its_teacher_meant_it(name: str) -> None:
    report, truth = read(name)

    assert report.fault is None
    assert [seen(element) for element in report.elements] == truth


def test_almost_all_questions_are_right_without_repair_and_none_is_lost() -> None:
    pairs = [read(name) for name in NAMES]
    right = sum(
        seen(element) == expected
        for report, truth in pairs
        for element, expected in zip(report.elements, truth, strict=False)
    )
    asked = sum(len(truth) for _report, truth in pairs)

    assert len(NAMES) >= 30
    assert sum(report.found for report, _truth in pairs) == asked
    assert right / asked >= GOAL, f"{right} of {asked}"
