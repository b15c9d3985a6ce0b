"""The gate: sign-in, in both themes and on a phone, and one click into the demo department."""

import pytest

from tests.factories.accounts import TeacherFactory

from .pages import LOOKS, assert_axe_clean, assert_focus_shows, assert_page_holds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def teacher(transactional_db):
    return TeacherFactory(full_name="Lê Thu Hà", is_demo=True)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_sign_in_holds(open_page, teacher, width, theme):
    page = open_page("/dang-nhap/", width=width, theme=theme)

    assert_page_holds(page, "sign-in")
    assert_focus_shows(page)


def test_a_wrong_password_is_said_beside_what_to_do(open_page, teacher):
    page = open_page("/dang-nhap/", width=360)
    page.get_by_label("Tên đăng nhập").fill(teacher.username)
    page.get_by_label("Mật khẩu").fill("khong-phai")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_load_state("load")

    assert page.get_by_role("alert").is_visible()
    assert_axe_clean(page)


def test_one_click_leads_into_the_demo_department(open_page, teacher):
    page = open_page("/dang-nhap/")

    page.locator("[data-demo=teacher]").click()
    page.wait_for_load_state("load")

    assert "/dang-nhap/" not in page.url
    assert page.get_by_text("Lê Thu Hà").first.is_visible()


def test_signing_in_works_without_scripts(open_page, teacher):
    page = open_page("/dang-nhap/", javascript=False)

    page.locator("[data-demo=teacher]").click()
    page.wait_for_load_state("load")

    assert "/dang-nhap/" not in page.url
