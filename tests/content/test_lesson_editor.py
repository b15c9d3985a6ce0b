"""The lesson editor: who reaches it, and what of others stays unseen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import OfficerFactory, PupilFactory, TeacherFactory
from tests.factories.lessons import LessonFactory, part, text

pytestmark = pytest.mark.django_db


def edit_url(lesson):
    return reverse("lesson_editor:edit", args=[lesson.pk])


def test_a_teacher_opens_the_editor_of_her_lesson(client):
    lesson = LessonFactory(published=True)
    client.force_login(lesson.owner)

    response = client.get(edit_url(lesson))

    assert response.status_code == 200
    assert lesson.title in response.content.decode()


def test_another_teachers_lesson_answers_like_a_missing_one(client):
    lesson = LessonFactory()
    client.force_login(TeacherFactory())

    foreign = client.get(edit_url(lesson))
    missing = client.get(reverse("lesson_editor:edit", args=[10**9]))

    assert (foreign.status_code, missing.status_code) == (404, 404)


@pytest.mark.parametrize("make", [PupilFactory, OfficerFactory])
def test_who_makes_no_lessons_has_no_editor(client, make):
    lesson = LessonFactory()
    client.force_login(make())

    assert client.get(edit_url(lesson)).status_code == 404


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    response = client.get(edit_url(LessonFactory()))

    assert response.status_code == 302
    assert response["Location"].startswith("/dang-nhap/")


def test_the_preview_shows_the_lesson_as_a_pupil_sees_it(client):
    lesson = LessonFactory(published=True)
    client.force_login(lesson.owner)

    url = reverse("lesson_editor:preview_on_edit", args=[lesson.pk])
    posted = {
        "title": "Tên mới",
        "estimated_minutes": "20",
        "body-count": "1",
        "body-0-type": "formula",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value": r"\frac{AM}{AB}",
    }

    saved = client.post(url, posted)
    page = client.get(url).content.decode()

    assert saved.json() == {"is_valid": True, "is_available": True}
    assert "Tên mới" in page
    assert "<mfrac" in page


def test_the_history_lists_revisions_of_the_own_lesson(client):
    lesson = LessonFactory(published=True)
    client.force_login(lesson.owner)

    assert client.get(reverse("lesson_editor:history", args=[lesson.pk])).status_code == 200


def test_views_that_are_not_listed_do_not_exist_for_teachers(client):
    lesson = LessonFactory(published=True)
    client.force_login(lesson.owner)

    names = ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index"]
    own = reverse("lesson_editor:delete", args=[lesson.pk])
    answers = [client.get(path).status_code for path in [*map(reverse, names), own]]

    assert answers == [404, 404, 404, 404]


def test_opening_the_editor_costs_no_more_for_more_blocks_of_one_kind(client):
    owner = TeacherFactory()
    client.force_login(owner)
    few = LessonFactory(owner=owner, blocks=[part("A"), text()])
    many = LessonFactory(owner=owner, blocks=[part("A"), *[text() for _ in range(10)]])
    client.get(edit_url(few))

    with CaptureQueriesContext(connection) as small:
        client.get(edit_url(few))
    with CaptureQueriesContext(connection) as large:
        client.get(edit_url(many))

    assert abs(len(large) - len(small)) <= 2
