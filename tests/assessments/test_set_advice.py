"""Advice where a teacher makes a check or forms: shown with links, and in nobody's way."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import PaperItem, Question, Test
from assessments.presenting.sets import advise_forms
from assessments.queries.matrices import list_forms
from tests.factories.assessments import BankFactory, choice_content, make_question
from tests.factories.matrices import make_exam

pytestmark = pytest.mark.django_db


def fill(bank, count: int) -> list[Question]:
    """Fill a bank with questions whose right answer is always A."""
    return [
        make_question(bank, choice_content(f"Câu hỏi thứ {n}?", "2 3 5 7")) for n in range(count)
    ]


def address(bank, questions: list[Question]) -> str:
    chosen = "&".join(f"cau={question.public_id}" for question in questions)
    return f"{reverse('assessments:create_check', args=[bank.public_id])}?{chosen}"


def test_the_page_of_a_new_check_advises_with_links_and_does_not_block(client):
    bank = BankFactory()
    questions = fill(bank, 8)
    client.force_login(bank.owner)

    page = client.get(address(bank, questions))
    made = client.post(
        reverse("assessments:create_check", args=[bank.public_id]),
        {"title": "Bài 1", "cau": [question.public_id for question in questions]},
    )

    assert "Chữ A là đáp án quá nhiều" in page.text
    assert "AAAAAAAA" in page.text
    for question in questions:
        assert reverse("assessments:edit_question", args=[question.public_id]) in page.text
    assert made.status_code == 302
    assert Test.objects.count() == 1


def test_a_sound_choice_of_questions_gets_no_advice_on_keys(client):
    bank = BankFactory()
    questions = fill(bank, 2)
    client.force_login(bank.owner)

    codes = {each.note.weight for each in client.get(address(bank, questions)).context["notes"]}

    assert codes <= {"hint"}


def test_advice_takes_the_same_statements_at_any_size(client, django_assert_num_queries):
    bank = BankFactory()
    questions = fill(bank, 12)
    client.force_login(bank.owner)
    client.get(address(bank, questions[:2]))

    with django_assert_num_queries(CHECK_QUERIES):
        client.get(address(bank, questions[:2]))
    with django_assert_num_queries(CHECK_QUERIES):
        client.get(address(bank, questions))


CHECK_QUERIES = 6


def test_the_page_of_forms_names_the_form_and_what_to_do(client):
    exam = make_exam(codes=2, originals=1)
    form = list_forms(exam)[1]
    item = PaperItem.objects.filter(paper=form.paper_id).order_by("position")[0]
    item.points += Decimal("0.5")
    item.save()
    client.force_login(exam.owner)

    page = client.get(reverse("assessments:show_exam", args=[exam.public_id]))

    told = {each.code: [n.note.text for n in each.notes] for each in page.context["advice"]}
    assert "Tổng điểm là 10,5." in told[form.code]
    assert "Tải tất cả" in page.text or "Tất cả trong một tệp" in page.text


def test_forms_are_advised_in_two_statements(django_assert_num_queries):
    forms = list_forms(make_exam(codes=3, originals=1))

    with django_assert_num_queries(2):
        advise_forms(forms[:1], total=Decimal(10))
    with django_assert_num_queries(2):
        advise_forms(forms, total=Decimal(10))
