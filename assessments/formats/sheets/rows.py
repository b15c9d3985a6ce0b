"""One row of the sheet becomes a question; what is wrong is named by its cell."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assessments.formats.markup import Markup
from assessments.formats.moodle.cloze import GAP_SYNTAX, read_gap
from assessments.formats.parts import make_content, number_text, percent_share, plain
from assessments.formats.report import Reason
from assessments.formats.rubrics import read_guide
from assessments.items.shape import Content

from . import columns as c

_KEY = re.compile(
    r"\s*([A-La-l])\s*(?:=\s*(-?\d+(?:[.,]\d+)?)\s*%)?\s*(?:[;,\n]|\Z|(?=\s[A-La-l]))"
)
_TRUTH = re.compile(
    r"\s*(Đ|S|Đúng|Sai|T|F|D)\s*(?:\(([^)]*)\))?\s*(?:[;,\n]|\Z|(?=\s))", re.IGNORECASE
)
_SHARE = re.compile(r"(.*?)\s*=\s*(-?\d+(?:[.,]\d+)?)\s*%", re.DOTALL)
_TRUE = {"đ", "đúng", "t", "d"}


class Row:
    """The cells of one row, by the names of their columns."""

    def __init__(self, cells: dict[str, str], places: dict[str, str], markup: Markup) -> None:
        """Hold cells; ``places`` gives the address of each (``D7``)."""
        self.cells, self.places, self.markup = cells, places, markup

    def text(self, name: str) -> str:
        """Return the words of a cell."""
        return self.cells.get(name, "")

    def html(self, text: str) -> str:
        """Return clean HTML of what a cell says."""
        if text.startswith(c.HTML):
            return self.markup.read(text.removeprefix(c.HTML), "html")
        return self.markup.read(text, "moodle")

    def fault(self, code: str, name: str) -> Reason:
        """Name the cell that cannot be read."""
        return Reason(code, self.places.get(name, name))

    @property
    def parts(self) -> list[str]:
        """Return the cells A to L that hold something."""
        return [self.text(letter) for letter in c.LETTERS if self.text(letter).strip()]

    @property
    def options(self) -> dict[str, str]:
        """Return what stands in the column of options: words, or name and value."""
        told = (each.partition("=") for each in self.text(c.OPTIONS).split(";"))
        return {name.strip().casefold(): value.strip() for name, _, value in told if name.strip()}


def read_row(row: Row) -> Content | Reason:
    """Read a row into a content, or name the cell that is wrong."""
    named = {name.casefold(): kind for name, kind in c.TYPES.items()}
    kind = named.get(" ".join(row.text(c.TYPE).split()).casefold())
    if kind is None:
        return row.fault("cell_type", c.TYPE)
    read = _READERS[kind](row)
    if isinstance(read, Reason):
        return read
    stem, solution = row.html(row.text(c.STEM)), row.html(row.text(c.SOLUTION))
    return make_content(kind, stem, solution, row.markup, **read)


Result = dict[str, Any] | Reason


def _read_keys(row: Row) -> dict[str, str | None] | None:
    """Return the share of each letter that the key names; None when it cannot be read."""
    text, at, keys = row.text(c.KEY).rstrip(), 0, {}
    while at < len(text):
        found = _KEY.match(text, at)
        if found is None or found.end() == at:
            return None
        keys[found.group(1).upper()] = percent_share(found.group(2)) if found.group(2) else None
        at = found.end()
    return keys


def _choice(row: Row, *, is_single: bool) -> Result:
    keys = _read_keys(row)
    if not keys or any(not row.text(letter).strip() for letter in keys):
        return row.fault("cell_key", c.KEY)
    part = "1" if is_single else plain((1 / Decimal(len(keys))).quantize(Decimal("0.00001")))
    told = _read_feedback(row)
    return {
        "options": [
            {
                "html": row.html(row.text(letter)),
                "share": (keys[letter] or part) if letter in keys else "0",
                "feedback": told.get(letter, ""),
            }
            for letter in c.LETTERS
            if row.text(letter).strip()
        ],
        "keep_order": c.KEEP in row.options,
    }


def _read_feedback(row: Row) -> dict[str, str]:
    told = {}
    for line in row.text(c.FEEDBACK).split("\n"):
        letter, colon, text = line.partition(":")
        if colon and letter.strip().upper() in set(c.LETTERS):
            told[letter.strip().upper()] = row.html(text.strip(" "))
    return told


def _statements(row: Row) -> Result:
    parts = row.parts
    found = [match.groups() for match in _TRUTH.finditer(row.text(c.KEY))]
    if len(found) != len(parts) or not parts:
        return row.fault("cell_key", c.KEY)
    levels = {name.casefold(): level for name, level in c.LEVELS.items()}
    return {
        "statements": [
            {
                "html": row.html(text),
                "is_true": word.casefold() in _TRUE,
                "level": levels.get((level or "").strip().casefold(), ""),
            }
            for text, (word, level) in zip(parts, found, strict=True)
        ]
    }


def _split_share(text: str) -> tuple[str, str]:
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        return text.strip(), "1"
    return found.group(1).strip(), percent_share(found.group(2)) or "x"


def _numbers(row: Row) -> Result:
    answers = []
    for line in re.split(r"[;\n]", row.text(c.KEY)):
        if not line.strip():
            continue
        text, share = _split_share(line)
        value, _, spread = text.replace("+-", "±").partition("±")
        number, tolerance = number_text(value), number_text(spread.strip() or "0")
        if number is None or tolerance is None:
            return row.fault("cell_number", c.KEY)
        answers.append({"value": number, "tolerance": tolerance, "share": share})
    return {"answers": answers} if answers else row.fault("cell_key", c.KEY)


def _texts(row: Row) -> Result:
    pairs = [_split_share(line) for line in row.text(c.KEY).split("\n") if line.strip()]
    if not pairs:
        return row.fault("cell_key", c.KEY)
    texts = [{"text": text, "share": share} for text, share in pairs]
    return {"texts": texts, "is_case_sensitive": c.STRICT in row.options}


def _ordering(row: Row) -> Result:
    return {"entries": [{"html": row.html(text)} for text in row.parts]}


def _matching(row: Row) -> Result:
    pairs, extras = [], []
    for text in row.parts:
        left, arrow, right = text.partition(c.ARROW)
        if not arrow:
            return row.fault("cell_pair", next(x for x in c.LETTERS if row.text(x) == text))
        match = row.html(right.strip(" "))
        if left.strip():
            pairs.append({"html": row.html(left.strip(" ")), "match": match})
        else:
            extras.append(match)
    return {"pairs": pairs, "extra_matches": extras}


def _cloze(row: Row) -> Result:
    gaps: list[dict[str, Any]] = []
    for letter in c.LETTERS:
        text = row.text(letter).strip()
        if not text:
            continue
        found = GAP_SYNTAX.fullmatch(text)
        gap = read_gap(found, row.markup) if found else _read_words(text)
        if isinstance(gap, Reason):
            return row.fault("cell_gap", letter)
        gaps.append(gap)
    return {"gaps": gaps}


def _read_words(text: str) -> dict[str, Any]:
    texts = [{"text": each.strip(), "share": "1"} for each in text.split("|") if each.strip()]
    return {"kind": "text", "weight": "1", "texts": texts, "is_case_sensitive": False}


def _guide(row: Row) -> dict[str, Any]:
    note, rubric = read_guide(row.html(row.text(c.GUIDE)))
    return {"rubric": rubric, "marker_note": note}


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _essay(row: Row) -> Result:
    told = row.options
    fewest, _, most = told.get(c.WORDS, "").partition("-")
    reply = {
        "lines": _count(told.get(c.LINES, "15")),
        "fewest_words": _count(fewest.strip()) or None,
        "most_words": _count(most.strip()) or None,
        "most_files": _count(told.get(c.MOST_FILES, "0")),
    }
    return {"reply": reply, **_guide(row)}


def _file_answer(row: Row) -> Result:
    told = row.options
    words = [word.strip().casefold() for word in told.get(c.ACCEPTS, "").split(",")]
    kinds = [kind for name, kind in c.KINDS.items() if name in words]
    files = _count(told.get(c.MOST_FILES, "1")) or 1
    return {"accepts": kinds or list(c.KINDS.values()), "most_files": files, **_guide(row)}


_READERS: dict[str, Callable[[Row], Result]] = {
    "single_choice": lambda row: _choice(row, is_single=True),
    "multiple_choice": lambda row: _choice(row, is_single=False),
    "true_false_statements": _statements,
    "short_number": _numbers,
    "short_text": _texts,
    "ordering": _ordering,
    "matching": _matching,
    "cloze": _cloze,
    "essay": _essay,
    "file_answer": _file_answer,
}
