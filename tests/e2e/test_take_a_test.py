"""A pupil takes a test of five questions on a phone: by keyboard, through a gap in the network."""

import json
import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import AnswerBatch, Attempt
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import make_attempt, make_sitting, make_test, right_answers

from .pages import assert_page_holds
from .taking import expect_saved, hold, tab_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def attempt() -> Attempt:
    school_class = SchoolClassFactory(name="8A")
    PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")
    teacher = TeacherFactory(teaches=[school_class])
    test = make_test(teacher, title="Toán 8 · Kiểm tra số 3", duration_minutes=45)
    sitting = make_sitting(school_class, test)
    return sitting.attempts.select_related("sitting", "learner", "paper").get()


def address(attempt: Attempt) -> str:
    return reverse("assessments:start_attempt", args=[attempt.sitting.public_id])


def begin(page: Page) -> None:
    tab_to(page, "[data-player] button")
    page.keyboard.press("Enter")
    expect(page.locator("#cau-1")).to_be_visible()


def answer_choices(page: Page) -> None:
    page.keyboard.press("a")
    expect_saved(page)
    hold(page, "test-choice")
    page.keyboard.press("ArrowRight")
    for key in "abm":
        page.keyboard.press(key)
    expect_saved(page)


def answer_statements(page: Page) -> None:
    """True, false, true, false."""
    page.keyboard.press("ArrowRight")
    for statement in range(4):
        tab_to(page, f"#cau-3 .tf__row:nth-child({statement + 1}) input")
        page.keyboard.press("Space")
        if statement % 2:
            page.keyboard.press("ArrowDown")


def answer_shortly(page: Page) -> None:
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    tab_to(page, "#cau-4 .cells input")
    page.keyboard.type("8.5")
    expect_saved(page)
    hold(page, "test-number")
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    tab_to(page, "#cau-5 input")
    page.keyboard.type("hà nội")


def hand_in(page: Page) -> None:
    tab_to(page, "[data-last]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-submit-summary]")).to_contain_text("đủ 5 câu")
    expect(page.locator("[data-submit-state]")).to_contain_text("5 câu trả lời đã lưu")
    hold(page, "test-submit")
    tab_to(page, "[data-submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ket-qua/**")


def test_five_questions_by_keyboard_with_the_network_away_for_a_while(open_page, attempt):
    page = open_page(address(attempt), user=attempt.learner, width=360, height=740)
    hold(page, "test-start")
    begin(page)
    answer_choices(page)

    page.context.set_offline(True)
    answer_statements(page)
    expect(page.locator("[data-line-text]")).to_contain_text("Mất mạng, em cứ làm tiếp.")
    hold(page, "test-statements-offline")
    assert not AnswerBatch.objects.filter(events__contains='"q":3').exists()
    page.context.set_offline(False)
    expect_saved(page)
    expect(page.locator("[data-line]")).to_be_hidden()

    answer_shortly(page)
    hand_in(page)
    assert_page_holds(page, "test-result")
    expect(page.locator(".score__figure")).to_contain_text("10,0")
    attempt.refresh_from_db()
    assert attempt.score == 10


def test_a_reload_brings_back_what_server_and_device_know(open_page, attempt):
    page = open_page(address(attempt), user=attempt.learner, width=360)
    begin(page)
    page.keyboard.press("b")
    expect_saved(page)
    # The answer is on the device when the page goes away, and the server has not heard of it.
    page.route("**/luu-bai/", lambda route: route.abort())
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    expect(page.locator("[data-map] .wait").first).to_be_attached()
    expect(page.locator("[data-line]")).to_be_visible()
    page.unroute("**/luu-bai/")
    page.reload()

    expect(page.locator("#cau-2 input").nth(2)).to_be_checked()
    expect(page.locator("#cau-1 input").nth(1)).to_be_checked()
    expect_saved(page)
    assert AnswerBatch.objects.filter(attempt_id=attempt.pk, epoch=1).count() == 2


def test_the_first_device_is_told_when_another_goes_on(open_page, attempt):
    first = open_page(address(attempt), user=attempt.learner, width=360)
    begin(first)
    second = open_page(address(attempt), user=attempt.learner, width=1280)
    expect(second.locator("#cau-1")).to_be_visible()

    first.keyboard.press("d")

    expect(first.locator("[data-line-text]")).to_contain_text("Em đã mở bài này ở nơi khác.")
    assert AnswerBatch.objects.filter(epoch=1).count() == 1


