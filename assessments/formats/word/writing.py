"""Questions as a Word file with real equations and key marks, in the habits that the reader knows.

Parts come in the order of their forms, numbers go through. What is written is read again: a question
that would come back otherwise is told to the person.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from assessments.formats.exporting import Export, ExportItem, settle_export
from assessments.formats.gathering import Gathered
from assessments.formats.report import Element, Reason
from assessments.items.shape import Content, plain_text
from core.printing.flow import read_flow
from core.printing.word import new_document, save, write_flow, write_runs

from .reader import read_docx

SUFFIX = ".docx"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LEVELS = {"know": "[NB] ", "understand": "[TH] ", "apply": "[VD] "}
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
LETTERS = "ABCDEFGHIJKL"


def write_docx(questions: Sequence[ExportItem]) -> Export:
    """Write questions into one Word file, and say of each how it comes back."""
    document = new_document(title="Câu hỏi")
    ranked = sorted(enumerate(questions), key=lambda pair: list(_PARTS).index(_form(pair[1])))
    losses: dict[int, list[Reason]] = {}
    form = ""
    shared = ""
    for number, (index, item) in enumerate(ranked, start=1):
        if _form(item) != form:
            form, shared = _form(item), ""
            document.add_paragraph().add_run(_PARTS[form]).bold = True
        if item.stimulus and item.stimulus.key != shared:
            shared = item.stimulus.key
            last = number + sum(_is_of(each, shared) for _at, each in ranked[number:])
            _write_shared(document, item, number, max(last, number))
        losses[index] = _write_question(document, number, item)
    document.add_paragraph("--- HẾT ---")
    data = save(document)
    again = read_docx(data, lambda markup: markup, Gathered())
    read = [] if isinstance(again, Reason) else list(again)
    order = [index for index, _item in ranked]
    elements = [
        settle_export(index + 1, item, [*losses[index], *_compare(item, read, order.index(index))])
        for index, item in enumerate(questions)
    ]
    return Export("docx", data, tuple(elements))


def _form(item: ExportItem) -> str:
    return _FORMS.get(item.content["type"], "essay")


def _is_of(item: ExportItem, key: str) -> bool:
    return item.stimulus is not None and item.stimulus.key == key


def _write_shared(document: Any, item: ExportItem, first: int, last: int) -> None:
    """Write a shared text with the numbers of its questions; one question has it all to itself."""
    if item.stimulus is None:
        return
    said = f"Dùng thông tin sau cho các câu từ {first} đến {last}."
    document.add_paragraph().add_run(said).italic = True
    write_flow(document, read_flow(item.stimulus.html), pictures=_pictures(item))


def _write_question(document: Any, number: int, item: ExportItem) -> list[Reason]:
    content, pictures = item.content, _pictures(item)
    losses = [Reason("picture", name) for name in content.get("images", [])]
    losses += [Reason("picture", name) for name in item.files if f"file:{name}" not in pictures]
    points = str(item.metadata.get("points") or "").replace(".", ",")
    lead = f"Câu {number}. " + LEVELS.get(str(item.metadata.get("level") or ""), "")
    lead += f"({points} điểm) " if points else ""
    write_flow(document, read_flow(content["stem"]), lead=lead, pictures=pictures)
    writer = _WRITERS.get(content["type"], _write_other)
    losses += writer(document, content, pictures)
    if content.get("solution"):
        document.add_paragraph().add_run("Lời giải").bold = True
        write_flow(document, read_flow(content["solution"]), pictures=pictures)
    return losses


def _write_part(
    document: Any,
    sign: tuple[str, str, str],
    markup: str,
    *,
    is_right: bool,
    pictures: dict[str, bytes],
) -> None:
    """Write an option or a statement; the letter of a right one is underlined."""
    before, letter, after = sign
    blocks = read_flow(markup)
    paragraph = document.add_paragraph()
    if before:
        paragraph.add_run(before)
    run = paragraph.add_run(letter)
    run.bold, run.underline = True, is_right or None
    paragraph.add_run(after)
    if blocks and blocks[0]["k"] == "p":
        write_runs(paragraph, blocks[0]["runs"], pictures)
        blocks = blocks[1:]
    if blocks:
        write_flow(document, blocks, pictures=pictures)


def _write_choice(document: Any, content: Content, pictures: dict[str, bytes]) -> list[Reason]:
    pin = "#" if content.get("keep_order") else ""
    for letter, option in zip(LETTERS, content["options"], strict=False):
        is_right = Decimal(option["share"]) > 0
        _write_part(
            document, (pin, letter, ". "), option["html"], is_right=is_right, pictures=pictures
        )
    shares = {
        letter: option["share"] for letter, option in zip(LETTERS, content["options"], strict=False)
    }
    if content["type"] == "multiple_choice" or set(shares.values()) - {"0", "1"}:
        told = ", ".join(
            f"{letter} ({_percent(share)}%)" for letter, share in shares.items() if share != "0"
        )
        document.add_paragraph(f"Đáp án: {told}")
    has_feedback = any(option.get("feedback") for option in content["options"])
    return [Reason("answer_feedback")] if has_feedback else []


def _percent(share: str) -> str:
    return format((Decimal(share) * 100).normalize(), "f").replace(".", ",")


def _write_statements(document: Any, content: Content, pictures: dict[str, bytes]) -> list[Reason]:
    marks = {"know": "[NB] ", "understand": "[TH] ", "apply": "[VD] "}
    for letter, each in zip(LETTERS.lower(), content["statements"], strict=False):
        sign = ("", letter, f") {marks.get(each.get('level', ''), '')}")
        _write_part(document, sign, each["html"], is_right=each["is_true"], pictures=pictures)
    row = " ".join("Đ" if each["is_true"] else "S" for each in content["statements"])
    document.add_paragraph(f"Đáp án: {row}")
    return []


def _write_numbers(document: Any, content: Content, pictures: dict[str, bytes]) -> list[Reason]:
    del pictures
    told = [
        answer["value"] + (f" ± {answer['tolerance']}" if Decimal(answer["tolerance"]) else "")
        for answer in content["answers"]
    ]
    document.add_paragraph("Đáp án: " + "; ".join(told).replace(".", ","))
    return []


def _write_texts(document: Any, content: Content, pictures: dict[str, bytes]) -> list[Reason]:
    del pictures
    document.add_paragraph("Đáp án: " + "; ".join(text["text"] for text in content["texts"]))
    return []


def _write_essay(document: Any, content: Content, pictures: dict[str, bytes]) -> list[Reason]:
    if content.get("marker_note"):
        document.add_paragraph().add_run("Hướng dẫn chấm").bold = True
        write_flow(document, read_flow(content["marker_note"]), pictures=pictures)
    return [Reason("rubric")] if content.get("rubric") else []


def _write_other(document: Any, content: Content, pictures: dict[str, bytes]) -> list[Reason]:
    """Write what has no form on paper as lines that people read."""
    for entry in content.get("entries", []):
        write_flow(document, read_flow(entry["html"]), lead="– ", pictures=pictures)
    for pair in content.get("pairs", []):
        write_flow(
            document, read_flow(f"{pair['html']} ↔ {pair['match']}"), lead="– ", pictures=pictures
        )
    return [Reason("word_as_essay")]


_WRITERS: dict[str, Callable[[Any, Content, dict[str, bytes]], list[Reason]]] = {
    "single_choice": _write_choice,
    "multiple_choice": _write_choice,
    "true_false_statements": _write_statements,
    "short_number": _write_numbers,
    "short_text": _write_texts,
    "essay": _write_essay,
}


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


def _compare(item: ExportItem, read: list[Element], at: int) -> list[Reason]:
    """Tell when the question does not come back from the file as it went."""
    if item.content["type"] not in _FORMS:
        return []
    content = read[at].content if at < len(read) else None
    is_same = content is not None and _gist(content) == _gist(item.content)
    return [] if is_same else [Reason("word_reads_otherwise")]


def _gist(content: Content) -> list[Any]:
    """Return what must be equal on the way out and back: words, keys, tolerances."""
    parts = [
        (plain_text(part["html"]), part.get("share"), part.get("is_true"))
        for part in [*content.get("options", []), *content.get("statements", [])]
    ]
    texts = [text["text"] for text in content.get("texts", [])]
    numbers = [
        (Decimal(each["value"]), Decimal(each["tolerance"])) for each in content.get("answers", [])
    ]
    stem = " ".join(plain_text(content["stem"]).split())
    return [content["type"], stem, parts, texts, numbers]
