"""What an item says about right and wrong: keys, mappings, and conditions that give a score."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

_ZERO = Decimal(0)


@dataclass
class Declaration:
    """One response: its key, and the score of each value when the item maps values to scores."""

    identifier: str
    cardinality: str = "single"
    base_type: str = "identifier"
    correct: list[str] = field(default_factory=list)
    mapping: dict[str, Decimal] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)
    default: Decimal = _ZERO
    bounds: tuple[Decimal | None, Decimal | None] = (None, None)
    # Value or pattern → (score, tolerance) from conditions.
    scored: list["Scored"] = field(default_factory=list)
    uses_mapping: bool = False


@dataclass(frozen=True)
class Scored:
    """A value that a condition compares with, and the score it gives."""

    how: str
    value: str
    score: Decimal
    tolerance: str = "0"
    is_case_sensitive: bool = True


def decimal(text: str | None) -> Decimal | None:
    """Read a finite decimal, or give None."""
    try:
        number = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_declarations(root: Any) -> dict[str, Declaration]:
    """Read the responses of an item (lxml gives no types for trees) and how each is scored."""
    found = {
        node.get("identifier", ""): _read_declaration(node)
        for node in root.findall("responseDeclaration")
    }
    processing = root.find("responseProcessing")
    template = "" if processing is None else processing.get("template") or ""
    for each in found.values():
        each.uses_mapping = bool(each.mapping) and (
            "map_response" in template
            or processing is None
            or _maps(processing, each.identifier)
            or not each.correct
        )
    if processing is not None:
        _read_conditions(processing, found)
    return found


def _maps(processing: Any, identifier: str) -> bool:
    return any(node.get("identifier") == identifier for node in processing.iter("mapResponse"))


def _read_declaration(node: Any) -> Declaration:
    declared = Declaration(
        node.get("identifier", ""),
        node.get("cardinality", "single"),
        node.get("baseType", "identifier"),
        [_words(value) for value in node.findall("correctResponse/value")],
    )
    mapping = node.find("mapping")
    if mapping is None:
        return declared
    declared.default = decimal(mapping.get("defaultValue")) or _ZERO
    declared.bounds = (decimal(mapping.get("lowerBound")), decimal(mapping.get("upperBound")))
    for entry in mapping.findall("mapEntry"):
        key = (entry.get("mapKey") or "").strip()
        declared.mapping[key] = decimal(entry.get("mappedValue")) or _ZERO
        if (entry.get("caseSensitive") or "false").lower() == "false":
            declared.loose.add(key)
    return declared


def _words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _read_conditions(processing: Any, found: dict[str, Declaration]) -> None:
    """Gather «if the response is this value, the score is that number»."""
    for branch in processing.iter("responseIf", "responseElseIf"):
        score = _score_of(branch)
        if score is None:
            continue
        tests = [branch[0]] if len(branch) else []
        while tests:
            test = tests.pop(0)
            if test.tag == "or":
                tests = [*test, *tests]
            else:
                _note_test(test, score, found)


def _score_of(branch: Any) -> Decimal | None:
    for node in branch.findall("setOutcomeValue"):
        value = node.find("baseValue")
        if value is not None and "SCORE" in (node.get("identifier") or "").upper():
            return decimal("".join(value.itertext()))
    return None


def _note_test(test: Any, score: Decimal, found: dict[str, Declaration]) -> None:
    variable = test.find("variable")
    declared = found.get(variable.get("identifier", "")) if variable is not None else None
    value = test.find("baseValue")
    if declared is None:
        return
    if test.tag == "patternMatch":
        declared.scored.append(Scored("pattern", test.get("pattern", ""), score))
        return
    if value is None:
        if test.tag == "equal" and test.find("correct") is not None and declared.correct:
            _note(declared, test, score, declared.correct[0])
        return
    _note(declared, test, score, _words(value))


def _note(declared: Declaration, test: Any, score: Decimal, value: str) -> None:
    if test.tag == "equal":
        spread = (test.get("tolerance") or "0").split()
        mode = test.get("toleranceMode", "exact")
        tolerance = spread[0] if mode == "absolute" and spread else "0"
        if mode == "relative" and spread:
            tolerance = str(abs((decimal(value) or _ZERO) * (decimal(spread[0]) or _ZERO)) / 100)
        declared.scored.append(Scored("equal", value, score, tolerance))
    elif test.tag in {"match", "member", "stringMatch"}:
        strict = test.tag != "stringMatch" or test.get("caseSensitive", "true") == "true"
        declared.scored.append(Scored("match", value, score, is_case_sensitive=strict))
