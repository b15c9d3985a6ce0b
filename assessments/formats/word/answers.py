"""What stands after a question: its key, its solution; from the question itself or the paper's end."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assessments.formats.parts import number_text, plain

from .labels import ANSWER, CHOSEN, SOLUTION
from .rich import THING, Rich, join

_DOTS = re.compile(r"[\s.…_·-]*")
_CHOICE = re.compile(
    r"(?:đáp\s*án|câu|phương\s*án)?\s*:?\s*(?P<letters>[A-H](?:\s*(?:,|;|và|and|\+|&)\s*[A-H])*)"
    r"\b(?!\w)(?P<rest>.*)",
    re.IGNORECASE,
)
_SHARES = re.compile(r"(?P<letter>[A-H])\s*\(\s*(?P<percent>-?\d{1,3}(?:[.,]\d{1,8})?)\s*%\s*\)")
_ANSWER_PARTS = re.compile(r"\s*(?:\bhoặc\b|\bor\b|;|\|)\s*", re.IGNORECASE)
_SPREAD = re.compile(r"(?P<value>.+?)\s*(?:±|\+/-)\s*(?P<spread>[\d.,]+)")
_UNIT = re.compile(r"(?P<value>[-−]?\d+(?:[.,]\d+)?)\s*(?P<unit>[^\d\s].{0,12})")
_WRAP = re.compile(r"\\left|\\right|\\,|\\;|\\:|\\ |~|\\text\{\s*\}")


@dataclass(frozen=True)
class Divided:
    """A question's own text, the words of its answer line, and its solution."""

    text: Rich
    answer: str
    solution: Rich
    has_answer_line: bool


def divide(text: Rich) -> Divided:
    """Cut the answer line and the solution off a question."""
    lines = text.lines
    start = next((at for at, line in enumerate(lines) if at and _starts_tail(line)), None)
    if start is None:
        return Divided(text, "", Rich(), has_answer_line=False)
    head, tail = lines[:start], lines[start:]
    answer, solution, told = _read_tail(tail)
    return Divided(join(head, "\n"), answer, solution, has_answer_line=told)


def _starts_tail(line: Rich) -> bool:
    words = line.text.strip()
    return bool(SOLUTION.match(words) or ANSWER.match(words) or CHOSEN.fullmatch(words))


def _read_tail(lines: list[Rich]) -> tuple[str, Rich, bool]:
    """Return the words of the answer, the solution, and whether a line for the answer stood there."""
    answers: list[str] = []
    solution: list[Rich] = []
    in_solution, told = False, False
    for line in lines:
        bare = line.strip()
        if not in_solution and (found := ANSWER.match(bare.text)):
            told = True
            rest = bare.cut(found.end())
            answers.append("" if _DOTS.fullmatch(rest.text) else rest.words.strip())
            continue
        if found := SOLUTION.match(bare.text):
            in_solution = True
            bare = bare.cut(found.end())
        if found := CHOSEN.match(bare.text):
            answers.append(found["letter"])
            if not bare.text[found.end() :].strip():
                continue
        if in_solution or bare:
            solution.append(bare)
    if told and not in_solution:
        # Lines after "Đáp án:" go on with it.
        answers += [line.words.strip() for line in solution]
        solution = []
    return "\n".join(answer for answer in answers if answer), join(solution, "\n").strip(), told


def read_letters(answer: str) -> str:
    """Return the letters of the right options that an answer names, or nothing."""
    first = answer.strip().split("\n")[0] if answer.strip() else ""
    shares = _SHARES.findall(first)
    if shares:
        return "".join(letter.upper() for letter, _percent in shares)
    found = _CHOICE.match(first)
    if found is None or (
        found["rest"].strip(" .") and len(found["letters"]) == 1 and found["rest"][:1].isalnum()
    ):
        return ""
    return "".join(re.findall(r"[A-H]", found["letters"].upper()))


def read_shares(answer: str) -> dict[str, str]:
    """Return the share of the mark by letter that an answer such as ``A (50%), C (50%)`` tells."""
    told = {}
    for letter, percent in _SHARES.findall(answer):
        value = number_text(percent)
        if value is not None:
            told[letter.upper()] = plain(Decimal(value) / 100)
    return told


@dataclass(frozen=True)
class Short:
    """A short answer: numbers when all of it is numbers, else texts; ``unit`` was cut off."""

    numbers: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    unit: str = ""


def read_short(answer: str) -> Short:
    """Read accepted answers such as ``3,5``, ``0,5 hoặc 1/2``, ``3,14 ± 0,01``."""
    words = [_plain_answer(each) for each in answer.strip().split("\n") if each.strip()][:1]
    pieces = [piece for piece in _ANSWER_PARTS.split(words[0]) if piece] if words else []
    numbers: list[tuple[str, str]] = []
    unit = ""
    for piece in pieces:
        read = _read_number(piece)
        if read is None:
            return Short(texts=tuple(pieces))
        numbers.append(read[:2])
        unit = unit or read[2]
    return Short(numbers=tuple(numbers), unit=unit)


def _plain_answer(words: str) -> str:
    """Write an answer that stands in a formula as plain text."""
    words = _WRAP.sub(" ", words.replace("{,}", ",")).replace(THING, "")
    return " ".join(words.split()).strip(" .")


def number_with_spread(piece: str) -> tuple[str, str] | None:
    """Return the value and the tolerance of ``3,14 ± 0,01`` as decimal text, or None."""
    spread = _SPREAD.fullmatch(piece)
    value, tolerance = (spread["value"], spread["spread"]) if spread else (piece, "0")
    number, allowed = number_text(value.replace(" ", "")), number_text(tolerance)
    return None if number is None or allowed is None else (number, allowed)


def _read_number(piece: str) -> tuple[str, str, str] | None:
    bare = number_with_spread(piece)
    if bare is not None:
        return *bare, ""
    spread = _SPREAD.fullmatch(piece)
    value, tolerance = (spread["value"], spread["spread"]) if spread else (piece, "0")
    allowed = number_text(tolerance)
    with_unit = _UNIT.fullmatch(value.strip())
    is_fraction = with_unit is not None and with_unit["unit"].startswith(
        ("/", ",", ".", ";", "\\frac")
    )
    if with_unit is None or is_fraction or allowed is None or " " in with_unit["unit"].strip():
        return None
    number = number_text(with_unit["value"])
    return None if number is None else (number, allowed, with_unit["unit"].strip())
