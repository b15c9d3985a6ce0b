r"""Runs of a Word formula to LaTeX: letters, words, signs and numbers."""

import re
import unicodedata

from .math_signs import FUNCTIONS, GREEK, OTHER_FUNCTIONS, PLAIN, SIGNS

_COMMAND_END = re.compile(r"\\[A-Za-z]+$")
_NO_TEXT = frozenset(GREEK) | frozenset(SIGNS)
_WORDS = re.compile(r"[^\W\d_]+(?:[ \u00a0]+[^\W\d_]+)*")
_PIECE = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)|(?P<words>[^\W\d_]+)|(?P<sign>.)", re.DOTALL)
_ALPHABETS = (("DOUBLE-STRUCK", "mathbb"), ("BOLD FRAKTUR", "mathfrak"), ("FRAKTUR", "mathfrak"),
              ("BOLD SCRIPT", "mathcal"), ("SCRIPT", "mathcal"), ("BOLD ITALIC", "boldsymbol"),
              ("SANS-SERIF", "mathsf"), ("MONOSPACE", "mathtt"), ("BOLD", "mathbf"))  # fmt: skip


def join(parts: list[str]) -> str:
    r"""Join pieces of LaTeX, with a space where ``\pi`` would swallow the next letter."""
    joined = ""
    for part in parts:
        if part and joined and part[0].isalpha() and _COMMAND_END.search(joined):
            joined += " "
        joined += part
    return joined


def write_words(text: str) -> str:
    r"""Write words with their spaces as ``\text{…}``."""
    escaped = re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", "/"))
    escaped = escaped.replace("^", "\\textasciicircum{}").replace("~", " ")
    return f"\\text{{{escaped}}}" if text.strip() else "\\ " * min(len(text), 1)


def write_run(text: str, wrap: str = "") -> str:
    r"""Write the text of a run; ``wrap`` is ``mathrm``, ``mathbf`` … for its letters."""
    text = unicodedata.normalize("NFC", text)
    parts: list[str] = []
    start = 0
    for found in _WORDS.finditer(text):
        if _is_prose(found.group()):
            parts += [_write_pieces(text[start : found.start()], wrap), write_words(found.group())]
            start = found.end()
    parts.append(_write_pieces(text[start:], wrap))
    return join(parts)


def _is_prose(words: str) -> bool:
    """Say whether these are words of Vietnamese: letters beyond ASCII that are no signs."""
    return any(ord(char) > 0x7F and char not in _NO_TEXT and _is_letter(char) for char in words)


def _is_letter(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN") and char not in "ıȷ"


def _write_pieces(text: str, wrap: str) -> str:
    parts = []
    for found in _PIECE.finditer(text):
        kind, piece = found.lastgroup, found.group()
        if kind == "number":
            written = piece.replace(",", "{,}")
            parts.append(f"\\{wrap}{{{written}}}" if wrap in {"mathbf", "boldsymbol"} else written)
        elif kind == "words":
            parts.append(_write_letters(piece, wrap))
        else:
            parts.append(write_sign(piece))
    return join(parts)


def _write_letters(letters: str, wrap: str) -> str:
    if letters in FUNCTIONS:
        return f"\\{letters}"
    if letters in OTHER_FUNCTIONS:
        return f"\\operatorname{{{letters}}}"
    if letters.isascii():
        return f"\\{wrap}{{{letters}}}" if wrap else letters
    return join([_write_letter(letter, wrap) for letter in letters])


def _write_letter(letter: str, wrap: str) -> str:
    if letter in _NO_TEXT or not unicodedata.name(letter, "").startswith("MATHEMATICAL"):
        written = write_sign(letter)
        wraps = wrap in {"mathbf", "boldsymbol"} and written.startswith("\\")
        return f"\\boldsymbol{{{written}}}" if wraps else written
    name = unicodedata.name(letter)
    plain = unicodedata.normalize("NFKC", letter)
    alphabet = next((command for key, command in _ALPHABETS if key in name), "")
    body = write_sign(plain)
    return f"\\{alphabet}{{{body}}}" if alphabet else body


def write_sign(char: str) -> str:
    """Write one sign or letter."""
    if char in PLAIN:
        return PLAIN[char]
    if char in GREEK:
        return f"\\{GREEK[char]}"
    if char in SIGNS:
        command = SIGNS[char]
        return command if command.startswith("^") else f"\\{command}"
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() and plain.isalnum() else char
