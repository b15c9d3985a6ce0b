"""A periodic test in the computer room, told by its three people: teacher, pupil on two devices, proctor.

Everything that the pupil's devices receive before the test is closed is searched for what only the key knows.
"""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Response, expect

from assessments.models import Attempt, Paper, PaperKey, Schedule, Sitting
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import (
    choice_content,
    make_attempt,
    make_test,
    multiple_content,
    number_content,
    right_answers,
    statements_content,
    text_content,
)

from .pages import assert_page_holds
from .taking import expect_saved, hold, tab_to

pytestmark = pytest.mark.django_db(transaction=True)

SOLUTION, FEEDBACK = "Lời giải giấu kín", "Nhận xét giấu kín"
# What the pupil himself never types, and what papers say only in their keys.
SECRETS = (
    *(SOLUTION, FEEDBACK, "Thăng Long", "2.75"),
    *(
        '"share"',
        '"statements":{',
        '"tolerance"',
        '"solution"',
        '"feedback"',
        '"answers":[',
        '"texts"',
    ),
)


class Ear:
    """Hears every response that a device receives."""

    def __init__(self, page: Page) -> None:
        self.heard: dict[str, str] = {}
        page.on("response", self.hear)

    def hear(self, response: Response) -> None:
        # Code and pictures of the product are the same for everybody.
        if response.status in {204, 301, 302, 304} or "/static/" in response.url:
            return
        body = response.body().decode(errors="replace").replace('": ', '":')
        self.heard[f"{len(self.heard)} {response.url}"] = body

    def find_secrets(self) -> list[tuple[str, str]]:
        return [
            (address, secret)
            for address, body in self.heard.items()
            for secret in SECRETS
            if secret in body
        ]


def list_unknown(paper: Paper) -> list[str]:
    """List secrets that even the key does not hold: searching for them would prove nothing."""
    key = json.dumps(PaperKey.objects.get(paper=paper).body, ensure_ascii=False)
    return [secret for secret in SECRETS if secret not in key.replace('": ', '":')]


@pytest.fixture
def school_class():
    return SchoolClassFactory(name="8A")


@pytest.fixture
def pupils(school_class):
    names = ("Nguyễn Minh Anh", "Trần Gia Bảo")
    return [PupilFactory(school_class=school_class, full_name=name) for name in names]


@pytest.fixture
def test(school_class, pupils):
    choice = choice_content("Chọn số chẵn.", solution=SOLUTION)
    for option in choice["options"]:
        option["feedback"] = FEEDBACK
    contents = [choice, multiple_content(), statements_content()]
    contents += [number_content("Tính 11 : 4.", value="2.75"), text_content(text="Thăng Long")]
    teacher = TeacherFactory(teaches=[school_class], full_name="Lê Thu Hà")
    return make_test(teacher, contents, title="Toán 8 · Giữa kì 1", duration_minutes=45)


def give(page: Page) -> Schedule:
    """Give the test as a periodic one in the computer room."""
    page.get_by_label("Loại").select_option(label="Kiểm tra giữa kì")
    page.get_by_label("8A").check()
    page.get_by_label("Tại phòng máy của trường").check()
    page.get_by_label("Có mã vào phòng").check()
    page.get_by_label("cam kết").check()
    page.get_by_label("Vào lại sau").select_option(value="proctor")
    page.get_by_label("Số mã đề").select_option(value="1")
    assert_page_holds(page, "give-test")
    page.get_by_role("button", name="Giao bài kiểm tra").click()
    expect(page.locator(".give__code")).to_be_visible()
    assert_page_holds(page, "given-test")
    return Schedule.objects.get()


def put_off(schedule: Schedule) -> Sitting:
    """Let it open in fifty minutes, whatever hour the form has proposed."""
    sitting = schedule.sittings.get()
    now = timezone.now()
    moments = {"opens_at": now + timedelta(minutes=50), "closes_at": now + timedelta(hours=2)}
    Schedule.objects.filter(pk=schedule.pk).update(**moments)
    Sitting.objects.filter(pk=sitting.pk).update(**moments)
    Attempt.objects.filter(sitting=sitting).update(closes_at=moments["closes_at"])
    return sitting


def let_the_time_come(page: Page, sitting: Sitting) -> None:
    """Let the hour of the form pass on the server, and on the device that waits."""
    opens_at = timezone.now() - timedelta(seconds=1)
    Sitting.objects.filter(pk=sitting.pk).update(opens_at=opens_at)
    page.clock.fast_forward("01:00:05")


def enter_from_waiting_room(page: Page, sitting: Sitting, code: str) -> None:
    """Type the code and promise by keyboard; the test begins by itself."""
    assert_page_holds(page, "own-tests")
    page.clock.install()
    page.get_by_role("link", name="Vào phòng chờ").click()
    expect(page.locator("[data-waiting-left]")).to_be_visible()
    tab_to(page, "input[name=ma]")
    page.keyboard.type(code.lower())
    tab_to(page, "input[name=cam-ket]")
    page.keyboard.press("Space")
    hold(page, "waiting-room")
    let_the_time_come(page, sitting)
    expect(page.locator("#cau-1")).to_be_visible()


