# ruff: noqa: E501
"""All fixtures by their names."""

import copy
from collections.abc import Callable

from . import papers
from .ooxml import Paper
from .papers import (
    CHEMISTRY,
    ENGLISH,
    HISTORY,
    MATHS,
    Asked,
    Fixture,
    habit,
    keyed_at_end,
    short,
    statement,
)

BLANK = "<tab/>"
STATEMENTS = (
    "Hàm số đồng biến trên khoảng (1; +∞).",
    "Hàm số có <m>half</m> cực trị.",
    "Đồ thị đi qua gốc toạ độ O.",
    "Giá trị lớn nhất bằng 5.",
)


def three_parts(*, styled: bool = True) -> Fixture:
    """A paper in the form of 2025: choices, statements, short answers; numbers begin again in each part."""
    paper = Paper()
    first = copy.deepcopy(MATHS[:3])
    second = [
        statement("Cho hàm số <m>func</m>.", STATEMENTS, "ĐSĐS"),
        statement(
            "Xét khối chóp S.ABC.",
            ("Đáy là tam giác.", "Có 5 mặt.", "Có 6 cạnh.", "Có 4 đỉnh."),
            "ĐSĐĐ",
        ),
    ]
    third = [
        short("Tính <m>int</m> (làm tròn đến hàng phần trăm).", "0,5"),
        short("Một bể chứa 1 200 lít. Sau 3 giờ còn bao nhiêu lít?", "-12"),
    ]
    paper.add(*papers.HEAD)
    paper.add(
        "<b>PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn.</b> Thí sinh trả lời từ câu 1 đến câu 3."
    )
    paper.add(*papers.write_choices(first, lay=papers._two_lines))
    paper.add("<b>PHẦN II. Câu trắc nghiệm đúng sai.</b> Thí sinh trả lời từ câu 1 đến câu 2. Trong mỗi ý a), b), c), d) "
              "ở mỗi câu, thí sinh chọn đúng hoặc sai.")  # fmt: skip
    for number, each in enumerate(second, start=1):
        paper.add(f"<b>Câu {number}.</b> {each.stem}")
        for letter, text, word in zip("abcd", each.options, each.key, strict=True):
            paper.add(f"<u>{letter}</u>) {text}" if styled and word == "Đ" else f"{letter}) {text}")
    paper.add("<b>PHẦN III. Câu trắc nghiệm trả lời ngắn.</b> Thí sinh trả lời từ câu 1 đến câu 2.")
    for number, each in enumerate(third, start=1):
        paper.add(f"<b>Câu {number}.</b> {each.stem}", f"Đáp án: {each.key}")
    paper.add("<b>---HẾT---</b>")
    return Fixture(
        paper, [*first, *second, *third], "ba phần, đề 2025, khoá gạch chân và dòng Đáp án"
    )


def three_parts_with_tables() -> Fixture:
    """The same form with all keys in tables at the end, by parts."""
    made = three_parts(styled=False)
    paper = Paper()
    paper.body = [
        body
        for body in made.paper.body
        if "Đáp án: " not in "".join(_words(body)) and "HẾT" not in body
    ]
    paper.body = [body.replace('<w:u w:val="single"/>', "") for body in paper.body]
    paper.add("HẾT", "ĐÁP ÁN", "PHẦN I")
    paper.table([["Câu", "1", "2", "3"], ["Đáp án", "C", "B", "A"]])
    paper.add("PHẦN II")
    paper.table(
        [["Câu", "1", "2"], ["a)", "Đ", "Đ"], ["b)", "S", "S"], ["c)", "Đ", "Đ"], ["d)", "S", "Đ"]]
    )
    paper.add("PHẦN III")
    paper.table([["Câu", "1", "2"], ["Đáp án", "0,5", "-12"]])
    return Fixture(paper, made.asked, "ba phần, khoá trong ba bảng ở cuối đề")


def _words(xml: str) -> list[str]:
    from lxml import etree

    from .ooxml import SPACES

    return list(etree.fromstring(f"<x {SPACES}>{xml}</x>").itertext())


