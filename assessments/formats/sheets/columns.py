"""The columns of the sheet and the words of its cells, as teachers see them."""

LETTERS = "ABCDEFGHIJKL"
SHEET, FILES, TEXTS = "Câu hỏi", "Tệp", "Ngữ liệu"
NAME, TYPE, STEM, KEY = "Tên", "Dạng", "Câu hỏi", "Đáp án"
FEEDBACK, SOLUTION, LEVEL, OPTIONS = "Nhận xét", "Lời giải", "Mức độ", "Tùy chọn"
GUIDE, CATEGORY, STRAND = "Hướng dẫn chấm", "Chủ đề", "Mạch nội dung"
OUTCOMES, SOURCE, STIMULUS = "Yêu cầu cần đạt", "Nguồn", "Ngữ liệu"
COLUMNS = (
    NAME, TYPE, STEM, KEY, *LETTERS, FEEDBACK, SOLUTION, LEVEL, OPTIONS, GUIDE, CATEGORY, STRAND,
    OUTCOMES, SOURCE, STIMULUS,
)  # fmt: skip
TYPES = {
    "Một lựa chọn": "single_choice",
    "Nhiều lựa chọn": "multiple_choice",
    "Đúng/Sai": "true_false_statements",
    "Trả lời số": "short_number",
    "Trả lời chữ": "short_text",
    "Sắp xếp": "ordering",
    "Ghép nối": "matching",
    "Điền chỗ trống": "cloze",
    "Tự luận": "essay",
    "Nộp tệp": "file_answer",
}
LEVELS = {"Biết": "know", "Hiểu": "understand", "Vận dụng": "apply"}
KINDS = {"tài liệu": "document", "ảnh": "image", "âm thanh": "audio"}
KEEP, STRICT = "giữ thứ tự", "phân biệt hoa thường"
LINES, WORDS, MOST_FILES, ACCEPTS = "dòng", "từ", "tệp", "nhận"
# A cell that begins with it holds HTML; any other cell is read as people type.
HTML = "[html]"
ARROW = "=>"
LONGEST_CELL = 32_767
