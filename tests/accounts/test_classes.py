"""Class lists, pupils' passwords and account slips."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from tests.factories.accounts import (
    PASSWORD,
    HeadFactory,
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    TeacherFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school_class():
    return SchoolClassFactory(name="8A")


@pytest.fixture
def teacher(school_class):
    return TeacherFactory(homeroom_of=school_class)


def at(school_class, tail=""):
    return f"/lop/{school_class.public_id}/{tail}"


def test_a_teacher_sees_the_pupils_in_the_order_of_the_register(client, school_class, teacher):
    for name in ("Trần Văn Bình", "Nguyễn Minh Anh", "Lê Thị Ánh"):
        PupilFactory(school_class=school_class, full_name=name)
    client.force_login(teacher)

    text = client.get(at(school_class)).content.decode()

    places = [text.index(name) for name in ("Nguyễn Minh Anh", "Lê Thị Ánh", "Trần Văn Bình")]
    assert places == sorted(places)
    assert ">NA<" in text


def test_seeing_a_class_leaves_one_audit_row_with_the_list(client, school_class, teacher):
    pupils = [PupilFactory(school_class=school_class) for _ in range(2)]
    client.force_login(teacher)

    client.get(at(school_class))

    entry = AuditEntry.objects.get(verb="class.view")
    assert sorted(entry.detail["people"]) == [pupil.pk for pupil in pupils]
    assert entry.school_id == school_class.school_id


def test_a_class_page_costs_the_same_for_two_pupils_and_for_ten(client, school_class, teacher):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(at(school_class))
        return len(queries)

    client.force_login(teacher)
    for _ in range(2):
        PupilFactory(school_class=school_class)
    few = count()
    for _ in range(8):
        PupilFactory(school_class=school_class)

    assert count() == few


def test_the_list_of_classes_costs_the_same_for_one_class_and_for_six(client):
    first = SchoolClassFactory()
    client.force_login(HeadFactory(school=first.school))
    with CaptureQueriesContext(connection) as few:
        client.get("/lop/")
    for _ in range(5):
        PupilFactory(school_class=SchoolClassFactory(school=first.school))
    with CaptureQueriesContext(connection) as many:
        response = client.get("/lop/")

    assert len(many) == len(few)
    assert sorted(count for _class, count in response.context["rows"]) == [0, 1, 1, 1, 1, 1]


def test_a_new_password_is_shown_once_and_works(client, school_class, teacher):
    pupil = PupilFactory(school_class=school_class)
    client.force_login(teacher)

    response = client.post(at(school_class, f"hoc-sinh/{pupil.public_id}/mat-khau/"))

    password = response.context["password"]
    pupil.refresh_from_db()
    assert password in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert pupil.check_password(password)
    assert not pupil.check_password(PASSWORD)
    assert pupil.must_change_password
    assert password not in client.get(at(school_class)).content.decode()


def test_a_reset_is_audited_without_the_password(client, school_class, teacher):
    pupil = PupilFactory(school_class=school_class)
    client.force_login(teacher)

    response = client.post(at(school_class, f"hoc-sinh/{pupil.public_id}/mat-khau/"))

    entry = AuditEntry.objects.get(verb="password.reset")
    assert entry.actor == teacher
    assert entry.detail == {"people": [pupil.pk]}
    assert response.context["password"] not in str(entry.__dict__)


def test_a_reset_ends_the_pupils_sessions(client, client_factory, school_class, teacher):
    pupil = PupilFactory(school_class=school_class)
    phone = client_factory()
    phone.force_login(pupil)
    client.force_login(teacher)

    client.post(at(school_class, f"hoc-sinh/{pupil.public_id}/mat-khau/"))

    assert phone.get("/cua-toi/hop-thu/").status_code == 302


def test_a_colleague_does_not_reset_passwords_of_a_class_he_does_not_teach(client, school_class):
    pupil = PupilFactory(school_class=school_class)
    client.force_login(TeacherFactory(school=school_class.school))

    response = client.post(at(school_class, f"hoc-sinh/{pupil.public_id}/mat-khau/"))

    assert response.status_code == 404
    assert User.objects.get(pk=pupil.pk).check_password(PASSWORD)


def test_a_head_sees_the_class_but_does_not_reset_passwords(client, school_class):
    pupil = PupilFactory(school_class=school_class)
    client.force_login(HeadFactory(school=school_class.school))

    assert client.get(at(school_class)).status_code == 200
    assert client.post(at(school_class, f"hoc-sinh/{pupil.public_id}/mat-khau/")).status_code == 403
    assert client.get(at(school_class, "phieu-tai-khoan/")).status_code == 403


def test_a_pupil_of_another_class_is_not_found_through_the_own_class(client, school_class, teacher):
    other = PupilFactory(school_class=SchoolClassFactory(school=school_class.school))
    client.force_login(teacher)

    response = client.post(at(school_class, f"hoc-sinh/{other.public_id}/mat-khau/"))

    assert response.status_code == 404


def test_slips_carry_a_working_password_for_each_pupil(client, school_class, teacher):
    pupils = [PupilFactory(school_class=school_class) for _ in range(3)]
    client.force_login(teacher)

    response = client.post(at(school_class, "phieu-tai-khoan/"), {"who": "all"})

    text = response.content.decode()
    for pupil, password in response.context["slips"]:
        assert User.objects.get(pk=pupil.pk).check_password(password)
        assert pupil.username in text
        assert password in text
    assert len(response.context["slips"]) == len(pupils)


def test_asking_for_slips_changes_nothing_yet(client, school_class, teacher):
    pupil = PupilFactory(school_class=school_class)
    client.force_login(teacher)

    assert client.get(at(school_class, "phieu-tai-khoan/")).status_code == 200
    assert User.objects.get(pk=pupil.pk).check_password(PASSWORD)


def test_slips_for_new_pupils_leave_the_others_alone(client, client_factory, school_class, teacher):
    used, new = PupilFactory(school_class=school_class), PupilFactory(school_class=school_class)
    client_factory().force_login(used)
    client.force_login(teacher)

    response = client.post(at(school_class, "phieu-tai-khoan/"), {"who": "new"})

    assert [pupil for pupil, _ in response.context["slips"]] == [new]
    assert User.objects.get(pk=used.pk).check_password(PASSWORD)


def test_the_administrator_makes_slips_for_every_class(client, school_class):
    PupilFactory(school_class=school_class)
    client.force_login(SchoolAdminFactory(school=school_class.school))

    assert client.post(at(school_class, "phieu-tai-khoan/"), {"who": "all"}).status_code == 200
