"""The words by which teachers mark parts, questions, keys and solutions."""

import re

from .convention import read_form

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_SEP = r"[.:)\-–—/]"
QUESTION = re.compile(
    rf"(?P<before>(?:[\[(][^\[\]()]{{1,40}}[\])]\s*){{0,3}})(?P<head>\W{{0,3}}(?:câu\s+hỏi|câu|bài\s+tập|bài|question|ques|q)\s*(?P<number>\d{{1,3}})(?P<letter>[a-e])?)"
    rf"(?P<sep>\s*{_SEP}+|(?=\s*[(\[])|(?=\t)|(?=\s*$)|(?=\s))[ ]?",
    re.IGNORECASE,
)
_NOT_A_QUESTION = re.compile(
    r"\s*(?:và|đến|and|to|,|;|-\s*\d|–\s*\d|trên|sau|này|là câu|thuộc)\b", re.IGNORECASE
)
BARE_NUMBER = re.compile(r"(?P<head>(?P<number>\d{1,3}))(?P<sep>\s*[.)/])\s*")
PART = re.compile(
    r"\W{0,3}(?:(?:phần|part|nhóm|dạng|section)\s*(?:thứ\s*)?(?P<number>I{1,3}V?|IV|V|[1-5]|[A-C])\b|"
    r"(?P<roman>I{1,3}|IV|V|[AB])\s*[.\-–:)/]\s*"
    r"(?=(?:phần|trắc nghiệm|tự luận|câu trắc|đọc hiểu|làm văn|pronunciation|trả lời)))",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"\W{0,3}(?:đáp\s*án(?:\s*đúng)?|đáp\s*số|trả\s*lời|kết\s*quả|answer|key|đ/?a|đs|kq|da)\s*(?::|=|\.(?!\.)|là\b|(?=\s+[A-H]\W*$))\s*",
    re.IGNORECASE,
)
CHOSEN = re.compile(
    r"\W{0,4}(?i:chọn|đáp\s*án(?:\s*đúng)?(?:\s*là)?|choose)\s*(?i:đáp\s*án|phương\s*án|câu|:|là)?\s*:?\s*"
    r"(?P<letter>[A-H])\b\.?\s*"
)
SOLUTION = re.compile(
    r"\W{0,3}(?:lời\s*giải(?:\s*chi\s*tiết)?|hướng\s*dẫn\s*(?:giải|chấm|chi\s*tiết|trả\s*lời)?(?:\s*chi\s*tiết)?|"
    r"giải\s*thích(?:\s*chi\s*tiết)?|gợi\s*ý(?:\s*giải)?|bài\s*giải|giải|hdg|hd|solution|explanation)\s*(?:[:.]+|$)\s*",
    re.IGNORECASE,
)
END = re.compile(r"[\W_]*(?:hết|the\s*end|end)[\W_]*", re.IGNORECASE)
KEY_HEADING = re.compile(
    r"\W{0,3}(?:bảng\s+)?(?:đáp\s*án|answer\s*keys?|đ\.?án)"
    r"(?:\s*(?:tham\s*khảo|chi\s*tiết|trắc\s*nghiệm|và|,|–|-|&|lời\s*giải|hướng\s*dẫn|chấm|giải|biểu|điểm|thang|đề|mã|số|\d+))*\W*",
    re.IGNORECASE,
)
MARKING_GUIDE = re.compile(
    r"\W{0,3}(?:hướng\s*dẫn\s*chấm|hướng\s*dẫn\s*giải\s*chi\s*tiết|lời\s*giải\s*chi\s*tiết)\W*$",
    re.IGNORECASE,
)
GROUP = re.compile(r"\s*</?\s*(?P<pin>#?)g(?P<kind>[0-3])(?P<pin2>#?)\s*>\s*", re.IGNORECASE)
TOOL_MARK = re.compile(r"\s*\[</?\s*\w{1,6}>\].{0,60}")
SHARED_BEGIN = re.compile(r"\W*@\s*BẮT\s*ĐẦU\s*DÙNG\s*CHUNG\s*@?\W*", re.IGNORECASE)
SHARED_END = re.compile(r"\W*@\s*KẾT\s*THÚC\s*DÙNG\s*CHUNG\s*@?\W*", re.IGNORECASE)
SHARED_RANGE = re.compile(
    r"(?:các\s+)?(?:câu(?:\s+hỏi)?|questions?|blanks?|gaps?|chỗ\s*trống)\s*(?:số\s*)?(?:từ\s*|from\s*)?(?P<first>\d{1,3})\s*"
    r"(?:đến|to|-|–|và|and|,)\s*(?:câu\s*|question\s*)?(?P<last>\d{1,3})",
    re.IGNORECASE,
)
_SHARED_VERB = re.compile(
    r"(?:dùng|sử\s*dụng|đọc|dựa|cho|read|mark|choose|thông\s*tin|dữ\s*kiện|đoạn|quan\s*sát)",
    re.IGNORECASE,
)
_FORMS = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        ("statements", r"đúng\s*[-–—/,]?\s*(?:hoặc|hay)?\s*sai|true\s*[/-]?\s*false"),
        ("short", r"trả\s*lời\s*ngắn|điền\s*(?:đáp|kết|khuyết)|short\s*answer"),
        ("essay", r"tự\s*luận|làm\s*văn|essay"),
        (
            "choice",
            r"nhiều\s*(?:lựa\s*chọn|phương\s*án)|trắc\s*nghiệm|multiple\s*choice|phương\s*án",
        ),
    )
)
_LEVELS = {
    "nb": "Nhận biết", "nhận biết": "Nhận biết", "biết": "Biết", "b": "Biết", "n": "Nhận biết",
    "th": "Thông hiểu", "thông hiểu": "Thông hiểu", "hiểu": "Hiểu", "h": "Hiểu",
    "vd": "Vận dụng", "vdt": "Vận dụng", "vận dụng": "Vận dụng", "v": "Vận dụng",
    "vận dụng thấp": "Vận dụng thấp", "vdc": "Vận dụng cao", "vận dụng cao": "Vận dụng cao",
}  # fmt: skip
LEVEL_CODES = {"Nhận biết": "know", "Biết": "know", "Thông hiểu": "understand", "Hiểu": "understand",
               "Vận dụng": "apply", "Vận dụng thấp": "apply", "Vận dụng cao": "apply"}  # fmt: skip
