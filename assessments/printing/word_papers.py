"""Forms, answer sheets and marking guides as Word files, from the same values as the PDF."""

from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from core.printing.flow import Flow
from core.printing.word import (
    SpannedTable,
    TableCell,
    new_document,
    save,
    write_flow,
    write_footer,
    write_runs,
    write_table,
)

from .anchors import write_anchors

# At most so many keys stand beside each other; more stand in rows of equal length.
_KEYS_IN_A_ROW = 10
Values = Mapping[str, Any]
Pictures = Mapping[str, bytes]


def write_matrix(table: SpannedTable, head: Values) -> bytes:
    """Return a matrix or a specification on landscape pages."""
    document = new_document(size=10, is_landscape=True, title=head["title"])
    _write_head(document, head, [head["title"], head["subtitle"]])
    write_table(document, table, size=8.5)
    for note in head["notes"]:
        _add_line(document, note, size=8.5)
    write_footer(document, "")
    return save(document)


def write_paper(paper: Values, pictures: Pictures) -> bytes:
    """Return a pupil's copy of a form."""
    document = new_document(title=f"{paper['title']} – Mã đề {paper['code']}")
    lines = [
        paper["title"],
        f"Môn: {paper['subject']}",
        f"Thời gian làm bài: {paper['minutes']} phút",
    ]
    _write_head(document, paper, lines)
    _add_line(document, f"Họ và tên: {'.' * 60} Số báo danh: {'.' * 20}")
    line = _add_line(document, f"Mã đề {paper['code']}", is_bold=True)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in paper["parts"]:
        _write_part_head(document, part)
        for item in part["items"]:
            _write_item(document, item, pictures)
    _add_line(document, "–––– HẾT ––––", is_bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_footer(document, f"Mã đề {paper['code']}")
    return save(document)


def write_guide(guide: Values, pictures: Pictures) -> bytes:
    """Return the marking guide of a form."""
    document = new_document(title=f"Hướng dẫn chấm – {guide['title']} – Mã đề {guide['code']}")
    _write_head(
        document,
        guide,
        ["HƯỚNG DẪN CHẤM", guide["title"], f"Môn: {guide['subject']} – Mã đề: {guide['code']}"],
    )
    for part in guide["parts"]:
        _add_line(document, f"{part['heading']} {part['points']}", is_bold=True)
        keyed = [key for key in part["keys"] if key["key"]]
        width = -(-len(keyed) // max(1, -(-len(keyed) // _KEYS_IN_A_ROW)))
        for start in range(0, len(keyed), width or 1):
            write_table(document, _key_table(keyed[start : start + width]), size=10)
            _add_line(document, "")
        for solution in part["solutions"]:
            _write_solution(document, solution, pictures)
    write_footer(document, f"Hướng dẫn chấm, mã đề {guide['code']}")
    return save(document)


def write_sheet(sheet: Values) -> bytes:
    """Return an answer sheet that pupils fill in by hand."""
    document = new_document(size=11, title=f"Phiếu trả lời – {sheet['title']} – {sheet['code']}")
    write_anchors(document)
    _write_head(
        document, sheet, ["PHIẾU TRẢ LỜI TRẮC NGHIỆM", sheet["title"], f"Môn: {sheet['subject']}"]
    )
    _add_line(document, f"Họ và tên: {'.' * 50} Lớp: {'.' * 12} Số báo danh: {'.' * 16}")
    _add_line(document, f"Mã đề: {sheet['code']}", is_bold=True)
    counts = sheet["counts"]
    if counts.get("choice"):
        _add_line(document, sheet["headings"]["choice"], is_bold=True)
        signs = "Ⓐ  Ⓑ  Ⓒ  Ⓓ"
        _write_columns(document, [f"{n + 1}.  {signs}" for n in range(counts["choice"])], 4)
    if counts.get("statements"):
        _add_line(document, sheet["headings"]["statements"], is_bold=True)
        boxes = "\n".join(f"{letter})  ☐ Đ   ☐ S" for letter in "abcd")
        _write_columns(document, [f"Câu {n + 1}\n{boxes}" for n in range(counts["statements"])], 4)
    if counts.get("short"):
        _add_line(document, sheet["headings"]["short"], is_bold=True)
        _write_columns(document, [f"Câu {n + 1}\n☐ ☐ ☐ ☐" for n in range(counts["short"])], 6)
    write_footer(document, f"Mã đề {sheet['code']}")
    return save(document)


def _write_columns(document: DocxDocument, texts: Sequence[str], columns: int) -> None:
    rows = -(-len(texts) // columns)
    grid = [
        [
            TableCell(texts[row + column * rows] if row + column * rows < len(texts) else "")
            for column in range(columns)
        ]
        for row in range(rows)
    ]
    write_table(document, SpannedTable([17.0 / columns] * columns, grid, head_rows=0), size=11)
    _add_line(document, "")


def _write_head(document: DocxDocument, head: Values, right: Sequence[str]) -> None:
    table = document.add_table(1, 2)
    left_cell, right_cell = table.cell(0, 0), table.cell(0, 1)
    _fill_lines(left_cell, [head["office"], head["school"]], bold_from=1)
    _fill_lines(right_cell, list(right), bold_from=0)


def _fill_lines(cell: Any, lines: Sequence[str], *, bold_from: int) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, line in enumerate(each for each in lines if each):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line).bold = number == bold_from


def _add_line(
    document: DocxDocument, text: str, *, is_bold: bool = False, size: float | None = None
) -> Any:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = is_bold or None
    if size:
        run.font.size = Pt(size)
    return paragraph


def _write_part_head(document: DocxDocument, part: Values) -> None:
    head = _add_line(document, f"{part['heading']} {part['points']}", is_bold=True)
    head.paragraph_format.space_before = Pt(6)
    head.paragraph_format.keep_with_next = True
    document.add_paragraph().add_run(part["instruction"]).italic = True


def _write_item(document: DocxDocument, item: Values, pictures: Pictures) -> None:
    stimulus = item["stimulus"]
    if stimulus:
        document.add_paragraph().add_run(stimulus["lead"]).italic = True
        if stimulus["title"]:
            title = _add_line(document, stimulus["title"], is_bold=True)
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write_flow(document, stimulus["flow"], pictures=pictures)
    lead = f"{item['lead']} {item['points']} " if item["points"] else f"{item['lead']} "
    write_flow(document, item["stem"], lead=lead, pictures=pictures)
    if item["options"]:
        _write_options(document, item, pictures)
    for statement in item["statements"]:
        write_flow(
            document,
            statement["flow"],
            lead=f"{statement['letter']} ",
            pictures=pictures,
            indent=0.5,
        )


def _write_options(document: DocxDocument, item: Values, pictures: Pictures) -> None:
    """Write options on lines of four, two or one, with tab stops between them."""
    columns = item["columns"]
    if columns == 1:
        for option in item["options"]:
            write_flow(
                document, option["flow"], lead=f"{option['letter']} ", pictures=pictures, indent=0.5
            )
        return
    for start in range(0, len(item["options"]), columns):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.5)
        for place, option in enumerate(item["options"][start : start + columns]):
            if place:
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.5 + 16.5 / columns * place))
                paragraph.add_run("\t")
            paragraph.add_run(f"{option['letter']} ").bold = True
            write_runs(paragraph, _runs_of(option["flow"]), pictures)


def _runs_of(flow: Flow) -> list[dict[str, Any]]:
    return flow[0]["runs"] if flow else []


def _key_table(keys: Sequence[Values]) -> SpannedTable:
    rows = [
        [TableCell("Câu", is_bold=True), *(TableCell(str(key["n"]), is_bold=True) for key in keys)],
        [TableCell("Đáp án", is_bold=True), *(TableCell(key["key"]) for key in keys)],
        [TableCell("Điểm", is_bold=True), *(TableCell(key["points"]) for key in keys)],
    ]
    return SpannedTable([2.0, *([1.5] * len(keys))], rows)


def _write_solution(document: DocxDocument, solution: Values, pictures: Pictures) -> None:
    lead = f"{solution['lead']} ({solution['points']} điểm) "
    write_flow(document, solution["flow"], lead=lead, pictures=pictures)
    for criterion in solution["rubric"]:
        line = _add_line(document, f"{criterion['name']}: {'; '.join(criterion['levels'])}")
        line.paragraph_format.left_indent = Cm(0.5)
    if solution["note"]:
        write_flow(document, solution["note"], lead="Lưu ý khi chấm: ", pictures=pictures)
