"""A pupil takes a paper of all ten types on a phone by keyboard; a teacher writes a question."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.actions.banks import add_questions
from assessments.actions.checks import create_check
from assessments.actions.files import keep_files
from assessments.formats.report import ImportReport, Place, SharedText, settle
from assessments.models import Answer, Attempt, Question
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import TEN_TYPES, BankFactory, make_sitting, right_answers
from tests.factories.media import make_image

from .pages import assert_page_holds
from .test_take_a_test import address, begin, expect_saved, hold, tab_to

pytestmark = pytest.mark.django_db(transaction=True)

PICTURE = '<p>Quan sát hình. <img src="file:hinh.png" alt="Sơ đồ trường"></p>'


@pytest.fixture
def attempt() -> Attempt:
    school_class = SchoolClassFactory(name="8A")
    PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")
    teacher = TeacherFactory(teaches=[school_class])
    bank = BankFactory(owner=teacher)
    contents = [make() for make in TEN_TYPES]
    contents[0]["stem"] = PICTURE + contents[0]["stem"]
    elements = tuple(
        settle(Place(n, stimulus="doan" if n == 8 else ""), content)
        for n, content in enumerate(contents, start=1)
    )
    text = SharedText(
        "doan", "Đọc đoạn sau", "<p>Nước là <strong>chất lỏng</strong> không màu.</p>"
    )
    report = keep_files(
        ImportReport(
            "docx", elements, files={"hinh.png": make_image("PNG")}, stimuli={"doan": text}
        ),
        by=teacher,
        now=timezone.now(),
    )
    questions = add_questions(
        bank, report.usable, by=teacher, now=timezone.now(), stimuli=report.stimuli
    )
    test = create_check(
        owner=teacher, title="Đủ mười dạng câu", questions=questions, now=timezone.now()
    )
    sitting = make_sitting(school_class, test)
    return sitting.attempts.select_related("sitting", "learner", "paper").get()


def go_on(page: Page) -> None:
    tab_to(page, "[data-next]", most=60)
    page.keyboard.press("Enter")


def put_in_order(page: Page, answer: list[str]) -> None:
    """Move each entry up to its place with the arrow keys of its button."""
    for place, token in enumerate(answer):
        rows = page.locator("#cau-6 .arranged__row")
        tokens = [row.get_attribute("data-token") for row in rows.all()]
        steps = tokens.index(token) - place
        if steps:
            tab_to(page, f'#cau-6 [data-token="{token}"] [data-up]', most=60)
        for _ in range(steps):
            page.keyboard.press("ArrowUp")


def choose(page: Page, selector: str, value: str) -> None:
    """Go down a list to an entry with the arrow keys."""
    tab_to(page, selector, most=60)
    values = [each.get_attribute("value") for each in page.locator(f"{selector} option").all()]
    for _ in range(values.index(value)):
        page.keyboard.press("ArrowDown")


def answer_first_five(page: Page) -> None:
    page.keyboard.press("a")
    go_on(page)
    for key in "ab":
        page.keyboard.press(key)
    go_on(page)
    for row in range(4):
        tab_to(page, f"#cau-3 .tf__row:nth-child({row + 1}) input")
        page.keyboard.press("Space")
        if row % 2:
            page.keyboard.press("ArrowDown")
    go_on(page)
    tab_to(page, "#cau-4 .cells input")
    page.keyboard.type("8.5")
    go_on(page)
    tab_to(page, "#cau-5 input")
    page.keyboard.type("hà nội")
    go_on(page)


def look_at_the_picture(page: Page) -> None:
    tab_to(page, "#cau-1 .zoom")
    page.keyboard.press("Enter")
    expect(page.locator("[data-zoom-dialog]")).to_be_visible()
    expect(page.locator("[data-zoom-dialog] img")).not_to_have_js_property("naturalWidth", 0)
    page.keyboard.press("Escape")
    hold(page, "types-choice")


def fill_the_gaps(page: Page, answer: dict) -> None:
    expect(page.locator("#cau-8 .q__stimulus")).to_contain_text("chất lỏng")
    tab_to(page, "#cau-8 [data-number='1']")
    page.keyboard.type("100")
    choose(page, "#cau-8 [data-number='2']", answer["2"])
    tab_to(page, "#cau-8 [data-number='3']")
    page.keyboard.type("nước")
    hold(page, "types-cloze")


def hand_over_a_file(page: Page, photo: Path) -> None:
    photo.write_bytes(make_image("PNG"))
    page.set_input_files("#cau-10 input[type=file]", photo)
    expect(page.locator("#cau-10 .handed")).to_contain_text(photo.name)
    expect_saved(page)
    hold(page, "types-files")


def finish(page: Page) -> None:
    tab_to(page, "[data-last]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-submit-summary]")).to_contain_text("đủ 10 câu")
    tab_to(page, "[data-submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ket-qua/**")
    assert_page_holds(page, "types-result")


def test_ten_types_by_keyboard_on_a_phone(open_page, attempt, tmp_path):
    answers = right_answers(attempt.paper)
    page = open_page(address(attempt), user=attempt.learner, width=360, height=740)
    begin(page)
    look_at_the_picture(page)
    answer_first_five(page)
    put_in_order(page, answers[6])
    hold(page, "types-ordering")
    go_on(page)
    for left, match in answers[7].items():
        choose(page, f'#cau-7 select[data-token="{left}"]', match)
    hold(page, "types-matching")
    go_on(page)
    fill_the_gaps(page, answers[8])
    go_on(page)
    tab_to(page, "#cau-9 textarea")
    page.keyboard.type("Vì lá có chất diệp lục nên có màu xanh.")
    expect(page.locator("#cau-9 [data-words]")).to_contain_text("10 chữ")
    hold(page, "types-essay")
    go_on(page)
    hand_over_a_file(page, tmp_path / "bai-lam.png")
    finish(page)

    kept = dict(Answer.objects.values_list("position", "score"))
    assert [kept[n] for n in range(1, 9)] == [1] * 8
    assert kept[9] is kept[10] is None


def test_what_was_arranged_comes_back_after_a_reload(open_page, attempt):
    answers = right_answers(attempt.paper)
    page = open_page(f"{address(attempt)}#cau-6", user=attempt.learner, width=360)
    begin_at(page, 6)
    put_in_order(page, answers[6])
    expect_saved(page)
    page.reload()
    expect(page.locator("#cau-6")).to_be_visible()

    rows = page.locator("#cau-6 .arranged__row").all()
    assert [row.get_attribute("data-token") for row in rows] == answers[6]
    expect(page.locator("#cau-6 [data-keep]")).to_be_hidden()


def begin_at(page: Page, number: int) -> None:
    page.locator("[data-player] button").click()
    expect(page.locator(f"#cau-{number}")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_teacher_writes_a_question_with_a_formula_and_tries_it(open_page, attempt, width):
    teacher = attempt.sitting.created_by
    bank = BankFactory(owner=teacher, name="Ngân hàng mới")
    page = open_page(
        reverse("assessments:create_question", args=[bank.public_id]), user=teacher, width=width
    )
    assert_page_holds(page, "author-types")
    page.locator("main a[href*=matching]").click()
    page.get_by_role("textbox", name="Câu hỏi").fill("Nối \\(x^2\\) với **đạo hàm**")
    expect(page.locator(".look math").first).to_be_visible()
    for row in range(4):
        page.locator(f"[name=dong-{row}-html]").fill(f"Trái {row}")
        page.locator(f"[name=dong-{row}-match]").fill(f"Phải {row}")
    page.get_by_role("button", name="Thêm dòng").click()
    page.locator("[name=dong-4-html]").fill("Trái \\(y\\)")
    page.locator("[name=dong-4-match]").fill("Phải \\(z\\)")
    assert_page_holds(page, "author-matching")
    page.get_by_role("button", name="Lưu câu hỏi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Câu hỏi")
    assert_page_holds(page, "author-question")
    assert len(Question.objects.get(bank=bank).current.content["pairs"]) == 5
    page.get_by_role("link", name="Xem như học sinh").click()
    assert_page_holds(page, "author-try")
