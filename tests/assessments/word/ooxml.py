# ruff: noqa: E501
"""Writes .docx as Word does: split runs, proofing marks, numbering, equations, embedded objects.

Text is given as small XML: ``<b> <i> <u> <sub> <sup> <red> <blue> <hl>``, ``<m>name</m>`` for an equation
of ``EQUATIONS``, ``<img/>`` for a picture, ``<ole>name</ole>`` for an old formula, ``<tab/>`` and ``<br/>``.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_LOOKS = {
    "b": "<w:b/>",
    "i": "<w:i/>",
    "u": '<w:u w:val="single"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
    "red": '<w:color w:val="FF0000"/>',
    "blue": '<w:color w:val="0000FF"/>',
    "hl": '<w:highlight w:val="yellow"/>',
    "hide": "<w:vanish/>",
}


def _r(text: str, style: str = "") -> str:
    properties = f'<m:rPr><m:sty m:val="{style}"/></m:rPr>' if style else ""
    font = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
    return f"<m:r>{properties}{font}<m:t>{escape(text)}</m:t></m:r>"


def _f(top: str, bottom: str) -> str:
    control = "<m:fPr><m:ctrlPr><w:rPr><w:i/></w:rPr></m:ctrlPr></m:fPr>"
    return f"<m:f>{control}<m:num>{_r(top)}</m:num><m:den>{_r(bottom)}</m:den></m:f>"


def _sup(base: str, index: str) -> str:
    return f"<m:sSup><m:e>{_r(base)}</m:e><m:sup>{_r(index)}</m:sup></m:sSup>"


# name → what Word writes, what it means in LaTeX.
EQUATIONS = {
    "frac": (_f("a", "b"), r"\frac{a}{b}"),
    "half": (_f("1", "2"), r"\frac{1}{2}"),
    "square": (_sup("x", "2") + _r("−4x+3=0"), "x^{2}-4x+3=0"),
    "func": (_r("y=") + _sup("x", "3") + _r("−3x"), "y=x^{3}-3x"),
    "root": ('<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>' + _r("2") + "</m:e></m:rad>", r"\sqrt{2}"),
    "int": (
        '<m:nary><m:naryPr><m:limLoc m:val="subSup"/></m:naryPr><m:sub>' + _r("0") + "</m:sub><m:sup>"
        + _r("1") + "</m:sup><m:e>" + _r("xdx") + "</m:e></m:nary>",
        r"\int_{0}^{1}xdx",
    ),
    "lim": (
        "<m:func><m:fName><m:limLow><m:e>" + _r("lim", "p") + "</m:e><m:lim>" + _r("x→0")
        + "</m:lim></m:limLow></m:fName><m:e>" + _f("sinx", "x") + "</m:e></m:func>",
        r"\lim_{x\to0}\frac{sinx}{x}",
    ),
    "sys": (
        '<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e><m:eqArr><m:e>' + _r("x+y=3")
        + "</m:e><m:e>" + _r("x−y=1") + "</m:e></m:eqArr></m:e></m:d>",
        r"\begin{cases}x+y=3\\x-y=1\end{cases}",
    ),
    "vec": ('<m:acc><m:accPr><m:chr m:val="⃗"/></m:accPr><m:e>' + _r("AB") + "</m:e></m:acc>", r"\overrightarrow{AB}"),
    "mat": (
        "<m:d><m:e><m:m><m:mr><m:e>" + _r("1") + "</m:e><m:e>" + _r("2") + "</m:e></m:mr><m:mr><m:e>"
        + _r("3") + "</m:e><m:e>" + _r("4") + "</m:e></m:mr></m:m></m:e></m:d>",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    ),
    "words": (_r("Diện tích=πR"), r"\text{Diện tích}=\pi R"),
    "less": (_r("a<b"), "a<b"),
    "v1": (_r("x=1"), "x=1"),
    "v2": (_r("x=2"), "x=2"),
    "v3": (_r("x=3"), "x=3"),
    "v4": (_r("x=0,5"), "x=0{,}5"),
}  # fmt: skip


def png(width: int = 4, height: int = 4, shade: int = 120) -> bytes:
    """Return a real PNG of one shade."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\0" + bytes([shade]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass
class Paper:
    """A document that is being written."""

    split_runs: bool = True
    body: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    numbering: str = ""
    styles: str = ""
    _marks: int = 0

    def add(self, *texts: str, properties: str = "") -> "Paper":
        """Add paragraphs given as small XML."""
        for text in texts:
            inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
            self.body.append(f'<w:p w:rsidR="00A11B2C">{inner}{self.runs(text)}</w:p>')
        return self

    def raw(self, xml: str) -> "Paper":
        """Add an element of the body as it is."""
        self.body.append(xml)
        return self

    def table(self, rows: Sequence[Sequence[str]], *, cell_properties: str = "") -> "Paper":
        """Add a table; a cell may hold several paragraphs, parted by a line break."""
        written = "".join(
            "<w:tr>" + "".join(self._cell(cell, cell_properties) for cell in row) + "</w:tr>"
            for row in rows
        )
        grid = "<w:tblGrid/>"
        borders = (
            '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        )
        self.body.append(f"<w:tbl>{borders}{grid}{written}</w:tbl>")
        return self

    def _cell(self, text: str, properties: str) -> str:
        paragraphs = "".join(f"<w:p>{self.runs(line)}</w:p>" for line in text.split("\n"))
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"

    def runs(self, text: str) -> str:
        """Write small XML as runs."""
        root = etree.fromstring(f"<t>{text}</t>".encode())
        return self._walk(root, ())

    def _walk(self, node: etree._Element, looks: tuple[str, ...]) -> str:
        inside = (*looks, str(node.tag)) if node.tag in _LOOKS else looks
        written = self._text(node.text or "", inside)
        for child in node:
            written += self._special(child, inside) or self._walk(child, inside)
            written += self._text(child.tail or "", inside)
        return written

    def _special(self, node: etree._Element, looks: tuple[str, ...]) -> str:
        if node.tag == "m":
            return f"<m:oMath>{EQUATIONS[node.text or ''][0]}</m:oMath>"
        if node.tag in {"tab", "br"}:
            return f"<w:r>{_properties(looks)}<w:{node.tag}/></w:r>"
        if node.tag == "img":
            return f"<w:r>{self.picture(node.get('alt', ''), int(node.get('shade', '120')))}</w:r>"
        if node.tag == "ole":
            return f"<w:r>{self.old_formula()}</w:r>"
        return ""

    def _text(self, text: str, looks: tuple[str, ...]) -> str:
        if not text:
            return ""
        pieces = [text]
        if self.split_runs and len(text) > 9:
            half = len(text) // 2
            pieces = [text[:half], text[half:]]
        runs = [
            f'<w:r w:rsidRPr="00B3">{_properties(looks)}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
            for piece in pieces
        ]
        self._marks += 1
        start = f'<w:bookmarkStart w:id="{self._marks}" w:name="_Hlk{self._marks}"/>'
        return (
            f'<w:proofErr w:type="spellStart"/>{start}'.join(runs)
            if self.split_runs
            else "".join(runs)
        )

    def relate(self, kind: str, target: str) -> str:
        """Add a relation and return its id."""
        self.relations.append((kind, target, ""))
        return f"rId{len(self.relations) + 10}"

    def picture(self, alt: str = "", shade: int = 120) -> str:
        """Return a drawing with a picture of its own."""
        name = f"image{len(self.media) + 1}.png"
        self.media[name] = png(shade=shade)
        relation = self.relate("image", f"media/{name}")
        blip = f'<a:blip r:embed="{relation}"/>'
        return (
            f'<w:drawing><wp:inline><wp:docPr id="1" name="Picture" descr="{escape(alt)}"/><a:graphic>'
            f"<a:graphicData><pic:pic><pic:blipFill>{blip}</pic:blipFill></pic:pic></a:graphicData>"
            "</a:graphic></wp:inline></w:drawing>"
        )

    def old_formula(
        self, data: bytes | None = None, suffix: str = "png", *, inside: bytes | None = None
    ) -> str:
        """Return an embedded MathType object with its preview picture and what is ``inside``."""
        name = f"image{len(self.media) + 1}.{suffix}"
        self.media[name] = data if data is not None else png(width=9, shade=30 + len(self.media))
        preview = self.relate("image", f"media/{name}")
        shape = f'<v:shape style="width:30pt"><v:imagedata r:id="{preview}" o:title=""/></v:shape>'
        link = ""
        if inside is not None:
            link = f' r:id="{self.relate("oleObject", f"media/{name}.bin")}"'
            self.media[f"{name}.bin"] = inside
        return (
            f'<w:object>{shape}<o:OLEObject Type="Embed" ProgID="Equation.DSMT4"{link}/></w:object>'
        )

    def save(self) -> bytes:
        """Return the bytes of the file."""
        document = (
            f"<w:document {SPACES}><w:body>{''.join(self.body)}<w:sectPr/></w:body></w:document>"
        )
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self._parts(document).items():
                info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, text)
        return target.getvalue()

    def _parts(self, document: str) -> dict[str, str | bytes]:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = "".join(
            f'<Relationship Id="rId{number}" Type="{kinds}/{kind}" Target="{target}"{mode}/>'
            for number, (kind, target, mode) in enumerate(self.relations, start=11)
        )
        package = "http://schemas.openxmlformats.org/package/2006"
        return {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{kinds}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
            f"{relations}</Relationships>",
            "word/document.xml": head + document,
            "word/styles.xml": f"{head}<w:styles {SPACES}>{self.styles}</w:styles>",
            "word/numbering.xml": f"{head}<w:numbering {SPACES}>{self.numbering}</w:numbering>",
            **{f"word/media/{name}": data for name, data in self.media.items()},
        }


def _properties(looks: tuple[str, ...]) -> str:
    inner = "".join(_LOOKS[look] for look in looks)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def plain(text: str) -> str:
    """Return what small XML says, equations as LaTeX in their delimiters."""
    root = etree.fromstring(f"<t>{text}</t>".encode())
    for node in root.iter("m"):
        node.text = rf"\({EQUATIONS[node.text or ''][1]}\)"
    for node in root.iter("ole"):
        node.text = ""
    for node in root.iter("tab", "br"):
        node.text = " "
    return re.sub(r"\s+", " ", "".join(root.itertext())).strip()
