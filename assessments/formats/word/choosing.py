"""Options of a choice: their texts, their key, what is said about each."""

from assessments.formats.report import Reason
from assessments.items.shape import Content

from .answers import read_letters, read_shares
from .choices import MARKS, Part, empty_part, find_marked, split_parts
from .drafts import Draft, base
from .rich import Rich, join, make


def build_choice(draft: Draft, *, is_lower: bool = False) -> Content:
    """Return the content of a choice; options are signed A. B. C., or a. b. c. when ``is_lower``."""
    has_tail = "form" not in draft.tokens
    split = split_parts(draft.stem, is_lower=is_lower, has_tail=has_tail)
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
        stem = make(draft.raw.name)
    kind = draft.tokens.get("form") or (
        "multiple_choice" if len(right) > 1 or len(shares) > 1 else "single_choice"
    )
    whole = len(right) or 1
    options = [
        {
            "html": bare_text(part, mark if part.letter in marked else "").to_html(),
            "share": shares.get(part.letter.upper(), "0")
            if shares
            else _share(part.letter in right, whole),
            "feedback": _say(draft, part),
        }
        for part in parts
    ]
    pinned = draft.raw.keep_order or any(part.is_pinned for part in parts)
    keep = pinned or "keep" in draft.tokens
    return base(kind, stem, options=options, keep_order=keep)


def _say(draft: Draft, part: Part) -> str:
    said = draft.feedback.get(part.letter.upper())
    return said.to_html() if said else ""


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


def bare_text(part: Part, mark: str) -> Rich:
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
