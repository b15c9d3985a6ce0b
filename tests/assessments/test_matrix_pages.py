"""Pages of matrices: the list, the grid and its buttons, and asking for forms."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.matrices import share_matrix
from assessments.models import Exam, Matrix
from assessments.queries.matrices import list_chosen_banks
from tests.factories.accounts import TeacherFactory
from tests.factories.assessments import BankFactory
from tests.factories.matrices import fill_bank, make_matrix

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix(client):
    matrix = make_matrix()
    client.force_login(matrix.owner)
    return matrix


def fields(matrix, **more):
    bank = matrix.banks.get()
    return {
        "revision": str(matrix.revision),
        "title": "Giữa kì II",
        "banks": bank.public_id,
        "r0.topic": "Chương",
        "r0.unit": "Đa thức",
        "r0.periods": "4",
        "r0.choice.know": "2",
        "step": "save",
        **{name.replace("__", "."): value for name, value in more.items()},
    }


def send(client, matrix, **more):
    return client.post(
        reverse("assessments:edit_matrix", args=[matrix.public_id]), fields(matrix, **more)
    )


def rows_of(matrix):
    return Matrix.objects.get(pk=matrix.pk).body["rows"]


def test_the_list_costs_the_same_for_one_matrix_and_for_many(
    client, matrix, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("assessments:list_matrices")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(url)
    for _ in range(4):
        make_matrix(matrix.owner)

    with django_assert_max_num_queries(len(one)):
        client.get(url)


def test_a_new_matrix_takes_the_frame_as_it_is_today(client, matrix):
    url = reverse("assessments:create_matrix")
    values = {
        "title": "Cuối kì I",
        "subject": matrix.subject_id,
        "grade": matrix.grade_id,
        "kind": "final",
        "duration_minutes": "90",
        "frame": "thpt-toan",
    }

    refused = client.post(url, {**values, "duration_minutes": "0"})
    client.post(url, values)

    assert refused.status_code == 422
    made = Matrix.objects.latest("pk")
    assert made.frame["counts"] == {"choice": 12, "statements": 4, "short": 6}
    assert made.body["points"]["choice"] == "0.25"


def test_the_grid_saves_what_was_entered(client, matrix):
    assert send(client, matrix).status_code == 302

    assert rows_of(matrix)[0]["cells"] == {"choice.know": {"n": 2}}
    assert Matrix.objects.get(pk=matrix.pk).title == "Giữa kì II"


def test_a_wrong_cell_is_shown_again_and_nothing_is_saved(client, matrix):
    before = rows_of(matrix)

    response = send(client, matrix, r0__choice__know="hai")

    assert response.status_code == 422
    assert 'value="hai"' in response.content.decode()
    assert rows_of(matrix) == before


def test_a_newer_save_elsewhere_keeps_what_was_entered_on_the_page(client, matrix):
    response = send(client, matrix, revision="0", r0__unit="Chưa lưu đâu")

    assert response.status_code == 409
    page = response.content.decode()
    assert "Chưa lưu đâu" in page
    assert f'name="revision" value="{matrix.revision}"' in page


@pytest.mark.parametrize(
    ("step", "units"),
    [
        ("add", ["Đa thức", ""]),
        ("remove:0", [""]),
        ("down:0", ["Đa thức"]),
        ("strange:9", ["Đa thức"]),
    ],
)
def test_buttons_of_the_grid_change_its_rows(client, matrix, step, units):
    send(client, matrix, step=step)

    assert [row["unit"] for row in rows_of(matrix)] == units


def test_a_suggestion_fills_the_grid_to_ten_points(client, matrix):
    send(client, matrix, step="suggest")

    page = client.get(reverse("assessments:edit_matrix", args=[matrix.public_id]))
    assert 'data-sum="points">10<' in page.content.decode()


def test_the_script_hears_sums_check_and_bank_counts(client, matrix):
    response = client.post(
        reverse("assessments:edit_matrix", args=[matrix.public_id]),
        fields(matrix),
        headers={"Accept": "application/json"},
    )

    answer = json.loads(response.content)
    assert answer["sums"]["points"] == "0,5"
    assert answer["cells"]["r0.choice.know"] == {"held": 0, "rate": "none", "wrong": False}
    assert answer["revision"] == matrix.revision + 1


def test_a_shared_matrix_is_read_by_colleagues_and_changed_by_its_owner_only(client, matrix):
    colleague = TeacherFactory(school=matrix.school)
    url = reverse("assessments:edit_matrix", args=[matrix.public_id])
    client.force_login(colleague)
    assert client.get(url).status_code == 404

    share_matrix(matrix, Matrix.Sharing.SCHOOL, by=matrix.owner, now=timezone.now())

    assert client.get(url).status_code == 200
    assert send(client, matrix).status_code == 404


def test_a_bank_of_others_cannot_be_drawn_from(client, matrix):
    strange = BankFactory(owner=TeacherFactory())
    send(client, matrix, banks=strange.public_id)
    assert not Matrix.objects.get(pk=matrix.pk).banks.exists()

    matrix.banks.set([strange])

    assert not list_chosen_banks(matrix).exists()


def test_asking_for_forms_refuses_more_papers_than_codes(client, matrix):
    fill_bank(matrix.banks.get(), copies=2)
    url = reverse("assessments:create_exam", args=[matrix.public_id])
    wishes = {"codes": "2", "originals": "3", "first_code": "101", "most_uses": "1"}

    refused = client.post(url, wishes)
    taken = client.post(url, {**wishes, "originals": "2"})

    assert refused.status_code == 422
    assert taken.status_code == 302
    assert Exam.objects.get().wishes["codes"] == 2