def numbered() -> Fixture:
    """Labels that Word writes by itself: "Câu 1." and "A." are in no run."""
    paper = Paper()
    level = '<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>{look}</w:lvl>'
    paper.numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level.format(depth=0, kind="decimal", text="Câu %1.", look="<w:rPr><w:b/></w:rPr>")
        + level.format(depth=1, kind="upperLetter", text="%2.", look="")
        + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    reference = '<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>'
    for each in HISTORY:
        paper.add(each.stem, properties=reference.format(depth=0))
        for letter, text in zip("ABCD", each.options, strict=True):
            look = '<w:rPr><w:color w:val="FF0000"/></w:rPr>' if letter == each.key else ""
            written = f"<red>{text}</red>" if look else text
            paper.add(written, properties=reference.format(depth=1) + look)
    return Fixture(paper, HISTORY, "đánh số tự động của Word, khoá màu đỏ")


def numbered_by_style() -> Fixture:
    """The number of a question comes from its paragraph style."""
    paper = Paper()
    paper.numbering = (
        '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="Câu %1:"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>'
    )
    paper.styles = (
        '<w:style w:type="paragraph" w:styleId="Cauhoi"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="character" w:styleId="Dung"><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
    )
    for each in HISTORY:
        paper.add(each.stem, properties='<w:pStyle w:val="Cauhoi"/>')
        for letter, text in zip("ABCD", each.options, strict=True):
            runs = paper.runs(f"{letter}. {text}")
            if letter == each.key:
                runs = (
                    f'<w:r><w:rPr><w:rStyle w:val="Dung"/></w:rPr><w:t>{letter}</w:t></w:r>'
                    + paper.runs(f". {text}")
                )
            paper.raw(f"<w:p>{runs}</w:p>")
    return Fixture(paper, HISTORY, "số câu từ kiểu đoạn, khoá từ kiểu chữ")


def pictures() -> Fixture:
    """Pictures in stems and as options."""
    asked = [
        Asked('Hình bên <img alt="Tam giác ABC"/> là hình gì?', ("Tam giác", "Hình vuông", "Hình tròn", "Hình thoi"), "A", pictures=1),
        Asked("Đồ thị nào là của <m>func</m>?", ('<img shade="10"/>', '<img shade="20"/>', '<img shade="30"/>', '<img shade="40"/>'), "B", pictures=4),
    ]  # fmt: skip
    return habit(asked, "hình trong câu dẫn và trong phương án")


def picture_below() -> Fixture:
    """A picture in a paragraph of its own, after the stem, and one after the options."""
    asked = [
        Asked("Quan sát hình vẽ.", ("Một", "Hai", "Ba", "Bốn"), "D", pictures=1),
        Asked("Số nào lớn nhất?", ("1", "2", "3", "4"), "D", pictures=1),
    ]
    paper = Paper()
    paper.add(
        "<b>Câu 1.</b> Quan sát hình vẽ.",
        '<img shade="50"/>',
        "A. Một<tab/>B. Hai<tab/>C. Ba<tab/><u>D</u>. Bốn",
    )
    paper.add(
        "<b>Câu 2.</b> Số nào lớn nhất?",
        "A. 1<tab/>B. 2<tab/>C. 3<tab/><u>D</u>. 4",
        '<img shade="60"/>',
    )
    return Fixture(paper, asked, "hình đứng riêng một đoạn")


def old_formulas() -> Fixture:
    """MathType objects: the picture is kept and the question is flagged."""
    asked = [
        Asked(
            "Giá trị của <ole>a</ole> tại x = 5 là",
            ("8", "2", "–2", "16"),
            "B",
            pictures=1,
            state="degraded",
        ),
        Asked(
            "Rút gọn rồi chọn kết quả đúng.",
            ("<ole>b</ole>", "<ole>c</ole>", "3", "4"),
            "A",
            pictures=2,
            state="degraded",
        ),
        Asked("Câu này không có công thức.", ("1", "2", "3", "4"), "C"),
    ]
    return habit(asked, "đối tượng MathType, giữ bằng ảnh")


