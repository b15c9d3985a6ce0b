"""A teacher's whole way by keyboard: Word file, repair, bank, review, matrix, four forms, Word and PDF.

Two people take part: Lê Thu Hà and the head of her subject group. At each step where something goes in
the wrong thing comes first, and the page says what happened, what to do, and that work is kept.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Bank, Question
from core.jobs.runner import run_due_jobs
from tests.factories.content import get_outcome
from tests.factories.review import ReviewPlace

from .keyboard import Hands
from .pages import assert_page_holds
from .way_forms import check_forms
from .way_paper import CHOICES, FOUND, WITHOUT_KEY, write_paper

pytestmark = pytest.mark.django_db
BANKS, TASKS = "/ngan-hang-cau-hoi/", "/can-duyet/"
CODES = ("0101", "0102", "0103", "0104")
OUTCOME = "030108.0701b2"
KEPT, SENT_BACK = CHOICES[2][0], CHOICES[9][0]
# The one row of the matrix: 3 + 2 + 2 + 3 points by form, 4 + 3 + 3 by level.
CELLS = {
    "Nhiều lựa chọn, Biết": 12,
    "Đúng – Sai, Biết": 4,
    "Đúng – Sai, Hiểu": 2,
    "Đúng – Sai, Vận dụng": 2,
    "Trả lời ngắn, Hiểu": 3,
    "Trả lời ngắn, Vận dụng": 1,
    "Tự luận, Hiểu": 1,
    "Tự luận, Vận dụng": 2,
}


@pytest.fixture
def place(transactional_db) -> ReviewPlace:
    get_outcome()
    return ReviewPlace()


def test_a_teacher_goes_from_a_word_file_to_four_forms_without_a_mouse(open_page, place):
    hands = Hands(open_page(BANKS, user=place.author))
    make_bank(hands)
    try_wrong_files(hands)
    repair(hands)
    save(hands)
    bring_the_same_file(hands)
    hand_in(hands)
    review(Hands(open_page(TASKS, user=place.group_head)))
    read_the_answer(hands)
    sort_questions(hands)
    make_matrix(hands)
    fill_matrix(hands)
    ask_for_too_much(hands)
    data = build_forms(hands)
    check_forms(data, CODES)


def look(page: Page, name: str) -> None:
    """Look at the page as the teacher does at her desk, and in the dark on a phone."""
    assert_page_holds(page, f"way-{name}")
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    assert_page_holds(page, f"way-{name}")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")


def make_bank(hands: Hands) -> None:
    hands.press("Tạo ngân hàng")
    expect(hands.page.locator("[aria-invalid=true]")).to_have_count(1)
    hands.write("Tên ngân hàng", "Đề cuối kì Toán 8")
    hands.choose("Môn", "Toán")
    hands.press("Tạo ngân hàng")
    expect(hands.page.get_by_role("heading", name="Ngân hàng này chưa có câu nào")).to_be_visible()
    look(hands.page, "empty-bank")


def give(hands: Hands, name: str, data: bytes) -> None:
    """Choose a file in the dialog of the system and read it."""
    field = hands.page.locator("input[type=file]")
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    hands.press("Đọc tệp")


def make_hostile() -> bytes:
    """Return a Word file whose document asks for a file of the server, with a path that climbs out."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("../../evil.txt", "x")
        archive.writestr(
            "word/document.xml", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
        )
    return target.getvalue()


def try_wrong_files(hands: Hands) -> None:
    hands.press("Nhập từ tệp")
    hands.press("Đọc tệp")
    expect(hands.page.locator("[aria-invalid=true]")).to_have_count(1)
    for name, data, words in (
        ("De.docx", b"%PDF-1.7 De kiem tra", "Đây là tệp pdf, không có câu hỏi đọc được"),
        ("De.docx", b"", "Tệp trống. Chọn tệp khác."),
        ("De.exe", b"MZ\x90\x00\x03", "Đây là tệp exe, không có câu hỏi đọc được"),
        ("De.docx", make_hostile(), "kiểu tài liệu hoặc thực thể"),
    ):
        give(hands, name, data)
        expect(hands.page.get_by_text(words)).to_be_visible()
    expect(hands.page.get_by_text("Đề cuối kì Toán 8").first).to_be_visible()
    look(hands.page, "wrong-file")


