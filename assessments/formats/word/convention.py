"""The words by which a Word file says what habits cannot: the form of a question, its gaps, its particulars.

A teacher can type all of them; ``docs/reference/question-formats.md`` and the Word template show how::

    Câu 1. [Sắp xếp] Xếp từ bé đến lớn.
    1) 5
    2) 9
    [Chủ đề: Số tự nhiên]
"""

import re
from decimal import Decimal

from assessments.formats.parts import plain
from assessments.formats.sheets.columns import KEEP, KINDS, STRICT, TYPES

# The first word of each form is the one that is written; the others are read too.
FORMS = {
    **{word.casefold(): kind for word, kind in TYPES.items()},
    "đúng sai": "true_false_statements",
    "ghép đôi": "matching",
    "nối": "matching",
    "nối cột": "matching",
    "sắp thứ tự": "ordering",
    "điền khuyết": "cloze",
    "nộp bài": "file_answer",
}
FORM_WORDS = {kind: word for word, kind in TYPES.items()}
ENTRY = re.compile(r"(?P<number>\d{1,2})\s*[.)]\s*")
ARROW = re.compile(r"\s*(?:=>|⇒|→|↔|->)\s*")
GAP = re.compile(
    r"chỗ(?:\s*trống)?\s*(?P<number>\d{1,2})\s*(?:\((?P<about>[^()]{1,80})\))?\s*:\s*",
    re.IGNORECASE,
)
REPLY = re.compile(r"bài\s*(?:làm|nộp)\s*:\s*", re.IGNORECASE)
GUIDE = re.compile(r"cách\s*chấm\s*:\s*", re.IGNORECASE)
FEEDBACK = re.compile(r"phản\s*hồi\s*(?P<letter>[A-L])\s*:\s*", re.IGNORECASE)
MATCHING_HEAD = ("Cột A", "Cột B")
RUBRIC_HEAD = ("Tiêu chí", "Điểm", "Mức")
PARTICULARS = {
    "Tên": "name",
    "Chủ đề": "category",
    "Mạch nội dung": "strand",
    "Yêu cầu cần đạt": "outcomes",
    "Nguồn": "source",
    "Môn": "subject",
    "Lớp": "grade",
    "Mức gốc": "original_level",
    "Độ khó": "expected_difficulty",
    "Số giây": "expected_seconds",
}
_BY_LABEL = {label.casefold(): key for label, key in PARTICULARS.items()}
_PARTICULAR = re.compile(
    rf"\[\s*(?P<label>{'|'.join(PARTICULARS)})\s*:\s*(?P<value>.*?)\s*\]", re.IGNORECASE
)
SHARED_TITLE = re.compile(r"\[\s*ngữ\s*liệu\s*:\s*(?P<title>.*?)\s*\]", re.IGNORECASE)
_SHARE = re.compile(r"(?P<text>.*?)\s*\(\s*(?P<percent>-?\d{1,3}(?:[.,]\d{1,8})?)\s*%\s*\)")
_BAR = re.compile(r"\s*(?<!\\)\|\s*")
_GAP_KINDS = {"chọn": "choice", "chữ": "text", "số": "number"}
_WEIGHT = re.compile(r"hệ\s*số\s*(?P<weight>\d{1,3}(?:[.,]\d{1,6})?)", re.IGNORECASE)


def read_form(inner: str) -> dict[str, str]:
    """Return the form that square brackets name, with ``keep`` and ``strict``; nothing if they name none."""
    word, *flags = [" ".join(each.split()).casefold() for each in inner.split(",")]
    if word not in FORMS or set(flags) - {KEEP, STRICT}:
        return {}
    told = {"form": FORMS[word]}
    told |= {"keep": "1"} if KEEP in flags else {}
    return told | ({"strict": "1"} if STRICT in flags else {})


def write_form(kind: str, *flags: str) -> str:
    """Write the form in square brackets."""
    return f"[{', '.join([FORM_WORDS[kind], *(flag for flag in flags if flag)])}] "


def read_particular(words: str) -> tuple[str, str] | None:
    """Return the key and the value of a line such as ``[Chủ đề: Số tự nhiên]``, or None."""
    found = _PARTICULAR.fullmatch(words.strip())
    if found is None:
        return None
    label = " ".join(found["label"].split()).casefold()
    return _BY_LABEL[label], found["value"]


