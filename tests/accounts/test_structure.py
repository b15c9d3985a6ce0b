"""Building the tree: wards, schools, school years, classes, who is in them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import enrol_pupil
from accounts.models import AuditEntry, Enrolment, Guardianship, Organisation, SchoolClass, User
from accounts.permissions import children_of
from accounts.queries import list_pupils
from curriculum.models import SchoolYear
from tests.factories.accounts import (
    DepartmentFactory,
    ParentFactory,
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SchoolFactory,
    SubjectGroupFactory,
    SystemAdminFactory,
    TeacherFactory,
    WardFactory,
    get_grade,
    get_level,
    get_school_year,
    get_subject,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def officer(client):
    person = SystemAdminFactory()
    client.force_login(person)
    return person


@pytest.fixture
def school(client):
    school = SchoolFactory(short_name="THCS Hồng Bàng")
    client.force_login(SchoolAdminFactory(school=school))
    return school


@pytest.fixture
def school_class(school):
    return SchoolClassFactory(school=school, name="8A")


def at(name, *args):
    return reverse(f"accounts:{name}", args=args)


def add(client, parent, kind, **fields):
    values = {"short_name": "Mới", "name": "Mới", "code": "NEW-1", "valid_from": "2026-07-01"}
    return client.post(at("add_organisation", parent.public_id, kind), {**values, **fields})


def test_an_empty_installation_is_filled_without_a_shell(client, officer):
    department = DepartmentFactory()

    add(client, department, "ward", short_name="Phường Lê Chân", code="31200")
    ward = Organisation.objects.get(code="31200")
    level = get_level("thcs").pk
    add(client, ward, "school", short_name="THCS Tô Hiệu", code="31200001", levels=[level])
    school = Organisation.objects.get(code="31200001")
    client.post(
        at("add_class", school.public_id),
        {"name": "8A", "grade": get_grade(8).pk, "school_year": get_school_year().pk},
    )

    made = SchoolClass.objects.get(school=school)
    assert school.path == f"{ward.path}{school.pk}/"
    assert list(school.levels.values_list("slug", flat=True)) == ["thcs"]
    assert client.get(at("show_class", made.public_id)).status_code == 200
    assert set(AuditEntry.objects.filter(actor=officer).values_list("verb", flat=True)) >= {
        "organisation.add",
        "class.add",
    }


def test_a_code_that_is_in_use_is_refused_beside_the_field(client, officer):
    WardFactory(code="31200")

    page = add(client, DepartmentFactory(), "ward", code="31200").content.decode()

    assert "Mã này đã có" in page
    assert Organisation.objects.filter(kind="ward").count() == 1


@pytest.mark.parametrize("kind", ["school", "department", "subject_group"])
def test_a_kind_does_not_stand_everywhere(client, officer, kind):
    assert add(client, DepartmentFactory(), kind).status_code == 404


def test_a_school_adds_groups_but_no_school_and_does_not_change_itself(client, school):
    subject = get_subject("toan").pk
    response = add(client, school, "subject_group", subjects=[subject])

    assert response.status_code == 302
    assert Organisation.objects.get(code="NEW-1").parent == school
    assert add(client, school.parent, "school").status_code == 404
    assert client.get(at("edit_organisation", school.public_id)).status_code == 404
    assert client.get(at("show_school_years")).status_code == 404


def test_a_closed_group_is_opened_again(client, school):
    group = SubjectGroupFactory(parent=school)
    today = timezone.localdate()

    client.post(at("close_organisation", group.public_id), {"last_day": today.isoformat()})
    group.refresh_from_db()
    assert group.valid_to == today
    client.post(at("reopen_organisation", group.public_id))

    group.refresh_from_db()
    assert group.valid_to is None


def test_a_ward_with_open_schools_does_not_close(client, officer):
    school = SchoolFactory()
    url = at("close_organisation", school.parent.public_id)

    response = client.post(url, {"last_day": timezone.localdate().isoformat()})

    assert response.status_code == 409
    school.parent.refresh_from_db()
    assert school.parent.valid_to is None


def test_the_next_school_year_opens_with_two_terms(client, officer):
    last = SchoolYear.objects.order_by("-starts_on")[0]
    url = at("show_school_years")
    form = client.get(url).context["form"]
    values = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}

    client.post(url, values)

    made = SchoolYear.objects.order_by("-starts_on")[0]
    assert made.starts_on > last.ends_on
    assert [term.number for term in made.terms.all()] == [1, 2]


def test_a_school_year_that_overlaps_is_refused(client, officer):
    year = get_school_year()
    values = {
        "starts_on": year.starts_on.isoformat(),
        "second_term_on": (year.starts_on + 90 * DAY).isoformat(),
        "ends_on": year.ends_on.isoformat(),
    }
    count = SchoolYear.objects.count()

    page = client.post(at("show_school_years"), values).content.decode()

    assert year.code in page
    assert SchoolYear.objects.count() == count


def test_a_class_typed_twice_is_refused_and_an_empty_one_deleted(client, school, school_class):
    values = {"name": "8A", "grade": get_grade(8).pk, "school_year": school_class.school_year_id}

    assert client.post(at("add_class", school.public_id), values).status_code == 409
    client.post(at("delete_class", school_class.public_id))

    assert not SchoolClass.objects.exists()


def test_a_class_with_pupils_is_not_deleted(client, school_class):
    PupilFactory(school_class=school_class)

    assert client.post(at("delete_class", school_class.public_id)).status_code == 409
    assert SchoolClass.objects.exists()


def test_a_new_pupil_gets_an_account_in_the_class(client, school_class):
    client.post(
        at("add_pupil", school_class.public_id), {"full_name": "Nguyễn Minh Anh", "gender": "2"}
    )

    pupil = list_pupils(school_class).get()
    assert pupil.username.startswith("hs.minhanh.")
    assert pupil.must_change_password


def test_a_pupil_who_changes_the_class_is_in_one_class_only():
    first = SchoolClassFactory()
    second = SchoolClassFactory(school=first.school)
    pupil = PupilFactory(school_class=first)

    enrol_pupil(pupil, second, valid_from=timezone.localdate())

    held = Enrolment.objects.valid_on(timezone.localdate()).filter(pupil=pupil)
    assert [enrolment.school_class for enrolment in held] == [second]


def test_leaving_a_class_can_be_taken_back(client, school_class):
    pupil = PupilFactory(school_class=school_class)
    yesterday = (timezone.localdate() - DAY).isoformat()
    names = [school_class.public_id, pupil.public_id]

    client.post(at("end_enrolment", *names), {"last_day": yesterday})
    assert not list_pupils(school_class).exists()
    client.post(at("resume_enrolment", *names))

    assert list_pupils(school_class).get() == pupil


def test_who_is_elsewhere_by_now_does_not_come_back(client, school_class):
    pupil = PupilFactory(school_class=school_class)
    other = SchoolClassFactory(school=school_class.school)
    enrol_pupil(pupil, other, valid_from=timezone.localdate())

    response = client.post(at("resume_enrolment", school_class.public_id, pupil.public_id))

    assert response.status_code == 409


def test_a_class_is_given_to_a_teacher_and_has_one_homeroom(client, school, school_class):
    old = TeacherFactory(homeroom_of=school_class)
    new = TeacherFactory(school=school)
    values = {"teacher": new.pk, "subject": get_subject("toan").pk, "is_homeroom": "on"}

    client.post(at("list_teachings", school_class.public_id), values)

    assert new.teachings.get().is_homeroom
    assert not old.teachings.get().is_homeroom


def test_a_teacher_of_another_school_is_not_offered(client, school_class):
    stranger = TeacherFactory()
    values = {"teacher": stranger.pk, "subject": get_subject("toan").pk}

    client.post(at("list_teachings", school_class.public_id), values)

    assert not stranger.teachings.exists()


def test_ending_a_teaching_can_be_taken_back(client, school_class):
    teaching = TeacherFactory(teaches=[school_class]).teachings.get()
    names = [school_class.public_id, teaching.pk]

    client.post(at("end_teaching", *names), {"last_day": "2026-11-01"})
    teaching.refresh_from_db()
    assert teaching.valid_to == date(2026, 11, 1)
    client.post(at("resume_teaching", *names))

    teaching.refresh_from_db()
    assert teaching.valid_to is None


@pytest.mark.parametrize("name", ["edit_class", "add_pupil", "import_pupils", "list_teachings"])
def test_a_teacher_does_not_change_the_own_class(client, school_class, name):
    client.force_login(TeacherFactory(teaches=[school_class]))

    assert client.get(at(name, school_class.public_id)).status_code == 404


def test_a_parent_is_made_linked_and_unlinked(client, school, school_class):
    pupil = PupilFactory(school_class=school_class)
    names = [school.public_id, pupil.public_id]

    page = client.post(
        at("add_guardian", *names), {"username": "ph.thanh", "full_name": "Nguyễn Văn Thành"}
    ).content.decode()
    parent = User.objects.get(username="ph.thanh")

    assert "Nguyễn Văn Thành" in page
    assert list(children_of(parent)) == [pupil]
    client.post(at("end_guardian", *names, Guardianship.objects.get().pk))
    assert not children_of(parent).exists()


def test_a_strangers_username_alone_opens_no_child(client, school, school_class):
    stranger = ParentFactory(full_name="Trần Thị Hoa")
    pupil = PupilFactory(school_class=school_class)
    url = at("add_guardian", school.public_id, pupil.public_id)

    client.post(url, {"username": stranger.username})
    assert not Guardianship.objects.exists()
    client.post(url, {"username": stranger.username, "full_name": "Trần Thị Hoa"})

    assert Guardianship.objects.get().guardian == stranger


def test_the_department_gives_roles_at_the_department(client, officer):
    department = DepartmentFactory()
    page = client.get(at("add_person", department.public_id)).content.decode()

    assert "Cán bộ bảo vệ dữ liệu" in page
