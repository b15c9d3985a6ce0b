"""A question's way in a browser: from a teacher to the subject group and the sector, and the bin."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from assessments.models import Bank, Question
from core.jobs.runner import run_due_jobs
from tests.factories.accounts import TeacherFactory, grant_role
from tests.factories.assessments import BankFactory, choice_content, make_question
from tests.factories.review import ReviewPlace

from .pages import LOOKS, assert_page_holds

pytestmark = pytest.mark.django_db
STEM = "Một người đi xe đạp từ A đến B với vận tốc 12 km/h rồi về với vận tốc 10 km/h. Tính quãng đường."


@pytest.fixture
def place(transactional_db) -> ReviewPlace:
    return ReviewPlace()


@pytest.fixture
def bank(place) -> Bank:
    bank = BankFactory(owner=place.author, organisation=place.school, name="Toán 8")
    for stem in (STEM, STEM.replace("xe đạp", "xe máy"), "Phát biểu nào sau đây không đúng?"):
        make_question(bank, choice_content(stem))
    run_due_jobs()
    return bank


def sector_reviewer(place: ReviewPlace) -> User:
    department = place.school.parent
    while department.parent is not None:
        department = department.parent
    person = TeacherFactory(school=place.school, full_name="Trần Quốc Bảo")
    grant_role(person, "sector_reviewer", department)
    return person


def pass_first_task(page: Page) -> None:
    page.locator("main tbody a").first.click()
    page.locator("button[name=decision][value=pass]").click()


def bank_path(bank: Bank) -> str:
    return reverse("assessments:show_bank", args=[bank.public_id])


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_page_of_a_bank_holds(open_page, place, bank, width, theme):
    page = open_page(bank_path(bank), user=place.author, width=width, theme=theme)

    assert page.get_by_text("Gần trùng").first.is_visible()
    assert_page_holds(page, "question-bank")


def test_a_question_goes_up_to_the_group_and_the_sector(open_page, place, bank):
    reviewer = sector_reviewer(place)
    page = open_page(bank_path(bank), user=place.author)
    page.locator("[name=cau]").last.check()
    page.locator("button[name=act][value=submit]").click()
    expect(page.locator(".toast").first).to_contain_text("đã được gửi duyệt")
    review = reverse("review:list_handed_in")
    page.goto(page.url.split("/ngan-hang")[0] + review)
    page.locator("main tbody a").first.click()
    expect(page.locator("[name=decision]")).to_have_count(0)

    pass_first_task(open_page(reverse("review:list_tasks"), user=place.group_head))
    shared = Bank.objects.get(scope=Bank.Scope.GROUP)
    page = open_page(bank_path(shared), user=place.group_head)
    page.locator("[name=cau]").first.check()
    page.locator("button[name=act][value=submit]").click()
    expect(page.locator(".toast").first).to_contain_text("đã được gửi duyệt")

    pass_first_task(open_page(reverse("review:list_tasks"), user=reviewer))
    top = Question.objects.get(bank__scope=Bank.Scope.SECTOR)
    assert (top.state, top.author) == (Question.State.READY, place.author)


def test_what_was_thrown_away_comes_back_by_the_toast(open_page, place, bank):
    page = open_page(bank_path(bank), user=place.author)
    page.locator("[data-pick-all-box]").check()
    page.locator("button[name=act][value=bin]").click()
    expect(page.locator(".toast").first).to_contain_text("thùng rác")
    assert Question.objects.count() == 0

    page.locator(".toast form button").first.click()

    expect(page.locator(".toast").first).to_contain_text("trở về chỗ cũ")
    assert Question.objects.count() == 3
