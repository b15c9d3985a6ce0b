"""The Word paper of the story of a teacher's way: 22 questions with levels, one without a key, one twice.

data = write_paper()            # bytes of a .docx
ANSWERS["Hình lục giác có bao nhiêu cạnh?"] == "6"
"""

from tests.assessments.word.ooxml import Paper

# (stem, right answer, three others); the answer of each is plain to see from its stem.
CHOICES = (
    ("Giá trị của biểu thức 3x tại x = 4 là", "12", ("7", "34", "1")),
    ("Đa thức có hạng tử cao nhất là lập phương của x thì bậc bằng", "3", ("2", "4", "5")),
    ("Hình lục giác có bao nhiêu cạnh?", "6", ("4", "5", "8")),
    ("Tổng bốn góc của một tứ giác lồi, tính bằng độ, là", "360", ("90", "180", "270")),
    ("Căn bậc hai số học của bốn mươi chín bằng", "7", ("-7", "8", "9")),
    ("Phương trình 2y - 10 = 0 nhận số nào làm nghiệm?", "5", ("-5", "10", "20")),
    ("Chu vi hình vuông cạnh 9 cm, tính theo xăng-ti-mét, bằng", "36", ("18", "27", "81")),
    ("Đường thẳng đi lên tám đơn vị khi sang phải một đơn vị có hệ số góc", "8", ("1", "-1", "-8")),
    ("Kết quả của phép nhân 11 với chính nó là", "121", ("22", "111", "112")),
    ("Mỗi góc trong của tam giác đều đo được bao nhiêu độ?", "60", ("30", "45", "75")),
    ("Một phần tư của tám mươi quyển vở là mấy quyển?", "20", ("4", "40", "25")),
    ("Trung bình cộng của hai số 13 và 15 là", "14", ("13,5", "28", "15")),
)
WITHOUT_KEY, TWICE = 5, 0
# (stem, (statement, is it true), …): two of level NB, then one TH and one VD.
STATEMENTS = (
    (
        "Xét một hình chữ nhật có hai cạnh 3 cm và 4 cm.",
        ("Chu vi của nó bằng 14 cm.", True),
        ("Diện tích của nó bằng 7 xăng-ti-mét vuông.", False),
        ("Đường chéo của nó dài 5 cm.", True),
        ("Gấp đôi cả hai cạnh thì diện tích cũng chỉ gấp đôi.", False),
    ),
    (
        "Cho hai số tự nhiên chẵn liên tiếp.",
        ("Tổng của chúng là số lẻ.", False),
        ("Hiệu của số lớn và số bé bằng 2.", True),
        ("Tích của chúng chia hết cho 8.", True),
        ("Có hai số như vậy với tổng bằng 100.", False),
    ),
)
SHORTS = (
    ("TH", "Một vòi nước chảy 15 lít mỗi phút. Sau 4 phút bể có thêm bao nhiêu lít?", "60"),
    ("TH", "Lớp 8A có 40 học sinh, số nữ nhiều hơn số nam 2 bạn. Có mấy bạn nam?", "19"),
    ("TH", "Tìm số nguyên âm có bình phương bằng 144.", "-12"),
    ("VD", "Giá xăng tăng từ 20 lên 21 nghìn đồng. Giá đã tăng bao nhiêu phần trăm?", "5"),
)
ESSAYS = (
    ("TH", "Phân tích đa thức gồm bình phương của a trừ bình phương của b thành nhân tử."),
    ("VD", "Chứng minh rằng hai đường chéo của hình thoi vuông góc với nhau."),
    ("VD", "Người ta rào một mảnh vườn bằng 60 m lưới. Tính diện tích lớn nhất rào được."),
)
ANSWERS = {stem: right for stem, right, _others in CHOICES} | {
    stem: right for _level, stem, right in SHORTS
}
TRUTHS = {text: is_true for _stem, *parts in STATEMENTS for text, is_true in parts}
FOUND = len(CHOICES) + 1 + len(STATEMENTS) + len(SHORTS) + len(ESSAYS)


def write_paper() -> bytes:
    """Return the bytes of the paper as teachers write it."""
    paper = Paper()
    paper.add("<b>PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn.</b>")
    asked = [*CHOICES, CHOICES[TWICE]]
    for number, (stem, right, others) in enumerate(asked, start=1):
        texts = sorted([right, *others], key=lambda text: float(text.replace(",", ".")))
        paper.add(f"<b>Câu {number}</b> (NB)<b>.</b> {stem}")
        for letter, text in zip("ABCD", texts, strict=True):
            is_marked = text == right and number - 1 != WITHOUT_KEY
            paper.add(f"<u>{letter}</u>. {text}" if is_marked else f"{letter}. {text}")
    paper.add("<b>PHẦN II. Câu trắc nghiệm đúng sai.</b>")
    for number, (stem, *parts) in enumerate(STATEMENTS, start=1):
        paper.add(f"<b>Câu {number}.</b> {stem}")
        for letter, level, (text, is_true) in zip(
            "abcd", ("NB", "NB", "TH", "VD"), parts, strict=True
        ):
            sign = f"<red>{letter})</red>" if is_true else f"{letter})"
            paper.add(f"{sign} [{level}] {text}")
    paper.add("<b>PHẦN III. Câu trắc nghiệm trả lời ngắn.</b>")
    for number, (level, stem, right) in enumerate(SHORTS, start=1):
        paper.add(f"<b>Câu {number}</b> ({level})<b>.</b> {stem}", f"Đáp án: {right}")
    paper.add("<b>B. PHẦN TỰ LUẬN (3,0 điểm)</b>")
    for number, (level, stem) in enumerate(ESSAYS, start=1):
        paper.add(f"<b>Bài {number}</b> ({level}) (1,0 điểm). {stem}")
    return paper.save()
