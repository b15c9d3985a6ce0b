"""A teacher marks by keyboard alone, and the pages of results and figures hold."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.actions.figures import report_test, tally_sitting
from assessments.actions.marking import save_mark
from assessments.models import Answer, ManualMark, Sitting
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import (
    choice_content,
    essay_content,
    make_attempt,
    make_sitting,
    make_test,
    number_content,
    right_answers,
)

from .pages import LOOKS, assert_axe_clean, assert_fits, assert_no_english, assert_page_holds, take

pytestmark = pytest.mark.django_db(transaction=True)

ESSAY = "Lá có chất diệp lục. Diệp lục hấp thụ ánh sáng đỏ và xanh lam.\nVì vậy lá có màu xanh."


@pytest.fixture
def sitting() -> Sitting:
    """Two pupils handed in an essay, a choice and a number."""
    school_class = SchoolClassFactory(name="8A")
    for name in ("Nguyễn Minh Anh", "Trần Gia Bảo"):
        PupilFactory(school_class=school_class, full_name=name)
    teacher = TeacherFactory(teaches=[school_class])
    contents = [choice_content(), number_content(), essay_content()]
    test = make_test(teacher, contents, title="Khoa học tự nhiên 8 · Kiểm tra giữa kì")
    sitting = make_sitting(school_class, test)
    for place, attempt in enumerate(sitting.attempts.select_related("learner", "paper")):
        answers = right_answers(attempt.paper, wrong={3} | ({1} if place else set()))
        make_attempt(sitting, attempt.learner, scored=True, answers={**answers, 3: ESSAY})
    return sitting


def hold(page: Page, name: str) -> None:
    take(page, name)
    assert_fits(page)
    assert_axe_clean(page)
    assert_no_english(page)


def tab_to(page: Page, selector: str, *, most: int = 60) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_a_teacher_marks_by_keyboard_and_the_scores_are_complete(open_page, sitting, width, theme):
    page = open_page(
        reverse("assessments:list_marking"), user=sitting.created_by, width=width, theme=theme
    )
    hold(page, "marking-list")
    tab_to(page, "main tbody a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kiểm tra giữa kì")
    hold(page, "marking")
    tab_to(page, "main .btn--primary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bài 1/2")
    hold(page, "mark-answer")

    expect(page.locator("#level-0-0")).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("2")
    expect(page.locator("[data-save]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bài 2/2")
    tab_to(page, "textarea[name=comment]")
    page.keyboard.type("Em nêu thêm ví dụ.")
    page.locator("input[name=points]").focus()
    page.keyboard.type("2,5")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kiểm tra giữa kì")

    points = sorted(mark.points for mark in ManualMark.objects.all())
    assert points == [Decimal("2.5"), Decimal("3.34")]
    assert not sitting.attempts.filter(score=None).exists()


def test_a_click_on_a_sentence_leaves_a_note_that_the_pupil_reads(open_page, sitting):
    address = reverse("assessments:mark_answer", args=[sitting.public_id, 3, 1])
    page = open_page(address, user=sitting.created_by)
    page.locator("[data-sentence='2']").click()
    page.keyboard.type("Rất đúng.")
    page.locator("input[name=points]").fill("3")
    page.locator("[data-save]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bài 2/2")

    mark = ManualMark.objects.get()
    shown = reverse("assessments:show_result", args=[mark.attempt.public_id])
    page = open_page(shown, user=sitting.created_by)

    expect(page.locator("main")).to_contain_text("Rất đúng.")
    expect(page.locator("main q")).to_have_text("Diệp lục hấp thụ ánh sáng đỏ và xanh lam.")
    assert_page_holds(page, "result-marked")


def test_results_figures_and_keys_to_mend_hold(open_page, sitting):
    for answer in Answer.objects.filter(attempt__sitting=sitting, position=3):
        fields = {"choices": {}, "comment": "", "notes": {}}
        save_mark(
            answer,
            by=sitting.created_by,
            round_number=1,
            points=Decimal(2),
            fields=fields,
            now=timezone.now(),
        )
    tally_sitting(sitting, now=timezone.now())
    report_test(sitting.test, now=timezone.now())
    pages = {
        "sitting-results": ("show_sitting_results", [sitting.public_id]),
        "analyses": ("list_analyses", []),
        "analysis": ("show_analysis", [sitting.test.public_id]),
        "mend-key": ("ask_regrade", [sitting.test.public_id, 1]),
    }

    for name, (view, args) in pages.items():
        page = open_page(reverse(f"assessments:{view}", args=args), user=sitting.created_by)
        assert_page_holds(page, name)
