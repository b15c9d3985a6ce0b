"""Paragraphs and tables of ``word/document.xml`` as rich text; every part of them is counted."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Node

from .equations import M, read_equation
from .looks import Looks, W, is_on, read_looks, value
from .mtef_latex import find_latex
from .numbering import Numbering
from .pictures import Pictures
from .rich import PLAIN, Rich, Style, Thing, hold, join, make
from .symbols import read_symbol, translate
from .tables import Cell, Table
from .tally import Tally

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_FORMULA_OBJECT = re.compile(r"Equation|MathType|DSMT", re.IGNORECASE)
DEEPEST = 80
# Marks of Word that hold nothing to read.
_SILENT = frozenset(
    {"pPr", "rPr", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "del",
     "moveFrom", "delText", "commentRangeStart", "commentRangeEnd", "commentReference", "sectPr",
     "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "permStart", "permEnd", "annotationRef",
     "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "fldData",
     "smartTagPr", "customXmlPr", "delInstrText", "footnoteRef", "separator", "softHyphen"}
)  # fmt: skip


@dataclass
class Reader:
    """Reads parts of one document."""

    looks: Looks
    numbering: Numbering
    pictures: Pictures
    depth: int = 0

    @property
    def tally(self) -> Tally:
        """Counts of what was met."""
        return self.pictures.tally

    def read_paragraph(self, node: Node) -> Rich:
        """Return the text of a ``w:p`` with its line breaks; its automatic label comes first."""
        properties = node.find(f"{W}pPr")
        base = self.looks.of_paragraph(properties)
        label = self._label(properties)
        return label + self._inline(node, base)

    def _label(self, properties: Node | None) -> Rich:
        reference = self.looks.numbering_of(properties)
        if reference is None:
            return Rich()
        look = None if properties is None else properties.find(f"{W}rPr")
        label = self.numbering.next_label(reference, look)
        return Rich() if label is None or not label.text else make(f"{label.text}\t", label.style)

    def _inline(self, node: Node, style: Style) -> Rich:
        self.depth += 1
        try:
            if self.depth > DEEPEST:
                return self._lost("depth", "")
            return join([self._child(child, style) for child in node])
        finally:
            self.depth -= 1

    def _child(self, node: Node, style: Style) -> Rich:
        tag = str(node.tag)
        if tag.startswith(W):
            return self._word(node, tag.removeprefix(W), style)
        if tag.startswith(M):
            return self._formula(node, style)
        if tag == f"{_MC}AlternateContent":
            return self._alternative(node, style)
        return Rich()

    def _word(self, node: Node, name: str, style: Style) -> Rich:
        if name in _SILENT:
            return Rich()
        maker = _INLINE.get(name)
        return maker(self, node, style) if maker else self._inline(node, style)

    def run(self, node: Node, style: Style) -> Rich:
        """Read a ``w:r``."""
        properties = node.find(f"{W}rPr")
        hidden = None if properties is None else properties.find(f"{W}vanish")
        if hidden is not None and is_on(hidden):
            self.tally.note("hidden", "left_out")
            return Rich()
        named = value(properties, "rStyle")
        return self._inline(node, read_looks(properties, self.looks.of_style(named, style)))

    def text(self, node: Node, style: Style) -> Rich:
        """Read a ``w:t``."""
        fonts = None
        parent = node.getparent()
        if parent is not None:
            fonts = parent.find(f"{W}rPr/{W}rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii", "")
        written = unicodedata.normalize("NFC", translate(node.text or "", font))
        return make(written.replace("\u00a0", " ").replace("\u200b", ""), style)

    def symbol(self, node: Node, style: Style) -> Rich:
        """Read a ``w:sym``."""
        code = node.get(f"{W}char", "")
        known = read_symbol(node.get(f"{W}font", ""), int(code, 16)) if _is_hex(code) else ""
        return make(known, style) if known else self._lost("symbol", code)

    def instructions(self, node: Node, style: Style) -> Rich:
        """Read the code of a field: an old equation field shows nothing else."""
        del style
        code = (node.text or "").strip()
        if code.upper().startswith("EQ "):
            self.tally.note("formula", "lost")
            thing = Thing("lost", html.escape(f"[{code}]"), "old_equation", code[:80], code)
            return hold(thing)
        return Rich()

    def drawing(self, node: Node, style: Style) -> Rich:
        """Read a ``w:drawing`` or ``w:pict``: its pictures, else its words, else its name."""
        pictures = [
            self.pictures.of(each.get(f"{_R}embed", "") or each.get(f"{_R}link", ""), name_of(node))
            for each in node.iter(f"{_A}blip")
        ] + [
            self.pictures.of(each.get(f"{_R}id", ""), name_of(node))
            for each in node.iter(f"{_V}imagedata")
        ]
        boxes = list(node.iter(f"{W}txbxContent"))
        if pictures and not boxes:
            return join(pictures)
        if boxes:
            words = [self._box(box) for box in boxes if not _inside_fallback(box, node)]
            return join([*pictures, *words])
        if pictures or _is_rule(node):
            return join(pictures)
        kind = "chart" if node.find(f".//{_CHART}") is not None else "shape"
        return self._lost(kind, name_of(node), style)

    def _box(self, box: Node) -> Rich:
        self.tally.note("box", "text")
        mark = Thing("lost", "", "text_box")
        paragraphs = [self.read_paragraph(each) for each in box.iter(f"{W}p")]
        return join([hold(mark), make("\n"), join(paragraphs, "\n"), make("\n")])

    def embedded(self, node: Node, style: Style) -> Rich:
        """Read a ``w:object``: an embedded formula or something else, by its preview picture."""
        ole = node.find(f".//{_O}OLEObject")
        program = "" if ole is None else ole.get("ProgID", "")
        is_formula = bool(_FORMULA_OBJECT.search(program))
        latex = find_latex(self.pictures.read(_link(ole))) if is_formula else ""
        if latex:
            self.tally.note("formula", "converted")
            written = f"\\({html.escape(latex, quote=False)}\\)"
            return hold(Thing("math", written, "note_mathtype", "", latex), style)
        image = node.find(f".//{_V}imagedata")
        if image is None:
            return self._lost("object", program, style)
        thing = self.pictures.load(image.get(f"{_R}id", ""), program)
        self.tally.note(
            "formula" if is_formula else "picture",
            "picture" if thing.html[:4] == "<img" else "lost",
        )
        if is_formula:
            code = "formula_picture" if thing.reason == "" else "formula_lost"
            return hold(Thing("formula_picture", thing.html, code, thing.detail, "[công thức]"))
        return hold(
            Thing(
                "picture",
                thing.html,
                thing.reason or "object_picture",
                program or thing.detail,
                "[hình]",
            )
        )

    def _lost(self, kind: str, detail: str, style: Style = PLAIN) -> Rich:
        self.tally.note(kind, "lost")
        return hold(Thing("lost", "", f"lost_{kind}", detail[:80]), style)

    def _formula(self, node: Node, style: Style) -> Rich:
        name = etree.QName(node).localname
        if name == "oMathPara":
            formulas = [self._formula(each, style) for each in node.iter(f"{M}oMath")]
            return join(formulas, "\n")
        if name != "oMath":
            return Rich()
        equation = read_equation(node)
        if not equation.latex and not equation.unread:
            return Rich()
        self.tally.note("formula", "lost" if equation.unread else "converted")
        code = "formula_part" if equation.unread else ""
        written = f"\\({html.escape(equation.latex, quote=False)}\\)"
        return hold(
            Thing("math", written, code, ", ".join(equation.unread)[:80], equation.latex), style
        )

    def _alternative(self, node: Node, style: Style) -> Rich:
        """Take the newer form when it holds something to read, else the older one."""
        choices = [self._inline(each, style) for each in node.findall(f"{_MC}Choice")[:1]]
        if choices and (choices[0] or choices[0].things):
            return choices[0]
        return join([self._inline(each, style) for each in node.findall(f"{_MC}Fallback")[:1]])

    def read_table(self, node: Node) -> Table:
        """Return a ``w:tbl`` with its cells' lines."""
        rows = [
            [self._cell(cell) for cell in _children(row, "tc")] for row in _children(node, "tr")
        ]
        return Table([row for row in rows if row])

    def _cell(self, node: Node) -> Cell:
        properties = node.find(f"{W}tcPr")
        span = value(properties, "gridSpan", "1")
        merge = None if properties is None else properties.find(f"{W}vMerge")
        is_continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        lines = [line for block in self.read_blocks(node) for line in block]
        return Cell(
            join(lines, "\n"), int(span) if span.isdigit() else 1, is_continued=is_continued
        )

    def read_blocks(self, parent: Node) -> Iterable[list[Rich]]:
        """Read paragraphs and tables of a body or a cell; a table inside a cell becomes a thing."""
        for child in parent:
            tag = str(child.tag).removeprefix(W)
            if tag == "p":
                yield [self.read_paragraph(child)]
            elif tag == "tbl":
                yield [hold(self.read_table(child).to_thing())]
            elif tag in {"sdt", "sdtContent", "customXml", "ins", "smartTag"}:
                yield from self.read_blocks(child)


