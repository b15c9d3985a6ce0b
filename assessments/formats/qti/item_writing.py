"""One question written as an item of QTI, with the names of 2.1."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from lxml import etree

from assessments.formats.outgoing import Outgoing
from assessments.formats.rubrics import write_guide
from assessments.formats.xml import Node, add
from assessments.items.markup import GAP

from .body import STEM_CLASS
from .responses import Case, Responses
from .tree import add_html

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LABELS = (
    "level",
    "original_level",
    "strand",
    "source",
    "category",
    "subject",
    "grade",
    "expected_difficulty",
    "expected_seconds",
)


class ItemWriter:
    """Writes one item: declarations and body grow side by side, processing comes last."""

    def __init__(self, out: Outgoing, identifier: str) -> None:
        """Begin an item."""
        content = out.item.content
        self.out, self.content = out, content
        self.root = etree.Element(
            "assessmentItem",
            {
                "identifier": identifier,
                "title": out.text(out.item.name),
                "label": _label(out.item.metadata),
                "adaptive": "false",
                "timeDependent": "false",
            },
        )
        self.responses = Responses(self.root)
        self.body = etree.Element("itemBody")
        self.extra: list[Node] = []
        self.outcomes: list[str] = []

    def write(self) -> Node:
        """Return the finished tree."""
        self._add_stimulus()
        _WRITERS[self.content["type"]](self)
        solution = self.content.get("solution", "")
        if solution:
            self._set_outcome("SOLUTION")
        self.responses.finish(self.outcomes)
        self.root.append(self.body)
        self.responses.process(self.extra)
        if solution:
            shown = add(
                self.root,
                "modalFeedback",
                outcomeIdentifier="SOLUTION",
                identifier="SOLUTION",
                showHide="show",
            )
            self.html(shown, solution)
        return self.root

    def _add_stimulus(self) -> None:
        """QTI 2.1 has no shared texts: it stands at the top of each item, with its key."""
        text = self.out.item.stimulus
        if text is not None:
            node = add(self.body, "div", class_="bh-stimulus", id=text.key, label=text.title)
            self.html(node, text.html)

    def html(self, parent: Node, markup: str) -> Node:
        """Append HTML whose files have their addresses."""
        return add_html(parent, self.out.html(markup))

    def stem(self) -> None:
        """Append the stem."""
        self.html(add(self.body, "div", class_=STEM_CLASS), self.content["stem"])

    def _set_outcome(self, name: str, variable: str = "") -> None:
        self.outcomes.append(name)
        rule = etree.Element("setOutcomeValue", {"identifier": name})
        if variable:
            add(rule, "variable", identifier=variable)
        else:
            add(rule, "baseValue", name, baseType="identifier")
        self.extra.append(rule)

    def add_options(
        self, parent: Node, options: list[dict[str, Any]], tag: str, outcome: str
    ) -> None:
        """Append options with their feedback."""
        for letter, option in zip(_LETTERS, options, strict=False):
            node = self.html(add(parent, tag, identifier=letter), option["html"])
            if option.get("feedback"):
                told = add(
                    node,
                    "feedbackInline",
                    outcomeIdentifier=outcome,
                    identifier=letter,
                    showHide="show",
                )
                self.html(told, option["feedback"])

    def declare_options(
        self, options: list[dict[str, Any]], *, is_single: bool, weight: str
    ) -> str:
        """Declare the response of a choice and score it."""
        shares = [Decimal(option["share"]) for option in options]
        right = [letter for letter, share in zip(_LETTERS, shares, strict=False) if share > 0]
        keys = [letter for letter, share in zip(_LETTERS, shares, strict=False) if share == 1]
        identifier, node = self.responses.declare(
            cardinality="single" if is_single else "multiple",
            base_type="identifier",
            correct=keys[:1] if is_single else right,
            weight=weight,
        )
        if is_single and len(right) == 1 and min(shares) == 0:
            self.responses.match(identifier)
        else:
            scores = [
                (letter, option["share"]) for letter, option in zip(_LETTERS, options, strict=False)
            ]
            self.responses.map(node, scores)
        if any(option.get("feedback") for option in options):
            self._set_outcome(f"FEEDBACK_{identifier}", identifier)
        return identifier


def _label(metadata: dict[str, Any]) -> str:
    pairs = [(key, str(metadata[key])) for key in _LABELS if metadata.get(key)]
    pairs += [("outcomes", ",".join(metadata.get("outcomes") or ()))]
    written = [f"{key}={quote(value, safe=' ,/$')}" for key, value in pairs if value]
    return ";".join(["bh", *written]) if written else ""


def _choice(writer: ItemWriter) -> None:
    content = writer.content
    is_single = content["type"] == "single_choice"
    identifier = writer.declare_options(content["options"], is_single=is_single, weight="1")
    writer.stem()
    node = add(
        writer.body,
        "choiceInteraction",
        responseIdentifier=identifier,
        shuffle="false" if content.get("keep_order") else "true",
        maxChoices="1" if is_single else "0",
    )
    writer.add_options(node, content["options"], "simpleChoice", f"FEEDBACK_{identifier}")


def _statements(writer: ItemWriter) -> None:
    statements = writer.content["statements"]
    keys = [f"S{n} {'T' if each['is_true'] else 'F'}" for n, each in enumerate(statements, start=1)]
    identifier, node = writer.responses.declare(
        cardinality="multiple", base_type="directedPair", correct=keys
    )
    part = str(round(1 / Decimal(len(statements)), 5))
    writer.responses.map(node, [(key, part) for key in keys])
    writer.stem()
    match = add(
        writer.body,
        "matchInteraction",
        responseIdentifier=identifier,
        shuffle="false",
        maxAssociations=str(len(statements)),
    )
    left, right = add(match, "simpleMatchSet"), add(match, "simpleMatchSet")
    for number, each in enumerate(statements, start=1):
        choice = add(left, "simpleAssociableChoice", identifier=f"S{number}", matchMax="1")
        if each.get("level"):
            choice.set("class", f"level-{each['level']}")
        writer.html(choice, each["html"])
    for letter, word in (("T", "Đúng"), ("F", "Sai")):
        add(right, "simpleAssociableChoice", word, identifier=letter, matchMax="0")


def _ordering(writer: ItemWriter) -> None:
    entries = writer.content["entries"]
    keys = [f"O{number}" for number in range(1, len(entries) + 1)]
    identifier, _ = writer.responses.declare(
        cardinality="ordered", base_type="identifier", correct=keys
    )
    writer.responses.match(identifier)
    writer.stem()
    node = add(writer.body, "orderInteraction", responseIdentifier=identifier, shuffle="true")
    for key, entry in zip(keys, entries, strict=True):
        writer.html(add(node, "simpleChoice", identifier=key), entry["html"])


def _matching(writer: ItemWriter) -> None:
    pairs, extras = writer.content["pairs"], writer.content.get("extra_matches", [])
    matches = list(dict.fromkeys([*(pair["match"] for pair in pairs), *extras]))
    right = {match: f"R{number}" for number, match in enumerate(matches, start=1)}
    keys = [f"L{n} {right[pair['match']]}" for n, pair in enumerate(pairs, start=1)]
    identifier, node = writer.responses.declare(
        cardinality="multiple", base_type="directedPair", correct=keys
    )
    part = str(round(1 / Decimal(len(pairs)), 5))
    writer.responses.map(node, [(key, part) for key in keys])
    writer.stem()
    match = add(
        writer.body,
        "matchInteraction",
        class_="bh-matching",
        responseIdentifier=identifier,
        shuffle="true",
        maxAssociations=str(len(pairs)),
    )
    left, other = add(match, "simpleMatchSet"), add(match, "simpleMatchSet")
    for number, pair in enumerate(pairs, start=1):
        choice = add(left, "simpleAssociableChoice", identifier=f"L{number}", matchMax="1")
        writer.html(choice, pair["html"])
    for markup, key in right.items():
        writer.html(add(other, "simpleAssociableChoice", identifier=key, matchMax="0"), markup)


def _declare_numbers(writer: ItemWriter, answers: list[dict[str, str]], weight: str) -> str:
    key = next(each["value"] for each in answers if Decimal(each["share"]) == 1)
    identifier, _ = writer.responses.declare(
        cardinality="single", base_type="float", correct=[key], weight=weight
    )
    cases = [Case(each["value"], each["share"], each["tolerance"]) for each in answers]
    writer.responses.compare(identifier, cases)
    return identifier


def _declare_texts(writer: ItemWriter, part: dict[str, Any], weight: str) -> tuple[str, str]:
    """Declare a text response and return its identifier and the class of its field."""
    texts = [{**each, "text": writer.out.text(each["text"])} for each in part["texts"]]
    key = next(each["text"] for each in texts if Decimal(each["share"]) == 1)
    strict = bool(part.get("is_case_sensitive"))
    identifier, node = writer.responses.declare(
        cardinality="single", base_type="string", correct=[key], weight=weight
    )
    if any("*" in each["text"] for each in texts):
        cases = [Case(each["text"], each["share"]) for each in texts]
        writer.responses.compare(identifier, cases)
        return identifier, "" if strict else "bh-any-case"
    scores = [(each["text"], each["share"]) for each in texts]
    writer.responses.map(node, scores, caseSensitive="true" if strict else "false")
    return identifier, ""


def _short_number(writer: ItemWriter) -> None:
    identifier = _declare_numbers(writer, writer.content["answers"], "1")
    writer.stem()
    add(add(writer.body, "p"), "textEntryInteraction", responseIdentifier=identifier)


def _short_text(writer: ItemWriter) -> None:
    identifier, named = _declare_texts(writer, writer.content, "1")
    writer.stem()
    node = add(add(writer.body, "p"), "textEntryInteraction", responseIdentifier=identifier)
    if named:
        node.set("class", named)


def _cloze(writer: ItemWriter) -> None:
    writer.body.set("class", "bh-cloze")
    gaps = writer.content["gaps"]

    def place(parent: Node, number: str) -> None:
        _gap(writer, parent, gaps[int(number) - 1])

    stem = GAP.sub(lambda found: f'<bh-gap n="{found[1]}">', writer.content["stem"])
    node = add(writer.body, "div", class_=STEM_CLASS)
    add_html(node, writer.out.html(stem), place)


def _gap(writer: ItemWriter, parent: Node, gap: dict[str, Any]) -> None:
    classes = [f"bh-weight-{gap['weight'].replace('.', '_')}"]
    if gap["kind"] == "choice":
        identifier = writer.declare_options(gap["options"], is_single=True, weight=gap["weight"])
        node = add(parent, "inlineChoiceInteraction", responseIdentifier=identifier, shuffle="true")
        writer.add_options(node, gap["options"], "inlineChoice", f"FEEDBACK_{identifier}")
    else:
        if gap["kind"] == "number":
            identifier = _declare_numbers(writer, gap["answers"], gap["weight"])
        else:
            identifier, named = _declare_texts(writer, gap, gap["weight"])
            classes += [named] if named else []
        node = add(parent, "textEntryInteraction", responseIdentifier=identifier)
    node.set("class", " ".join(classes))


def _add_guide(writer: ItemWriter) -> None:
    content = writer.content
    guide = write_guide(content.get("marker_note", ""), content.get("rubric", []))
    if guide:
        writer.html(add(writer.body, "rubricBlock", view="scorer", use="scoring"), guide)


def _add_upload(writer: ItemWriter, files: int, kinds: list[str]) -> None:
    identifier, _ = writer.responses.declare(cardinality="single", base_type="file", correct=[])
    classes = [f"bh-files-{files}", *(f"bh-accepts-{kind}" for kind in kinds)]
    add(
        writer.body,
        "uploadInteraction",
        class_=" ".join(classes),
        responseIdentifier=identifier,
    )


def _essay(writer: ItemWriter) -> None:
    reply = writer.content["reply"]
    identifier, _ = writer.responses.declare(cardinality="single", base_type="string", correct=[])
    writer.stem()
    node = add(writer.body, "extendedTextInteraction", responseIdentifier=identifier)
    if reply.get("lines"):
        node.set("expectedLines", str(reply["lines"]))
    classes = [
        f"bh-{key.replace('_', '-')}-{reply[key]}"
        for key in ("fewest_words", "most_words")
        if reply.get(key)
    ]
    if classes:
        node.set("class", " ".join(classes))
    if reply.get("most_files"):
        _add_upload(writer, reply["most_files"], [])
    _add_guide(writer)


def _file_answer(writer: ItemWriter) -> None:
    writer.stem()
    _add_upload(writer, writer.content["most_files"], writer.content["accepts"])
    _add_guide(writer)


_WRITERS: dict[str, Callable[[ItemWriter], None]] = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false_statements": _statements,
    "short_text": _short_text,
    "short_number": _short_number,
    "ordering": _ordering,
    "matching": _matching,
    "cloze": _cloze,
    "essay": _essay,
    "file_answer": _file_answer,
}
