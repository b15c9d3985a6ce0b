r"""Presentation MathML of foreign files becomes LaTeX; what is unknown gives None."""

from collections.abc import Callable
from typing import Any

from lxml import etree

_SIGNS = {
    "×": r"\times ", "÷": r"\div ", "·": r"\cdot ", "⋅": r"\cdot ", "±": r"\pm ", "∓": r"\mp ",
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\neq ", "≈": r"\approx ", "≡": r"\equiv ", "∈": r"\in ",
    "∉": r"\notin ", "⊂": r"\subset ", "∪": r"\cup ", "∩": r"\cap ", "∅": r"\emptyset ",
    "→": r"\to ", "⇒": r"\Rightarrow ", "⇔": r"\Leftrightarrow ", "↔": r"\leftrightarrow ",
    "∞": r"\infty ", "∑": r"\sum ", "∏": r"\prod ", "∫": r"\int ", "∂": r"\partial ",
    "√": r"\surd ", "°": r"^\circ ", "∘": r"\circ ", "∠": r"\angle ", "⊥": r"\perp ",
    "∥": r"\parallel ", "∀": r"\forall ", "∃": r"\exists ", "…": r"\ldots ", "−": "-",
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "ε": r"\varepsilon ",
    "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ", "π": r"\pi ", "ρ": r"\rho ",
    "σ": r"\sigma ", "φ": r"\varphi ", "ω": r"\omega ", "Δ": r"\Delta ", "Ω": r"\Omega ",
    "Σ": r"\Sigma ", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\u00a0": "\\ ", "$": r"\$",
}  # fmt: skip
_FUNCTIONS = {"sin", "cos", "tan", "cot", "log", "ln", "lim", "exp", "max", "min", "det", "gcd"}
_OVER = {
    "¯": r"\overline", "\u0305": r"\overline", "‾": r"\overline", "_": r"\underline",
    "→": r"\overrightarrow", "^": r"\widehat", "ˆ": r"\widehat", "~": r"\widetilde",
    "˙": r"\dot", "⏞": r"\overbrace",
}  # fmt: skip


class _UnknownError(Exception):
    """An element that has no LaTeX here."""


def read_mathml(node: Any) -> str | None:
    """Return the LaTeX of a ``math`` element (lxml gives no types for trees), or None."""
    for found in node.iter():
        is_tex = isinstance(found.tag, str) and _name(found) == "annotation"
        if is_tex and "tex" in (found.get("encoding") or "").lower() and found.text:
            return " ".join(found.text.split())
    try:
        return " ".join(_row(node).split()) or None
    except _UnknownError:
        return None


def _name(node: Any) -> str:
    return str(etree.QName(node).localname)


def _children(node: Any) -> list[Any]:
    return [child for child in node if isinstance(child.tag, str)]


def _row(node: Any) -> str:
    return "".join(_write(child) for child in _children(node))


def _write(node: Any) -> str:
    writer = _WRITERS.get(_name(node))
    if writer is None:
        raise _UnknownError
    return writer(node)


def _words(node: Any) -> str:
    return "".join(node.itertext()).strip()


def _letters(node: Any) -> str:
    text = _words(node)
    if text in _FUNCTIONS:
        return f"\\{text} "
    plain = "".join(_SIGNS.get(letter, letter) for letter in text)
    return rf"\mathrm{{{plain}}}" if len(text) > 1 and text.isalpha() else plain


def _signs(node: Any) -> str:
    text = _words(node)
    if text in _FUNCTIONS:
        return f"\\{text} "
    return "".join(_SIGNS.get(letter, letter) for letter in text)


def _text(node: Any) -> str:
    words = "".join(node.itertext()).replace("\\", "").replace("{", "").replace("}", "")
    return rf"\text{{{words}}}" if words.strip() else r"\ "


def _group(node: Any) -> str:
    return f"{{{_write(node)}}}"


def _parts(node: Any, count: int) -> list[str]:
    children = _children(node)
    if len(children) != count:
        raise _UnknownError
    return [_group(child) for child in children]


def _fraction(node: Any) -> str:
    above, below = _parts(node, 2)
    return rf"\frac{above}{below}"


def _root(node: Any) -> str:
    inner, degree = _parts(node, 2)
    return rf"\sqrt[{degree[1:-1]}]{inner}"


def _sup(node: Any) -> str:
    low, high = _parts(node, 2)
    return f"{_bare(low)}^{high}"


def _sub(node: Any) -> str:
    low, index = _parts(node, 2)
    return f"{_bare(low)}_{index}"


def _sub_sup(node: Any) -> str:
    low, index, high = _parts(node, 3)
    return f"{_bare(low)}_{index}^{high}"


def _bare(group: str) -> str:
    """Leave the braces out around one letter or one big sign."""
    inner = group[1:-1]
    return (
        inner if len(inner.strip()) == 1 or inner.strip() in {r"\sum", r"\int", r"\prod"} else group
    )


def _over(node: Any) -> str:
    children = _children(node)
    if len(children) != 2:
        raise _UnknownError
    mark = _OVER.get(_words(children[1]))
    if mark:
        return f"{mark}{_group(children[0])}"
    return rf"\overset{_group(children[1])}{_group(children[0])}"


def _under(node: Any) -> str:
    children = _children(node)
    if len(children) != 2:
        raise _UnknownError
    if _words(children[0]) in {"lim", "max", "min", "∑", "∏"}:
        return f"{_write(children[0]).strip()}_{_group(children[1])}"
    return rf"\underset{_group(children[1])}{_group(children[0])}"


def _fenced(node: Any) -> str:
    opening = _SIGNS.get(node.get("open", "("), node.get("open", "("))
    closing = _SIGNS.get(node.get("close", ")"), node.get("close", ")"))
    separator = (node.get("separators", ",").strip() or " ")[0]
    inner = separator.join(_write(child) for child in _children(node))
    return rf"\left{opening or '.'}{inner}\right{closing or '.'}"


def _table(node: Any) -> str:
    rows = [
        " & ".join(_row(cell) for cell in _children(row))
        for row in _children(node)
        if _name(row) == "mtr"
    ]
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _semantics(node: Any) -> str:
    children = _children(node)
    return _write(children[0]) if children else ""


_WRITERS: dict[str, Callable[[Any], str]] = {
    "math": _row, "mrow": _row, "mstyle": _row, "mpadded": _row, "semantics": _semantics,
    "mi": _letters, "mn": _signs, "mo": _signs, "mtext": _text, "ms": _text,
    "mspace": lambda _: r"\ ", "mphantom": lambda _: "", "mfrac": _fraction,
    "msqrt": lambda node: rf"\sqrt{{{_row(node)}}}", "mroot": _root, "msup": _sup, "msub": _sub,
    "msubsup": _sub_sup, "munderover": _sub_sup, "mover": _over, "munder": _under,
    "mfenced": _fenced, "mtable": _table,
}  # fmt: skip
