"""Names of files as people gave them: composed, without paths or tricks, never used as paths."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

from core.text import fold, nfc

LONGEST = 120
# Direction marks make "exe.pdf" look like a PDF; they have no use in a name.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(raw: str) -> str:
    """Return the last part of the name in composed form, without what file systems trip over.

    The extension survives; an empty rest becomes "tep".
    """
    last = nfc(raw).replace("\\", "/").split("/")[-1]
    seen = "".join(
        character for character in last if unicodedata.category(character) not in _UNSEEN
    )
    spaced = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", seen)).strip(" .")
    stem, suffix = PurePosixPath(spaced).stem, PurePosixPath(spaced).suffix
    if not stem:
        return "tep"
    return f"{stem[: LONGEST - len(suffix)].rstrip()}{suffix}"


def extension_of(name: str) -> str:
    """Return the lower-case extension without its dot, or nothing."""
    return PurePosixPath(name).suffix.lower().lstrip(".")


def disposition(name: str, *, attachment: bool) -> str:
    """Return the header that gives the file its name, also in Vietnamese (RFC 6266, RFC 8187)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", fold(name))
    way = "attachment" if attachment else "inline"
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