def repair(hands: Hands) -> None:
    page = hands.page
    give(hands, "De cuoi ki.docx", write_paper())
    expect(page.locator("[data-ready]")).to_have_text(str(FOUND - 1))
    expect(
        page.get_by_text("1 câu có hai lần trong tệp này. Bỏ qua một trong hai.")
    ).to_be_visible()
    page.wait_for_load_state("load")
    page.keyboard.press("n")
    expect(page.locator(f"#muc-{WITHOUT_KEY + 1}")).to_be_focused()
    look(page, "check")
    page.keyboard.press("b")
    expect(page.locator("[data-ready]")).to_have_text(str(FOUND))
    twice = page.locator("#muc-13")
    hands.reach(twice.get_by_role("button", name="Bỏ qua"))
    page.keyboard.press("Enter")
    expect(twice.get_by_text("Đã bỏ qua", exact=True)).to_be_visible()
    expect(twice).to_be_focused()
    expect(page.locator("[data-ready]")).to_have_text(str(FOUND - 1))
    page.reload()
    expect(page.locator("[data-ready]")).to_have_text(str(FOUND - 1))


def save(hands: Hands) -> None:
    hands.press("Lưu các câu đã sẵn sàng")
    expect(hands.page.get_by_text(f"Đã lưu {FOUND - 1} câu vào ngân hàng.").first).to_be_visible()
    look(hands.page, "bank")


def bring_the_same_file(hands: Hands) -> None:
    hands.press("Nhập từ tệp")
    give(hands, "De cuoi ki.docx", write_paper())
    warning = f"{FOUND} câu trong tệp gần giống câu đã có trong ngân hàng."
    expect(hands.page.get_by_text(warning)).to_be_visible()
    hands.reach(hands.page.get_by_role("link", name="Đề cuối kì Toán 8"))
    hands.page.keyboard.press("Enter")
    expect(hands.page.get_by_text(f"{FOUND - 1} câu hỏi").first).to_be_visible()


def hand_in(hands: Hands) -> None:
    page = hands.page
    hands.press("Gửi tổ chuyên môn")
    expect(page.get_by_text("Hãy chọn ít nhất một câu hỏi.").first).to_be_visible()
    for stem in (KEPT, SENT_BACK):
        hands.tick(page.get_by_role("checkbox", name=stem))
    hands.press("Gửi tổ chuyên môn")
    expect(page.get_by_text("2 câu hỏi đã được gửi duyệt.").first).to_be_visible()


def review(hands: Hands) -> None:
    """The head of the group passes one question and sends the other back, with a reason."""
    page = hands.page
    look(page, "tasks")
    hands.press(SENT_BACK)
    expect(page.get_by_role("heading", name=SENT_BACK)).to_be_visible()
    hands.press("Trả lại để sửa")
    expect(page.get_by_text("Ghi rõ điều cần sửa")).to_be_visible()
    look(page, "review")
    hands.write("Ý kiến", "Nói rõ tam giác có ba cạnh bằng nhau.")
    hands.press("Trả lại để sửa")
    expect(page.get_by_role("heading", name="Cần duyệt")).to_be_visible()
    hands.press(KEPT)
    expect(page.get_by_role("heading", name=KEPT)).to_be_visible()
    hands.press("Phê duyệt")
    expect(page.get_by_text("Không có việc nào đang chờ")).to_be_visible()


def read_the_answer(hands: Hands) -> None:
    page = hands.page
    page.reload()
    hands.press(SENT_BACK)
    expect(page.get_by_text("Nói rõ tam giác có ba cạnh bằng nhau.").first).to_be_visible()
    look(page, "question")
    hands.go("Ngân hàng câu hỏi")
    expect(page.get_by_role("link", name=re.compile("Toán, "))).to_be_visible()
    assert Question.objects.get(bank__scope=Bank.Scope.GROUP).current.stem_text == KEPT
    hands.press("Đề cuối kì Toán 8")


