"""From the lines of one question to its content, with the reasons for whatever is not whole."""

from dataclasses import dataclass, field, replace
from typing import Any

from assessments.formats.report import REFUSED, Element, Place, Reason, refuse, settle
from assessments.items.shape import SHAPE, Content

from .answers import Divided, divide, read_letters, read_shares, read_short
from .choices import MARKS, Part, Split, empty_part, find_marked, read_told, split_parts
from .keys import read_statements
from .labels import LEVEL_CODES, read_tokens
from .outline import FORM_BY_PART, RawQuestion
from .rich import Rich, join, make

_LOSSES = {"text_box": "note_text_box"}


@dataclass
class Draft:
    """A question on its way: what its lines hold and what was found wanting."""

    raw: RawQuestion
    divided: Divided
    answer: str
    tokens: dict[str, str]
    stem: Rich
    reasons: list[Reason] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)


def build_element(raw: RawQuestion, table_key: str) -> Element:
    """Make the element of a question; ``table_key`` is what the paper's answer table says of it."""
    draft = _open(raw, table_key)
    form = _find_form(draft)
    content = _BUILDERS[form](draft)
    solution = _solution(draft)
    content = {**content, "solution": solution.to_html()}
    draft.reasons = [*_losses(join([raw.text, raw.later_text], "\n")), *draft.reasons]
    return _finish(draft, content)


def _open(raw: RawQuestion, table_key: str) -> Draft:
    divided = divide(raw.text)
    end, tokens = read_tokens(divided.text.text)
    later = divide(_with_line(raw.later_text))
    answers = [divided.answer, later.answer, table_key]
    answer = next((each for each in answers if each.strip()), "")
    draft = Draft(raw, divided, answer, tokens, divided.text.cut(end))
    told = {read_letters(each) for each in answers if len(read_letters(each)) == 1}
    if len(told) > 1:
        draft.problems.append(Reason("keys_disagree", "/".join(sorted(told))))
    return draft


def _with_line(text: Rich) -> Rich:
    return join([make("\n"), text])


def _solution(draft: Draft) -> Rich:
    later = divide(_with_line(draft.raw.later_text))
    pieces = [draft.divided.solution, later.text.strip(), later.solution]
    return join([piece for piece in pieces if piece], "\n")


def _find_form(draft: Draft) -> str:
    """Tell the form: by what the question looks like, then by its part."""
    part = draft.raw.part
    told = part.form or (FORM_BY_PART.get(part.number, "") if not part.form else "")
    options = split_parts(draft.stem, is_lower=False)
    statements = split_parts(draft.stem, is_lower=True)
    if len(options.parts) >= 3 or (len(options.parts) == 2 and told in {"choice", ""}):
        return "choice"
    if len(statements.parts) >= 2 and told != "essay":
        return _form_of_lower(draft, statements, told)
    if told in {"choice", "statements"}:
        return told if part.form or part.number else "essay"
    if told in {"short", "essay"}:
        return told
    return "short" if draft.divided.has_answer_line or read_short(draft.answer).numbers else "essay"


def _form_of_lower(draft: Draft, statements: Split, told: str) -> str:
    if told == "statements" or read_statements(draft.answer):
        return "statements"
    if any(read_told(part.text)[1] is not None for part in statements.parts):
        return "statements"
    if told == "choice" or read_letters(draft.answer.upper()[:1]):
        return "choice_lower"
    marked, _mark = find_marked(statements.parts)
    return "statements" if marked and len(statements.parts) == 4 else "essay"


def _base(kind: str, stem: Rich, **rest: Any) -> Content:
    return {"v": SHAPE, "type": kind, "stem": stem.to_html(), "solution": "", "images": [], **rest}


def _choice(draft: Draft, *, is_lower: bool = False) -> Content:
    split = split_parts(draft.stem, is_lower=is_lower)
    parts = split.parts
    if not parts:
        draft.problems.append(Reason("no_options"))
        parts = tuple(empty_part(letter) for letter in "ABCD")
    marked, mark = find_marked(parts)
    shares = read_shares(draft.answer)
    letters = read_letters(draft.answer.upper() if is_lower else draft.answer)
    if is_lower:
        letters = letters.lower()
    right = frozenset(letters) or marked
    _check_key(draft, parts, right, (marked, mark if not letters or marked else ""), letters)
    stem = join([split.stem, split.after], "\n") if split.after else split.stem
    if not stem and not stem.things and parts[0].text:
        # A gap of a shared text has no words of its own.
        stem = make(_name(draft.raw))
    kind = "multiple_choice" if len(right) > 1 or len(shares) > 1 else "single_choice"
    whole = len(right) or 1
    options = [
        {
            "html": _bare_text(part, mark if part.letter in marked else "").to_html(),
            "share": shares.get(part.letter.upper(), "0")
            if shares
            else _share(part.letter in right, whole),
            "feedback": "",
        }
        for part in parts
    ]
    keep = draft.raw.keep_order or any(part.is_pinned for part in parts)
    return _base(kind, stem, options=options, keep_order=keep)


def _share(is_right: bool, whole: int) -> str:  # noqa: FBT001  # private
    if not is_right:
        return "0"
    return "1" if whole == 1 else format(1 / whole, ".7f").rstrip("0")


