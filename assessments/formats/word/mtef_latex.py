"""A formula of MathType to LaTeX; what has no LaTeX here makes the whole formula stay a picture."""

from collections.abc import Callable

from .math_signs import FUNCTIONS, OTHER_FUNCTIONS
from .math_text import join, write_run, write_sign, write_words
from .mtef import MtefError, Part, read_object

_TEXT, _FUNCTION, _VECTOR, _FAR_EAST = 1, 2, 7, 12
# Spaces of MathType, and marks for aligning that say nothing here.
_SPACES = {0xEF00: "", 0xEF01: "", 0xEF02: "\\,", 0xEF03: "\\:", 0xEF04: "\\;", 0xEF05: "\\quad ",
           0xEF06: "\\quad ", 0xEF08: "", 0xEF22: "\\,", 0xEF23: "\\:", 0xEF24: "\\;", 0xEB05: "",
           0xE098: "", 0x0009: "\\quad ", 0x0020: "\\ ", 0x00A0: "~"}  # fmt: skip
_EMBELLISHED = {
    2: "\\dot{%s}", 3: "\\ddot{%s}", 4: "\\dddot{%s}", 5: "%s'", 6: "%s''", 7: "{}^{\\backprime}%s",
    8: "\\tilde{%s}", 9: "\\hat{%s}", 10: "\\not{%s}", 11: "\\vec{%s}", 12: "\\overleftarrow{%s}",
    13: "\\overleftrightarrow{%s}", 14: "\\vec{%s}", 15: "\\overleftarrow{%s}", 17: "\\overline{%s}",
    18: "%s'''", 19: "\\overparen{%s}", 20: "\\breve{%s}",
}  # fmt: skip
_FENCES = {
    0: ("\\langle ", "\\rangle "), 1: ("(", ")"), 2: ("\\{", "\\}"), 3: ("[", "]"), 4: ("|", "|"),
    5: ("\\|", "\\|"), 6: ("\\lfloor ", "\\rfloor "), 7: ("\\lceil ", "\\rceil "), 8: ("[", "]"),
}  # fmt: skip
_INTERVAL = ("(", ")", "[", "]")
_BIG = {16: "\\sum", 17: "\\prod", 18: "\\coprod", 19: "\\bigcup", 20: "\\bigcap"}
_OVER = {12: "\\underline{%s}", 13: "\\overline{%s}", 32: "\\widetilde{%s}", 33: "\\widehat{%s}",
         34: "\\overparen{%s}", 37: "\\boxed{%s}"}  # fmt: skip


def find_latex(data: bytes | None) -> str:
    """Return the LaTeX of an embedded object, or nothing when its picture must do."""
    try:
        return write_latex(read_object(data)) if data else ""
    except MtefError:
        return ""


def write_latex(parts: list[Part]) -> str:
    """Return LaTeX without delimiters; raises MtefError for what cannot be written in it."""
    written = _line(Part("line", parts=parts)).strip()
    if not written:
        raise MtefError
    return written


def _line(part: Part) -> str:
    """Write what stands side by side: letters of one kind together, indices after their base."""
    pieces: list[str] = []
    index = 0
    while index < len(part.parts):
        each = part.parts[index]
        if each.kind != "char" or each.parts:
            pieces.append(_WRITERS[each.kind](each))
            index += 1
            continue
        end = index
        while end < len(part.parts) and _goes_on(part.parts[end], each):
            end += 1
        pieces.append(_letters(part.parts[index:end]))
        index = end
    return join(pieces)


def _goes_on(part: Part, first: Part) -> bool:
    return part.kind == "char" and not part.parts and _family(part) == _family(first)


def _family(part: Part) -> str:
    if part.style in {_TEXT, _FAR_EAST} and part.code not in _SPACES.keys() - {0x20, 0xA0}:
        return "text"
    return {_FUNCTION: "function", _VECTOR: "vector"}.get(part.style, "math")


def _letters(chars: list[Part]) -> str:
    family = _family(chars[0])
    if family != "math" and any(_is_private(char.code) for char in chars):
        raise MtefError
    letters = "".join(chr(char.code) for char in chars)
    if family == "text":
        bare = letters.strip()
        # Digits and signs in the style of words are those of the formula.
        return write_words(letters) if any(char.isalpha() for char in bare) else write_run(bare)
    if family == "function":
        known = letters in FUNCTIONS | OTHER_FUNCTIONS or not letters.isalpha()
        return write_run(letters) if known else f"\\operatorname{{{write_run(letters)}}}"
    if family == "vector":
        return f"\\mathbf{{{write_run(letters)}}}" if letters.isascii() else write_run(letters)
    return join([_sign(char.code) for char in chars])


def _sign(code: int) -> str:
    if code in _SPACES:
        return _SPACES[code]
    if _is_private(code):
        raise MtefError
    return write_sign(chr(code))


def _is_private(code: int) -> bool:
    """Say whether a code is no letter: a sign of MathType's own, half a letter, a control."""
    return 0xD800 <= code <= 0xF8FF or code < 0x20


def _char(part: Part) -> str:
    """Write a letter with what stands over it."""
    written = _letters([part])
    for mark in part.parts:
        if mark.kind != "embell":
            continue
        if mark.code not in _EMBELLISHED:
            raise MtefError
        written = _EMBELLISHED[mark.code].replace("%s", written)
    return written


def _slots(part: Part) -> list[str]:
    return [_write_slot(each) for each in part.parts if each.kind in {"line", "pile", "matrix"}]


def _slot(part: Part, at: int) -> str:
    slots = _slots(part)
    return slots[at] if at < len(slots) else ""