_TOKEN = re.compile(
    r"\s*[.:\-–]?\s*(?:\((?P<round>[^()]{1,60})\)|\[(?P<square>[^\[\]]{1,60})\]|<(?P<angle>[^<>]{1,30})>)\s*[.:]?"
)
_POINTS = re.compile(
    r"(?P<points>\d{1,2}(?:[.,]\d{1,3})?)\s*(?:điểm|đ|points?|pts?)\.?", re.IGNORECASE
)
_CODE = re.compile(r"(?:[0-9DHLX]{1,3}[A-Z0-9]{1,4}\d*)[A-Z]?\d*(?:[.-]\d+){1,3}")
_CODE_LEVELS = {"Y": "Nhận biết", "N": "Nhận biết", "B": "Thông hiểu", "H": "Thông hiểu",
                "K": "Vận dụng", "V": "Vận dụng", "G": "Vận dụng cao", "C": "Vận dụng cao"}  # fmt: skip
_LEVEL_WORD = re.compile(r"(?:mức\s*(?:độ)?|mđ|level)\s*:?\s*(?P<word>.+)", re.IGNORECASE)


def find_question(text: str) -> re.Match[str] | None:
    """Return the label of a question at the start of a line, or None."""
    found = QUESTION.match(text.replace("\xa0", " "))
    if found is None or _NOT_A_QUESTION.match(text, found.end()):
        return None
    return found


def find_part(text: str) -> int | None:
    """Return the number of the part that a line heads, or None."""
    found = PART.match(text)
    if found is None or len(text) > 400:
        return None
    written = (found["number"] or found["roman"]).upper()
    if written in _ROMAN:
        return _ROMAN[written]
    return int(written) if written.isdigit() else "ABC".index(written) + 1


def find_form(text: str) -> str:
    """Return the form that a heading names: choice, statements, short, essay or nothing."""
    return next((form for form, pattern in _FORMS if pattern.search(text)), "")


def is_key_heading(text: str) -> bool:
    """Say whether the answers of the whole paper begin here."""
    is_bare = bool(KEY_HEADING.fullmatch(text)) and ":" not in text
    return (is_bare or bool(MARKING_GUIDE.match(text))) and any(char.isalpha() for char in text)


def find_shared_range(text: str) -> tuple[int, int] | None:
    """Return the first and last question that a line announces a shared text for."""
    found = SHARED_RANGE.search(text)
    if found is None or not _SHARED_VERB.search(text):
        return None
    first, last = int(found["first"]), int(found["last"])
    return (first, last) if first < last <= first + 30 else None


def read_level(word: str) -> str:
    """Return the level that a mark such as NB or "Vận dụng cao" names, or nothing."""
    inner = _LEVEL_WORD.fullmatch(word.strip())
    bare = (inner["word"] if inner else word).strip().strip(".").casefold()
    return _LEVELS.get(" ".join(bare.split()), "")


def read_tokens(text: str) -> tuple[int, dict[str, str]]:
    """Read marks in brackets at the start of a question: form, level, points, code; tell where they end."""
    end = 0
    found: dict[str, str] = {}
    while token := _TOKEN.match(text, end):
        inner = (token["round"] or token["square"] or token["angle"] or "").strip()
        said = (read_form(inner) if token["square"] else {}) or _read_token(inner)
        if not said:
            break
        found |= said
        end = token.end()
    return end, found


def _read_token(inner: str) -> dict[str, str]:
    if level := read_level(inner):
        return {"level": level}
    if points := _POINTS.fullmatch(inner):
        return {"points": points["points"].replace(",", ".")}
    if inner[:3].upper() == "CLO" and len(inner) < 8:
        return {"code": inner}
    if _CODE.fullmatch(inner) and any(char.isalpha() for char in inner):
        letters = [char for char in inner[1:] if char in _CODE_LEVELS]
        is_levelled = len(letters) == 1 or (len(letters) > 1 and inner[0].isdigit())
        told = {"level": _CODE_LEVELS[letters[-1]]} if letters and is_levelled else {}
        return {"code": inner, **told}
    return {}
