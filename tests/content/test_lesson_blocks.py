"""Ids that a writer may not choose: refused in the form, in the choosers and in actions."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from content.actions.lessons import copy_lesson, publish_lesson, save_body
from content.errors import ForeignChoiceError, LessonEmptyError
from content.models import Lesson, UsedIn
from content.models.resources import VersionState
from content.queries.lessons import list_lesson_parts
from tests.factories.accounts import TeacherFactory
from tests.factories.assessments import make_test
from tests.factories.content import make_resource
from tests.factories.lessons import LessonFactory, block, check, part, resource, text

pytestmark = pytest.mark.django_db
CHOOSERS = ["resource", "file", "image", "check"]


@pytest.fixture
def teacher(client):
    teacher = TeacherFactory(full_name="Lê Thu Hà")
    client.force_login(teacher)
    return teacher


@pytest.fixture
def foreign_test():
    return make_test(TeacherFactory(), title="Đề của người khác")


def form_data(lesson, blocks):
    """Return what the editor posts for these blocks."""
    fields = {
        "title": lesson.title,
        "estimated_minutes": "20",
        "body-count": str(len(blocks)),
    }
    for index, (kind, values) in enumerate(blocks):
        place = f"body-{index}"
        fields |= {
            f"{place}-type": kind,
            f"{place}-order": str(index),
            f"{place}-deleted": "",
            f"{place}-id": "",
        }
        fields |= {f"{place}-value{name}": value for name, value in values.items()}
    return fields


def post(client, lesson, blocks, **more):
    url = reverse("lesson_editor:edit", args=[lesson.pk])
    return client.post(url, {**form_data(lesson, blocks), **more})


def test_an_own_check_is_kept(client, teacher):
    lesson = LessonFactory(owner=teacher)
    test = make_test(teacher)

    post(client, lesson, [("check", {"-test": test.pk, "-intro": ""})])

    draft = Lesson.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert draft.body[0].value["test"] == test


def test_a_foreign_id_posted_by_hand_is_refused_and_its_title_is_not_shown(
    client, teacher, foreign_test
):
    lesson = LessonFactory(owner=teacher)

    response = post(client, lesson, [("check", {"-test": foreign_test.pk, "-intro": ""})])

    assert foreign_test.title not in response.content.decode()
    assert not len(Lesson.objects.get(pk=lesson.pk).get_latest_revision_as_object().body)


def test_an_action_refuses_a_foreign_id(teacher, foreign_test):
    lesson = LessonFactory(owner=teacher)

    with pytest.raises(ForeignChoiceError):
        save_body(lesson, [check(foreign_test)], by=teacher, now=timezone.now())


def test_a_draft_of_somebody_else_is_not_chosen_but_an_own_one_is(teacher):
    lesson = LessonFactory(owner=teacher)
    own, foreign = make_resource(teacher), make_resource()

    save_body(lesson, [resource(own)], by=teacher, now=timezone.now())

    with pytest.raises(ForeignChoiceError):
        save_body(lesson, [resource(foreign)], by=teacher, now=timezone.now())


def test_an_approved_resource_of_ones_school_is_chosen_in_its_version(teacher):
    school = teacher.role_grants.get().organisation
    version = make_resource(TeacherFactory(school=school), state=VersionState.APPROVED)
    lesson = LessonFactory(owner=teacher)

    save_body(lesson, [part("Mở đầu"), resource(version)], by=teacher, now=timezone.now())
    publish_lesson(Lesson.objects.get(pk=lesson.pk), by=teacher, now=timezone.now())

    use = UsedIn.objects.get(label="content.lesson", object_id=lesson.pk)
    assert use.resource_id == version.resource_id


@pytest.mark.parametrize("kind", CHOOSERS)
def test_choosers_list_only_what_the_writer_may_choose(client, teacher, foreign_test, kind):
    make_resource(title="Bản nháp của người khác")

    response = client.get(reverse(f"lesson_{kind}_chooser:choose"))

    assert response.status_code == 200
    page = json.loads(response.content)["html"]
    assert foreign_test.title not in page
    assert "Bản nháp của người khác" not in page


def test_a_foreign_thing_is_not_chosen_by_its_address(client, teacher, foreign_test):
    foreign = client.get(reverse("lesson_check_chooser:chosen", args=[foreign_test.pk]))
    missing = client.get(reverse("lesson_check_chooser:chosen", args=[10**9]))
    many = client.get(
        reverse("lesson_check_chooser:chosen_multiple"), {"id": [str(foreign_test.pk)]}
    )

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign_test.title not in many.content.decode()


def test_a_chooser_finds_without_diacritics(client, teacher):
    make_test(teacher, title="Phương trình bậc nhất")
    make_test(teacher, title="Tứ giác")

    response = client.get(reverse("lesson_check_chooser:choose_results"), {"q": "phuong trinh"})

    assert "Phương trình bậc nhất" in response.content.decode()
    assert "Tứ giác" not in response.content.decode()


def test_an_empty_lesson_is_not_published(teacher):
    with pytest.raises(LessonEmptyError):
        publish_lesson(LessonFactory(owner=teacher), by=teacher, now=timezone.now())


def test_publishing_twice_changes_nothing(teacher):
    lesson = LessonFactory(owner=teacher, published=True)
    revision_id = lesson.live_revision_id

    again = publish_lesson(lesson, by=teacher, now=timezone.now())

    assert again.live_revision_id == revision_id


def test_what_is_published_is_never_overwritten_by_an_editor_left_open(client, teacher):
    lesson = LessonFactory(owner=teacher, published=True)
    published = lesson.live_revision_id

    post(
        client,
        lesson,
        [("part", {"": "Sửa sau"})],
        overwrite_revision_id=published,
        loaded_revision_id=published,
    )

    parts = list_lesson_parts(lesson, published)
    assert [item.title for item in parts] == ["Mở đầu", "Định lí"]


def test_a_copy_is_a_draft_with_the_same_contents(teacher):
    lesson = LessonFactory(owner=teacher, published=True)

    copied = copy_lesson(lesson, by=teacher, school=lesson.school, now=timezone.now())

    assert not copied.live
    assert len(copied.body) == len(lesson.body)


def test_a_lesson_is_cut_at_titles_and_at_checks(teacher):
    blocks = [text(), part("Một"), text(), check(make_test(teacher, title="Thử")), text()]
    lesson = LessonFactory(owner=teacher, title="Bài 1", blocks=blocks, published=True)

    parts = list_lesson_parts(lesson)

    assert [(item.title, item.kind) for item in parts] == [
        ("Bài 1", "reading"),
        ("Một", "reading"),
        ("Thử", "check"),
        ("Tiếp theo", "reading"),
    ]


def test_authors_scripts_do_not_reach_the_page(client, teacher):
    blocks = [block("text", '<p onclick="x()">Xin chào<script>alert(1)</script></p>')]
    lesson = LessonFactory(owner=teacher, blocks=blocks)

    page = client.get(reverse("content:show_lesson", args=[lesson.public_id])).content.decode()

    assert "Xin chào" in page
    assert "alert(1)" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("name", ["show_lesson", "edit_lesson"])
def test_another_teachers_lesson_is_a_missing_page(client, teacher, name):
    lesson = LessonFactory()

    assert client.get(reverse(f"content:{name}", args=[lesson.public_id])).status_code == 404


def test_the_bin_has_a_way_back(client, teacher):
    lesson = LessonFactory(owner=teacher)

    client.post(reverse("content:bin_lesson", args=[lesson.public_id]))
    gone = client.get(reverse("content:show_lesson", args=[lesson.public_id]))
    client.post(reverse("content:restore_lesson", args=[lesson.public_id]))

    assert gone.status_code == 404
    assert client.get(reverse("content:show_lesson", args=[lesson.public_id])).status_code == 200


def test_a_lesson_is_made_by_the_form_and_opens_in_the_editor(client, teacher):
    lesson = LessonFactory(owner=teacher)

    response = client.post(
        reverse("content:create_lesson"),
        {
            "title": "Bài 16",
            "subject": lesson.subject_id,
            "grade": lesson.grade_id,
            "estimated_minutes": "30",
        },
    )

    made = Lesson.objects.get(title="Bài 16")
    assert response["Location"] == reverse("lesson_editor:edit", args=[made.pk])
