"""Where people land."""

import pytest
from django.urls import reverse

from tests.factories.accounts import OfficerFactory, PupilFactory, TeacherFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "url_name"),
    [
        (PupilFactory, "lms:show_home"),
        (TeacherFactory, "lms:show_today"),
        (OfficerFactory, "sector:show_dashboard"),
    ],
)
def test_everybody_lands_on_the_page_of_his_role(client, make, url_name):
    client.force_login(make())

    assert client.get(reverse("home"))["Location"] == reverse(url_name)


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    assert client.get(reverse("home"))["Location"].startswith("/dang-nhap/")
