"""What a person changes in a question that was read from a file: its key, words, form and level."""

from dataclasses import dataclass, field, replace
from typing import Any

from assessments.items.shape import Content, list_problems

from .parts import number_text
from .report import DEGRADED, REFUSED, TAKEN, Element, Reason

LEVELS = ("", "know", "understand", "apply")
FORMS = (
    "single_choice",
    "multiple_choice",
    "true_false_statements",
    "short_number",
    "short_text",
    "essay",
)
# What a look at the question settles; losses of the file stay named.
_SETTLED = frozenset(
    {"no_key", "keys_disagree", "two_keys", "no_options", "statements_not_four", "key_without_option",
     "no_stem", "empty_option", "option_count", "statement_count", "bad_share", "bad_number", "bad_text",
     "too_long", "unknown_type"}
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What a form says; None leaves a thing as it is. HTML is clean already."""

    type: str | None = None
    stem: str | None = None
    solution: str | None = None
    parts: tuple[str, ...] | None = None
    right: frozenset[int] | None = None
    truths: tuple[bool | None, ...] | None = None
    answer: str | None = None
    level: str | None = None
    points: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def drop(element: Element, *, is_dropped: bool) -> Element:
    """Leave a question out, or take it in again."""
    metadata = {key: value for key, value in element.metadata.items() if key != "is_dropped"}
    return replace(element, metadata=metadata | ({"is_dropped": True} if is_dropped else {}))


def mend(element: Element, change: Change) -> Element:
    """Return the element with a change; its state tells what is still wrong."""
    if element.content is None:
        return element
    content = _rewrite(element.content, change)
    problems = [Reason(code) for code in find_open_problems(content)]
    has_new_key = change.right is not None or change.truths is not None or change.answer is not None
    kept = [reason for reason in element.reasons if reason.code not in _SETTLED]
    if has_new_key and not _same_key(element.content, content):
        kept = [reason for reason in kept if not reason.code.startswith("note_key_")]
        kept.append(Reason("note_key_person"))
    is_whole = all(reason.code.startswith("note_") for reason in kept)
    state = REFUSED if problems else TAKEN if is_whole else DEGRADED
    return replace(
        element,
        type=content["type"],
        content=content,
        state=state,
        reasons=(*problems, *dict.fromkeys(kept)),
        metadata=_describe(element.metadata, change),
    )


def find_open_problems(content: Content) -> list[str]:
    """Name what keeps a content from being saved, also what is only not chosen yet."""
    statements = content.get("statements", [])
    if content["type"] == "true_false_statements" and len(statements) != 4:
        return ["statements_not_four_now"]
    if any(each["is_true"] is None for each in statements):
        return ["no_key"]
    return list_problems(content)


def _same_key(old: Content, new: Content) -> bool:
    def key(content: Content) -> list[Any]:
        return [
            content["type"],
            [option["share"] for option in content.get("options", [])],
            [each["is_true"] for each in content.get("statements", [])],
            content.get("answers", []),
            content.get("texts", []),
        ]

    return key(old) == key(new)


def _rewrite(old: Content, change: Change) -> Content:
    content = {**old}
    if change.stem is not None:
        content["stem"] = change.stem
    if change.solution is not None:
        content["solution"] = change.solution
    if change.type is not None and change.type != content["type"]:
        content = _convert(content, change.type)
    kind = content["type"]
    if kind in {"single_choice", "multiple_choice"}:
        content["options"] = _options(content, change)
    elif kind == "true_false_statements":
        content["statements"] = _statements(content["statements"], change)
    elif change.answer is not None and kind in {"short_number", "short_text"}:
        content |= _answers(kind, change.answer)
    return content


def _parts_of(content: Content) -> list[str]:
    return [part["html"] for part in [*content.get("options", []), *content.get("statements", [])]]


def _convert(content: Content, kind: str) -> Content:
    """Give a content another form; its words go along as far as the form has a place for them."""
    parts = _parts_of(content)
    kept = ("v", "stem", "solution", "images", "files")
    base = {**{name: content[name] for name in kept if name in content}, "type": kind}
    if kind in {"single_choice", "multiple_choice"}:
        options = [{"html": part, "share": "0", "feedback": ""} for part in parts or [""] * 4]
        return {**base, "options": options, "keep_order": False}
    if kind == "true_false_statements":
        filled = (parts + [""] * 4)[: max(4, len(parts))]
        return {
            **base,
            "statements": [{"html": part, "is_true": None, "level": ""} for part in filled],
        }
    if kind == "short_number":
        return {**base, "answers": []}
    if kind == "short_text":
        return {**base, "texts": [], "is_case_sensitive": False}
    base["stem"] += "".join(
        f"<br>{letter}) {part}" for letter, part in zip("abcdefgh", parts, strict=False)
    )
    reply = {"lines": 8, "fewest_words": None, "most_words": None, "most_files": 0}
    return {**base, "reply": reply, "rubric": [], "marker_note": ""}


def _options(content: Content, change: Change) -> list[dict[str, Any]]:
    options = [dict(option) for option in content["options"]]
    if change.parts is not None:
        options = [
            {**(options[at] if at < len(options) else {"share": "0", "feedback": ""}), "html": part}
            for at, part in enumerate(change.parts)
        ]
    if change.right is not None:
        whole = len(change.right)
        share = "1" if whole <= 1 else format(1 / whole, ".7f").rstrip("0")
        for at, option in enumerate(options):
            option["share"] = share if at in change.right else "0"
    # Empty ones at the end are those that a form offers to fill in.
    while len(options) > 2 and not options[-1]["html"] and options[-1]["share"] == "0":
        options.pop()
    return options


def _statements(statements: list[Content], change: Change) -> list[dict[str, Any]]:
    written = [dict(each) for each in statements]
    if change.parts is not None:
        written = [
            {**(written[at] if at < len(written) else {"is_true": None, "level": ""}), "html": part}
            for at, part in enumerate(change.parts)
        ]
    for at, truth in enumerate(change.truths or ()):
        if at < len(written) and truth is not None:
            written[at]["is_true"] = truth
    return [each for each in written if each["html"] or each["is_true"] is not None]


def _answers(kind: str, answer: str) -> dict[str, Any]:
    pieces = [piece.strip() for piece in answer.split(";") if piece.strip()]
    if kind == "short_text":
        return {"texts": [{"text": piece, "share": "1"} for piece in pieces]}
    answers = []
    for piece in pieces:
        value, _sign, spread = piece.partition("±")
        number, tolerance = number_text(value.strip()), number_text(spread.strip() or "0")
        answers.append({"value": number or piece, "tolerance": tolerance or "0", "share": "1"})
    return {"answers": answers}


def _describe(metadata: dict[str, Any], change: Change) -> dict[str, Any]:
    described = {**metadata}
    if (
        change.level is not None
        and change.level in LEVELS
        and change.level != metadata.get("level", "")
    ):
        described |= {"level": change.level, "original_level": ""}
    if change.points is not None:
        described["points"] = change.points
    return described
