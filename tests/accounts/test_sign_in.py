"""Signing in and out, the idle lock, the forced change of a drawn password."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import identify_hasher
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories.accounts import PASSWORD, PupilFactory, TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db
SIGN_IN = "/dang-nhap/"


def sign_in(client, username, password=PASSWORD, **extra):
    return client.post(
        SIGN_IN,
        {"username": username, "password": password, "next": "/cua-toi/tuy-chon/", **extra},
    )


@pytest.mark.parametrize("name", ["hs8a.minhanh", "HS8A.MinhAnh", " hs8a.minhanh ", "3101234567"])
def test_a_person_signs_in_by_username_or_sector_code(client, name):
    UserFactory(username="hs8a.minhanh", sector_code="3101234567")

    response = sign_in(client, name)

    assert response.status_code == 302
    assert response["Location"] == "/cua-toi/tuy-chon/"


def test_a_username_that_equals_anothers_code_does_not_open_the_others_account(client):
    UserFactory(username="minh", sector_code="12345")
    thief = UserFactory(username="12345")

    sign_in(client, "12345")

    assert client.session["_auth_user_id"] == str(thief.pk)


@pytest.mark.parametrize("name", ["nobody", "locked.one", ""])
def test_unknown_and_locked_accounts_answer_alike(client, name):
    UserFactory(username="locked.one", locked=True)

    response = sign_in(client, name or "nobody2")

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in response.content.decode()


def test_an_unknown_name_costs_one_hash_like_a_known_one(client, monkeypatch):
    UserFactory(username="known")
    costs = []
    hasher = type(identify_hasher(User.objects.get(username="known").password))
    real_verify, real_encode = hasher.verify, hasher.encode
    monkeypatch.setattr(hasher, "verify", lambda *a: costs.append("hash") or real_verify(*a))
    monkeypatch.setattr(hasher, "encode", lambda *a: costs.append("hash") or real_encode(*a))

    sign_in(client, "known", "wrong")
    known, costs[:] = len(costs), []
    sign_in(client, "unknown", "wrong")

    assert known == len(costs) == 1


def test_signing_in_does_not_lead_to_another_site(client):
    UserFactory(username="minh")

    response = sign_in(client, "minh", next="https://evil.example/")

    assert "evil" not in response["Location"]


def test_eight_wrong_passwords_lock_the_name_from_this_address(client):
    UserFactory(username="minh")
    for _ in range(8):
        response = sign_in(client, "minh", "wrong")

    assert response.status_code == 429
    assert sign_in(client, "minh").status_code == 429
    assert "15 phút" in response.content.decode()


def test_another_spelling_of_the_name_gives_no_more_tries(client):
    UserFactory(username="minh")
    for name in ("minh", "MINH", "Minh", "mInh", "miNh", "minH", "MInh", "miNH"):
        response = sign_in(client, name, "wrong")

    assert response.status_code == 429


def test_a_sign_in_forgets_the_wrong_passwords_before_it(client):
    user = UserFactory(username="hs.an")
    for _ in range(2):
        for _ in range(7):
            sign_in(client, "hs.an", "sai")
        assert AccessAttempt.objects.exists()

        assert sign_in(client, "HS.AN").status_code == 302
        assert not AccessAttempt.objects.exists()
        assert client.session["_auth_user_id"] == str(user.pk)
        client.logout()


def test_behind_the_proxy_a_stranger_does_not_lock_the_name_for_others(client, settings):
    settings.TRUST_PROXY = True
    UserFactory(username="minh")
    for number in range(8):
        client.post(
            SIGN_IN,
            {"username": "minh", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.9"},
        )

    given = {"username": "minh", "password": PASSWORD}
    stranger = client.post(SIGN_IN, given, headers={"X-Forwarded-For": "203.0.113.9"})

    assert stranger.status_code == 429
    assert sign_in(client, "minh").status_code == 302


def test_the_form_says_how_often_one_may_still_try(client):
    UserFactory(username="minh")
    for _ in range(4):
        response = sign_in(client, "minh", "wrong")

    assert "còn 4 lần" in response.content.decode()


def test_signing_out_needs_a_post(client):
    client.force_login(TeacherFactory())

    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_idle_staff_sign_in_again_and_come_back_to_their_page(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    client.force_login(TeacherFactory())
    time_machine.shift(timedelta(minutes=16))

    response = client.get("/lop/?page=2")

    assert response["Location"] == "/dang-nhap/?next=/lop/%3Fpage%3D2"
    assert "_auth_user_id" not in client.session


def test_staff_who_work_are_not_locked(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    client.force_login(TeacherFactory())
    for _ in range(3):
        time_machine.shift(timedelta(minutes=10))
        assert client.get("/lop/").status_code == 200


def test_pupils_are_never_locked_for_being_idle(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    client.force_login(PupilFactory())
    time_machine.shift(timedelta(minutes=90))

    assert client.get("/cua-toi/hop-thu/").status_code == 200


def test_last_seen_is_written_at_most_once_a_minute(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    person = TeacherFactory()
    client.force_login(person)
    start = User.objects.get(pk=person.pk).last_seen_at
    time_machine.shift(timedelta(seconds=30))
    client.get("/lop/")
    same = User.objects.get(pk=person.pk).last_seen_at
    time_machine.shift(timedelta(seconds=40))
    client.get("/lop/")

    assert start == same
    assert User.objects.get(pk=person.pk).last_seen_at == start + timedelta(seconds=70)


def test_a_drawn_password_must_be_changed_first(client):
    client.force_login(TeacherFactory(new=True))

    assert client.get("/lop/")["Location"] == reverse("accounts:change_password")
    assert client.get("/cua-toi/mat-khau/").status_code == 200
    assert client.get("/lop/", headers={"Accept": "application/json"}).status_code == 403


def test_changing_the_password_keeps_this_session_and_ends_the_others(client, client_factory):
    person = TeacherFactory(new=True)
    other = client_factory()
    other.force_login(person)
    client.force_login(person)

    response = client.post(
        "/cua-toi/mat-khau/",
        {"old_password": PASSWORD, "new_password1": "buoi-sang-9", "new_password2": "buoi-sang-9"},
    )

    assert response.status_code == 302
    assert client.get("/lop/").status_code == 200
    assert other.get("/lop/").status_code == 302


def test_ending_all_sessions_keeps_this_one(client, client_factory):
    person = TeacherFactory()
    other = client_factory()
    other.force_login(person)
    client.force_login(person)

    client.post("/cua-toi/dang-xuat-het/")

    assert client.get("/lop/").status_code == 200
    assert other.get("/lop/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", "buoi-sang-9", "buoi-sang-9", "old_password"),
        (PASSWORD, "buoi-sang-9", "buoi-toi-9", "new_password2"),
        (PASSWORD, "12345678", "12345678", "new_password2"),
        (PASSWORD, PASSWORD, PASSWORD, "new_password1"),
    ],
)
def test_a_bad_change_of_password_is_refused_at_its_field(client, old, new, again, field):
    client.force_login(TeacherFactory())

    response = client.post(
        "/cua-toi/mat-khau/", {"old_password": old, "new_password1": new, "new_password2": again}
    )

    assert list(response.context["form"].errors) == [field]


def test_language_of_the_sign_in_page_is_kept_in_a_cookie(client):
    UserFactory()

    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})

    assert "Sign in" in client.get(SIGN_IN).content.decode()


def test_demo_accounts_sign_in_with_one_click_in_the_demo_department_only(client, settings):
    settings.DEMO = True
    TeacherFactory(username="gv.ha", is_demo=True)

    assert "gv.ha" in client.get(SIGN_IN).content.decode()
    assert client.post("/dang-nhap/thu/gv.ha/").status_code == 302
    assert client.get("/lop/").status_code == 200


def test_without_demo_data_no_account_opens_without_its_password(client, settings):
    settings.DEMO = False
    TeacherFactory(username="gv.ha", is_demo=True)

    assert "gv.ha" not in client.get(SIGN_IN).content.decode()
    assert client.post("/dang-nhap/thu/gv.ha/").status_code == 404


def test_in_the_demo_department_a_real_account_does_not_open_without_its_password(client, settings):
    settings.DEMO = True
    TeacherFactory(username="that")

    assert client.post("/dang-nhap/thu/that/").status_code == 404