def mixed_formulas() -> Fixture:
    """Equations of Word and MathType objects in one question."""
    asked = [Asked("Cho <m>frac</m> và <ole>a</ole>, biết <m>less</m>.", ("<m>v1</m>", "<m>v2</m>", "<m>v3</m>", "<m>v4</m>"), "C",
                   pictures=1, state="degraded")]  # fmt: skip
    return habit(asked, "công thức Word lẫn MathType", lay=papers._two_lines)


def data_table() -> Fixture:
    """A table of data in a stem."""
    paper = Paper()
    paper.add("<b>Câu 1.</b> Cho bảng số liệu sau:")
    paper.table([["Năm", "2020", "2021"], ["Dân số", "97,6", "98,5"]])
    paper.add("Năm 2021 dân số là bao nhiêu?", "A. 97,6<tab/><u>B</u>. 98,5<tab/>C. 99<tab/>D. 100")
    asked = [Asked("Cho bảng số liệu sau: Năm 2020 2021 Dân số 97,6 98,5 Năm 2021 dân số là bao nhiêu?", ("97,6", "98,5", "99", "100"), "B")]  # fmt: skip
    return Fixture(paper, asked, "bảng số liệu trong câu dẫn")


def option_table() -> Fixture:
    """Options that stand in a table without lines."""
    paper = Paper()
    for number, each in enumerate(HISTORY, start=1):
        paper.add(f"<b>Câu {number}.</b> {each.stem}")
        signs = [
            papers._underlined(letter, letter == each.key) + text
            for letter, text in zip("ABCD", each.options, strict=True)
        ]
        paper.table([signs[:2], signs[2:]])
    return Fixture(paper, HISTORY, "phương án trong bảng không viền")


def whole_in_table() -> Fixture:
    """Questions that stand in cells of one long table."""
    paper = Paper()
    rows = []
    for number, each in enumerate(HISTORY, start=1):
        signs = [
            papers._underlined(letter, letter == each.key) + text
            for letter, text in zip("ABCD", each.options, strict=True)
        ]
        rows.append(["\n".join([f"<b>Câu {number}.</b> {each.stem}", *signs])])
    paper.table(rows)
    return Fixture(paper, HISTORY, "câu hỏi trong ô của một bảng")


def levels() -> Fixture:
    """Marks of levels and points after the number."""
    asked = copy.deepcopy(HISTORY)
    marks = ["(NB)", "[TH]", "(Vận dụng)", "[VDC]"]
    for each, level in zip(asked, ["know", "understand", "apply", "apply"], strict=True):
        each.level = level
    paper = Paper()
    for number, (each, mark) in enumerate(zip(asked, marks, strict=True), start=1):
        paper.add(f"<b>Câu {number}</b> {mark}<b>.</b> {each.stem}")
        paper.add(
            *[
                papers._underlined(letter, letter == each.key) + text
                for letter, text in zip("ABCD", each.options, strict=True)
            ]
        )
    return Fixture(paper, asked, "mức độ (NB), [TH] sau số câu")


def statement_words() -> Fixture:
    """What is right stands behind each statement, or in one line."""
    asked = [
        statement(
            "Cho tam giác ABC vuông tại A.",
            ("AB vuông góc AC.", "BC là cạnh góc vuông.", "Góc B nhọn.", "AB lớn hơn BC."),
            "ĐSĐS",
        ),
        statement(
            "Xét nước ở 100 °C.",
            ("Nước sôi.", "Nước đông đặc.", "Nước bay hơi.", "Nước là kim loại."),
            "ĐSĐS",
        ),
        statement(
            "Xét số 7.", ("Là số nguyên tố.", "Là số chẵn.", "Là số lẻ.", "Lớn hơn 10."), "ĐSĐS"
        ),
    ]
    paper = Paper()
    paper.add("<b>PHẦN II. TRẮC NGHIỆM ĐÚNG SAI</b>")
    paper.add(
        f"Câu 1: {asked[0].stem}",
        *[f"{a}) {t} ({w})" for a, t, w in zip("abcd", asked[0].options, "ĐSĐS", strict=True)],
    )
    paper.add(
        f"Câu 2: {asked[1].stem}",
        *[f"{a}) {t}" for a, t in zip("abcd", asked[1].options, strict=True)],
        "Đáp án: Đ – S – Đ – S",
    )
    paper.add(
        f"Câu 3: {asked[2].stem}",
        *[f"{a}. {t}" for a, t in zip("abcd", asked[2].options, strict=True)],
        "Đáp án: a) Đúng b) Sai c) Đúng d) Sai",
    )
    return Fixture(paper, asked, "đúng sai ghi bằng chữ")


