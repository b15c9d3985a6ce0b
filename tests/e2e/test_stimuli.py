"""Shared texts in a browser: written in the middle of a question, which comes back as it was."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.actions.stimuli import write_stimulus
from assessments.formats.report import SharedText
from assessments.models import Bank, Question
from curriculum.models import Outcome
from tests.factories.assessments import BankFactory
from tests.factories.review import ReviewPlace

from .pages import LOOKS, assert_page_holds

pytestmark = pytest.mark.django_db
TABLE = "<p>Nhiệt độ trong ngày.</p><table><tbody><tr><td>Giờ</td><td>12</td></tr></tbody></table>"


@pytest.fixture
def bank(transactional_db) -> Bank:
    place = ReviewPlace()
    return BankFactory(owner=place.author, organisation=place.school, name="Toán 8")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_pages_of_a_shared_text_hold(open_page, bank, width, theme):
    text = SharedText("", "Trạm đo", TABLE)
    stimulus = write_stimulus(bank, text, by=bank.owner, now=timezone.now())
    show = reverse("assessments:show_stimulus", args=[stimulus.public_id])

    page = open_page(show, user=bank.owner, width=width, theme=theme)
    assert_page_holds(page, "shared-text")

    page.locator("main .page-head a").first.click()
    expect(page.locator("textarea[data-light]")).to_contain_text("| Giờ | 12 |")
    expect(page.locator(".look")).to_be_visible()
    assert_page_holds(page, "shared-text-form")


def test_a_text_is_written_in_the_middle_of_a_question(open_page, bank):
    outcome = Outcome.objects.filter(kind="outcome", subject__code="toan").order_by("pk")[0]
    address = reverse("assessments:create_question", args=[bank.public_id])
    page = open_page(f"{address}?loai=single_choice", user=bank.owner)
    page.locator("[name=cau-stem]").fill("Lúc 12 giờ là bao nhiêu độ?")
    page.locator("[name=dong-0-html]").fill("30")
    page.locator("[name=dong-0-is_right]").check()
    page.locator("[name=dong-1-html]").fill("22")
    page.locator("[name=ho-so-subject]").select_option(str(outcome.subject_id))
    page.locator("[name=ho-so-grade]").select_option(str(outcome.grade_id))
    expect(page.locator("[data-outcomes] details")).to_be_visible()
    page.locator("[data-outcomes] summary").click()
    page.locator(f"[name=ho-so-outcomes][value='{outcome.pk}']").check()

    page.locator("button[name=doan]").click()
    expect(page.locator("h1")).to_have_text("Viết ngữ liệu dùng chung")
    page.locator("[name=ngu-lieu-title]").fill("Trạm đo")
    page.locator("[name=ngu-lieu-html]").fill("Lúc 12 giờ: \\(30^\\circ\\).")
    page.locator("button[name=luu]").click()

    expect(page.locator("[name=cau-stem]")).to_have_value("Lúc 12 giờ là bao nhiêu độ?")
    expect(page.locator("[name=dong-0-is_right]")).to_be_checked()
    expect(page.locator(f"[name=ho-so-outcomes][value='{outcome.pk}']")).to_be_checked()
    expect(page.locator("[name=ho-so-stimulus] option:checked")).to_have_text("Trạm đo")
    page.locator("button[name=luu]").click()
    expect(page.locator(".toast").first).to_contain_text("Câu hỏi đã vào ngân hàng")

    question = Question.objects.select_related("stimulus").get()
    assert question.stimulus.title == "Trạm đo"
    assert list(question.outcomes.all()) == [outcome]
