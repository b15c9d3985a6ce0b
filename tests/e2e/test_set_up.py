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

from .pages import assert_axe_clean, assert_fits, assert_no_english, take

ROWS = "Họ và tên\tNgày sinh\tMã học sinh\nNguyễn Minh Anh\t05/09/2012\t3100000001\n"


def test_an_empty_installation_gets_a_school_with_a_class_and_slips(open_page, settings):
    settings.DEMO = False
    page = open_page("/")
    page.get_by_label("Tên Sở").fill("Sở Giáo dục và Đào tạo")
    page.get_by_label("Mã Sở").fill("31")
    page.get_by_label("Họ và tên").fill("Đoàn Hải Nam")
    page.get_by_label("Mật khẩu", exact=True).fill("bo-cau-trang-8")
    page.get_by_label("Nhập lại mật khẩu").fill("bo-cau-trang-8")
    page.get_by_role("button", name="Thiết lập").click()

    page.get_by_role("link", name="Thêm xã, phường").click()
    page.get_by_label("Tên đầy đủ").or_(page.get_by_label("Họ và tên")).first.fill("Phường Lê Chân")
    page.get_by_label("Tên ngắn").fill("Phường Lê Chân")
    page.get_by_role("button", name="Thêm xã, phường").click()
    page.get_by_role("link", name="Thêm trường").click()
    page.get_by_label("Tên đầy đủ").or_(page.get_by_label("Họ và tên")).first.fill("THCS Tô Hiệu")
    page.get_by_label("Tên ngắn").fill("THCS Tô Hiệu")
    page.get_by_label("THCS", exact=True).or_(page.get_by_label("Trung học cơ sở")).first.check()
    page.get_by_role("button", name="Thêm trường").click()
    take(page, "set-up-school")
    page.get_by_role("link", name="Thêm lớp").click()
    page.get_by_label("Tên", exact=True).fill("8A")
    page.get_by_label("Khối").select_option(label="Lớp 8")
    page.get_by_role("button", name="Thêm lớp").click()
    page.get_by_role("link", name="Nhập danh sách lớp").click()
    page.get_by_label("Hoặc dán các dòng vào đây").fill(ROWS)
    page.get_by_role("button", name="Kiểm tra danh sách").click()
    page.get_by_text("1 tài khoản mới").wait_for()
    assert_axe_clean(page)
    take(page, "set-up-list")
    page.get_by_role("button", name="Nhập danh sách").click()
    page.get_by_role("link", name="Phiếu tài khoản").click()
    page.get_by_label("Cả 1 học sinh").check()
    page.get_by_role("button", name="Tạo mật khẩu mới và phiếu").click()
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


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_pages_of_setting_up_and_of_families_hold_everywhere(places, open_page, width, theme):
    for name, (user, path) in places.items():
        page = open_page(path, user=user, width=width, theme=theme)
        assert_fits(page)
        assert_axe_clean(page)
        assert_no_english(page)
        take(page, f"set-up-{name}")
        page.context.close()
