r"""Word's equations (OMML) to LaTeX; pure, and what is not known is named, never dropped.

>>> read_equation(element).latex
'\\frac{a}{b}'
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Node

from .math_signs import ACCENTS, FENCES, FUNCTIONS, SUMS
from .math_text import join, write_run, write_words

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 60
_TALL = ("\\frac", "\\begin", "\\sum", "\\int", "\\prod", "\\sqrt", "\\binom", "\\over", "\\under")
_ARROWS = {
    "\\to": "xrightarrow",
    "\\longrightarrow": "xrightarrow",
    "\\leftarrow": "xleftarrow",
    "\\Rightarrow": "xRightarrow",
    "\\rightleftharpoons": "xrightleftharpoons",
}


@dataclass(frozen=True)
class Equation:
    """A formula: its LaTeX without delimiters, and the names of parts that could not be read."""

    latex: str
    unread: tuple[str, ...] = ()


@dataclass
class _Reader:
    unread: list[str] = field(default_factory=list)
    depth: int = 0

    def row(self, nodes: list[Node]) -> str:
        return join([self.node(node) for node in nodes]).strip()

    def node(self, node: Node) -> str:
        if not isinstance(node.tag, str) or _is_settings(node):
            return ""
        if self.depth > DEEPEST:
            self.unread.append("depth")
            return ""
        self.depth += 1
        try:
            return self._write(node)
        finally:
            self.depth -= 1

    def _write(self, node: Node) -> str:
        name = etree.QName(node).localname
        if str(node.tag).startswith(M):
            maker = _MAKERS.get(name)
            if maker:
                return maker(self, node)
            if name not in _ROWS:
                self.unread.append(name)
            return self.row(list(node))
        if name in {"del", "moveFrom", "bookmarkStart", "bookmarkEnd", "proofErr"}:
            return ""
        if name == "t":
            return write_words(node.text or "")
        if name in {"drawing", "object", "pict"}:
            self.unread.append(name)
        return "\\ " if name in {"br", "tab"} else self.row(list(node))

    def part(self, node: Node, name: str) -> str:
        child = node.find(f"{M}{name}")
        return "" if child is None else self.row(list(child))


_ROWS = frozenset(
    {"oMath", "oMathPara", "e", "num", "den", "sub", "sup", "deg", "lim", "fName", "box"}
)


def read_equation(element: Node) -> Equation:
    """Return the LaTeX of an ``m:oMath`` element."""
    reader = _Reader()
    latex = reader.row(list(element))
    return Equation(latex, tuple(dict.fromkeys(reader.unread)))


def _is_settings(node: Node) -> bool:
    return str(node.tag).endswith("Pr")


def _setting(node: Node, name: str, default: str) -> str:
    """Return a value of ``m:namePr``; a sign that is present without a value is empty."""
    local = etree.QName(node).localname
    found = node.find(f"{M}{local}Pr/{M}{name}")
    return default if found is None else found.get(f"{M}val", "")


def _is_on(node: Node, name: str) -> bool:
    local = etree.QName(node).localname
    found = node.find(f"{M}{local}Pr/{M}{name}")
    return found is not None and found.get(f"{M}val", "1") in {"1", "on", "true"}


def _braced(latex: str) -> str:
    return "{" + latex.strip() + "}"


def _base(latex: str) -> str:
    """Brace a base of an index unless it is one thing already."""
    bare = latex.strip()
    is_word = bare.startswith("\\") and bare[1:].isalpha()
    is_number = bare.replace("{,}", "").isdigit()
    is_call = bare.startswith(("\\mathrm{", "\\text{", "\\mathbf{", "\\mathbb{")) and _is_one(bare)
    is_fence = bare.startswith("\\left") and bare.count("\\left") == 1 and _ends_fence(bare)
    if len(bare) == 1 or is_word or is_number or is_call or is_fence:
        return bare
    return _braced(bare)


def _ends_fence(bare: str) -> bool:
    tail = bare[bare.rfind("\\right") + 6 :]
    return len(tail) <= 2 or (tail.startswith("\\") and tail[1:].isalpha())


def _is_one(latex: str) -> bool:
    """Say whether a command with one argument ends where its argument ends."""
    depth = 0
    for index, char in enumerate(latex):
        depth += (char == "{") - (char == "}")
        if char == "}" and depth == 0:
            return index == len(latex) - 1
    return False


def _run(reader: _Reader, node: Node) -> str:
    text = "".join(child.text or "" for child in node if child.tag in {f"{M}t", f"{W}t"})
    reader.unread += [
        etree.QName(child).localname for child in node if child.tag in {f"{W}drawing", f"{W}object"}
    ]
    properties = node.find(f"{M}rPr")
    if properties is None:
        return write_run(text)
    if properties.find(f"{M}nor") is not None:
        return f"\\{text.strip()}" if text.strip() in FUNCTIONS else write_words(text)
    style, script = properties.find(f"{M}sty"), properties.find(f"{M}scr")
    wraps = {"double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak",
             "sans-serif": "mathsf", "monospace": "mathtt"}  # fmt: skip
    wrap = wraps.get(script.get(f"{M}val", "") if script is not None else "", "")
    styles = {"p": "mathrm", "b": "mathbf", "bi": "boldsymbol"}
    return write_run(
        text, wrap or styles.get(style.get(f"{M}val", "") if style is not None else "", "")
    )


def _fraction(reader: _Reader, node: Node) -> str:
    top, bottom = reader.part(node, "num"), reader.part(node, "den")
    kind = _setting(node, "type", "bar")
    if kind in {"lin", "skw"}:
        return f"{_base(top)}/{_base(bottom)}"
    if kind == "noBar":
        return f"\\genfrac{{}}{{}}{{0pt}}{{}}{_braced(top)}{_braced(bottom)}"
    return f"\\frac{_braced(top)}{_braced(bottom)}"


def _sup(reader: _Reader, node: Node) -> str:
    base, index = reader.part(node, "e"), reader.part(node, "sup")
    return f"{_base(base)}{_raised(index)}"


def _raised(index: str) -> str:
    is_prime = index != "" and not index.strip("'")
    index = "\\circ" if index == "^{\\circ}" else index
    return index if is_prime else f"^{_braced(index)}"


def _sub(reader: _Reader, node: Node) -> str:
    return f"{_base(reader.part(node, 'e'))}_{_braced(reader.part(node, 'sub'))}"


def _sub_sup(reader: _Reader, node: Node) -> str:
    lower = f"_{_braced(reader.part(node, 'sub'))}"
    return f"{_base(reader.part(node, 'e'))}{lower}{_raised(reader.part(node, 'sup'))}"


def _before(reader: _Reader, node: Node) -> str:
    lower, upper = reader.part(node, "sub"), reader.part(node, "sup")
    scripts = (f"_{_braced(lower)}" if lower else "") + (f"^{_braced(upper)}" if upper else "")
    return f"{{}}{scripts}{reader.part(node, 'e')}"


def _root(reader: _Reader, node: Node) -> str:
    degree = "" if _is_on(node, "degHide") else reader.part(node, "deg")
    return "\\sqrt" + (f"[{degree}]" if degree else "") + _braced(reader.part(node, "e"))


def _nary(reader: _Reader, node: Node) -> str:
    sign = _setting(node, "chr", "∫")
    lower = "" if _is_on(node, "subHide") else reader.part(node, "sub")
    upper = "" if _is_on(node, "supHide") else reader.part(node, "sup")
    head = SUMS.get(sign)
    if head is None:
        head = f"\\mathop{{{write_run(sign)}}}"
    if head.startswith(("\\int", "\\i", "\\o")) and _setting(node, "limLoc", "") == "undOvr":
        head += "\\limits" if lower or upper else ""
    scripts = (f"_{_braced(lower)}" if lower else "") + (f"^{_braced(upper)}" if upper else "")
    return join([head + scripts, reader.part(node, "e")])


def _function(reader: _Reader, node: Node) -> str:
    name = reader.part(node, "fName")
    name = f"\\operatorname{{{name}}}" if name.isalpha() and name.isascii() else name
    if name.startswith("\\mathrm{") and _is_one(name):
        name = "\\operatorname" + name.removeprefix("\\mathrm")
    return join([name, reader.part(node, "e")])


def _lower_limit(reader: _Reader, node: Node) -> str:
    base, limit = reader.part(node, "e"), reader.part(node, "lim")
    if base.lstrip("\\") in FUNCTIONS or base.startswith(("\\underbrace", "\\operatorname")):
        return f"{base}_{_braced(limit)}"
    return f"\\underset{_braced(limit)}{_braced(base)}"


def _upper_limit(reader: _Reader, node: Node) -> str:
    base, limit = reader.part(node, "e"), reader.part(node, "lim")
    for arrow, name in _ARROWS.items():
        if base == arrow:
            return f"\\{name}{_braced(limit)}"
        if base.startswith("\\underset{") and base.endswith(f"{{{arrow}}}"):
            below = base.removeprefix("\\underset{").removesuffix(f"}}{{{arrow}}}")
            return f"\\{name}[{below}]{_braced(limit)}"
    if base.startswith("\\overbrace"):
        return f"{base}^{_braced(limit)}"
    return f"\\stackrel{_braced(limit)}{_braced(base)}"


def _fenced(reader: _Reader, node: Node) -> str:
    opening, closing = _setting(node, "begChr", "("), _setting(node, "endChr", ")")
    cells = node.findall(f"{M}e")
    inner = [child for child in cells[0] if not _is_settings(child)] if cells else []
    if len(cells) == 1 and len(inner) == 1:
        special = _special(reader, inner[0], (opening, closing))
        if special:
            return special
    separator = _setting(node, "sepChr", "|")
    middle = f"\\middle{separator}" if separator == "|" else separator
    body = middle.join(reader.row(list(cell)) for cell in cells)
    return _fence(body, opening, closing)


def _special(reader: _Reader, inner: Node, fences: tuple[str, str]) -> str:
    """Write matrices, systems and binomials by their own names."""
    name = etree.QName(inner).localname
    if name == "m":
        return _matrix_in(reader, inner, fences)
    if name == "f" and _setting(inner, "type", "bar") == "noBar" and fences == ("(", ")"):
        return f"\\binom{_braced(reader.part(inner, 'num'))}{_braced(reader.part(inner, 'den'))}"
    if name == "eqArr":
        lines = _lines(reader, inner)
        body = "\\\\".join(line.replace("\\&", "") for line in lines)
        if fences == ("{", ""):
            return f"\\begin{{cases}}{body}\\end{{cases}}"
        return _fence(f"\\begin{{array}}{{l}}{body}\\end{{array}}", *fences)
    return ""


def _matrix_in(reader: _Reader, inner: Node, fences: tuple[str, str]) -> str:
    names = {("(", ")"): "pmatrix", ("[", "]"): "bmatrix", ("|", "|"): "vmatrix",
             ("‖", "‖"): "Vmatrix", ("{", "}"): "Bmatrix"}  # fmt: skip
    body, width = _cells(reader, inner)
    if fences == ("{", "") and width <= 2:
        return f"\\begin{{cases}}{body}\\end{{cases}}"
    if fences in names:
        return f"\\begin{{{names[fences]}}}{body}\\end{{{names[fences]}}}"
    return _fence(f"\\begin{{array}}{{{'l' * width}}}{body}\\end{{array}}", *fences)


def _fence(body: str, opening: str, closing: str) -> str:
    is_flat = not any(tall in body for tall in _TALL)
    if not opening and not closing:
        return body
    if is_flat and (opening, closing) in {("(", ")"), ("[", "]"), ("{", "}")}:
        return FENCES.get(opening, opening) + body + FENCES.get(closing, closing)
    left, right = FENCES.get(opening, opening), FENCES.get(closing, closing)
    return join([f"\\left{left}", body, f"\\right{right}"])


def _cells(reader: _Reader, node: Node) -> tuple[str, int]:
    rows = [
        [reader.row(list(cell)) for cell in row.findall(f"{M}e")] for row in node.findall(f"{M}mr")
    ]
    return "\\\\".join("&".join(row) for row in rows), max((len(row) for row in rows), default=1)


def _matrix(reader: _Reader, node: Node) -> str:
    return f"\\begin{{matrix}}{_cells(reader, node)[0]}\\end{{matrix}}"


def _lines(reader: _Reader, node: Node) -> list[str]:
    """Return the lines of an equation array; Word writes "&" where they are aligned."""
    return [reader.row(list(cell)) for cell in node.findall(f"{M}e")]


def _equations(reader: _Reader, node: Node) -> str:
    lines = (line.replace("\\&", "&") for line in _lines(reader, node))
    return "\\begin{aligned}" + "\\\\".join(lines) + "\\end{aligned}"


def _accent(reader: _Reader, node: Node) -> str:
    sign, body = _setting(node, "chr", "\u0302"), reader.part(node, "e")
    if sign not in ACCENTS:
        reader.unread.append(f"acc {sign}")
        return body
    one, several = ACCENTS[sign]
    is_one = len(body) == 1 or (body.startswith("\\") and body[1:].isalpha())
    return f"\\{one if is_one else several}{_braced(body)}"


def _bar(reader: _Reader, node: Node) -> str:
    name = "overline" if _setting(node, "pos", "bot") == "top" else "underline"
    return f"\\{name}{_braced(reader.part(node, 'e'))}"


def _group_sign(reader: _Reader, node: Node) -> str:
    sign, body = _setting(node, "chr", "⏟"), _braced(reader.part(node, "e"))
    is_over = _setting(node, "pos", "bot") == "top"
    names = {("⏞", True): "overbrace", ("⏟", False): "underbrace", ("→", True): "overrightarrow",
             ("→", False): "xrightarrow", ("←", True): "overleftarrow", ("←", False): "xleftarrow",
             ("⇒", False): "xRightarrow", ("⏜", True): "overparen",
             ("⌢", True): "overparen", ("¯", True): "overline"}  # fmt: skip
    name = names.get((sign, is_over))
    if name:
        return f"\\{name}{body}"
    return f"\\{'stackrel' if is_over else 'underset'}{{{write_run(sign)}}}{body}"


def _boxed(reader: _Reader, node: Node) -> str:
    body = _braced(reader.part(node, "e"))
    if _is_on(node, "strikeBLTR") and _is_on(node, "strikeTLBR"):
        return f"\\xcancel{body}"
    if _is_on(node, "strikeBLTR"):
        return f"\\cancel{body}"
    if _is_on(node, "strikeTLBR"):
        return f"\\bcancel{body}"
    return f"\\boxed{body}"


def _phantom(reader: _Reader, node: Node) -> str:
    body = reader.part(node, "e")
    return f"\\phantom{_braced(body)}" if _setting(node, "show", "1") in {"0", "off"} else body


_MAKERS: dict[str, Callable[[_Reader, Node], str]] = {
    "r": _run,
    "f": _fraction,
    "sSup": _sup,
    "sSub": _sub,
    "sSubSup": _sub_sup,
    "sPre": _before,
    "rad": _root,
    "nary": _nary,
    "func": _function,
    "limLow": _lower_limit,
    "limUpp": _upper_limit,
    "d": _fenced,
    "m": _matrix,
    "eqArr": _equations,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _group_sign,
    "borderBox": _boxed,
    "phant": _phantom,
}