def statement_solutions() -> Fixture:
    """What is right is told by the solution, line by line."""
    asked = [
        statement(
            "Cho hàm số <m>func</m>.",
            STATEMENTS,
            "SĐSĐ",
            solution="a) Sai vì hệ số âm. b) Đúng. c) Sai. d) Đúng theo bảng.",
        )
    ]
    paper = Paper()
    paper.add(
        "PHẦN II. Câu trắc nghiệm đúng sai",
        f"Câu 1. {asked[0].stem}",
        *[f"{a}) {t}" for a, t in zip("abcd", STATEMENTS, strict=True)],
    )
    paper.add("<b>Lời giải</b>", "a) Sai vì hệ số âm.", "b) Đúng.", "c) Sai.", "d) Đúng theo bảng.")
    return Fixture(paper, asked, "đúng sai lấy từ lời giải")


def statement_levels() -> Fixture:
    """Statements with levels of their own, all in red and black."""
    asked = [
        statement(
            "Cho mạch điện.",
            ("Điện trở là 5 Ω.", "Dòng điện là 2 A.", "Công suất tăng.", "Hiệu điện thế giảm."),
            "SSĐĐ",
        )
    ]
    paper = Paper()
    paper.add("<b>Phần 2. Câu hỏi đúng/sai</b>", f"<b>Câu 1.</b> {asked[0].stem}")
    for letter, text, word, level in zip(
        "abcd", asked[0].options, "SSĐĐ", ("NB", "NB", "TH", "VD"), strict=True
    ):
        paper.add(
            f"<red>{letter})</red> [{level}] {text}"
            if word == "Đ"
            else f"{letter}) [{level}] {text}"
        )
    return Fixture(paper, asked, "mức độ từng ý, khoá màu đỏ")


def shared_range() -> Fixture:
    """A passage for questions by their numbers."""
    asked = [*copy.deepcopy(ENGLISH), copy.deepcopy(HISTORY[1])]
    paper = Paper()
    paper.add(
        "<b>Read the following passage and answer the questions from 1 to 2.</b>",
        "Tom lives in Hai Phong. He likes ships.",
    )
    paragraphs = list(
        papers.write_choices(
            asked, label="<b>Question {n}.</b> ", mark=papers._starred, lay=papers._spaced
        )
    )
    paper.add(*paragraphs)
    return Fixture(paper, asked, "đoạn văn dùng chung cho câu 1–2")


def shared_marks() -> Fixture:
    """Marks of a mixing tool around a group."""
    asked = copy.deepcopy(HISTORY)
    paper = Paper()
    written = list(papers.write_choices(asked))
    paper.add(
        "&lt;g3&gt;",
        *written[:5],
        "@BẮT ĐẦU DÙNG CHUNG@",
        "Đọc đoạn tư liệu về sông Bạch Đằng.",
        *written[5:15],
        "@KẾT THÚC DÙNG CHUNG@",
        "&lt;g0&gt;",
        *written[15:],
    )
    return Fixture(paper, asked, "nhóm <g0> <g3> và cụm dùng chung")


def worked() -> Fixture:
    """A solution follows each question."""
    asked = copy.deepcopy(HISTORY)
    for each in asked:
        each.solution = "Theo sách giáo khoa."
    return habit(asked, "lời giải ngay sau câu", mark=papers._silent,
                 after=lambda _n, each: ["<b>Lời giải</b>", f"<b>Chọn {each.key}</b>", "Theo sách giáo khoa."])  # fmt: skip