def split_accepted(words: str) -> list[tuple[str, str]]:
    r"""Return accepted answers and their percentages: ``Hà Nội | Ha Noi (50%)``; ``\|`` is a bar."""
    pieces = [piece.replace("\\|", "|").strip() for piece in _BAR.split(words)]
    found = [(_SHARE.fullmatch(piece), piece) for piece in pieces if piece]
    return [
        (share["text"], share["percent"]) if share else (piece, "100") for share, piece in found
    ]


def join_accepted(answers: list[tuple[str, str]]) -> str:
    """Write accepted answers with their percentages; ``100`` is not said where it is clear."""
    return " | ".join(
        text.replace("|", "\\|")
        + ("" if percent == "100" and text[-2:] != "%)" else f" ({percent}%)")
        for text, percent in answers
    )


def read_gap_about(about: str) -> dict[str, str]:
    """Return ``kind``, ``weight`` and ``strict`` of what stands in the brackets of a gap."""
    told: dict[str, str] = {}
    weight = _WEIGHT.search(about)
    if weight:
        told["weight"] = plain(Decimal(weight["weight"].replace(",", ".")))
    for each in _WEIGHT.sub("", about).split(","):
        word = " ".join(each.split()).casefold()
        if word in _GAP_KINDS:
            told["kind"] = _GAP_KINDS[word]
        elif word == STRICT:
            told["strict"] = "1"
    return told


def write_gap_about(gap: dict[str, object]) -> str:
    """Write kind, weight and case of a gap."""
    words = {kind: word for word, kind in _GAP_KINDS.items()}
    told = [words[str(gap["kind"])]]
    told += [STRICT] if gap.get("is_case_sensitive") else []
    told += [f"hệ số {gap['weight']}"] if gap["weight"] != "1" else []
    return ", ".join(told)


_LINES = re.compile(r"(\d{1,3})\s*dòng", re.IGNORECASE)
_FEWEST = re.compile(r"(?:ít\s*nhất|từ)\s*(\d{1,5})(?:\s*từ\b|\s*đến|\s*[-–])", re.IGNORECASE)
_MOST = re.compile(r"(?:nhiều\s*nhất|tối\s*đa|đến|[-–])\s*(\d{1,5})\s*từ\b", re.IGNORECASE)
_FILES = re.compile(r"(\d{1,2})\s*tệp", re.IGNORECASE)


def read_reply(words: str) -> dict[str, int | None]:
    """Return what ``8 dòng; ít nhất 50 từ; nhiều nhất 200 từ; nhiều nhất 2 tệp`` says of an essay."""
    lines, files = _number(_LINES, words), _number(_FILES, words)
    return {
        "lines": 8 if lines is None else lines,
        "fewest_words": _number(_FEWEST, words),
        "most_words": _number(_MOST, words),
        "most_files": files or 0,
    }


def write_reply(reply: dict[str, int | None]) -> str:
    """Write the length of an essay and the number of its files."""
    told = [f"{reply['lines']} dòng"]
    told += [f"ít nhất {reply['fewest_words']} từ"] if reply["fewest_words"] is not None else []
    told += [f"nhiều nhất {reply['most_words']} từ"] if reply["most_words"] is not None else []
    told += [f"nhiều nhất {reply['most_files']} tệp"] if reply["most_files"] else []
    return "; ".join(told)


def read_handing_in(words: str) -> tuple[list[str], int]:
    """Return what kinds of files are taken and how many: ``ảnh, âm thanh; nhiều nhất 2 tệp``."""
    lowered = words.casefold()
    found = sorted((lowered.find(word), kind) for word, kind in KINDS.items() if word in lowered)
    return [kind for _at, kind in found] or ["image"], _number(_FILES, words) or 1


def write_handing_in(accepts: list[str], most_files: int) -> str:
    """Write what kinds of files are taken and how many."""
    words = {kind: word for word, kind in KINDS.items()}
    return f"{', '.join(words[kind] for kind in accepts)}; nhiều nhất {most_files} tệp"


def _number(pattern: re.Pattern[str], words: str) -> int | None:
    found = pattern.search(words)
    return int(found[1]) if found else None
