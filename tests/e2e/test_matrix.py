"""From a matrix to forms on paper, in a browser: by keyboard, with bad input, on a phone."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from assessments.actions.exams import build_exam
from assessments.models import Exam, Matrix
from tests.factories.matrices import fill_bank, make_matrix

from .pages import assert_page_holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix(transactional_db):
    matrix = make_matrix()
    fill_bank(matrix.banks.get(), copies=8)
    return matrix


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1280, "light"), (1280, "dark")])
def test_the_grid_holds(open_page, matrix, width, theme):
    page = open_page(f"/ma-tran/{matrix.public_id}/", user=matrix.owner, width=width, theme=theme)

    assert_page_holds(page, "matrix")


def test_a_teacher_goes_from_the_grid_to_four_forms_in_word_and_pdf(open_page, matrix):
    page = open_page(f"/ma-tran/{matrix.public_id}/", user=matrix.owner)
    cell = page.get_by_label("Nhiều lựa chọn, Biết, dòng 1", exact=True)
    cell.fill("ba")
    expect(page.get_by_text("Chưa lưu: xem các ô đỏ")).to_be_visible()
    cell.fill("7")
    expect(page.get_by_text("Tổng 10,25 điểm")).to_be_visible()
    cell.press("ArrowDown")
    expect(page.get_by_label("Nhiều lựa chọn, Biết, dòng 2", exact=True)).to_be_focused()
    cell.fill("6")
    expect(page.get_by_text("Đủ điều kiện tạo đề")).to_be_visible()
    panel = page.get_by_role("region", name="Ô đang chọn")
    expect(panel.get_by_text("cần 6 câu")).to_be_visible()
    page.get_by_label("Trả lời ngắn, Vận dụng, dòng 2", exact=True).focus()
    expect(panel.get_by_text("Hằng đẳng thức · Trả lời ngắn · Vận dụng").last).to_be_visible()
    expect(panel.get_by_text("các ngân hàng đã chọn có 8 câu")).to_be_visible()
    assert Matrix.objects.get(pk=matrix.pk).body["rows"][0]["cells"]["choice.know"]["n"] == 6

    page.get_by_role("link", name="Tạo đề từ ma trận").click()
    page.get_by_label("Số đề khác nhau").fill("9")
    page.get_by_role("button", name="Tạo đề từ ma trận").click()
    expect(page.get_by_text("Số đề khác nhau không thể nhiều hơn số mã đề")).to_be_visible()
    page.get_by_label("Số đề khác nhau").fill("1")
    page.get_by_role("button", name="Tạo đề từ ma trận").click()
    page.wait_for_url(re.compile("/bo-de/"))
    build_exam(Exam.objects.get().pk, now=timezone.now())
    page.reload()

    assert_page_holds(page, "exam")
    assert "Mã đề 0104" in words_of_word(fetch(page, "Word Đề 0104"))
    assert "Mã đề 0104" in words_of_pdf(fetch(page, "PDF Đề 0104"))


def test_the_grid_is_saved_without_scripts(open_page, matrix):
    page = open_page(f"/ma-tran/{matrix.public_id}/", user=matrix.owner, javascript=False)
    page.get_by_label("Nhiều lựa chọn, Biết, dòng 1", exact=True).fill("ba")
    page.get_by_role("button", name="Lưu và kiểm tra").first.click()
    assert page.get_by_text("Nhập số nguyên từ 0 đến 40.").is_visible()
    page.get_by_label("Nhiều lựa chọn, Biết, dòng 1", exact=True).fill("5")
    page.get_by_role("button", name="Lưu và kiểm tra").first.click()

    assert page.get_by_text("Tổng 9,75 điểm").is_visible()

    page.get_by_label("Chọn một ô").select_option("r1.short.apply")
    page.get_by_role("button", name="Xem ô").click()
    expect(page.get_by_role("region", name="Ô đang chọn").get_by_text("cần 1 câu")).to_be_visible()
    page.get_by_role("link", name="Xem các câu hỏi của ô này").click()
    expect(page.get_by_role("heading", name="Câu hỏi của một ô")).to_be_visible()


def fetch(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def words_of_word(data):
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


def words_of_pdf(data):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
