"""How a person reads: kept with the account, and the same in Wagtail's editor."""

import pytest

from accounts.actions import save_preferences
from tests.factories.accounts import TeacherFactory

pytestmark = pytest.mark.django_db


def test_the_editor_follows_the_theme_and_the_language_of_the_person():
    teacher = TeacherFactory()

    save_preferences(teacher, language="en", theme="dark", text_size="")

    assert teacher.wagtail_userprofile.theme == "dark"
    assert teacher.wagtail_userprofile.preferred_language == "en"


def test_no_choice_means_what_the_device_says():
    teacher = TeacherFactory()
    save_preferences(teacher, language="vi", theme="dark", text_size="")

    save_preferences(teacher, language="vi", theme="", text_size="large")

    teacher.wagtail_userprofile.refresh_from_db()
    assert teacher.wagtail_userprofile.theme == "system"
    assert teacher.text_size == "large"
