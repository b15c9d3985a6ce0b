"""Text files from bytes: Unicode, or an older Vietnamese encoding that is told by its syllables.

Windows-1258 is Python's; TCVN3 (fonts .VnTime) and VNI (fonts VNI-Times) are written out here.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WORD = re.compile(r"[^\W\d_]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_STRANGE = re.compile("[\x80-\x9f¡¢£¤¥¦§¨©ª«¬®µ¶·¸¹»¼½¾ƒ„…†‡ˆ‰‹Œœ˜™š›\ufffd]")
# So many of the words with marks must be syllables; names of other languages are the rest.
_ENOUGH = 0.85
_LONGEST_LOOK = 400_000

_TCVN3 = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
# A vowel and the sign after it; ``ô`` and ``ö`` are the bases of ơ and ư, some letters stand alone.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323", "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
_VNI = re.compile(
    rf"(?P<base>[aeouyôö])(?P<mark>[{''.join(_VNI_MARKS)}])|(?P<alone>[{''.join(_VNI_ALONE)}])",
    re.IGNORECASE,
)


class Decoded(NamedTuple):
    """A text, and the name of its encoding for people: empty for UTF-8."""

    text: str
    encoding: str = ""


def decode(data: bytes) -> Decoded | None:
    """Read a text; None when it is none, or in an encoding that cannot be told."""
    for read in (_read_unicode, _read_bare_utf16):
        found = read(data)
        if found is not None:
            return None if _CONTROL.search(found.text) else found
    if _CONTROL.search(data.decode("latin-1")):
        return None
    ranked = sorted(
        ((_rank(text), name, text) for name, read in _OLD.items() if (text := read(data))),
        reverse=True,
    )
    if not ranked or ranked[0][0] < _ENOUGH:
        return None
    _share, name, text = ranked[0]
    return Decoded(text, name)


def _read_unicode(data: bytes) -> Decoded | None:
    is_wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    # Zeros between letters are UTF-16 without its mark.
    if not is_wide and "\0" in text[:1000]:
        return None
    return Decoded(text, "UTF-16" if is_wide else "")


def _read_bare_utf16(data: bytes) -> Decoded | None:
    """Read UTF-16 without its mark, which every second zero betrays."""
    head = data[:1000]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[start::2]
        if len(data) % 2 == 0 and half.count(0) > len(half) / 2 and 0 not in head[1 - start :: 2]:
            try:
                return Decoded(data.decode(name), "UTF-16")
            except UnicodeDecodeError:
                return None
    return None


def _read_1258(data: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return ""


def _read_tcvn3(data: bytes) -> str:
    return data.decode("latin-1").translate(str.maketrans(*_TCVN3))


def _read_vni(data: bytes) -> str:
    return _VNI.sub(_join_vni, data.decode("cp1252", "replace"))


def _join_vni(found: re.Match[str]) -> str:
    if found["alone"]:
        letter = _VNI_ALONE[found["alone"].lower()]
        return letter.upper() if found["alone"].isupper() else letter
    base = found["base"]
    bare = {"ô": "ơ", "ö": "ư"}.get(base.lower(), base.lower())
    joined = unicodedata.normalize("NFC", bare + _VNI_MARKS[found["mark"].lower()])
    return joined.upper() if base.isupper() else joined


_OLD: dict[str, Callable[[bytes], str]] = {
    "Windows-1258": _read_1258,
    "TCVN3 (ABC)": _read_tcvn3,
    "VNI": _read_vni,
}


def _rank(text: str) -> float:
    """Return which share of the words beyond ASCII are syllables of Vietnamese."""
    words = [word for word in _WORD.findall(text[:_LONGEST_LOOK]) if not word.isascii()]
    known = sum(_is_syllable(word) for word in words)
    # Signs that no text has count against it: an encoding read as another one is full of them.
    strange = len(_STRANGE.findall(text[:_LONGEST_LOOK]))
    return known / (len(words) + strange) if words else 0.0


def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", _TONES.sub("", parts))
    return len(_TONES.findall(parts)) <= 1 and bool(_SYLLABLE.fullmatch(bare))
