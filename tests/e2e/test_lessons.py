"""A teacher writes a lesson in the editor and gives it; a pupil studies it on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from content.models import Lesson
from lms.models import Assignment, LearnerProgress
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import make_test
from tests.factories.lessons import LessonFactory
from tests.factories.lms import AssignmentFactory, finish

from .pages import LOOKS, assert_axe_clean, assert_fits, assert_page_holds, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _static_files_as_they_are(settings) -> None:
    """Wagtail asks for its files by name; the server of the tests finds them uncollected."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def school_class(transactional_db):
    return SchoolClassFactory(name="8A")


@pytest.fixture
def teacher(school_class):
    return TeacherFactory(full_name="Lê Thu Hà", teaches=[school_class])


@pytest.fixture
def pupil(school_class):
    return PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")


def add_block(page, label):
    page.get_by_role("button", name="Chèn khối").last.click()
    page.get_by_role("option", name=label, exact=True).click()


def test_a_lesson_is_written_and_published_in_the_editor(open_page, teacher):
    make_test(teacher, title="Kiểm tra cuối bài")
    lesson = LessonFactory(owner=teacher, title="Bài 15. Định lí Thalès")
    page = open_page(f"/admin/bai-giang/edit/{lesson.pk}/", user=teacher)

    add_block(page, "Phần mới")
    page.locator("[name=body-0-value]").fill("Định lí Thalès")
    add_block(page, "Văn bản")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type(r"Nếu \(MN \parallel BC\) thì")
    add_block(page, "Công thức")
    page.locator("[name=body-2-value]").fill(r"\frac{AM}{AB} = \frac{AN}{AC}")
    add_block(page, "Bài kiểm tra")
    page.get_by_role("button", name="Chọn bài kiểm tra").click()
    page.get_by_role("link", name="Kiểm tra cuối bài").click()
    page.get_by_text("Kiểm tra cuối bài").first.wait_for()
    take(page, "lesson-editor")
    page.get_by_role("button", name="Thao tác khác").last.click()
    page.get_by_role("button", name="Xuất bản").click()
    page.wait_for_url(re.compile(f"/bai-giang/{lesson.public_id}/"))

    assert page.locator("article math").count() == 2
    assert_page_holds(page, "lesson")
    published = Lesson.objects.get(pk=lesson.pk)
    assert published.live
    assert [block.block_type for block in published.body] == ["part", "text", "formula", "check"]


def test_a_lesson_is_given_to_a_class(open_page, teacher, school_class, pupil):
    lesson = LessonFactory(owner=teacher, published=True)
    page = open_page(f"/giao-bai/{lesson.public_id}/", user=teacher)

    page.get_by_label("8A").check()
    tomorrow = timezone.localdate() + timedelta(days=1)
    page.get_by_label("Hạn ngày").fill(tomorrow.isoformat())
    assert_page_holds(page, "assign")
    page.get_by_role("button", name="Giao bài").click()
    page.wait_for_url(re.compile("/bai-da-giao/"))

    assert Assignment.objects.get().school_class == school_class


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_pupils_home_and_the_study_page_hold(open_page, school_class, pupil, width, theme):
    assignment = AssignmentFactory(school_class=school_class, with_check=True)
    page = open_page("/viec-can-lam/", user=pupil, width=width, theme=theme)

    assert_page_holds(page, "pupil-home")
    page.goto(f"/hoc/{assignment.public_id}/")
    assert_page_holds(page, "study")
    page.goto(f"/hoc/{assignment.public_id}/3/")
    assert_page_holds(page, "study-check")


def test_a_pupil_studies_on_a_phone_without_scripts(open_page, school_class, pupil):
    assignment = AssignmentFactory(school_class=school_class)
    page = open_page("/viec-can-lam/", user=pupil, width=360, javascript=False)

    page.get_by_role("link", name=assignment.title).first.click()
    page.get_by_role("button", name=re.compile("Phần 2")).click()
    page.get_by_role("button", name="Học xong bài này").click()
    page.wait_for_url(re.compile("/xong/"))

    assert LearnerProgress.objects.get().finished_at is not None
    assert_fits(page)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_class_report_holds(open_page, teacher, school_class, pupil, width, theme):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher, with_check=True)
    finish(assignment, pupil)
    page = open_page(
        f"/bai-da-giao/{assignment.public_id}/", user=teacher, width=width, theme=theme
    )

    assert_page_holds(page, "class-report")


@pytest.mark.parametrize(
    "path", ["/hom-nay/", "/lop-cua-toi/", "/bai-giang/", "/bai-giang/tao-moi/"]
)
def test_a_teachers_pages_hold(open_page, teacher, path):
    LessonFactory(owner=teacher)
    page = open_page(path, user=teacher, width=360)

    assert_page_holds(page, path.strip("/").replace("/", "-"))


@pytest.mark.parametrize("path", ["/lop-hoc/", "/luyen-tap/", "/cua-em/"])
def test_a_pupils_other_places_hold(open_page, pupil, path):
    page = open_page(path, user=pupil, width=360)

    assert_axe_clean(page)
    assert_fits(page)
