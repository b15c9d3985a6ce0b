"""The Word file that teachers take as a pattern: how each form is written, and an example of each."""

from typing import Any

from assessments.formats.exporting import ExportItem
from assessments.items.shape import SHAPE, Content
from core.printing.word import new_document, save

from .writing import write_into

_HELP = (
    "Xoá phần hướng dẫn này và các câu mẫu rồi viết câu của thầy cô; giữ thói quen soạn đề cũng được.",
    "Mỗi câu mở đầu bằng chữ Câu và số. Phần I, II, III cho biết dạng; dạng khác ghi trong ngoặc vuông "
    "ngay sau số câu: [Một lựa chọn], [Nhiều lựa chọn], [Đúng/Sai], [Trả lời số], [Trả lời chữ], "
    "[Sắp xếp], [Ghép nối], [Điền chỗ trống], [Tự luận], [Nộp tệp].",
    "Mức độ: [NB], [TH], [VD]. Phương án đúng: gạch chân chữ cái, hoặc dòng đáp án cho biết chữ cái, "
    "kèm phần điểm nếu cần, ví dụ A (50%), C (50%). Dấu # trước chữ cái: giữ nguyên thứ tự khi trộn.",
    "[Sắp xếp]: mỗi mục một dòng 1) 2) 3) theo thứ tự đúng; hệ thống sẽ trộn.",
    "[Ghép nối]: bảng hai cột, hoặc mỗi dòng “vế trái => vế phải”. Ô trái để trống thì vế phải là vế "
    "gây nhiễu.",
    "[Điền chỗ trống]: viết [[1]], [[2]] trong câu; bên dưới, mỗi chỗ một dòng ghi số, loại (chọn, chữ, "
    "số) và đáp án. Nhiều cách viết cách nhau bằng dấu |, phần điểm trong ngoặc. Có thể thêm: hệ số 2; "
    "phân biệt hoa thường.",
    "[Tự luận]: dòng “Bài làm” cho số dòng, số từ, số tệp; bảng Tiêu chí, Điểm, Mức; dòng “Cách chấm” "
    "cho người chấm.",
    "[Nộp tệp]: dòng “Bài nộp” cho loại tệp (tài liệu, ảnh, âm thanh) và số tệp.",
    "Dòng riêng trong ngoặc vuông cho biết thêm: [Tên: …], [Chủ đề: …], [Mạch nội dung: …], "
    "[Yêu cầu cần đạt: …], [Nguồn: …], [Môn: …], [Lớp: …], [Độ khó: …], [Số giây: …].",
    "“Phản hồi A:” sau các phương án là lời nhắn cho em chọn A. “Lời giải” đứng cuối câu.",
    "Ngữ liệu chung: đặt giữa hai dòng @BẮT ĐẦU DÙNG CHUNG@ và @KẾT THÚC DÙNG CHUNG@ cùng các câu của nó.",
)


def _ask(kind: str, stem: str, **rest: Any) -> ExportItem:
    content: Content = {
        "v": SHAPE,
        "type": kind,
        "stem": stem,
        "solution": "",
        "images": [],
        **rest,
    }
    return ExportItem(content)


def _options(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"html": html, "share": share, "feedback": ""} for html, share in pairs]


_RUBRIC = [
    {
        "name": "Nội dung",
        "levels": [{"points": "0", "text": "Thiếu ý"}, {"points": "2", "text": "Đủ ý"}],
    }
]
_EXAMPLES = (
    _ask("single_choice", "2 + 3 bằng mấy?", keep_order=False, solution="2 + 3 = 5.",
         options=_options(("4", "0"), ("5", "1"), ("6", "0"), ("7", "0"))),
    _ask("multiple_choice", "Số nào chẵn?", keep_order=False,
         options=_options(("2", "0.5"), ("3", "0"), ("4", "0.5"), ("5", "0"))),
    _ask("true_false_statements", "Cho tam giác đều ABC.", statements=[
        {"html": "Ba cạnh bằng nhau.", "is_true": True, "level": "know"},
        {"html": "Ba góc bằng nhau.", "is_true": True, "level": "know"},
        {"html": "Có một góc vuông.", "is_true": False, "level": "understand"},
        {"html": "Có một góc tù.", "is_true": False, "level": "understand"}]),
    _ask("short_number", "Làm tròn số pi đến hàng phần trăm.",
         answers=[{"value": "3.14", "tolerance": "0", "share": "1"}]),
    _ask("short_text", "Thủ đô của Việt Nam?", is_case_sensitive=False,
         texts=[{"text": "Hà Nội", "share": "1"}, {"text": "Ha Noi", "share": "0.5"}]),
    _ask("ordering", "Xếp từ bé đến lớn.", entries=[{"html": "1"}, {"html": "5"}, {"html": "9"}]),
    _ask("matching", "Ghép nước với thủ đô.", extra_matches=["Tô-ki-ô"],
         pairs=[{"html": "Lào", "match": "Viêng Chăn"}, {"html": "Thái Lan", "match": "Băng Cốc"}]),
    _ask("cloze", "Nước sôi ở [[1]] độ [[2]], là hiện tượng [[3]].", gaps=[
        {"kind": "number", "weight": "1", "answers": [{"value": "100", "tolerance": "0", "share": "1"}]},
        {"kind": "text", "weight": "1", "is_case_sensitive": False,
         "texts": [{"text": "C", "share": "1"}, {"text": "Celsius", "share": "1"}]},
        {"kind": "choice", "weight": "2", "options": _options(("hoá hơi", "1"), ("ngưng tụ", "0"))}]),
    _ask("essay", "Vì sao lá cây có màu xanh?", rubric=_RUBRIC, marker_note="Chấp nhận cách diễn đạt khác.",
         reply={"lines": 10, "fewest_words": 50, "most_words": 200, "most_files": 0}),
    _ask("file_answer", "Chụp ảnh bài làm.", accepts=["image"], most_files=3, rubric=[], marker_note=""),
)  # fmt: skip


def make_word_template() -> bytes:
    """Return the file; read as questions it gives one of each form."""
    document = new_document(title="Mẫu câu hỏi")
    document.add_paragraph().add_run("MẪU SOẠN CÂU HỎI").bold = True
    for line in _HELP:
        document.add_paragraph(f"– {line}")
    write_into(document, _EXAMPLES)
    return save(document)
