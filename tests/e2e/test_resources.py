"""Resources in a browser: the bank, one resource and its form, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.factories.content import get_outcome, make_resource
from tests.factories.media import StoredFileFactory, make_pdf
from tests.factories.review import ReviewPlace

from .pages import LOOKS, assert_page_holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(transactional_db):
    place = ReviewPlace()
    for number, kind in enumerate(["video", "worksheet", "questions", "audio"]):
        make_resource(
            place.author,
            state="approved",
            kind=kind,
            title=f"Phương trình bậc nhất một ẩn, bài {number}",
            ai_label="assisted" if number == 1 else "none",
            ai_model="Trợ lí" if number == 1 else "",
        )
    return place


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_bank_holds(open_page, place, width, theme):
    page = open_page(
        "/kho/?q=phuong+trinh+bac+nhat&grade=8", user=place.author, width=width, theme=theme
    )

    assert_page_holds(page, "bank")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_form_holds(open_page, place, width, theme):
    page = open_page("/hoc-lieu-cua-toi/them/", user=place.author, width=width, theme=theme)
    page.get_by_role("button", name="Gửi tổ duyệt").click()
    page.wait_for_load_state("load")

    assert page.get_by_text("Đặt tên cho học liệu.").is_visible()
    assert_page_holds(page, "resource-form")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_resource_and_the_own_list_hold(open_page, place, width):
    file = StoredFileFactory(owner=place.author)
    version = make_resource(place.author, state="approved", file=file, link="")

    page = open_page(f"/kho/{version.resource.public_id}/", user=place.author, width=width)
    assert_page_holds(page, "resource")
    page = open_page("/hoc-lieu-cua-toi/", user=place.author, width=width)
    assert_page_holds(page, "own-resources")
    page = open_page("/kho/?q=khong+co+gi+nhu+the", user=place.author, width=width)
    assert_page_holds(page, "bank-empty")


def test_filters_are_a_sheet_on_a_phone(open_page, place):
    page = open_page("/kho/?q=phuong", user=place.author, width=360)
    page.get_by_role("button", name="Lọc").click()
    page.get_by_label("Video").check()
    page.get_by_role("button", name="Xem kết quả").click()
    page.wait_for_load_state("load")

    assert page.get_by_role("heading", name="1 học liệu").is_visible()


def test_filters_work_without_scripts(open_page, place):
    page = open_page("/kho/?q=phuong", user=place.author, width=360, javascript=False)
    page.get_by_role("link", name="Lọc").click()
    page.get_by_label("Video").check()
    page.get_by_role("button", name="Xem kết quả").click()
    page.wait_for_load_state("load")

    assert page.get_by_role("heading", name="1 học liệu").is_visible()


def test_outcomes_follow_the_grade(open_page, place):
    outcome = get_outcome()
    page = open_page("/hoc-lieu-cua-toi/them/", user=place.author)
    page.get_by_label("Môn", exact=True).select_option(label="Toán")
    page.get_by_label("Lớp", exact=True).select_option(label="Lớp 8")
    page.get_by_label("Tìm yêu cầu cần đạt").fill("giai duoc phuong trinh")

    page.get_by_label(outcome.text).check()

    page.get_by_label("Tìm yêu cầu cần đạt").fill("xac suat")
    page.wait_for_timeout(800)
    assert page.get_by_label(outcome.text).is_checked()


def test_a_file_is_sent_in_parts_and_handed_in(open_page, place, tmp_path):
    pdf = tmp_path / "phieu.pdf"
    pdf.write_bytes(make_pdf())
    get_outcome()
    page = open_page("/hoc-lieu-cua-toi/them/", user=place.author)
    page.set_input_files("input[type=file]", pdf)
    expect(page.locator("[data-uploader-value]")).not_to_have_value("")
    page.get_by_label("Tên học liệu").fill("Phiếu học tập: phương trình")
    page.get_by_label("Loại", exact=True).select_option(label="Phiếu học tập")
    page.get_by_label("Môn", exact=True).select_option(label="Toán")
    page.get_by_label("Lớp", exact=True).select_option(label="Lớp 8")
    page.get_by_label("Mô tả", exact=True).fill("Dùng 15 phút.")
    page.locator("[data-outcomes] input").first.check()
    page.get_by_label("Nguồn", exact=True).fill("Tự biên soạn")
    page.get_by_label("Giấy phép").select_option(label="CC BY")
    page.get_by_label("Không dùng AI").check()

    page.get_by_role("button", name="Gửi tổ duyệt").click()
    page.get_by_role("heading", level=1, name="Phiếu học tập: phương trình").wait_for()

    assert page.get_by_text("Đang duyệt").first.is_visible()
