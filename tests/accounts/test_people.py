"""People of a school: found, added, given roles, locked."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Enrolment, RoleGrant, User
from accounts.permissions import has_capability
from tests.factories.accounts import (
    HeadFactory,
    OfficerFactory,
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SchoolFactory,
    SubjectGroupFactory,
    SystemAdminFactory,
    TeacherFactory,
    UserFactory,
    get_role,
    grant_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(short_name="THCS Hồng Bàng")


@pytest.fixture
def admin(school, client):
    person = SchoolAdminFactory(school=school)
    client.force_login(person)
    return person


def at(school, tail=""):
    return f"/truong/{school.public_id}/nguoi/{tail}"


def names(response):
    return [person.full_name for person in response.context["page"]]


@pytest.mark.parametrize("query", ["le thu ha", "LÊ THU", "ha thu", "gv.ha", "3109"])
def test_people_are_found_without_diacritics_by_username_and_by_code(client, school, admin, query):
    TeacherFactory(school=school, full_name="Lê Thu Hà", username="gv.ha", sector_code="3109000001")
    TeacherFactory(school=school, full_name="Phạm Văn Đức")

    assert names(client.get(at(school), {"q": query})) == ["Lê Thu Hà"]


def test_a_page_of_people_leaves_one_audit_row(client, school, admin):
    teacher = TeacherFactory(school=school, full_name="Lê Thu Hà")

    client.get(at(school), {"q": "le thu"})

    entry = AuditEntry.objects.get(verb="people.view")
    assert (entry.actor_id, entry.detail) == (admin.pk, {"people": [teacher.pk]})


def test_people_are_narrowed_by_a_role_held_today(client, school, admin):
    HeadFactory(school=school, full_name="Đỗ Hùng")
    former = UserFactory(full_name="Vũ Cũ")
    grant_role(former, "school_head", school, ended=True)

    assert names(client.get(at(school), {"role": "school_head"})) == ["Đỗ Hùng"]


def test_people_of_another_school_are_not_in_the_list(client, school, admin):
    TeacherFactory(full_name="Người Ngoài")

    assert names(client.get(at(school))) == [admin.full_name]


def test_the_list_costs_the_same_for_one_person_and_for_many(client, school, admin):
    client.get(at(school))
    with CaptureQueriesContext(connection) as few:
        client.get(at(school))
    for _ in range(6):
        TeacherFactory(school=school)
    with CaptureQueriesContext(connection) as many:
        client.get(at(school))

    assert len(many) == len(few)


def test_one_school_leads_straight_to_its_people(client, school, admin):
    assert client.get("/nguoi/")["Location"] == at(school)


def test_an_administrator_of_the_department_chooses_a_place(client, school):
    other = SchoolFactory()
    client.force_login(SystemAdminFactory())

    response = client.get("/nguoi/")

    places = [school.parent.parent, school.parent, other.parent, school, other]
    assert set(response.context["page"]) == set(places)
    assert client.get(at(other)).status_code == 200


def new_person(school, **values):
    return {
        "full_name": "Ngô Thị Mới",
        "username": "gv.moi",
        "role": get_role("teacher").pk,
        "organisation": school.pk,
        **values,
    }


def test_an_added_person_signs_in_with_the_shown_password_and_changes_it(client, school, admin):
    response = client.post(at(school, "them/"), new_person(school))

    person = User.objects.get(username="gv.moi")
    assert person.check_password(response.context["password"])
    assert person.must_change_password
    assert has_capability(person, "lesson.create", school)


def test_an_added_pupil_is_put_into_a_class(client, school, admin):
    school_class = SchoolClassFactory(school=school)
    role = get_role("student").pk

    missing = client.post(at(school, "them/"), new_person(school, role=role))
    client.post(at(school, "them/"), new_person(school, role=role, school_class=school_class.pk))

    assert "school_class" in missing.context["form"].errors
    assert Enrolment.objects.get(school_class=school_class).pupil.username == "gv.moi"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "taken"}, "username"),
        ({"username": "Có Dấu"}, "username"),
        ({"sector_code": "3109"}, "sector_code"),
        ({"full_name": ""}, "full_name"),
    ],
)
def test_a_bad_new_person_is_refused_at_its_field(client, school, admin, change, field):
    UserFactory(username="taken", sector_code="3109")

    response = client.post(at(school, "them/"), new_person(school, **change))

    assert field in response.context["form"].errors
    assert not User.objects.filter(username="gv.moi").exists()


def test_a_role_is_not_given_for_another_school_nor_above_the_own(client, school, admin):
    foreign, department = SchoolFactory(), school.parent.parent
    officer = get_role("department_officer").pk

    client.post(at(school, "them/"), new_person(school, organisation=foreign.pk))
    client.post(at(school, "them/"), new_person(school, role=officer, organisation=department.pk))

    assert not User.objects.filter(username="gv.moi").exists()


def test_a_role_is_given_with_days_and_as_a_stand_in(client, school, admin):
    group = SubjectGroupFactory(parent=school)
    teacher = TeacherFactory(school=school)
    away = TeacherFactory(school=school, username="gv.vang")

    client.post(
        at(school, f"{teacher.public_id}/vai-tro/"),
        {
            "role": get_role("subject_group_head").pk,
            "organisation": group.pk,
            "valid_from": "2026-11-01",
            "valid_to": "2027-01-31",
            "standing_in_for": "gv.vang",
        },
    )

    grant = RoleGrant.objects.get(user=teacher, role__code="subject_group_head")
    assert (grant.valid_from, grant.valid_to) == (date(2026, 11, 1), date(2027, 1, 31))
    assert grant.standing_in_for == away
    assert grant.granted_by == admin


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"valid_to": "2026-10-01"}, "valid_to"),
        ({"standing_in_for": "la"}, "standing_in_for"),
        ({"role": "group"}, "role"),
    ],
)
def test_a_bad_role_is_refused_at_its_field(client, school, admin, change, field):
    SubjectGroupFactory(parent=school)
    UserFactory(username="la")
    teacher = TeacherFactory(school=school)
    role = {"role": get_role("teacher").pk, "organisation": school.pk, "valid_from": "2026-11-01"}
    if change.get("role"):
        change = {"role": get_role("subject_group_head").pk}

    response = client.post(at(school, f"{teacher.public_id}/vai-tro/"), {**role, **change})

    assert field in response.context["form"].errors


def test_an_ended_role_gives_nothing_from_the_next_day_on(client, school, admin):
    teacher = TeacherFactory(school=school)
    grant = RoleGrant.objects.get(user=teacher)
    yesterday = timezone.localdate() - timedelta(days=1)

    client.post(
        at(school, f"{teacher.public_id}/vai-tro/{grant.pk}/ket-thuc/"),
        {"last_day": yesterday.isoformat()},
    )

    assert not has_capability(User.objects.get(pk=teacher.pk), "class.teach")
    assert AuditEntry.objects.filter(verb="role.end").count() == 1


def test_a_role_at_another_school_is_not_ended_from_here(client, school, admin):
    teacher = TeacherFactory(school=school)
    old = grant_role(teacher, "teacher", SchoolFactory(), ended=True)

    response = client.post(at(school, f"{teacher.public_id}/vai-tro/{old.pk}/ket-thuc/"))

    assert response.status_code == 404


def test_a_locked_person_is_out_at_once_and_may_come_back(client, client_factory, school, admin):
    teacher = TeacherFactory(school=school)
    phone = client_factory()
    phone.force_login(teacher)

    client.post(at(school, f"{teacher.public_id}/khoa/"))
    assert phone.get("/cua-toi/hop-thu/").status_code == 302
    assert not User.objects.get(pk=teacher.pk).is_active

    client.post(at(school, f"{teacher.public_id}/khoa/"))
    assert User.objects.get(pk=teacher.pk).is_active


def test_nobody_locks_the_own_account(client, school, admin):
    assert client.post(at(school, f"{admin.public_id}/khoa/")).status_code == 403


def test_an_officer_who_once_taught_here_is_not_the_schools_to_manage(client, school, admin):
    officer = OfficerFactory()
    grant_role(officer, "teacher", school, ended=True)

    assert client.get(at(school, f"{officer.public_id}/")).status_code == 404
    assert client.post(at(school, f"{officer.public_id}/khoa/")).status_code == 404


def test_a_teacher_of_two_schools_is_managed_by_neither_alone(client, school, admin):
    teacher = TeacherFactory(school=school)
    grant_role(teacher, "teacher", SchoolFactory())

    assert client.post(at(school, f"{teacher.public_id}/mat-khau/")).status_code == 404


@pytest.mark.parametrize("person", [TeacherFactory, HeadFactory, PupilFactory, OfficerFactory])
def test_only_administrators_have_these_pages(client, school, person):
    client.force_login(person())

    assert client.get("/nguoi/").status_code == 404
    assert client.get(at(school)).status_code == 404
