"""Pages about oneself: preferences, inbox, roles."""

import pytest
from django.utils import timezone

from accounts.actions import notify
from accounts.models import InboxMessage, User
from accounts.permissions import editor_permissions
from tests.factories.accounts import (
    InboxMessageFactory,
    OfficerFactory,
    PupilFactory,
    SchoolClassFactory,
    TeacherFactory,
    grant_role,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [PupilFactory, TeacherFactory])
@pytest.mark.parametrize("page", ["tuy-chon", "hop-thu", "vai-tro", "mat-khau"])
def test_everybody_has_these_pages(client, factory, page):
    client.force_login(factory())

    assert client.get(f"/cua-toi/{page}/").status_code == 200


def test_preferences_hold_on_every_page(client):
    person = PupilFactory()
    client.force_login(person)

    client.post("/cua-toi/tuy-chon/", {"theme": "dark", "text_size": "larger", "language": "en"})

    text = client.get("/cua-toi/hop-thu/").content.decode()
    assert '<html lang="en" data-theme="dark" data-text="larger"' in text
    assert User.objects.get(pk=person.pk).language == "en"


def test_the_bell_counts_new_messages_until_the_inbox_is_opened(client):
    person = TeacherFactory()
    notify(person, "Học liệu đã được duyệt.", "/kho/")
    client.force_login(person)

    assert "Hộp thư, 1 tin mới" in client.get("/lop/").content.decode()
    assert "Học liệu đã được duyệt." in client.get("/cua-toi/hop-thu/").content.decode()
    assert "tin mới" not in client.get("/lop/").content.decode()


def test_nobody_reads_anothers_inbox(client):
    InboxMessageFactory(text="Chuyện riêng")
    client.force_login(TeacherFactory())

    assert "Chuyện riêng" not in client.get("/cua-toi/hop-thu/").content.decode()


def test_a_long_text_is_kept_within_its_field():
    notify(TeacherFactory(), "a" * 400)

    assert len(InboxMessage.objects.get().text) == 300


def test_own_roles_say_where_and_until_when(client):
    school_class = SchoolClassFactory(name="8A")
    person = TeacherFactory(teaches=[school_class])
    grant_role(person, "homeroom_teacher", school_class.school, valid_to=timezone.localdate())
    client.force_login(person)

    text = client.get("/cua-toi/vai-tro/").content.decode()

    assert "Giáo viên chủ nhiệm" in text
    assert "không thời hạn" in text
    assert "8A" in text


def test_teachers_enter_the_editor_and_pupils_do_not():
    assert TeacherFactory().has_perm("wagtailadmin.access_admin")
    assert TeacherFactory().has_perm("content.change_lesson")
    assert OfficerFactory().has_perm("wagtailadmin.access_admin")
    assert not OfficerFactory().has_perm("content.add_lesson")
    assert not editor_permissions(PupilFactory())


@pytest.mark.parametrize(
    ("name", "letters"), [("Lê Thu Hà", "LH"), ("Đoàn Khánh Chi", "ĐC"), ("Ánh", "Á"), ("", "")]
)
def test_an_avatar_shows_surname_and_given_name(name, letters):
    assert User(full_name=name).initials == letters