def _children(node: Node, name: str) -> list[Node]:
    """Return children of a name, looking through content controls and tracked insertions."""
    found: list[Node] = []
    for child in node:
        tag = str(child.tag).removeprefix(W)
        if tag == name:
            found.append(child)
        elif tag in {"sdt", "sdtContent", "customXml", "ins"}:
            found += _children(child, name)
    return found


def _is_hex(code: str) -> bool:
    return bool(re.fullmatch(r"[0-9A-Fa-f]{2,5}", code))


def _inside_fallback(box: Node, top: Node) -> bool:
    """Say whether a text box stands inside another one or in an older copy of it."""
    parent = box.getparent()
    while parent is not None and parent is not top:
        if parent.tag in {f"{_MC}Fallback", f"{W}txbxContent"}:
            return True
        parent = parent.getparent()
    return False


def _is_rule(node: Node) -> bool:
    """Say whether a drawing is a mere line, as under the head of a paper."""
    kinds = {each.get("prst", "") for each in node.iter(f"{_A}prstGeom")}
    is_vml_line = any(True for _ in node.iter(f"{_V}line", f"{_V}shapetype"))
    if not kinds:
        return is_vml_line
    return kinds <= {"line", "straightConnector1"}


def name_of(node: Node) -> str:
    """Return the words that describe a drawing, if its author wrote some."""
    for each in node.iter(f"{_WP}docPr"):
        return each.get("descr") or ""
    return ""


def _link(ole: Node | None) -> str:
    return "" if ole is None else ole.get(f"{_R}id", "")


def _note(code: str) -> Callable[[Reader, Node, Style], Rich]:
    return lambda reader, node, style: reader._lost(code, "", style)  # noqa: ARG005, SLF001  # same module


_INLINE: dict[str, Callable[[Reader, Node, Style], Rich]] = {
    "r": Reader.run,
    "t": Reader.text,
    "tab": lambda _reader, _node, style: make("\t", style),
    "ptab": lambda _reader, _node, style: make("\t", style),
    "br": lambda _reader, _node, style: make("\n", style),
    "cr": lambda _reader, _node, style: make("\n", style),
    "noBreakHyphen": lambda _reader, _node, style: make("-", style),
    "sym": Reader.symbol,
    "instrText": Reader.instructions,
    "drawing": Reader.drawing,
    "pict": Reader.drawing,
    "object": Reader.embedded,
    "footnoteReference": _note("footnote"),
    "endnoteReference": _note("footnote"),
    "altChunk": _note("chunk"),
}
