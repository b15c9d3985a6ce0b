"""The chosen cell of a matrix: what the banks hold for it, what would help, its questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.checks import create_check
from assessments.actions.matrices import share_matrix
from assessments.matrix.cells import (
    CellPlace,
    change_count,
    choose_place,
    read_place,
    shift_question,
)
from assessments.matrix.shape import read_body
from assessments.models import ItemFigure, Matrix, Question
from assessments.queries.cells import count_cell_by_bank
from assessments.queries.measuring import list_measured
from assessments.queries.pool import load_pool
from tests.factories.accounts import TeacherFactory
from tests.factories.assessments import BankFactory
from tests.factories.matrices import fill_bank, make_matrix, small_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix(client):
    matrix = make_matrix()
    client.force_login(matrix.owner)
    return matrix


def make_test(question):
    """Make a test that figures can belong to."""
    return create_check(
        owner=question.author, title="Kiểm tra", questions=[question], now=question.created_at
    )


def panel_of(client, matrix, cell):
    url = reverse("assessments:show_cell", args=[matrix.public_id])
    return client.get(url, {"o": cell}).content.decode()


def press(client, matrix, step, cell="r0.choice.know"):
    body = matrix.body["rows"][0]
    url = reverse("assessments:edit_matrix", args=[matrix.public_id])
    cells = {f"r0.{key}": str(value["n"]) for key, value in body["cells"].items()}
    bank = matrix.banks.get().public_id
    values = {"r0.unit": body["unit"], **cells, "banks": bank, "cell": cell, "step": step}
    return client.post(url, {**values, "revision": str(matrix.revision)})


def row_of(matrix):
    return Matrix.objects.get(pk=matrix.pk).body["rows"][0]["cells"]


@pytest.mark.parametrize(
    "name", ["r9.choice.know", "r0.choice.guess", "0.choice.know", "r0.choice", ""]
)
def test_a_cell_that_the_matrix_does_not_have_is_not_read(name):
    assert read_place(name, read_body(small_body())) is None


def test_without_a_choice_the_cell_that_falls_short_comes_first():
    body = read_body(small_body())
    coverage = {(row, *key): 99 for row, _row, key, _cell in body.each_cell()}
    short = {**coverage, (1, "short", "apply"): 0}

    assert str(choose_place("", body, short)) == "r1.short.apply"
    assert str(choose_place("r0.essay.apply", body, short)) == "r0.essay.apply"
    assert choose_place("", read_body({"v": 1, "points": {}, "rows": []}), {}) is None


def test_a_question_moves_to_another_level_and_the_sum_stays():
    place = CellPlace(0, "choice", "know")

    moved = shift_question(small_body(), place, "apply")["rows"][0]["cells"]

    assert (moved["choice.know"]["n"], moved["choice.apply"]["n"]) == (5, 1)
    assert shift_question(small_body(), place, "nowhere") == small_body()


def test_a_cell_never_falls_below_nothing_nor_grows_beyond_its_bound():
    place = CellPlace(0, "choice", "apply")
    assert "choice.apply" not in change_count(small_body(), place, -1)["rows"][0]["cells"]
    assert change_count(small_body(), place, 99)["rows"][0]["cells"]["choice.apply"]["n"] == 40


def test_the_panel_says_what_is_needed_and_what_each_bank_holds(client, matrix):
    fill_bank(matrix.banks.get(), copies=6)
    other = BankFactory(owner=matrix.owner, subject=matrix.subject, name="Kho thứ hai")
    fill_bank(other, copies=3)

    panel = panel_of(client, matrix, "r1.short.apply")

    assert "cần <b>1 câu</b>" in panel
    assert "các ngân hàng đã chọn có <b>6 câu</b>" in panel
    assert "Kho thứ hai" not in panel
    short = panel_of(client, matrix, "r0.statements.know")
    assert "có <b>12 ý</b>" in short


def test_a_cell_that_falls_short_offers_ways_that_help(client, matrix):
    fill_bank(matrix.banks.get(), copies=9)
    Question.objects.filter(category="Hằng đẳng thức", level="apply").update(state="retired")
    other = BankFactory(owner=matrix.owner, subject=matrix.subject, name="Kho thứ hai")
    fill_bank(other, copies=3)

    panel = panel_of(client, matrix, "r1.short.apply")

    assert "Chưa tạo được đề" in panel
    assert "shift:r1.short.apply:understand" in panel
    assert f'value="bank:{other.public_id}"' in panel
    assert "mucdo=apply" in panel


def test_buttons_of_the_panel_work_without_scripts_and_come_back_to_it(client, matrix):
    response = press(client, matrix, "more:r0.choice.know")
    assert response.url.endswith("?o=r0.choice.know#o-dang-chon")
    assert row_of(matrix)["choice.know"]["n"] == 7

    matrix.refresh_from_db()
    press(client, matrix, "shift:r0.choice.know:understand")
    assert row_of(matrix)["choice.understand"]["n"] == 1

    other = BankFactory(owner=matrix.owner, subject=matrix.subject)
    matrix.refresh_from_db()
    press(client, matrix, f"bank:{other.public_id}")
    assert matrix.banks.count() == 2


def test_a_bank_of_somebody_else_is_not_added_by_its_name(client, matrix):
    press(client, matrix, f"bank:{BankFactory(owner=TeacherFactory()).public_id}")

    assert matrix.banks.count() == 1


def test_a_new_question_begins_with_what_the_cell_asks_for(client, matrix):
    bank = matrix.banks.get()
    url = reverse("assessments:create_question", args=[bank.public_id])

    page = client.get(f"{url}?loai=short_number&mucdo=apply&lop=8&mon=toan&mach=Đa thức")

    form = page.context["editor"].metadata
    assert form.initial["level"] == "apply"
    assert form.initial["grade"].number == 8
    assert form.initial["strand"] == "Đa thức"


def test_the_questions_of_a_cell_cost_the_same_for_few_and_many(client, matrix):
    bank = matrix.banks.get()
    fill_bank(bank, copies=1)
    url = reverse("assessments:list_cell_questions", args=[matrix.public_id, "r0.choice.know"])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    fill_bank(bank, copies=6)

    with CaptureQueriesContext(connection) as many:
        page = client.get(url)

    assert len(many) <= len(one)
    assert page.context["page"].paginator.count == 7
    assert "ước theo mức độ" in page.content.decode()


def test_a_colleague_sees_the_shared_matrix_but_not_questions_of_a_personal_bank(client, matrix):
    fill_bank(matrix.banks.get(), copies=2)
    share_matrix(matrix, Matrix.Sharing.SCHOOL, by=matrix.owner, now=matrix.created_at)
    client.force_login(TeacherFactory(school=matrix.school))

    page = client.get(
        reverse("assessments:list_cell_questions", args=[matrix.public_id, "r0.choice.know"])
    )

    assert page.context["page"].paginator.count == 0
    assert "step" not in panel_of(client, matrix, "r0.choice.know")


def test_counts_by_bank_add_up_to_the_statements_of_a_level(matrix):
    bank = matrix.banks.get()
    fill_bank(bank, copies=3)
    body, place = read_body(matrix.body), CellPlace(0, "statements", "know")

    assert count_cell_by_bank(body, place, [bank]) == {bank.pk: 6}


def test_enough_answers_of_pupils_come_before_what_the_author_expects(matrix):
    fill_bank(matrix.banks.get(), copies=2)
    measured, said, little = Question.objects.filter(type="single_choice", level="know").order_by(
        "pk"
    )[:3]
    Question.objects.filter(pk__in=[measured.pk, said.pk]).update(expected_difficulty="0.5")
    test = make_test(measured)
    for question, size, facility in ((measured, 40, 700), (little, 29, 100)):
        ItemFigure.objects.create(test=test, version=question.current, size=size, facility=facility)

    pool = load_pool(read_body(matrix.body), matrix.banks.all())

    found = {item.id: (item.share, item.basis) for item in pool.items}
    assert found[measured.pk] == (0.7, "measured")
    assert found[said.pk] == (0.5, "said")
    assert found[little.pk] == (0.8, "level")


def test_answers_of_several_tests_weigh_by_their_number(matrix):
    fill_bank(matrix.banks.get(), copies=1)
    question = Question.objects.first()
    for size, facility in ((10, 0), (30, 1000)):
        ItemFigure.objects.create(
            test=make_test(question), version=question.current, size=size, facility=facility
        )

    assert list_measured(Question.objects.all()) == {question.pk: 0.75}
