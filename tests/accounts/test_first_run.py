"""The wizard of an empty installation."""

import pytest

from accounts.actions import SetUp, set_up
from accounts.errors import AlreadySetUpError
from accounts.models import Organisation, User
from accounts.permissions import has_capability
from tests.factories.accounts import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db
ANSWERS = {
    "department_name": "Sở Giáo dục và Đào tạo Hải Phòng",
    "department_code": "31",
    "full_name": "Trần Văn Quản",
    "username": "quantri",
    "password": "cau-tau-bien-7",
    "password2": "cau-tau-bien-7",
}


@pytest.fixture(autouse=True)
def _no_demo(settings):
    settings.DEMO = False


def test_the_first_visitor_is_led_to_the_wizard(client):
    assert client.get("/dang-nhap/")["Location"] == "/thiet-lap/"
    assert "Tên Sở" in client.get("/thiet-lap/").content.decode()


def test_the_wizard_makes_the_department_and_signs_its_administrator_in(client):
    response = client.post("/thiet-lap/", ANSWERS)

    person = User.objects.get()
    assert response["Location"] == "/don-vi/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert has_capability(person, "roles.grant", Organisation.objects.get(kind="department"))
    assert not Organisation.objects.schools().exists()


def test_a_first_school_comes_with_its_ward_and_levels(client):
    from curriculum.models import Level

    levels = Level.objects.filter(slug__in=["thcs", "thpt"])
    school = {"school_name": "THCS Hồng Bàng", "ward_name": "Hồng Bàng"}
    client.post("/thiet-lap/", {**ANSWERS, **school, "levels": [level.pk for level in levels]})

    made = Organisation.objects.schools().get()
    assert made.parent.kind == "ward"
    assert set(made.levels.all()) == set(levels)
    assert has_capability(User.objects.get(), "people.manage", made)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password2": "khac"}, "password2"),
        ({"password": "12345678", "password2": "12345678"}, "password"),
        ({"school_name": "THCS Hồng Bàng"}, "levels"),
        ({"username": "Quản Trị"}, "username"),
        ({"department_code": "3 1"}, "department_code"),
    ],
)
def test_bad_answers_are_refused_at_their_field(client, change, field):
    response = client.post("/thiet-lap/", {**ANSWERS, **change})

    assert field in response.context["form"].errors
    assert not User.objects.exists()


def test_the_wizard_is_not_there_once_anybody_exists(client):
    UserFactory()

    assert client.get("/thiet-lap/").status_code == 404
    assert client.post("/thiet-lap/", ANSWERS).status_code == 404
    assert client.get("/dang-nhap/").status_code == 200


def test_the_wizard_is_not_there_in_the_demo_department(client, settings):
    settings.DEMO = True

    assert client.get("/thiet-lap/").status_code == 404


def test_of_two_wizards_sent_at_once_the_second_makes_nothing():
    DepartmentFactory()
    answers = {key: value for key, value in ANSWERS.items() if key != "password2"}

    with pytest.raises(AlreadySetUpError):
        set_up(SetUp(**answers))

    assert not User.objects.exists()
