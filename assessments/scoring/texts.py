"""Short text answers: equal after trimming, with ``*`` standing for anything."""

import unicodedata


def normal_text(text: str, *, is_case_sensitive: bool) -> str:
    """Return composed text with single spaces, in lower case unless case counts."""
    joined = " ".join(unicodedata.normalize("NFC", text).split())
    return joined if is_case_sensitive else joined.casefold()


def matches(pattern: str, text: str) -> bool:
    r"""Tell whether the text fits the pattern; linear in both, never a regular expression.

    A star that is meant as a star is written ``\*``.
    """
    parts = [part.replace("\0", "*") for part in pattern.replace(r"\*", "\0").split("*")]
    if len(parts) == 1:
        return text == parts[0]
    first, last = parts[0], parts[-1]
    if not text.startswith(first) or not text[len(first) :].endswith(last):
        return False
    rest = text[len(first) : len(text) - len(last)]
    for part in parts[1:-1]:
        found = rest.find(part)
        if found < 0:
            return False
        rest = rest[found + len(part) :]
    return True
