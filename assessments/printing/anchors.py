"""Black squares in the four corners of a Word page, by which a scanner straightens an answer sheet."""

import struct
import zlib
from io import BytesIO
from typing import Any

from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.run import Run

# As in sheet.typ: squares of 6 mm, 6 mm from the edges.
_SIDE = Cm(0.6)


def write_anchors(document: DocxDocument) -> None:
    """Put the squares behind the text of every page, where the PDF has them; they hang on the header."""
    section = document.sections[0]
    width, height = section.page_width or Cm(21), section.page_height or Cm(29.7)
    paragraph = section.header.paragraphs[0]
    for x in (_SIDE, width - 2 * _SIDE):
        for y in (_SIDE, height - 2 * _SIDE):
            run = paragraph.add_run()
            run.add_picture(BytesIO(_draw_black()), width=_SIDE, height=_SIDE)
            _set_place(run, int(x), int(y))


def _set_place(run: Run, x: int, y: int) -> None:
    """Turn the picture in the line into one that stands on the page, in EMU from its corner."""
    # python-docx has no types for trees.
    inline: Any = run.element.find(f".//{qn('wp:inline')}")
    if inline is None:
        return
    anchor: Any = parse_xml(
        f"<wp:anchor {nsdecls('wp')} distT='0' distB='0' distL='0' distR='0' simplePos='0' "
        "relativeHeight='0' behindDoc='1' locked='1' layoutInCell='0' allowOverlap='1'>"
        "<wp:simplePos x='0' y='0'/>"
        f"<wp:positionH relativeFrom='page'><wp:posOffset>{x}</wp:posOffset></wp:positionH>"
        f"<wp:positionV relativeFrom='page'><wp:posOffset>{y}</wp:posOffset></wp:positionV>"
        "</wp:anchor>"
    )
    for child in list(inline):
        if child.tag == qn("wp:docPr"):
            anchor.append(OxmlElement("wp:wrapNone"))
            child.set("descr", "Dấu định vị của phiếu")
        anchor.append(child)
    inline.getparent().replace(inline, anchor)


def _draw_black() -> bytes:
    """Return a black PNG of one point."""
    rows = zlib.compress(b"\x00\x00")
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