def sort_questions(hands: Hands) -> None:
    """Tie all questions to the outcome of their topic, so that the matrix finds them."""
    tie(hands, "999")
    expect(hands.page.get_by_text("Chọn một yêu cầu cần đạt trong danh sách.")).to_be_visible()
    tie(hands, OUTCOME)
    expect(hands.page.get_by_text("20 câu hỏi đã được sửa.").first).to_be_visible()
    hands.reach(hands.page.get_by_role("link", name="2", exact=True))
    hands.page.keyboard.press("Enter")
    expect(hands.page.locator("[name=cau]")).to_have_count(FOUND - 1 - 20)
    tie(hands, OUTCOME)
    expect(hands.page.get_by_text("1 câu hỏi đã được sửa.").first).to_be_visible()


def tie(hands: Hands, code: str) -> None:
    hands.tick(hands.page.get_by_label("Chọn mọi câu ở trang này"))
    hands.reach(hands.page.locator("summary", has_text="Ghi mức độ"))
    hands.page.keyboard.press("Enter")
    hands.write("Yêu cầu cần đạt", code)
    hands.press("Thêm yêu cầu cần đạt")


def make_matrix(hands: Hands) -> None:
    page = hands.page
    hands.go("Ma trận và đề")
    hands.press("Lập ma trận mới")
    hands.write("Thời gian (phút)", "5")
    hands.press("Lập ma trận")
    expect(page.get_by_label("Thời gian (phút)")).to_have_attribute("aria-invalid", "true")
    hands.write("Tên ma trận", "Cuối kì I Toán 8")
    hands.choose("Môn", "Toán")
    hands.choose("Lớp", "Lớp 8")
    hands.write("Thời gian (phút)", "90")
    hands.press("Lập ma trận")
    expect(page.get_by_role("heading", name="Cuối kì I Toán 8")).to_be_visible()


def fill_matrix(hands: Hands) -> None:
    page = hands.page
    hands.tick(page.get_by_label(re.compile("Đề cuối kì Toán 8")))
    hands.choose("Thêm dòng từ chương trình", get_outcome(OUTCOME).parent.text)
    hands.press("Thêm nội dung này")
    first = page.get_by_label("Nhiều lựa chọn, Biết, dòng 1", exact=True)
    expect(first).to_be_visible()
    hands.write("Nhiều lựa chọn, Biết, dòng 1", "mười hai")
    expect(page.get_by_text("Chưa lưu: xem các ô đỏ")).to_be_visible()
    for label, count in CELLS.items():
        hands.write(f"{label}, dòng 1", str(count))
    hands.write("Nhiều lựa chọn, Biết, dòng 1", "11")
    expect(page.get_by_text("Tổng 9,75 điểm")).to_be_visible()
    hands.write("Nhiều lựa chọn, Biết, dòng 1", "12")
    expect(page.get_by_text("Đủ điều kiện tạo đề")).to_be_visible()
    expect(first.locator("xpath=..").get_by_text("kho 12")).to_be_visible()
    look(page, "matrix")


def ask_for_too_much(hands: Hands) -> None:
    """More papers than codes, then two different papers, for which the bank is too small."""
    page = hands.page
    hands.press("Tạo đề từ ma trận")
    hands.write("Số đề khác nhau", "9")
    hands.press("Tạo đề từ ma trận")
    expect(page.get_by_text("Số đề khác nhau không thể nhiều hơn số mã đề.")).to_be_visible()
    expect(page.get_by_label("Số đề khác nhau")).to_have_value("9")
    look(page, "wishes")
    hands.write("Số đề khác nhau", "2")
    hands.press("Tạo đề từ ma trận")
    page.wait_for_url(re.compile("/bo-de/"))
    run_due_jobs()
    expect(page.get_by_text("Ma trận vẫn còn nguyên; chưa có đề nào được tạo.")).to_be_visible()
    expect(page.get_by_text("cần 24 câu, kho có 12").first).to_be_visible()
    look(page, "too-few")


def build_forms(hands: Hands) -> bytes:
    page = hands.page
    hands.press("Chọn lại cách tạo đề")
    hands.press("Tạo đề từ ma trận")
    page.wait_for_url(re.compile("/bo-de/"))
    run_due_jobs()
    for code in CODES:
        expect(page.get_by_role("rowheader", name=code)).to_be_visible()
    look(page, "forms")
    assert hands.fetch("PDF Đề 0104").startswith(b"%PDF")
    return hands.fetch("Tải tất cả trong một tệp")