def essays() -> Fixture:
    """Questions that people mark."""
    asked = [
        Asked("Giải phương trình <m>square</m>. a) Tính Δ. b) Tìm nghiệm.", type="essay"),
        Asked("Chứng minh <m>less</m>.", type="essay"),
    ]
    paper = Paper()
    paper.add("<b>B. PHẦN TỰ LUẬN (3,0 điểm)</b>")
    paper.add(
        "<b>Bài 1</b> (1,5 điểm). Giải phương trình <m>square</m>.",
        "a) Tính Δ.",
        "b) Tìm nghiệm.",
        "<b>Bài 2</b> (1,5 điểm). Chứng minh <m>less</m>.",
    )
    return Fixture(paper, asked, "tự luận có điểm")


def short_only() -> Fixture:
    """Short answers in several ways of writing."""
    asked = [
        short("Tính 1 + 1.", "2"),
        short("Số π gần bằng bao nhiêu?", "3,14"),
        short("Nghiệm âm của phương trình là", "-2,5"),
        Asked("Thủ đô nước ta là", (), "Hà Nội", type="short_text"),
    ]
    paper = Paper()
    paper.add("<b>PHẦN III. TRẢ LỜI NGẮN</b>")
    for number, (each, form) in enumerate(
        zip(asked, ("Đáp án: {}", "ĐA: {}.", "KQ: {}", "Trả lời: {}"), strict=True), start=1
    ):
        paper.add(f"Câu {number}. {each.stem}", form.format(each.key.replace("-", "−")))
    return Fixture(paper, asked, "trả lời ngắn, nhiều cách ghi đáp án")


def bare_numbers() -> Fixture:
    """Numbers without the word "Câu"."""
    return habit(HISTORY, "chỉ có số 1. 2. 3.", label="<b>{n}.</b> ", head=False)


def lower_letters() -> Fixture:
    """Options a. b. c. d. in a paper of choices."""
    paper = Paper()
    paper.add("<b>I. TRẮC NGHIỆM</b> (Khoanh vào chữ cái trước phương án đúng)")
    for number, each in enumerate(HISTORY, start=1):
        paper.add(f"<b>Câu {number}:</b> {each.stem}")
        paper.add(
            *[
                (f"<u>{letter}</u>. " if letter.upper() == each.key else f"{letter}. ") + text
                for letter, text in zip("abcd", each.options, strict=True)
            ]
        )
    return Fixture(paper, HISTORY, "phương án chữ thường")


def tracked() -> Fixture:
    """Tracked changes, hidden text, a text box, a content control."""
    paper = Paper()
    paper.add("<b>Câu 1.</b> Hải Phòng ở đâu?")
    paper.raw('<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>A. Bắc Ninh</w:delText></w:r></w:del>'
              '<w:ins w:id="2" w:author="x"><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>A</w:t></w:r><w:r><w:t>. Miền Bắc</w:t></w:r></w:ins></w:p>')  # fmt: skip
    paper.add("B. Miền Nam<hide> (nháp)</hide>")
    paper.raw(
        "<w:sdt><w:sdtContent>"
        + f"<w:p>{paper.runs('C. Miền Trung')}</w:p>"
        + "</w:sdtContent></w:sdt>"
    )
    paper.raw(f'<w:p><w:hyperlink r:id="rId99">{paper.runs("D. Tây Nguyên")}</w:hyperlink></w:p>')
    return Fixture(
        paper,
        [Asked("Hải Phòng ở đâu?", ("Miền Bắc", "Miền Nam", "Miền Trung", "Tây Nguyên"), "A")],
        "sửa có theo dõi, chữ ẩn",
    )


def equations() -> Fixture:
    """One question for each kind of equation."""
    names = ("frac", "root", "int", "lim", "sys", "vec", "mat", "words", "less")
    asked = [
        Asked(
            f"Biểu thức <m>{name}</m> dùng để làm gì?",
            ("<m>v1</m>", "<m>v2</m>", "<m>v3</m>", "<m>v4</m>"),
            "ABCD"[at % 4],
        )
        for at, name in enumerate(names)
    ]
    return habit(asked, "mỗi câu một dạng công thức", lay=papers._one_line)


