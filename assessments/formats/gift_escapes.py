"""Escapes of GIFT: hidden while the text is split, put back at the end."""

import re

_SPECIAL = "~=#{}:"
_HIDDEN = {character: chr(0xE000 + index) for index, character in enumerate(_SPECIAL + "\\")}
_NEWLINE = "\ue010"
_SHOWN = {hidden: character for character, hidden in _HIDDEN.items()} | {_NEWLINE: "\n"}
_SHOW = str.maketrans(_SHOWN)
_HIDE = str.maketrans({character: _HIDDEN[character] for character in _SPECIAL})
# Moodle's own export doubles every backslash; people who write by hand do not.
_INSIDE = r"(?:(?!\n\s*[\n=~]|\\\().){1,600}?"
_DOUBLED = rf"\\\\\({_INSIDE}\\\\\)|"
_MATH = re.compile(_DOUBLED + rf"\\\({_INSIDE}\\\)|" + r"\$\$[^$\n]{1,600}\$\$", re.DOTALL)
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_MATH_ESCAPE = re.compile(r"\\([~=#{}:\\]|n(?![a-zA-Z]))")
_FREE_BRACE = re.compile(r"(?<!\\)[{}]")


def hide(text: str) -> str:
    """Replace escaped characters, and the signs inside formulas, by private ones."""
    pieces, end = [], 0
    for found in _MATH.finditer(text):
        pieces += [_hide_plain(text[end : found.start()]), _hide_math(found.group(0))]
        end = found.end()
    return "".join([*pieces, _hide_plain(text[end:])])


def _hide_plain(text: str) -> str:
    return _ESCAPE.sub(_hide_escape, text)


def _hide_math(formula: str) -> str:
    """Undo escapes, unless a brace without one shows that the author wrote plain LaTeX."""
    if formula.startswith("\\\\("):
        return _hide_plain(formula).translate(_HIDE)
    if _FREE_BRACE.search(formula):
        return formula.translate(_HIDE)
    return _MATH_ESCAPE.sub(_hide_escape, formula).translate(_HIDE)


def _hide_escape(found: re.Match[str]) -> str:
    character = found.group(1)
    return _NEWLINE if character == "n" else _HIDDEN[character]


def show(text: str) -> str:
    """Put the hidden characters back."""
    return text.translate(_SHOW)
