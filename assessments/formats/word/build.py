"""From the lines of one question to its content, with the reasons for whatever is not whole."""

from dataclasses import replace
from typing import Any

from assessments.formats.report import REFUSED, Element, Place, Reason, refuse, settle
from assessments.items.shape import Content

from .answers import divide, read_letters, read_short
from .choices import Split, find_marked, read_told, split_parts
from .choosing import bare_text, build_choice
from .drafts import Draft, base, take_feedback, take_particulars, text_of
from .keys import read_statements
from .labels import LEVEL_CODES, read_level, read_tokens
from .outline import FORM_BY_PART, RawQuestion
from .rich import Rich, join, make
from .written import WRITTEN, build_written

_LOSSES = {"text_box": "note_text_box"}
_LOOKS = {
    "single_choice": "choice",
    "multiple_choice": "choice",
    "true_false_statements": "statements",
}


def build_element(raw: RawQuestion, table_key: str) -> Element:
    """Make the element of a question; ``table_key`` is what the paper's answer table says of it."""
    draft = _open(raw, table_key)
    form = draft.tokens.get("form", "")
    if form in WRITTEN:
        content = build_written(draft, form)
        pieces = [content["solution"], _later_solution(draft).to_html()]
        solution = "<br>".join(piece for piece in pieces if piece)
    else:
        content = _BUILDERS[_LOOKS.get(form) or _find_form(draft)](draft)
        solution = _solution(draft).to_html()
    content = {**content, "solution": solution}
    draft.reasons = [*_losses(join([raw.text, raw.later_text], "\n")), *draft.reasons]
    return _finish(draft, content)


def _open(raw: RawQuestion, table_key: str) -> Draft:
    lines, particulars = take_particulars(raw.lines)
    rest, feedback = take_feedback(lines)
    divided = divide(text_of(rest))
    end, tokens = read_tokens(divided.text.text)
    later = divide(_with_line(raw.later_text))
    answers = [divided.answer, later.answer, table_key]
    answer = next((each for each in answers if each.strip()), "")
    draft = Draft(
        raw, divided, answer, {**tokens, **particulars}, divided.text.cut(end), lines, feedback
    )
    told = {read_letters(each) for each in answers if len(read_letters(each)) == 1}
    if len(told) > 1 and tokens.get("form") not in WRITTEN:
        draft.problems.append(Reason("keys_disagree", "/".join(sorted(told))))
    return draft


def _with_line(text: Rich) -> Rich:
    return join([make("\n"), text])


def _solution(draft: Draft) -> Rich:
    pieces = [draft.divided.solution, _later_solution(draft)]
    return join([piece for piece in pieces if piece], "\n")


def _later_solution(draft: Draft) -> Rich:
    later = divide(_with_line(draft.raw.later_text))
    return join([piece for piece in (later.text.strip(), later.solution) if piece], "\n")


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


def _statements(draft: Draft) -> Content:
    split = split_parts(draft.stem, is_lower=True, has_tail="form" not in draft.tokens)
    parts = split.parts
    told = read_statements(draft.answer)
    if not told:
        told = read_statements(draft.divided.solution.words) or read_statements(
            draft.raw.later_text.words
        )
    marked, mark = find_marked(parts)
    statements = []
    for part in parts:
        text, own = read_told(bare_text(part, mark if part.letter in marked else ""))
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
    return base("true_false_statements", stem, statements=statements)


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
        return base("short_text", stem, texts=texts, is_case_sensitive=False)
    if read.unit:
        draft.reasons.append(Reason("units", read.unit))
    answers = [
        {"value": value, "tolerance": spread, "share": "1"} for value, spread in read.numbers
    ]
    return base("short_number", stem, answers=answers)


def _essay(draft: Draft) -> Content:
    reply = {"lines": 8, "fewest_words": None, "most_words": None, "most_files": 0}
    return base("essay", draft.stem.strip(), reply=reply, rubric=[], marker_note=draft.answer)


_BUILDERS = {
    "choice": build_choice,
    "choice_lower": lambda draft: build_choice(draft, is_lower=True),
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
        name=draft.tokens.get("name") or raw.name,
        category=draft.tokens.get("category") or raw.part.title,
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


def _source(raw: RawQuestion) -> Rich:
    return join([line.text for line in raw.lines], "\n")


def _metadata(draft: Draft) -> dict[str, Any]:
    told = draft.tokens
    level = told.get("original_level") or told.get("level", "")
    found: dict[str, Any] = {
        "level": LEVEL_CODES.get(told.get("level") or read_level(level), ""),
        "original_level": level,
        "outcomes": [code.strip() for code in told.get("outcomes", "").split(",") if code.strip()],
        **{key: told.get(key, "") for key in _TOLD},
        "source_html": _source(draft.raw).to_html(),
    }
    seconds = told.get("expected_seconds", "")
    found["expected_seconds"] = int(seconds) if seconds.isdecimal() else ""
    return {name: value for name, value in found.items() if value}


_TOLD = ("points", "code", "strand", "source", "subject", "grade", "expected_difficulty")
