"""Questions as a Word file with real equations and key marks, in the habits that the reader knows.

Parts come in the order of their forms, numbers go through, questions of one text stay together. What is
written is read again: a question that would come back otherwise is told to the person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from assessments.formats.exporting import Export, ExportItem, settle_export
from assessments.formats.gathering import Gathered
from assessments.formats.keeping import KeptFiles
from assessments.formats.outgoing import UNWRITABLE
from assessments.formats.report import REFUSED, Element, Reason, SharedText
from assessments.items.markup import list_files
from assessments.items.shape import Content
from core.printing.word import new_document, save

from .comparing import find_changes, is_same_text
from .convention import PARTICULARS
from .form_writing import LEVELS, Sheet, name_form, write_form
from .labels import LEVEL_CODES, read_level
from .reader import read_docx

SUFFIX = ".docx"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARTS = {
    "choice": "PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn",
    "statements": "PHẦN II. Câu trắc nghiệm đúng sai",
    "short": "PHẦN III. Câu trắc nghiệm trả lời ngắn",
    "essay": "PHẦN IV. Tự luận",
}
_FORMS = {
    "single_choice": "choice",
    "multiple_choice": "choice",
    "true_false_statements": "statements",
    "short_number": "short",
    "short_text": "short",
}
# What the file says of each changed part, in the words of its readers.
_NAMES = {
    "type": "dạng", "stem": "câu dẫn", "solution": "lời giải", "options": "phương án",
    "keep_order": "thứ tự", "statements": "các ý", "answers": "đáp án", "texts": "đáp án",
    "is_case_sensitive": "chữ hoa", "entries": "các mục", "pairs": "các cặp", "extra_matches": "vế thừa",
    "gaps": "chỗ trống", "reply": "bài làm", "rubric": "tiêu chí", "marker_note": "cách chấm",
    "accepts": "loại tệp", "most_files": "số tệp", "stimulus": "ngữ liệu",
}  # fmt: skip


@dataclass
class _Written:
    """A question in the file: where it begins, and what is known to be lost."""

    item: ExportItem
    line: int
    names: dict[str, str]
    losses: list[Reason] = field(default_factory=list)


def write_docx(questions: Sequence[ExportItem]) -> Export:
    """Write questions into one Word file, and say of each how it comes back."""
    document = new_document(title="Câu hỏi")
    written = write_into(document, questions)
    data = save(document)
    _read_again(data, written)
    elements = [
        settle_export(index + 1, item, written[index].losses)
        for index, item in enumerate(questions)
    ]
    return Export("docx", data, tuple(elements))


def write_into(document: Any, questions: Sequence[ExportItem]) -> dict[int, _Written]:
    """Write questions at the end of a document; return by their places what is known of each."""
    written: dict[int, _Written] = {}
    part, shared = "", ""
    for number, (index, given, its_part) in enumerate(_arrange(questions), start=1):
        item, lost_signs = _make_writable(given)
        key = item.stimulus.key if item.stimulus else ""
        if shared and key != shared:
            document.add_paragraph("@KẾT THÚC DÙNG CHUNG@")
        if its_part != part:
            part = its_part
            document.add_paragraph().add_run(_PARTS[part]).bold = True
        sheet = Sheet(document, _pictures(item))
        if key and key != shared and item.stimulus:
            _write_shared(sheet, item.stimulus)
        shared = key
        # The reader counts paragraphs and tables from 1; the last child holds the page's measures.
        written[index] = _Written(item, len(document.element.body), _names(sheet), lost_signs)
        written[index].losses += _list_lost_files(item, sheet)
        _write_question(sheet, f"Câu {number}. ", item, part)
    document.add_paragraph("--- HẾT ---")
    return written


def _arrange(questions: Sequence[ExportItem]) -> list[tuple[int, ExportItem, str]]:
    """Order questions by parts; a group stands whole in the part of its first question."""
    parts = list(_PARTS)
    first: dict[str, tuple[int, str]] = {}
    placed = []
    for index, item in enumerate(questions):
        own = (index, _FORMS.get(item.content["type"], "essay"))
        at, part = first.setdefault(item.stimulus.key, own) if item.stimulus else own
        placed.append((parts.index(part), at, index, item, part))
    return [(index, item, part) for _rank, _at, index, item, part in sorted(placed, key=_rank_of)]


def _rank_of(placed: tuple[int, int, int, ExportItem, str]) -> tuple[int, int, int]:
    return placed[:3]


def _make_writable(item: ExportItem) -> tuple[ExportItem, list[Reason]]:
    """Leave out signs that XML cannot hold, and say so."""
    content = _strip(item.content)
    shared = item.stimulus and replace(
        item.stimulus, title=_strip(item.stimulus.title), html=_strip(item.stimulus.html)
    )
    made = replace(item, content=content, metadata=_strip(item.metadata), stimulus=shared)
    return made, [Reason("out_sign")] if made != item else []


def _strip(value: Any) -> Any:
    if isinstance(value, str):
        return UNWRITABLE.sub("", value)
    if isinstance(value, dict):
        return {key: _strip(each) for key, each in value.items()}
    return [_strip(each) for each in value] if isinstance(value, list) else value


def _write_shared(sheet: Sheet, shared: SharedText) -> None:
    """Write a shared text; its questions follow until the mark that ends it."""
    sheet.line("@BẮT ĐẦU DÙNG CHUNG@")
    if shared.title:
        sheet.line(f"[Ngữ liệu: {shared.title}]")
    sheet.flow(shared.html)


def _write_question(sheet: Sheet, label: str, item: ExportItem, part: str) -> None:
    content, told = item.content, item.metadata
    points = str(told.get("points") or "").replace(".", ",")
    lead = label + _write_level(told) + name_form(content, part)
    sheet.flow(content["stem"], lead + (f"({points} điểm) " if points else ""))
    write_form(sheet, content)
    for title, key in PARTICULARS.items():
        value = told.get(key)
        words = ", ".join(value) if isinstance(value, list) else str(value or "")
        if words and (key != "original_level" or not _is_level(told)):
            sheet.line(f"[{title}: {words}]")
    if content.get("solution"):
        sheet.line("Lời giải", is_bold=True)
        sheet.flow(content["solution"])


def _write_level(told: dict[str, Any]) -> str:
    if _is_level(told):
        return f"[{told['original_level']}] "
    return LEVELS.get(str(told.get("level") or ""), "")


def _is_level(told: dict[str, Any]) -> bool:
    """Say whether the level of an older file names the level of today."""
    named = read_level(str(told.get("original_level") or ""))
    return (
        bool(named) and named == told["original_level"] and LEVEL_CODES[named] == told.get("level")
    )


def _list_lost_files(item: ExportItem, sheet: Sheet) -> list[Reason]:
    named = [*list_files(item.content), *item.content.get("images", []), *item.files]
    return [
        Reason("picture", name)
        for name in dict.fromkeys(named)
        if f"file:{name}" not in sheet.pictures
    ]


def _pictures(item: ExportItem) -> dict[str, bytes]:
    """Return the pictures of a question as Word can hold them."""
    found = {}
    for name, data in item.files.items():
        try:
            with Image.open(BytesIO(data)) as picture:
                found[f"file:{name}"] = (
                    data if picture.format in {"PNG", "JPEG", "GIF"} else _as_png(picture)
                )
        except (UnidentifiedImageError, OSError, ValueError):
            continue
    return found


def _as_png(picture: Image.Image) -> bytes:
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _names(sheet: Sheet) -> dict[str, str]:
    """Tell what the reader calls each picture."""
    kept = KeptFiles()
    return {
        address.removeprefix("file:"): kept.keep(data) or ""
        for address, data in sheet.pictures.items()
    }


def _read_again(data: bytes, written: dict[int, _Written]) -> None:
    """Read the file and note what would come back otherwise."""
    gathered = Gathered()
    again = read_docx(data, lambda markup: markup, gathered)
    read = {} if isinstance(again, Reason) else {element.line: element for element in again}
    for each in written.values():
        element = read.get(each.line)
        changed = find_changes(each.item.content, _content(element), each.names)
        if element and not _is_shared_same(each, gathered.stimuli.get(element.stimulus)):
            changed.append("stimulus")
        if element and _is_told_otherwise(each.item.metadata, element):
            each.losses.append(Reason("word_particulars"))
        if changed:
            words = dict.fromkeys(_NAMES.get(key, key) for key in changed)
            each.losses.append(Reason("word_reads_otherwise", ", ".join(words)))


def _content(element: Element | None) -> Content | None:
    return None if element is None or element.state == REFUSED else element.content


def _is_shared_same(each: _Written, came: SharedText | None) -> bool:
    went = each.item.stimulus
    if went is None or came is None:
        return went is came
    return went.title == came.title and is_same_text(went.html, came.html, each.names)


def _is_told_otherwise(went: dict[str, Any], element: Element) -> bool:
    """Say whether a particular is not what it was; the name and the category have their own places."""
    came = {**element.metadata, "name": element.name, "category": element.category}
    kept = [key for key in ("level", *PARTICULARS.values()) if went.get(key)]
    return any(str(went[key]) != str(came.get(key)) for key in kept)