def _check_key(
    draft: Draft,
    parts: tuple[Part, ...],
    right: frozenset[str],
    marks: tuple[frozenset[str], str],
    letters: str,
) -> None:
    marked, mark = marks
    known = {part.letter for part in parts}
    if right - known:
        draft.problems.append(Reason("key_without_option", ", ".join(sorted(right - known))))
    elif letters and len(marked) == 1 and marked != frozenset(letters) and len(letters) == 1:
        if mark not in {"bold", "italic"}:
            pair = f"{letters}/{next(iter(marked))}"
            draft.problems.append(Reason("keys_disagree", pair))
    elif letters:
        draft.reasons.append(Reason("note_key_told", ", ".join(letters).upper()))
    elif marked:
        draft.reasons.append(Reason(f"note_key_{mark}", ", ".join(sorted(marked)).upper()))
    if len(right) > 1 and not letters and mark != "star":
        draft.problems.append(Reason("two_keys", ", ".join(sorted(right))))


def _bare_text(part: Part, mark: str) -> Rich:
    """Return the text of a part without the look that only marked it as right."""
    text = part.text
    if mark in MARKS and text.look(mark):
        text = text.without(mark)
    # A line under all of an option marks it, in whatever way the key was told.
    return (
        text.without("underline")
        if text.look("underline") and part.sign.look("underline")
        else text
    )


def _statements(draft: Draft) -> Content:
    split = split_parts(draft.stem, is_lower=True)
    parts = split.parts
    told = read_statements(draft.answer)
    if not told:
        told = read_statements(draft.divided.solution.words) or read_statements(
            draft.raw.later_text.words
        )
    marked, mark = find_marked(parts)
    statements = []
    for part in parts:
        text, own = read_told(_bare_text(part, mark if part.letter in marked else ""))
        end, tokens = read_tokens(text.text)
        right = told.get(
            part.letter, own if own is not None else (part.letter in marked if marked else None)
        )
        level = LEVEL_CODES.get(tokens.get("level", ""), "")
        statements.append(
            {"html": text.cut(end).strip().to_html(), "is_true": right, "level": level}
        )
    _check_statements(draft, statements, (told, marked, mark))
    stem = join([split.stem, split.after], "\n") if split.after else split.stem
    return _base("true_false_statements", stem, statements=statements)


def _check_statements(
    draft: Draft, statements: list[Content], told: tuple[dict[str, bool], frozenset[str], str]
) -> None:
    by_letter, marked, mark = told
    if len(statements) != 4:
        draft.problems.append(Reason("statements_not_four", str(len(statements))))
    if any(each["is_true"] is None for each in statements):
        draft.problems.append(Reason("no_key"))
    elif by_letter:
        draft.reasons.append(Reason("note_key_told", _row(statements)))
    elif marked:
        draft.reasons.append(Reason(f"note_key_{mark}", _row(statements)))


def _row(statements: list[Content]) -> str:
    return " ".join("Đ" if each["is_true"] else "S" for each in statements)


def _short(draft: Draft) -> Content:
    stem = draft.stem.strip()
    read = read_short(draft.answer)
    if not draft.answer.strip():
        draft.problems.append(Reason("no_key"))
    if read.texts:
        texts = [{"text": text, "share": "1"} for text in read.texts]
        return _base("short_text", stem, texts=texts, is_case_sensitive=False)
    if read.unit:
        draft.reasons.append(Reason("units", read.unit))
    answers = [
        {"value": value, "tolerance": spread, "share": "1"} for value, spread in read.numbers
    ]
    return _base("short_number", stem, answers=answers)


def _essay(draft: Draft) -> Content:
    reply = {"lines": 8, "fewest_words": None, "most_words": None, "most_files": 0}
    return _base("essay", draft.stem.strip(), reply=reply, rubric=[], marker_note=draft.answer)


_BUILDERS = {
    "choice": _choice,
    "choice_lower": lambda draft: _choice(draft, is_lower=True),
    "statements": _statements,
    "short": _short,
    "essay": _essay,
}


def _losses(text: Rich) -> list[Reason]:
    """Name what could not be taken whole in the question's text."""
    found = [
        Reason(_LOSSES.get(thing.reason, thing.reason), thing.detail)
        for thing in text.things
        if thing.reason
    ]
    return list(dict.fromkeys(found))


def _finish(draft: Draft, content: Content) -> Element:
    raw = draft.raw
    place = Place(
        line=raw.paragraph,
        name=_name(raw),
        category=raw.part.title,
        source=_source(raw).words,
        metadata=_metadata(draft),
        stimulus=raw.stimulus,
    )
    if draft.problems:
        element = refuse(place, content["type"], *draft.problems, *draft.reasons)
    else:
        element = settle(place, content, draft.reasons)
    # A person mends what is refused: the beginning stays with it.
    return replace(element, content=content) if element.state == REFUSED else element


def _name(raw: RawQuestion) -> str:
    return " ".join(raw.label.strip(" .:*-").split())


def _source(raw: RawQuestion) -> Rich:
    return join([line.text for line in raw.lines], "\n")


def _metadata(draft: Draft) -> dict[str, Any]:
    level = draft.tokens.get("level", "")
    found = {
        "level": LEVEL_CODES.get(level, ""),
        "original_level": level,
        "points": draft.tokens.get("points", ""),
        "code": draft.tokens.get("code", ""),
        "source_html": _source(draft.raw).to_html(),
    }
    return {name: value for name, value in found.items() if value}