# A device whose clock is wrong, and which somebody sets while the test runs.
WRONG_CLOCK = """
  const Real = Date;
  window.wrongBy = 30 * 3600e3;
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + window.wrongBy); }
    static now() { return Real.now() + window.wrongBy; }
  };
"""


def test_a_wrong_clock_on_the_device_changes_nothing(open_page, attempt):
    page = open_page(address(attempt), user=attempt.learner, width=360)
    page.add_init_script(WRONG_CLOCK)
    page.reload()
    begin(page)
    page.keyboard.press("a")
    expect_saved(page)
    page.evaluate("window.wrongBy = -3 * 86400e3")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    expect_saved(page)

    expect(page.locator("[data-clock-text]")).to_have_text(re.compile(r"^4[0-4]:"))
    attempt.refresh_from_db()
    batches = AnswerBatch.objects.filter(attempt_id=attempt.pk).order_by("seq")
    stamps = [event["t"] for batch in batches for event in json.loads(batch.events)]
    began = attempt.started_at.timestamp() * 1000
    assert len(stamps) == 2
    assert all(began - 1000 < stamp < began + 600_000 for stamp in stamps)
    page.locator("[data-map-open]").click()
    page.locator("[data-map-dialog] [data-submit-open]").click()
    page.locator("[data-submit]").click()
    page.wait_for_url("**/ket-qua/**")
    attempt.refresh_from_db()
    assert attempt.submitted_at < attempt.closes_at


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_player_holds_in_both_themes_and_widths(open_page, attempt, width, theme):
    page = open_page(address(attempt), user=attempt.learner, width=width, theme=theme)
    begin(page)
    for number, name in enumerate(("choice", "multiple", "statements", "number", "text"), start=1):
        if number > 1:
            page.keyboard.press("ArrowRight")
        expect(page.locator(f"#cau-{number}")).to_be_visible()
        hold(page, f"test-{name}")


def test_without_scripts_the_test_is_one_form(open_page, attempt):
    page = open_page(address(attempt), user=attempt.learner, width=360, javascript=False)
    page.locator("[data-player] button").click()

    page.locator("input[name=cau-5]").fill("Hà Nội")
    page.locator("button[name=nop]").click()

    expect(page.locator(".score__figure")).to_contain_text("2,0")


def test_answers_after_closing_stand_beside_the_key(open_page, attempt):
    sitting = attempt.sitting
    answers = right_answers(attempt.paper, wrong={1, 3})
    done = make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    page = open_page(
        reverse("assessments:show_result", args=[done.public_id]), user=sitting.created_by
    )

    assert_page_holds(page, "test-answers")


def test_the_pages_of_a_bank_hold(open_page, attempt, tmp_path):
    teacher = attempt.sitting.created_by
    gift = tmp_path / "de.gift"
    gift.write_text(
        "::Câu 1:: Nghiệm của \\(2x+1=7\\) {=3 ~4 ~5}\n\n::Câu 2:: Nêu cách giải {}\n\n"
        "::Câu 3:: [html]<p>Hình <img src='@@PLUGINFILE@@/a.png'></p> {#2}\n",
        encoding="utf-8",
    )
    page = open_page(reverse("assessments:list_banks"), user=teacher)
    assert_page_holds(page, "banks")
    page.locator("main tbody a").first.click()
    assert_page_holds(page, "bank")
    page.get_by_role("link", name="Nhập từ tệp").click()
    assert_page_holds(page, "import-file")
    page.locator("input[type=file]").set_input_files(gift)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Kiểm lại trước khi lưu vào ngân hàng"
    )
    assert_page_holds(page, "import-report")
    page.get_by_role("button", name="Lưu các câu đã sẵn sàng").click()
    for box in page.locator("input[name=cau]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Tạo bài kiểm tra").click()
    assert_page_holds(page, "check-new")
    page.get_by_label("Tên bài kiểm tra").fill("Kiểm tra 15 phút")
    page.get_by_role("button", name="Tạo bài kiểm tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra 15 phút")
    assert_page_holds(page, "check")
