"""An empty installation becomes a school in the browser alone, and its pages hold on a phone."""

import pytest
from django.urls import reverse

from accounts.models import SchoolClass, User
from accounts.queries import list_pupils
from content.actions.portal import ensure_section
from content.models import PortalArticle
from tests.factories.accounts import (
    DepartmentFactory,
    ParentFactory,
    ProtectionOfficerFactory,
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SystemAdminFactory,
)

from .pages import LOOKS, assert_axe_clean, assert_fits, assert_no_english, take

ROWS = "Họ và tên\tNgày sinh\tMã học sinh\nNguyễn Minh Anh\t05/09/2012\t3100000001\n"


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.locator("main").get_by_role("link", name=name).first.click()


def run_wizard(page):
    fill(page, department_name="Sở Giáo dục và Đào tạo", department_code="31")
    fill(page, full_name="Đoàn Hải Nam", password="bo-cau-trang-8", password2="bo-cau-trang-8")
    page.locator("form .btn--primary").click()


def add_school(page):
    follow(page, "Thêm xã, phường")
    fill(page, name="Phường Lê Chân", short_name="Phường Lê Chân")
    press(page, "Thêm xã, phường")
    follow(page, "Thêm trường")
    fill(page, name="Trường THCS Tô Hiệu", short_name="THCS Tô Hiệu")
    page.locator("[name=levels]").nth(2).check()
    press(page, "Thêm trường")


def add_class(page):
    follow(page, "Thêm lớp")
    fill(page, name="8A")
    page.locator("[name=grade]").select_option(label="Lớp 8")
    press(page, "Thêm lớp")


def test_an_empty_installation_gets_a_school_with_a_class_and_slips(open_page, settings):
    settings.DEMO = False
    page = open_page("/")
    run_wizard(page)
    add_school(page)
    take(page, "set-up-school")
    add_class(page)

    follow(page, "Nhập danh sách lớp")
    fill(page, text=ROWS)
    press(page, "Kiểm tra danh sách")
    page.get_by_text("1 tài khoản mới").wait_for()
    assert_axe_clean(page)
    take(page, "set-up-list")
    press(page, "Nhập danh sách")
    follow(page, "Phiếu tài khoản")
    page.locator("[name=who]").last.check()
    press(page, "Tạo mật khẩu mới và phiếu")
    page.locator(".slip__password").wait_for()

    pupil = list_pupils(SchoolClass.objects.get(name="8A")).get()
    assert User.objects.get(pk=pupil.pk).has_usable_password()


@pytest.fixture
def places(app_origin):
    school_class = SchoolClassFactory(name="8A")
    school, department = school_class.school, DepartmentFactory()
    pupil = PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")
    parent = ParentFactory(child=pupil, school=school)
    admin = SchoolAdminFactory(school=school)
    officer, system = ProtectionOfficerFactory(), SystemAdminFactory()
    article = PortalArticle(title="Khai giảng", body="<p>Ngày mai.</p>", summary="Mời dự.")
    ensure_section(department).add_child(instance=article)
    article.save_revision().publish()

    def at(name, *args):
        return reverse(name, args=args)

    return {
        "children": (parent, at("lms:show_children")),
        "child": (parent, at("lms:show_child", pupil.public_id)),
        "pupil-class": (pupil, at("lms:show_pupil_class", school_class.public_id)),
        "department": (system, at("accounts:show_organisation", department.public_id)),
        "school": (admin, at("accounts:show_organisation", school.public_id)),
        "teachings": (admin, at("accounts:list_teachings", school_class.public_id)),
        "import": (admin, at("accounts:import_pupils", school_class.public_id)),
        "audit": (officer, at("accounts:list_audit")),
        "privacy": (officer, at("accounts:show_privacy")),
        "subject": (officer, at("accounts:show_subject", pupil.public_id)),
        "portal": (None, at("content:show_portal")),
        "article": (parent, at("content:show_article", article.pk, article.slug)),
    }


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_pages_of_setting_up_and_of_families_hold_everywhere(places, open_page, width, theme):
    for name, (user, path) in places.items():
        page = open_page(path, user=user, width=width, theme=theme)
        assert_fits(page)
        assert_axe_clean(page)
        assert_no_english(page)
        take(page, f"set-up-{name}")
        page.context.close()
