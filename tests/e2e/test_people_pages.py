"""Pages of people in a real browser: both widths, both themes, axe, no English, no sideways scroll."""

import pytest

from accounts.actions import notify
from tests.factories.accounts import (
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SchoolFactory,
    TeacherFactory,
)

from .pages import LOOKS, assert_axe_clean, assert_fits, assert_focus_shows, assert_no_english, take


@pytest.fixture
def place(app_origin):
    school = SchoolFactory(short_name="THCS Hồng Bàng")
    school_class = SchoolClassFactory(school=school, name="8A")
    teacher = TeacherFactory(homeroom_of=school_class, full_name="Lê Thu Hà")
    admin = SchoolAdminFactory(school=school, full_name="Đỗ Văn Nam")
    for name in ("Nguyễn Minh Anh", "Bùi Quỳnh Anh", "Phạm Gia Bảo"):
        PupilFactory(school_class=school_class, full_name=name)
    notify(teacher, "“Định lí Thalès” đã được duyệt.", "/hop-thu/")
    class_at = f"/lop/{school_class.public_id}/"
    people_at = f"/truong/{school.public_id}/nguoi/"
    return {
        "class": (teacher, class_at),
        "ask-slips": (teacher, f"{class_at}phieu-tai-khoan/"),
        "inbox": (teacher, "/cua-toi/hop-thu/"),
        "roles": (teacher, "/cua-toi/vai-tro/"),
        "preferences": (teacher, "/cua-toi/tuy-chon/"),
        "password": (teacher, "/cua-toi/mat-khau/"),
        "people": (admin, people_at),
        "add-person": (admin, f"{people_at}them/"),
        "person": (admin, f"{people_at}{teacher.public_id}/"),
        "class-lists": (admin, "/lop/"),
    }


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_pages_of_people_hold_everywhere(place, open_page, width, theme):
    for name, (user, path) in place.items():
        page = open_page(path, user=user, width=width, theme=theme)
        assert_fits(page)
        assert_axe_clean(page)
        assert_no_english(page)
        take(page, f"people-{name}")
        page.context.close()


def test_every_control_of_the_class_list_shows_its_focus(place, open_page):
    user, path = place["class"]
    assert_focus_shows(open_page(path, user=user))


def test_slips_print_without_anything_else_on_the_paper(place, open_page):
    user, path = place["ask-slips"]
    page = open_page(path, user=user)
    page.get_by_label("Cả 3 học sinh").check()
    page.get_by_role("button", name="Tạo mật khẩu mới và phiếu").click()
    assert page.locator(".slip").count() == 3
    assert_axe_clean(page)
    take(page, "people-slips")

    page.emulate_media(media="print")

    assert not page.get_by_role("button", name="In").is_visible()
    assert page.locator(".slip__password").first.is_visible()
    assert page.pdf(format="A4")


def test_a_drawn_password_is_changed_on_the_way_in(place, open_page):
    user, path = place["class"]
    page = open_page(path, user=user)
    with page.expect_navigation():
        page.get_by_role("button", name="Mật khẩu mới của Bùi Quỳnh Anh").click()
    username = page.locator(".drawn dd").first.inner_text()
    password = page.locator(".drawn__password").inner_text()

    phone = open_page("/dang-nhap/?next=/cua-toi/hop-thu/", width=360)
    phone.get_by_label("Tên đăng nhập hoặc mã định danh").fill(username)
    phone.get_by_label("Mật khẩu", exact=True).fill(password)
    phone.get_by_role("button", name="Đăng nhập").click()
    phone.get_by_label("Mật khẩu đang dùng").fill(password)
    phone.get_by_label("Mật khẩu mới", exact=True).fill("bo-cau-trang-8")
    phone.get_by_label("Nhập lại mật khẩu mới").fill("bo-cau-trang-8")
    assert_axe_clean(phone)
    phone.get_by_role("button", name="Đổi mật khẩu").click()

    phone.get_by_text("Đã đổi mật khẩu.").wait_for()