def _write_slot(part: Part) -> str:
    return _WRITERS[part.kind](part).strip()


def _template(part: Part) -> str:
    if part.code in _FENCES or part.code == 9:
        return _fence(part)
    if part.code in _BIG or part.code in {15, 21, 22}:
        return _big(part)
    if part.code in _OVER:
        return _OVER[part.code].replace("%s", _slot(part, 0))
    if part.code not in _TEMPLATES:
        raise MtefError
    return _TEMPLATES[part.code](part)


def _fence(part: Part) -> str:
    body = _slot(part, 0)
    if part.code == 9:
        left, right = _INTERVAL[part.style & 3], _INTERVAL[part.style >> 4 & 3]
    else:
        pair = _FENCES[part.code]
        left = pair[0] if part.style & 1 else "."
        right = pair[1] if part.style & 2 else "."
    lines = next((each for each in part.parts if each.kind in {"line", "pile"}), None)
    inner = lines.parts if lines and lines.kind == "line" else [lines] if lines else []
    if (left, right) == ("\\{", ".") and len(inner) == 1 and inner[0].kind in {"pile", "matrix"}:
        return f"\\begin{{cases}}{_rows(inner[0])}\\end{{cases}}"
    return f"\\left{left}{body}\\right{right}"


def _rows(part: Part) -> str:
    cells = [_write_slot(each) for each in part.parts if each.kind in {"line", "pile", "matrix"}]
    wide = part.columns or 1
    return "\\\\".join("&".join(cells[at : at + wide]) for at in range(0, len(cells), wide))


def _pile(part: Part) -> str:
    lines = [each for each in part.parts if each.kind == "line"]
    if len(lines) == 1:
        return "".join(_slots(part))
    return f"\\begin{{array}}{{l}}{_rows(part)}\\end{{array}}"


def _matrix(part: Part) -> str:
    return f"\\begin{{matrix}}{_rows(part)}\\end{{matrix}}"


def _big(part: Part) -> str:
    main, lower, upper, named = (_slot(part, at) for at in range(4))
    if part.code == 15:
        sign = _integral(part.style)
    elif part.code in _BIG:
        sign = _BIG[part.code]
    elif named:
        sign = f"\\mathop{{{named}}}\\limits"
    else:
        raise MtefError
    return join([sign, _indices(lower, upper), f" {main}" if main else ""])


def _integral(style: int) -> str:
    count, is_loop = style & 3, style & 4
    if is_loop and count > 1:
        raise MtefError
    return "\\oint" if is_loop else ("\\int", "\\int", "\\iint", "\\iiint")[count]


def _indices(lower: str, upper: str) -> str:
    below = f"_{{{lower}}}" if lower else ""
    return below + (f"^{{{upper}}}" if upper else "")


def _scripts(part: Part) -> str:
    slots = _slots(part)
    lower, upper = ([*slots, "", ""])[:2]
    if part.code == 27:
        lower, upper = lower or upper, ""
    elif part.code == 28:
        lower, upper = "", upper or lower
    before = "{}" if part.style & 1 else ""
    return before + _indices(lower, upper)


def _fraction(part: Part) -> str:
    return f"\\frac{{{_slot(part, 0)}}}{{{_slot(part, 1)}}}"


def _root(part: Part) -> str:
    index = _slot(part, 1)
    return f"\\sqrt{f'[{index}]' if index else ''}{{{_slot(part, 0)}}}"


def _limit(part: Part) -> str:
    main, lower, upper = (_slot(part, at) for at in range(3))
    if main.lstrip("\\") in FUNCTIONS and main.startswith("\\"):
        return main + _indices(lower, upper)
    if lower:
        main = f"\\underset{{{lower}}}{{{main}}}"
    return f"\\overset{{{upper}}}{{{main}}}" if upper else main


def _arrow(part: Part) -> str:
    top, bottom = _slot(part, 0), _slot(part, 1)
    name = {0x10: "xleftarrow", 0x20: "xrightarrow"}.get(part.style & 0x30, "xleftrightarrow")
    if part.style & 3 == 2:
        name = "xrightleftharpoons"
    elif part.style & 3 == 1:
        raise MtefError
    return f"\\{name}{f'[{bottom}]' if bottom else ''}{{{top}}}"


def _brace(part: Part) -> str:
    main, said = _slot(part, 0), _slot(part, 1)
    if part.style & 1:
        return f"\\overbrace{{{main}}}" + (f"^{{{said}}}" if said else "")
    return f"\\underbrace{{{main}}}" + (f"_{{{said}}}" if said else "")


def _vector(part: Part) -> str:
    side = "under" if part.style & 4 else "over"
    arrow = {1: "leftarrow", 2: "rightarrow"}.get(part.style & 3, "leftrightarrow")
    return f"\\{side}{arrow}{{{_slot(part, 0)}}}"


def _dirac(part: Part) -> str:
    left, right = _slot(part, 0), _slot(part, 1)
    return f"\\left\\langle {left}\\middle|{right}\\right\\rangle "


def _embellishment(part: Part) -> str:
    del part
    return ""


_TEMPLATES: dict[int, Callable[[Part], str]] = {
    10: _root,
    11: _fraction,
    14: _arrow,
    23: _limit,
    24: _brace,
    27: _scripts,
    28: _scripts,
    29: _scripts,
    30: _dirac,
    31: _vector,
}
_WRITERS: dict[str, Callable[[Part], str]] = {
    "line": _line,
    "char": _char,
    "tmpl": _template,
    "pile": _pile,
    "matrix": _matrix,
    "embell": _embellishment,
}
