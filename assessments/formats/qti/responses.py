"""Responses and scores of QTI, written: declarations, mappings and conditions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lxml import etree

from assessments.formats.parts import plain
from assessments.formats.xml import Node, add

_SPECIAL = set("\\|.?*+(){}[]^$-")


@dataclass
class Responses:
    """Gathers the responses of one item; their scores add up by weight."""

    root: Node
    weights: list[Decimal] = field(default_factory=list)
    rules: list[Node] = field(default_factory=list)

    def declare(
        self, *, cardinality: str, base_type: str, correct: Sequence[str], weight: str = "1"
    ) -> tuple[str, Node]:
        """Declare a response and return its identifier and its node."""
        self.weights.append(Decimal(weight))
        number = len(self.weights)
        identifier = "RESPONSE" if number == 1 else f"RESPONSE_{number}"
        node = add(
            self.root,
            "responseDeclaration",
            identifier=identifier,
            cardinality=cardinality,
            baseType=base_type,
        )
        if correct:
            told = add(node, "correctResponse")
            for value in correct:
                add(told, "value", value)
        return identifier, node

    def map(self, node: Node, scores: Sequence[tuple[str, str]], **entry: str) -> None:
        """Score a response by a mapping of values to shares."""
        mapping = add(node, "mapping", defaultValue="0")
        for key, share in scores:
            add(mapping, "mapEntry", mapKey=key, mappedValue=share, **entry)
        rule = self._rule()
        add(rule, "mapResponse", identifier=node.get("identifier"))

    def match(self, identifier: str) -> None:
        """Score a response that must equal its key."""
        rule = _new("responseCondition")
        branch = add(rule, "responseIf")
        test = add(branch, "match")
        add(test, "variable", identifier=identifier)
        add(test, "correct", identifier=identifier)
        self._set(branch, "1")
        self.rules.append(rule)

    def compare(self, identifier: str, cases: Sequence["Case"]) -> None:
        """Score a response by the first case that holds."""
        rule = _new("responseCondition")
        for number, case in enumerate(cases):
            branch = add(rule, "responseElseIf" if number else "responseIf")
            case.write(branch, identifier)
            self._set(branch, case.share)
        self.rules.append(rule)

    def _rule(self) -> Node:
        node = _new("setOutcomeValue", identifier=f"SCORE_{len(self.weights)}")
        self.rules.append(node)
        return node

    def _set(self, branch: Node, share: str) -> None:
        node = add(branch, "setOutcomeValue", identifier=f"SCORE_{len(self.weights)}")
        add(node, "baseValue", share, baseType="float")

    def finish(self, outcomes: Sequence[str]) -> None:
        """Declare the outcomes, SCORE first; call it before the body is added."""
        names = ["SCORE", *(f"SCORE_{number + 1}" for number in range(len(self.weights)))]
        for name in names:
            node = add(
                self.root,
                "outcomeDeclaration",
                identifier=name,
                cardinality="single",
                baseType="float",
            )
            add(add(node, "defaultValue"), "value", "0")
        for name in outcomes:
            add(
                self.root,
                "outcomeDeclaration",
                identifier=name,
                cardinality="single",
                baseType="identifier",
            )

    def process(self, extra: Sequence[Node]) -> None:
        """Write the response processing; call it after the body."""
        processing = add(self.root, "responseProcessing")
        processing.extend([*self.rules, *extra])
        whole = sum(self.weights, Decimal(0))
        total = add(add(processing, "setOutcomeValue", identifier="SCORE"), "sum")
        for number, weight in enumerate(self.weights, start=1):
            part = add(total, "product")
            add(part, "baseValue", plain(weight / whole), baseType="float")
            add(part, "variable", identifier=f"SCORE_{number}")


@dataclass(frozen=True)
class Case:
    """A value that gives a share: a number with a tolerance, or a text with ``*`` for anything."""

    value: str
    share: str
    tolerance: str | None = None

    def write(self, branch: Node, identifier: str) -> None:
        """Write the test of this case."""
        if self.tolerance is None:
            test = add(branch, "patternMatch", pattern=write_pattern(self.value))
            add(test, "variable", identifier=identifier)
            return
        spread = f"{self.tolerance} {self.tolerance}"
        test = add(branch, "equal", toleranceMode="absolute", tolerance=spread)
        add(test, "variable", identifier=identifier)
        add(test, "baseValue", self.value, baseType="float")


def write_pattern(text: str) -> str:
    """Write a text with ``*`` as a pattern of XML Schema."""
    return "".join(
        ".*" if letter == "*" else f"\\{letter}" if letter in _SPECIAL else letter
        for letter in text
    )


def read_pattern(pattern: str) -> str | None:
    """Return the text with ``*`` that a pattern means, or None when it means more."""
    text, at = "", 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\" and at + 1 < len(pattern) and pattern[at + 1] in _SPECIAL:
            text += pattern[at + 1]
            at += 2
        elif pattern.startswith(".*", at):
            text += "*"
            at += 2
        elif letter in _SPECIAL:
            return None
        else:
            text += letter
            at += 1
    return text or None


def _new(tag: str, **attributes: str) -> Any:
    """Make a rule outside its tree, where it waits for the end."""
    return etree.Element(tag, attributes)
