"""The lesson editor: who reaches it, and what of others stays unseen."""

import pytest
from django.urls import reverse

from tests.factories.accounts import OfficerFactory, PupilFactory, TeacherFactory
from tests.factories.lessons import LessonFactory

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