def answer_with_a_gap_in_the_network(page: Page, right: dict) -> None:
    page.keyboard.press("abcd"[position_of(page, 1, right[1])])
    expect_saved(page)
    page.context.set_offline(True)
    page.keyboard.press("ArrowRight")
    for token in right[2]:
        page.keyboard.press("abcd"[position_of(page, 2, token)])
    expect(page.locator("[data-line-text]")).to_contain_text("Mất mạng, em cứ làm tiếp.")
    hold(page, "sitting-offline")
    page.context.set_offline(False)
    expect_saved(page)
    expect(page.locator("[data-line]")).to_be_hidden()


def position_of(page: Page, number: int, token: str) -> int:
    values = page.locator(f"#cau-{number} .choice input").evaluate_all(
        "(inputs) => inputs.map((input) => input.value)"
    )
    return values.index(token)


def help_pupil(page: Page, name: str) -> None:
    # An earlier word may still be shown: the page that answers this press is waited for.
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()
    expect(page.locator(".toast").first).to_be_visible()


def finish_on_the_second_device(page: Page, right: dict) -> None:
    """All but the last two questions right; those are answered with something else."""
    for row in range(4):
        is_true = page.locator("#cau-3 .tf__row input[value='1']").nth(row)
        truth = right[3][is_true.get_attribute("name").rpartition("-")[2]]
        tab_to(page, f"#cau-3 .tf__row:nth-child({row + 1}) input")
        page.keyboard.press("Space")
        if not truth:
            page.keyboard.press("ArrowDown")
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    tab_to(page, "#cau-4 .cells input")
    page.keyboard.type("3,1")
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    tab_to(page, "#cau-5 input")
    page.keyboard.type("Huế")
    expect_saved(page)
    tab_to(page, "[data-last]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-submit-state]")).to_contain_text("5 câu trả lời đã lưu")
    tab_to(page, "[data-submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ket-qua/**")


def begin_unseen(attempt: Attempt) -> Attempt:
    """Let a pupil begin whose browser nobody looks at."""
    now = timezone.now()
    Attempt.objects.filter(pk=attempt.pk).update(state="started", epoch=1, started_at=now)
    return attempt


def watch_over(page: Page, sitting: Sitting) -> None:
    """See who is in; give one more time, end another's test."""
    page.goto(reverse("assessments:watch_sitting", args=[sitting.public_id]))
    expect(page.locator(".watch tbody tr", has_text="Minh Anh")).to_contain_text("2/5")
    assert_page_holds(page, "proctor")
    help_pupil(page, "Thêm 5 phút cho Nguyễn Minh Anh")
    page.get_by_label("Kết thúc bài của Trần Gia Bảo").click()
    help_pupil(page, "Kết thúc ngay")


def take_over(second: Page, teacher: Page) -> None:
    """Go on at another machine: refused at first, let in by the proctor."""
    # Loaded whole: a press before the script is there sends the plain form.
    with second.expect_navigation():
        second.get_by_role("link", name="Làm tiếp").click()
    second.get_by_role("button", name="Làm tiếp").click()
    expect(second.locator("[data-fault]")).to_be_visible()
    hold(second, "not-let-in")
    help_pupil(teacher, "Cho vào lại: Nguyễn Minh Anh")
    second.get_by_role("button", name="Làm tiếp").click()
    # It goes on where the first device stopped.
    expect(second.locator("#cau-3")).to_be_visible()
    expect(second.locator("[data-clock-text]")).to_have_text(re.compile(r"^4[5-9]:"))


def hear_of_the_takeover(first: Page) -> None:
    first.keyboard.press("m")
    expect(first.locator("[data-line-text]")).to_contain_text("Em đã mở bài này ở nơi khác.")
    hold(first, "taken-over")


def see_results(teacher: Page, sitting: Sitting) -> None:
    teacher.goto(reverse("assessments:show_sitting_results", args=[sitting.public_id]))
    expect(teacher.locator("tbody tr", has_text="Minh Anh")).to_contain_text("6,0")
    assert_page_holds(teacher, "sitting-results")


def test_a_periodic_test_in_the_computer_room(open_page, test, pupils):
    minh, bao = pupils
    own_tests = reverse("assessments:list_own_tests")
    teacher = open_page(reverse("assessments:give_test", args=[test.public_id]), user=test.owner)
    schedule = give(teacher)
    sitting = put_off(schedule)
    right = right_answers(test.paper)

    first = open_page(own_tests, user=minh, width=360, height=740)
    ears = [Ear(first)]
    enter_from_waiting_room(first, sitting, schedule.access_code)
    answer_with_a_gap_in_the_network(first, right)
    attempt_of_bao = begin_unseen(make_attempt(sitting, bao))
    watch_over(teacher, sitting)
    second = open_page(own_tests, user=minh, width=360, height=740)
    ears.append(Ear(second))
    take_over(second, teacher)
    hear_of_the_takeover(first)
    finish_on_the_second_device(second, right)

    expect(second.locator(".score__figure")).to_contain_text("6,0")
    assert_page_holds(second, "sitting-result")
    assert [len(ear.heard) > 4 for ear in ears] == [True, True]
    assert list_unknown(test.paper) == []
    assert [ear.find_secrets() for ear in ears] == [[], []]
    attempt_of_bao.refresh_from_db()
    assert attempt_of_bao.closes_at <= timezone.now()
    see_results(teacher, sitting)
