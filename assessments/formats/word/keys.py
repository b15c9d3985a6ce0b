"""Answer keys: rows such as ``1-A 2.B``, tables of several shapes, and what one answer says."""

import re
from itertools import pairwise

from .labels import find_question

_PAIR = re.compile(
    r"(?:câu\s*)?(?P<number>\d{1,3})\s*[.:\-–—)/]?\s*(?P<key>[A-Ha-h]|(?:[ĐDS]\s*[-,;/]?\s*){4}|(?:Đúng|Sai)(?:\s*[-,;/]\s*(?:Đúng|Sai)){3})"
    r"(?![\w.])",
    re.IGNORECASE,
)
_NUMBER_CELL = re.compile(
    r"(?:câu\s*(?:hỏi\s*)?(?:số\s*)?)?(?P<number>\d{1,3})\s*[.:)]?", re.IGNORECASE
)
_LETTER_CELL = re.compile(r"(?:ý\s*)?(?P<letter>[a-h])\s*[.)]?")
_HEAD_QUESTION = re.compile(r"(?:câu(?:\s*(?:hỏi|số))?|stt|question|tt|mã\s*đề)", re.IGNORECASE)
_HEAD_KEY = re.compile(r"(?:đáp\s*án.*|đ\.?/?a|chọn|key|kết\s*quả|answer)", re.IGNORECASE)
_HEAD_STATEMENT = re.compile(r"(?:lệnh\s*hỏi|ý|mệnh\s*đề|phát\s*biểu)", re.IGNORECASE)
_TRUE = {
    "đ": True,
    "đúng": True,
    "t": True,
    "true": True,
    "s": False,
    "sai": False,
    "f": False,
    "false": False,
}
_STATEMENT = re.compile(
    r"(?<![^\W\d_])(?P<letter>[a-h])\s*[.):\-–]*\s*[\[(]?\s*(?P<word>đúng|sai|đ|s|true|false|t|f)(?![^\W\d_])",
    re.IGNORECASE,
)
_ROW_OF_WORDS = re.compile(
    r"(?:đúng|sai|[đs])(?:[\s,;/\-–.]*(?:đúng|sai|[đs]))*[\s.]*", re.IGNORECASE
)
_ONE_WORD = re.compile(r"đúng|sai|[đs]", re.IGNORECASE)


def read_key_row(words: str) -> dict[int, str]:
    """Return the keys that a line tells by number, or nothing when it is no row of keys."""
    found = {int(pair["number"]): pair["key"].strip() for pair in _PAIR.finditer(words)}
    rest = _PAIR.sub("", words)
    is_row = len(re.sub(r"[\W_]+|câu", "", rest, flags=re.IGNORECASE)) <= 3
    return found if found and is_row else {}


def read_key_table(rows: list[list[str]]) -> dict[int, str]:
    """Return the keys that a table tells by number, whatever its shape; nothing if it tells none."""
    for reader in (_read_pairs, _read_columns, _read_rows):
        found = reader(rows)
        if found:
            return found
    return {}


def _read_pairs(rows: list[list[str]]) -> dict[int, str]:
    """Read cells such as ``1.A``."""
    cells = [cell for row in rows for cell in row if cell]
    found: dict[int, str] = {}
    hits = 0
    for cell in cells:
        keys = read_key_row(cell)
        hits += bool(keys)
        found |= keys
    return found if cells and hits >= 0.7 * len(cells) else {}


def _read_rows(rows: list[list[str]]) -> dict[int, str]:
    """Read rows of numbers with rows of keys beneath them."""
    found: dict[int, str] = {}
    numbers: dict[int, int] = {}
    for row in rows:
        in_row = {
            at: int(hit["number"])
            for at, cell in enumerate(row)
            if (hit := _NUMBER_CELL.fullmatch(cell))
        }
        is_head = len(in_row) >= 2 and len(in_row) >= 0.6 * sum(bool(cell) for cell in row)
        is_next = not numbers or _rises(list(in_row.values()))
        if is_head and is_next and not _is_values(row, numbers, found):
            numbers = in_row
            continue
        letter = next(
            (hit["letter"] for cell in row[:2] if (hit := _LETTER_CELL.fullmatch(cell))), ""
        )
        for at, number in numbers.items():
            if at < len(row) and row[at]:
                told = f"{letter}) {row[at]}" if letter else row[at]
                found[number] = f"{found[number]} {told}" if number in found else told
    return found


def _rises(numbers: list[int]) -> bool:
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _is_values(row: list[str], numbers: dict[int, int], found: dict[int, str]) -> bool:
    """Say whether a row under numbers holds answers that happen to be numbers."""
    waits = any(number not in found for number in numbers.values())
    says_key = any(_HEAD_KEY.fullmatch(cell) for cell in row[:1])
    return bool(numbers) and waits and (says_key or not _HEAD_QUESTION.match(row[0] if row else ""))


def _read_columns(rows: list[list[str]]) -> dict[int, str]:
    """Read columns: number, key, and again; or number and a key for each of a, b, c, d."""
    if not rows:
        return {}
    head = rows[0]
    numbers = [at for at, cell in enumerate(head) if _HEAD_QUESTION.fullmatch(cell.strip())]
    letters = {
        at: hit["letter"] for at, cell in enumerate(head) if (hit := _LETTER_CELL.fullmatch(cell))
    }
    keys = [at for at, cell in enumerate(head) if _HEAD_KEY.fullmatch(cell.strip())]
    parts = [at for at, cell in enumerate(head) if _HEAD_STATEMENT.fullmatch(cell.strip())]
    found: dict[int, str] = {}
    last = 0
    for row in rows[1:] if numbers else []:
        for at in numbers:
            hit = _NUMBER_CELL.fullmatch(row[at]) if at < len(row) else None
            last = int(hit["number"]) if hit else (last if len(numbers) == 1 else 0)
            told = _told(row, at, keys, parts, letters)
            if last and told:
                found[last] = f"{found[last]} {told}" if last in found else told
    return found


def _told(
    row: list[str], at: int, keys: list[int], parts: list[int], letters: dict[int, str]
) -> str:
    if letters:
        return " ".join(
            f"{letter}) {row[place]}" for place, letter in letters.items() if place < len(row)
        )
    key = next((place for place in keys if place > at and place < len(row)), None)
    if key is None:
        return ""
    letter = row[parts[0]].strip().rstrip(").") if parts and parts[0] < len(row) else ""
    return f"{letter}) {row[key]}" if letter and row[key] else row[key]


def read_statements(words: str) -> dict[str, bool]:
    """Return what an answer says of the statements a, b, c …: by letters, or as a row ``Đ S Đ S``."""
    told: dict[str, bool] = {}
    for hit in _STATEMENT.finditer(words):
        told.setdefault(hit["letter"].lower(), _TRUE[hit["word"].lower()])
    if told:
        return told
    row = words.strip()
    if not _ROW_OF_WORDS.fullmatch(row):
        return {}
    found = [_TRUE[word.lower()] for word in _ONE_WORD.findall(row)]
    return dict(zip("abcdefgh", found, strict=False))


def is_question_cell(words: str) -> bool:
    """Say whether a cell only names a question."""
    found = find_question(words)
    return bool(found) and not words[found.end() :].strip() if found else False
