"""Vietnamese text: one fold for searching, one key for sorting names."""

import unicodedata
from functools import lru_cache

_D = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """Return composed form, the only form that is stored."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return lower-case text without marks, one character for each of the NFC text.

    Offsets in the folded text are offsets in ``nfc(text)``, so matches can be highlighted there.
    """
    return "".join(
        unicodedata.normalize("NFD", character)[0] for character in nfc(text).lower().translate(_D)
    )


# The order of a Vietnamese dictionary: letters first, then the tone.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: format(index + 10, "02d") for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


@lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    ranks, tones = [], ["0"]
    for character in nfc(word).lower():
        parts = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), None)
        letter = nfc("".join(mark for mark in parts if mark not in _TONES))
        ranks.append(_RANK.get(letter, f"~{letter}" if not letter.isdigit() else f"0{letter}"))
        if tone:
            tones.append(tone)
    return "".join(ranks) + "." + "".join(tones)


def name_sort_key(full_name: str) -> str:
    """Return the key that sorts people as school registers do: given name, surname, middle names.

    The key is plain ASCII for Vietnamese names, so both databases order it the same.
    """
    words = full_name.split()
    if not words:
        return ""
    ordered = [words[-1], *words[:-1]]
    return " ".join(_word_key(word) for word in ordered)[:400]


def text_sort_key(text: str) -> str:
    """Return the key that sorts titles and names of organisations in Vietnamese order."""
    return " ".join(_word_key(word) for word in text.split())[:400]
