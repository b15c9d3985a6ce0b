"""The empty workbook that teachers fill in: instructions, lists to choose from, an example of each type."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from . import columns as c
from .writing import put_row

_LAST_ROW = 2000
_WIDE = {c.STEM: 50, c.TYPE: 18, c.KEY: 18, c.SOLUTION: 30, c.GUIDE: 30}
_HELP = (
    "Mỗi dòng của trang “Câu hỏi” là một câu. Giữ nguyên dòng tiêu đề; thứ tự các cột có thể đổi.",
    "Dạng và Mức độ: chọn trong danh sách của ô.",
    "Một lựa chọn, Nhiều lựa chọn: phương án ở cột A đến L; Đáp án ghi chữ cái, ví dụ “B” hoặc “A; C”. "
    "Cho điểm từng phần: “A=50%; C=50%; D=-50%”.",
    "Đúng/Sai: bốn ý ở cột A đến D; Đáp án “Đ; S; Đ; S”, có thể kèm mức độ: “Đ (Biết); S (Hiểu)…”.",
    "Trả lời số: Đáp án “3,14” hoặc “3,14 ± 0,01”; nhiều đáp án cách nhau bằng dấu chấm phẩy.",
    "Trả lời chữ: mỗi dòng trong ô Đáp án là một cách viết được chấp nhận; dấu * thay cho chữ bất kì.",
    "Sắp xếp: các mục ở cột A đến L theo thứ tự đúng.",
    "Ghép nối: mỗi ô “vế trái => vế phải”; vế phải gây nhiễu viết “=> vế phải”.",
    "Điền chỗ trống: trong Câu hỏi viết [[1]], [[2]]…; cột A là đáp án chỗ 1, cột B chỗ 2. Nhiều cách viết "
    "cách nhau bằng dấu |.",
    "Tự luận: Tùy chọn “dòng=15; từ=50-200; tệp=2”; Hướng dẫn chấm viết tự do.",
    "Nộp tệp: Tùy chọn “nhận=ảnh, âm thanh, tài liệu; tệp=3”.",
    "Công thức viết bằng LaTeX giữa \\( và \\), ví dụ \\(\\frac{1}{2}\\). Ô bắt đầu bằng [html] chứa HTML.",
)
_EXAMPLES: tuple[dict[str, str], ...] = (
    {c.NAME: "VD1", c.TYPE: "Một lựa chọn", c.STEM: "2 + 3 bằng mấy?", c.KEY: "B", "A": "4", "B": "5",
     "C": "6", "D": "7", c.LEVEL: "Biết", c.SOLUTION: "2 + 3 = 5."},
    {c.NAME: "VD2", c.TYPE: "Nhiều lựa chọn", c.STEM: "Số nào chẵn?", c.KEY: "A; C", "A": "2", "B": "3",
     "C": "4", "D": "5"},
    {c.NAME: "VD3", c.TYPE: "Đúng/Sai", c.STEM: "Cho tam giác đều ABC.", c.KEY: "Đ; Đ; S; S",
     "A": "Ba cạnh bằng nhau.", "B": "Ba góc bằng nhau.", "C": "Có một góc vuông.", "D": "Có một góc tù."},
    {c.NAME: "VD4", c.TYPE: "Trả lời số", c.STEM: "Làm tròn số pi đến hàng phần trăm.", c.KEY: "3,14"},
    {c.NAME: "VD5", c.TYPE: "Trả lời chữ", c.STEM: "Thủ đô của Việt Nam?", c.KEY: "Hà Nội"},
    {c.NAME: "VD6", c.TYPE: "Sắp xếp", c.STEM: "Xếp từ bé đến lớn.", "A": "1", "B": "5", "C": "9"},
    {c.NAME: "VD7", c.TYPE: "Ghép nối", c.STEM: "Ghép nước với thủ đô.", "A": "Lào => Viêng Chăn",
     "B": "Thái Lan => Băng Cốc", "C": "=> Tô-ki-ô"},
    {c.NAME: "VD8", c.TYPE: "Điền chỗ trống", c.STEM: "Nước sôi ở [[1]] độ [[2]].", "A": "100",
     "B": "C | Celsius"},
    {c.NAME: "VD9", c.TYPE: "Tự luận", c.STEM: "Vì sao lá cây có màu xanh?", c.OPTIONS: "dòng=10"},
    {c.NAME: "VD10", c.TYPE: "Nộp tệp", c.STEM: "Chụp ảnh bài làm.", c.OPTIONS: "nhận=ảnh; tệp=3"},
)  # fmt: skip


def make_template() -> bytes:
    """Return the workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = c.SHEET
    put_row(sheet, 1, list(c.COLUMNS))
    for at, example in enumerate(_EXAMPLES, start=2):
        put_row(sheet, at, [example.get(name, "") for name in c.COLUMNS])
    _dress(sheet)
    _add_list(sheet, c.TYPE, list(c.TYPES))
    _add_list(sheet, c.LEVEL, list(c.LEVELS))
    notes = book.create_sheet("Hướng dẫn")
    notes.column_dimensions["A"].width = 110
    for at, line in enumerate(_HELP, start=1):
        put_row(notes, at, [line])
        notes.cell(row=at, column=1).alignment = Alignment(wrap_text=True, vertical="top")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    for at, name in enumerate(c.COLUMNS, start=1):
        sheet.cell(row=1, column=at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE.get(name, 16)


def _add_list(sheet: Worksheet, name: str, values: list[str]) -> None:
    letter = get_column_letter(c.COLUMNS.index(name) + 1)
    rule = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
    rule.error = "Hãy chọn trong danh sách."
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
