"""Word files: flows become paragraphs with real equations, spanned tables become Word's own.

document = new_document(size=12)
write_flow(document, read_flow(html), lead="Câu 1. ")
write_table(document, table)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .flow import Flow
from .omml import FormulaError, latex_to_omml

FONT = "Times New Roman"
WIDEST_PICTURE = Cm(14)
_EMU_OF_PIXEL = 9525
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


@dataclass(frozen=True)
class TableCell:
    """One cell of a table with spans; ``text`` may hold line breaks."""

    text: str = ""
    colspan: int = 1
    rowspan: int = 1
    is_bold: bool = False
    align: str = "center"


@dataclass(frozen=True)
class SpannedTable:
    """A table by rows; a cell that another one covers is not listed. ``widths`` are in cm."""

    widths: Sequence[float]
    rows: Sequence[Sequence[TableCell]]
    head_rows: int = 1

    def to_json(self) -> dict[str, Any]:
        """Write the table for a Typst template."""
        return {
            "widths": list(self.widths),
            "head_rows": self.head_rows,
            "rows": [[vars(cell) for cell in row] for row in self.rows],
        }


def new_document(*, size: float = 12, is_landscape: bool = False, title: str = "") -> DocxDocument:
    """Make an A4 document in Times New Roman with margins for a binder."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.top_margin = section.bottom_margin = Cm(1.5)
    section.left_margin, section.right_margin = Cm(2), Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    form = style.paragraph_format
    form.space_after, form.space_before, form.line_spacing = Pt(3), Pt(0), 1.1
    return document


