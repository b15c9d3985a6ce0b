"""Finds a negation that turns the question round and is not made to stand out.

"Không" is also a yes-no question ("… không?"), a part of other words (không khí) and a fact of the
story (vật không chịu lực): only the sentence that asks is read, and only phrases that turn it round.
"""

import re

from .words import emphasized, plain, without_math

_SENTENCE = re.compile(r"[^.!?:;]+[.!?:;]*")
# The sentence that asks for one of several.
_ASKS = re.compile(
    r"\b(nào|đâu|chọn|phát biểu|khẳng định|mệnh đề|nhận định|nhận xét|câu sau|ý sau|trừ)\b",
    re.IGNORECASE,
)
_NEGATIONS = re.compile(
    r"\b(không\s+phải(?:\s+là)?|không\s+(?:đúng|chính xác|thuộc|thể|có|được|bao gồm|xuất hiện|chứa|"
    r"xảy ra|liên quan|phù hợp|là|nên|cần|dùng|thỏa mãn|tồn tại)|không|sai|chưa\s+(?:đúng|chính xác)|"
    r"chưa|ngoại\s+trừ|trừ)\b",
    re.IGNORECASE,
)
# Words in which the same letters deny nothing.
_INNOCENT = re.compile(
    r"\b(không\s+(?:khí|gian|quân|trung|lưu|phận|tưởng|những|chỉ|ngừng)|hàng\s+không|chân\s+không|"
    r"trên\s+không|số\s+không|bằng\s+không|khác\s+không|hay\s+không|có\s+không|hoặc\s+không|"
    r"sai\s+(?:số|phân|lệch|khiến|phái|lầm)|phép\s+trừ|số\s+(?:bị\s+)?trừ|trừ\s+(?:đi|cho|hai|các\s+số)|"
    r"loại\s+trừ|đúng\s+hay\s+sai|đúng\s*[/,]\s*sai|đúng\s+hoặc\s+sai|trừ\s+khi)\b",
    re.IGNORECASE,
)
_AT_END = re.compile(r"\bkhông\s*[?.:]*\s*$", re.IGNORECASE)


def find_unmarked_negation(stem: str) -> str:
    """Return the negating words of the asking sentence that nothing emphasizes, or nothing.

    Bold, italics, underlining and capitals emphasize.
    """
    strong = emphasized(stem).lower()
    for sentence in _list_asking(without_math(plain(stem))):
        cleaned = _INNOCENT.sub(lambda match: "·" * len(match[0]), sentence)
        cleaned = _AT_END.sub("", cleaned)
        for match in _NEGATIONS.finditer(cleaned):
            said = match[0]
            first = said.split()[0]
            if not first.isupper() and first.lower() not in strong:
                return said
    return ""


def _list_asking(text: str) -> list[str]:
    """Return the last sentence that asks for one of several, if there is one."""
    sentences = [found.strip() for found in _SENTENCE.findall(text) if found.strip()]
    return [each for each in sentences if _ASKS.search(each)][-1:]
