"""MathML as Temml writes it, to Office Math: pure, one element in, one element out."""

import unicodedata
from collections.abc import Callable, Sequence

from lxml import etree
from lxml.etree import _Element as Node

from .omml_parts import M, add, build, group, prop, run, text_of
from .omml_signs import ACCENTS, BRACES, HIDDEN, INTEGRALS, LIMITS, RELATIONS, SPACES, SUMS

Nodes = Sequence[Node]


def convert_mathml(markup: str) -> Node:
    """Return ``m:oMath`` for a ``<math>`` element given as text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(markup.encode(), parser)
    formula = etree.Element(f"{M}oMath", nsmap={"m": M.strip("{}")})
    add(formula, convert_row(list(root)))
    return formula


def convert_row(nodes: Nodes) -> list[Node]:
    """Convert neighbours; sums and functions take what follows them as their argument."""
    flat = _flatten(nodes)
    done: list[Node] = []
    index = 0
    while index < len(flat):
        if _is_lost_index(flat, index) and done:
            done[-1:] = _index_of(done[-1], flat[index])
            index += 1
            continue
        made, index = _convert_at(flat, index)
        done += made
    return done


def _flatten(nodes: Nodes) -> list[Node]:
    """Open rows that only group, so that a function meets what it applies to."""
    flat: list[Node] = []
    for node in nodes:
        is_plain = node.tag in {"mrow", "mstyle", "mpadded"} and not _is_box(node)
        is_fenced = len(node) >= 2 and _is_open(node[0]) and _is_close(node[-1])
        flat += _flatten(list(node)) if is_plain and not is_fenced else [node]
    return [
        node
        for index, node in enumerate(flat)
        if node.tag != "mspace" or not any(map(_is_arrow, flat[max(0, index - 1) : index + 2]))
    ]


def _is_arrow(node: Node) -> bool:
    """Say whether this is an arrow with words on it, which Temml pads with spaces."""
    is_over = node.tag in {"mover", "munder", "munderover"}
    return is_over and node[0].tag == "mo" and node[-1].tag in {"mover", "munder"}


def _label(node: Node) -> list[Node]:
    """Convert the words on an arrow without the struts that Temml puts around them."""
    inner = node[0] if node.tag in {"mover", "munder"} and node[1].tag == "mspace" else node
    kept = [child for child in _flatten([inner]) if child.tag != "mspace"]
    return convert_row(kept)


def _is_lost_index(nodes: Nodes, index: int) -> bool:
    """Say whether an index without a base belongs to the letter before it, as in chemistry."""
    node = nodes[index]
    is_single = node.tag in {"msub", "msup"} and _is_prescript(node)
    return is_single and index > 0 and nodes[index - 1].tag in {"mi", "mn"}


def _index_of(base: Node, node: Node) -> list[Node]:
    name, part = ("sSub", "sub") if node.tag == "msub" else ("sSup", "sup")
    return [build(name, group("e", [base]), group(part, convert_row([node[1]])))]


def _convert_at(nodes: Nodes, index: int) -> tuple[list[Node], int]:
    node = nodes[index]
    bare = _unwrap(node)
    if _operator(bare) is not None:
        end = _end_of_argument(nodes, index + 1)
        return [_nary(bare, convert_row(nodes[index + 1 : end]))], end
    if _is_function(nodes, index):
        start = _skip_hidden(nodes, index + 1)
        end = _end_of_atom(nodes, start)
        return _function(bare, convert_row(nodes[start:end])), end
    if _is_prescript(bare) and index + 1 < len(nodes):
        return [_prescript(bare, convert_row(nodes[index + 1 : index + 2]))], index + 2
    return convert(node), index + 1


def _unwrap(node: Node) -> Node:
    """Look through rows that hold one thing."""
    while node.tag in {"mrow", "mstyle", "mpadded"} and not _is_box(node):
        inner = [child for child in node if not _is_hidden(child)]
        if len(inner) != 1:
            return node
        node = inner[0]
    return node


def convert(node: Node) -> list[Node]:
    """Convert one MathML element to the elements that stand for it."""
    maker = _MAKERS.get(str(node.tag))
    return maker(node) if maker else convert_row(list(node))


def _row(node: Node) -> list[Node]:
    children = list(node)
    if _is_box(node):
        return [build("borderBox", group("e", convert_row(children)))]
    if len(children) >= 2 and _is_open(children[0]) and _is_close(children[-1]):
        return _fenced(children)
    return convert_row(list(node))


def _fenced(children: list[Node]) -> list[Node]:
    opening, closing = children[0], children[-1]
    inner = children[1:-1]
    is_plain = opening.get("stretchy") == "false" and closing.get("stretchy") == "false"
    if is_plain:
        return [*convert(opening), *convert_row(inner), *convert(closing)]
    properties = prop("d", begChr=text_of(opening), endChr=text_of(closing))
    only = _unwrap(inner[0]) if len(inner) == 1 else None
    if only is not None and only.tag == "mtable" and all(len(row) == 1 for row in only):
        content = [_equations(only)]
    else:
        content = convert_row(inner)
    return [build("d", properties, group("e", content))]


def _is_open(node: Node) -> bool:
    return node.tag == "mo" and node.get("fence") == "true" and node.get("form") != "postfix"


def _is_close(node: Node) -> bool:
    return node.tag == "mo" and node.get("fence") == "true" and node.get("form") != "prefix"


def _is_box(node: Node) -> bool:
    return "tms-box" in (node.get("class") or "")


def _is_hidden(node: Node) -> bool:
    is_mark = node.tag == "mo" and text_of(node) != "" and not text_of(node).strip(HIDDEN)
    return is_mark or (node.tag == "mspace" and not node.get("width"))


def _skip_hidden(nodes: Nodes, index: int) -> int:
    """Go past the sign of application and the thin space after it."""
    while index < len(nodes) and (_is_hidden(nodes[index]) or nodes[index].tag == "mspace"):
        index += 1
    return index


def _end_of_argument(nodes: Nodes, start: int) -> int:
    """Return where the argument of a sum or an integral ends: at a relation or at the end."""
    for index in range(start, len(nodes)):
        if nodes[index].tag == "mo" and text_of(nodes[index]) in RELATIONS:
            return index
    return len(nodes)


def _end_of_atom(nodes: Nodes, start: int) -> int:
    """Return the end of what a function applies to: one thing, or a number with its letter."""
    if start >= len(nodes) or nodes[start].tag == "mo":
        return start
    takes_letter = nodes[start].tag == "mn" and start + 1 < len(nodes)
    return start + 2 if takes_letter and nodes[start + 1].tag in {"mi", "msup"} else start + 1


def _operator(node: Node) -> str | None:
    """Return the sign when the node is a sum or an integral, with or without its limits."""
    base = node
    while base.tag in {"msub", "msup", "msubsup", "munder", "mover", "munderover"}:
        base = _unwrap(base[0])
    sign = text_of(base) if base.tag == "mo" else ""
    return sign if len(sign) == 1 and sign in SUMS + INTEGRALS else None


def _nary(node: Node, argument: list[Node]) -> Node:
    sign = _operator(node) or ""
    lower = node[1] if node.tag in {"msub", "msubsup", "munder", "munderover"} else None
    upper = node[-1] if node.tag in {"msup", "msubsup", "mover", "munderover"} else None
    is_under = node.tag in {"munder", "mover", "munderover"}
    properties = prop(
        "nary",
        chr=sign,
        limLoc="undOvr" if is_under else "subSup",
        subHide="1" if lower is None else None,
        supHide="1" if upper is None else None,
    )
    parts = [group("sub", _one(lower)), group("sup", _one(upper)), group("e", argument)]
    return build("nary", properties, *parts)


def _one(node: Node | None) -> list[Node]:
    return [] if node is None else convert_row([node])


def _function_name(node: Node) -> str:
    base = node
    while base.tag in {"msub", "msup", "msubsup", "munder"}:
        base = _unwrap(base[0])
    name = text_of(base) if base.tag in {"mi", "mo"} else ""
    return name if len(name) > 1 and name.isascii() and name.isalpha() else ""


def _is_function(nodes: Nodes, index: int) -> bool:
    """Say whether this is sin, log, lim …: Temml puts the sign of application after them."""
    if not _function_name(_unwrap(nodes[index])) or index + 1 >= len(nodes):
        return False
    return nodes[index + 1].tag == "mo" and text_of(nodes[index + 1]) == "\u2061"


def _function(node: Node, argument: list[Node]) -> list[Node]:
    name = _function_name(node)
    if name in LIMITS and node.tag in {"msub", "munder"}:
        under = group("lim", convert_row([node[1]]))
        head = [build("limLow", group("e", [run(name, style="p")]), under)]
    else:
        head = convert(node)
    if not argument:
        return head
    return [build("func", group("fName", head), group("e", argument))]


def _is_prescript(node: Node) -> bool:
    is_script = node.tag in {"msub", "msup", "msubsup"}
    return is_script and node[0].tag == "mrow" and len(node[0]) == 0 and not node[0].text


def _prescript(node: Node, base: list[Node]) -> Node:
    lower = node[1] if node.tag in {"msub", "msubsup"} else None
    upper = node[-1] if node.tag in {"msup", "msubsup"} else None
    return build("sPre", group("sub", _one(lower)), group("sup", _one(upper)), group("e", base))


def _scripts(node: Node) -> list[Node]:
    parts = {"msub": ["sub"], "msup": ["sup"], "msubsup": ["sub", "sup"]}[str(node.tag)]
    name = {"msub": "sSub", "msup": "sSup", "msubsup": "sSubSup"}[str(node.tag)]
    scripts = [
        group(part, convert_row([child])) for part, child in zip(parts, node[1:], strict=True)
    ]
    return [build(name, group("e", convert_row([node[0]])), *scripts)]


def _over(node: Node) -> list[Node]:
    mark = text_of(node[1]) if node[1].tag == "mo" else ""
    base = group("e", convert_row([node[0]]))
    if mark in BRACES:
        return [build("groupChr", prop("groupChr", chr=mark, pos="top", vertJc="bot"), base)]
    if mark in ACCENTS:
        return [build("acc", prop("acc", chr=ACCENTS[mark]), base)]
    return [build("limUpp", base, group("lim", _label(node[1])))]


def _under(node: Node) -> list[Node]:
    mark = text_of(node[1]) if node[1].tag == "mo" else ""
    base = group("e", convert_row([node[0]]))
    if mark in BRACES:
        return [build("groupChr", prop("groupChr", chr=mark, pos="bot", vertJc="top"), base)]
    return [build("limLow", base, group("lim", _label(node[1])))]


def _under_over(node: Node) -> list[Node]:
    lower = build("limLow", group("e", convert_row([node[0]])), group("lim", _label(node[1])))
    return [build("limUpp", group("e", [lower]), group("lim", _label(node[2])))]


def _fraction(node: Node) -> list[Node]:
    is_bare = (node.get("linethickness") or "").rstrip("pxemt") in {"0", "0.0"}
    kind = "noBar" if is_bare else "lin" if node.get("bevelled") == "true" else None
    parts = group("num", convert_row([node[0]])), group("den", convert_row([node[1]]))
    return [build("f", prop("f", type=kind) if kind else None, *parts)]


def _root(node: Node) -> list[Node]:
    if node.tag == "msqrt":
        properties, degree = prop("rad", degHide="1"), group("deg", [])
        return [build("rad", properties, degree, group("e", convert_row(list(node))))]
    return [build("rad", group("deg", convert_row([node[1]])), group("e", convert_row([node[0]])))]


def _enclosed(node: Node) -> list[Node]:
    content = group("e", convert_row(list(node)))
    notation = node.get("notation", "")
    if notation in {"top", "bottom"}:
        return [build("bar", prop("bar", pos="top" if notation == "top" else "bot"), content)]
    hidden = dict.fromkeys(("hideTop", "hideBot", "hideLeft", "hideRight"), "1")
    strikes = {
        "updiagonalstrike": {"strikeBLTR": "1"},
        "downdiagonalstrike": {"strikeTLBR": "1"},
        "horizontalstrike": {"strikeH": "1"},
    }
    wanted = {k: v for key, found in strikes.items() if key in notation for k, v in found.items()}
    return [build("borderBox", prop("borderBox", **(hidden | wanted if wanted else {})), content)]


def _table(node: Node) -> list[Node]:
    if "tml-jot" in (node.get("class") or ""):
        return [_equations(node)]
    width = max((len(row) for row in node), default=1)
    first = list(node[0]) if len(node) else []
    columns = etree.Element(f"{M}mcs")
    for index in range(width):
        classes = first[index].get("class") or "" if index < len(first) else ""
        side = next((name for name in ("left", "right") if f"tml-{name}" in classes), "center")
        column = etree.SubElement(etree.SubElement(columns, f"{M}mc"), f"{M}mcPr")
        etree.SubElement(column, f"{M}count").set(f"{M}val", "1")
        etree.SubElement(column, f"{M}mcJc").set(f"{M}val", side)
    properties = etree.Element(f"{M}mPr")
    properties.append(columns)
    rows = [group("mr", [group("e", convert_row(list(cell))) for cell in row]) for row in node]
    return [build("m", properties, *rows)]


def _equations(node: Node) -> Node:
    """Write lines under each other; "&" stands where they are aligned, as in Word."""
    lines = []
    for row in node:
        line: list[Node] = []
        for index, cell in enumerate(row):
            line += [run("&")] if index else []
            line += convert_row(list(cell))
        lines.append(group("e", line))
    return build("eqArr", *lines)


def _letters(node: Node) -> list[Node]:
    """Write letters and signs; letters of bold alphabets become bold letters."""
    text = "".join(char for char in text_of(node) if char not in HIDDEN)
    if not text:
        return []
    plain = "".join(_base_letter(char) for char in text)
    if plain != text:
        name = unicodedata.name(text[0], "")
        return [run(plain, style="bi" if "ITALIC" in name else "b")]
    is_upright = node.get("mathvariant") == "normal" or (node.tag == "mi" and len(text) > 1)
    return [run(text, style="p" if is_upright else None)]


def _base_letter(char: str) -> str:
    """Return the plain letter or digit of a bold mathematical one; others stay."""
    name = unicodedata.name(char, "")
    is_bold = name.startswith(("MATHEMATICAL BOLD CAPITAL", "MATHEMATICAL BOLD SMALL"))
    is_bold = is_bold or name.startswith(("MATHEMATICAL BOLD ITALIC", "MATHEMATICAL BOLD DIGIT"))
    return unicodedata.normalize("NFKC", char) if is_bold else char


def _words(node: Node) -> list[Node]:
    text = (node.text or "").replace("\u00a0", " ")
    return [run(text, is_text=True)] if text else []


def _space(node: Node) -> list[Node]:
    written = (node.get("width") or "0").removesuffix("em")
    try:
        width = float(written)
    except ValueError:
        return []
    sign = next((sign for most, sign in SPACES if 0.05 < width <= most), "")
    return [run(sign)] if sign else []


_MAKERS: dict[str, Callable[[Node], list[Node]]] = {
    "mrow": _row,
    "mi": _letters,
    "mn": _letters,
    "mo": _letters,
    "mtext": _words,
    "mspace": _space,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "mover": _over,
    "munder": _under,
    "munderover": _under_over,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "menclose": _enclosed,
    "mtable": _table,
    "mphantom": lambda node: [
        build("phant", prop("phant", show="0"), group("e", convert_row(list(node))))
    ],
}