def save(document: DocxDocument) -> bytes:
    """Return the bytes of the file."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def write_flow(
    place: Any,
    flow: Flow,
    *,
    lead: str = "",
    pictures: Mapping[str, bytes] | None = None,
    indent: float = 0,
) -> None:
    """Write a flow into a document or a cell; ``lead`` stands in bold before its first words."""
    kept = pictures or {}
    for block in flow or [{"k": "p", "runs": []}]:
        if block["k"] == "p":
            paragraph = _add_paragraph(place, lead, indent)
            write_runs(paragraph, block["runs"], kept)
        elif block["k"] == "list":
            if lead:
                _add_paragraph(place, lead, indent)
            for number, item in enumerate(block["items"], start=1):
                sign = f"{number}. " if block["is_ordered"] else "– "
                write_flow(place, item, lead=sign, pictures=kept, indent=indent + 0.6)
        else:
            if lead:
                _add_paragraph(place, lead, indent)
            _write_flow_table(place, block, kept)
        lead = ""


def _add_paragraph(place: Any, lead: str, indent: float) -> Paragraph:
    paragraph: Paragraph = place.add_paragraph()
    if indent:
        paragraph.paragraph_format.left_indent = Cm(indent)
    if lead:
        paragraph.add_run(lead).bold = True
    return paragraph


def write_runs(
    paragraph: Paragraph, runs: Sequence[Mapping[str, Any]], pictures: Mapping[str, bytes]
) -> None:
    """Add the runs of a flow to a paragraph."""
    if len(runs) == 1 and not paragraph.text and _stands_alone(runs[0]):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in runs:
        if run["k"] == "text":
            _mark(paragraph.add_run(run["text"]), run["marks"])
        elif run["k"] == "break":
            paragraph.add_run().add_break()
        elif run["k"] == "math":
            _add_formula(paragraph, run["tex"])
        else:
            _add_picture(paragraph, run, pictures)


def _stands_alone(run: Mapping[str, Any]) -> bool:
    return run["k"] == "image" or bool(run["k"] == "math" and run["is_display"])


def _mark(run: Run, marks: Sequence[str]) -> None:
    run.bold = "b" in marks or None
    run.italic = "i" in marks or None
    run.underline = "u" in marks or None
    run.font.strike = "s" in marks or None
    # Setting the one to None takes the other away.
    if "sub" in marks:
        run.font.subscript = True
    elif "sup" in marks:
        run.font.superscript = True


def _add_formula(paragraph: Any, tex: str) -> None:
    try:
        paragraph._p.append(latex_to_omml(tex))  # noqa: SLF001  # python-docx has no door for equations
    except FormulaError:
        paragraph.add_run(tex)


def _add_picture(
    paragraph: Paragraph, run: Mapping[str, Any], pictures: Mapping[str, bytes]
) -> None:
    alt = run["alt"] or "Hình"
    content = pictures.get(run["src"])
    if content is None:
        paragraph.add_run(f"[{alt}]").italic = True
        return
    try:
        shape = paragraph.add_run().add_picture(BytesIO(content))
    except (UnrecognizedImageError, ValueError, KeyError, ZeroDivisionError):
        paragraph.add_run(f"[{alt}]").italic = True
        return
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001  # the text for screen readers
    wished = run["width"] * _EMU_OF_PIXEL if run["width"] else shape.width
    width = min(wished, WIDEST_PICTURE)
    shape.height, shape.width = Emu(int(shape.height * width / shape.width)), Emu(int(width))


def _write_flow_table(place: Any, block: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
    if not block["columns"]:
        return
    table = place.add_table(len(block["rows"]), block["columns"])
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(block["rows"]):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            target = _span(table, x, y, cell)
            taken |= _area(x, y, cell["colspan"], cell["rowspan"])
            write_flow(target, cell["flow"], pictures=pictures)
            _drop_first_paragraph(target)
            x += cell["colspan"]


def _span(table: Any, x: int, y: int, cell: Mapping[str, Any]) -> Any:
    last_x = min(x + cell["colspan"], len(table.columns)) - 1
    last_y = min(y + cell["rowspan"], len(table.rows)) - 1
    return table.cell(y, min(x, last_x)).merge(table.cell(last_y, last_x))


def _area(x: int, y: int, width: int, height: int) -> set[tuple[int, int]]:
    return {(x + dx, y + dy) for dx in range(width) for dy in range(height)}


def _drop_first_paragraph(cell: Any) -> None:
    """Take away the empty paragraph that every new cell begins with."""
    if len(cell.paragraphs) > 1 and not cell.paragraphs[0].text:
        first = cell.paragraphs[0]._p  # noqa: SLF001  # python-docx cannot delete a paragraph
        first.getparent().remove(first)


def write_table(document: Any, table: SpannedTable, *, size: float = 9) -> Any:
    """Write a table with merged cells; its head rows repeat on each page."""
    made = document.add_table(len(table.rows), len(table.widths))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, table.widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(width)
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            target = made.cell(y, x).merge(made.cell(y + cell.rowspan - 1, x + cell.colspan - 1))
            taken |= _area(x, y, cell.colspan, cell.rowspan)
            _fill(target, cell, size)
            x += cell.colspan
    for row in made.rows[: table.head_rows]:
        repeat_on_pages(row)
    return made


def _fill(target: Any, cell: TableCell, size: float) -> None:
    target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = target.paragraphs[0]
    for spare in target.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)  # noqa: SLF001  # merging joins the empty paragraphs
    paragraph.alignment = _ALIGN[cell.align]
    paragraph.paragraph_format.space_after = Pt(0)
    for number, line in enumerate(cell.text.split("\n")):
        run = paragraph.add_run(line)
        run.bold, run.font.size = cell.is_bold, Pt(size)
        if number < cell.text.count("\n"):
            run.add_break()


def repeat_on_pages(row: Any) -> None:
    """Make a table row stand at the head of each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no door for this
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def write_footer(document: DocxDocument, before: str, *, page_word: str = "Trang") -> None:
    """Put ``before – Trang x/y`` into the footer; Word counts the pages."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(f"{before} – {page_word} " if before else f"{page_word} ")
    _add_counter(paragraph, "PAGE")
    paragraph.add_run("/")
    _add_counter(paragraph, "NUMPAGES")


def _add_counter(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no door for fields