COLLECTION: dict[str, Callable[[], Fixture]] = {
    "underline-four-lines": lambda: habit(MATHS, "gạch chân, mỗi phương án một dòng"),
    "underline-two-lines": lambda: habit(
        MATHS, "gạch chân, hai phương án một dòng", lay=papers._two_lines
    ),
    "underline-one-line": lambda: habit(
        MATHS, "gạch chân, một dòng bằng tab", lay=papers._one_line
    ),
    "red-letter": lambda: habit(
        HISTORY, "chữ cái đỏ giữa các chữ xanh", mark=papers._red, lay=papers._two_lines
    ),
    "bold-letter": lambda: habit(
        HISTORY, "chỉ chữ cái đúng in đậm", mark=papers._bold, label="Câu {n}: "
    ),
    "italic-letter": lambda: habit(
        HISTORY, "chỉ chữ cái đúng in nghiêng", mark=papers._italic, label="Câu {n}. "
    ),
    "star": lambda: habit(HISTORY, "dấu sao trước chữ cái", mark=papers._starred, label="Câu {n} "),
    "highlight": lambda: habit(HISTORY, "tô nền vàng", mark=papers._lit, lay=papers._spaced),
    "brackets": lambda: habit(
        HISTORY, "A) B) C) D)", mark=papers._bracket, label="<b>Câu {n})</b> "
    ),
    "soft-breaks": lambda: habit(HISTORY, "xuống dòng mềm trong một đoạn", lay=papers._soft),
    "single-spaces": lambda: habit(
        HISTORY, "một dòng, cách một dấu cách", lay=papers._close, mark=papers._starred
    ),
    "whole-runs": lambda: habit(CHEMISTRY, "chỉ số trên dưới", split=False),
    "chemistry-line": lambda: habit(CHEMISTRY, "hoá học một dòng", lay=papers._one_line),
    "question-english": lambda: habit(
        ENGLISH, "Question n", label="<b>Question {n}:</b> ", mark=papers._starred
    ),
    "answer-line": lambda: habit(
        HISTORY, "dòng Đáp án sau câu", mark=papers._silent, after=papers._key_line("Đáp án: {key}")
    ),
    "chosen-line": lambda: habit(
        HISTORY, "dòng Chọn B", mark=papers._silent, after=papers._key_line("<b>Chọn {key}.</b>")
    ),
    "keys-grid": lambda: keyed_at_end(HISTORY, "bảng đáp án ngang", papers._grid),
    "keys-columns": lambda: keyed_at_end(HISTORY, "bảng đáp án dọc", papers._columns),
    "keys-cells": lambda: keyed_at_end(HISTORY, "ô 1.A", papers._cells),
    "keys-dashes": lambda: keyed_at_end(HISTORY, "dòng 1-A 2-B", papers._row("{n}-{key}")),
    "keys-close": lambda: keyed_at_end(HISTORY, "dòng 1A 2B", papers._row("{n}{key}")),
    "keys-dots": lambda: keyed_at_end(
        HISTORY, "dòng 1.A 2.B", papers._row("{n}.{key}"), lay=papers._two_lines
    ),
    "solutions-at-end": lambda: keyed_at_end(
        copy.deepcopy(HISTORY), "lời giải ở cuối đề", papers._worked
    ),
    "three-parts": three_parts,
    "three-parts-tables": three_parts_with_tables,
    "numbered": numbered,
    "numbered-by-style": numbered_by_style,
    "pictures": pictures,
    "picture-below": picture_below,
    "old-formulas": old_formulas,
    "mixed-formulas": mixed_formulas,
    "data-table": data_table,
    "option-table": option_table,
    "whole-in-table": whole_in_table,
    "levels": levels,
    "statement-words": statement_words,
    "statement-solutions": statement_solutions,
    "statement-levels": statement_levels,
    "shared-range": shared_range,
    "shared-marks": shared_marks,
    "worked": worked,
    "essays": essays,
    "short-only": short_only,
    "bare-numbers": bare_numbers,
    "lower-letters": lower_letters,
    "tracked": tracked,
    "equations": equations,
}
