"""The main job, end to end: real product, real worker, real files, real browsers.

A teacher finds, makes and shares resources, builds a lesson and gives it; a pupil on a phone studies
it and takes its check; the teacher reads the report, the officer sees the indicators move.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from sector.demo.files import make_video, make_worksheet
from tests.support.product import Product, wait_until

from .story import Desk, Editor, hand_in_resource, pass_reviews, sit_down

pytestmark = pytest.mark.story

GIFT = Path(__file__).parent / "files" / "phuong-trinh.gift"
LESSON = "Phương trình bậc nhất một ẩn"
CHECK = "Kiểm tra nhanh: phương trình bậc nhất"
WORKSHEET = "Phiếu luyện tập: giải phương trình bậc nhất"


@pytest.fixture
def product(tmp_path):
    with Product(tmp_path) as one:
        one.manage("migrate")
        one.manage("load_demo", "--size", "tiny")
        one.start()
        yield one


@pytest.fixture
def files(tmp_path):
    pdf, video = tmp_path / "phieu.pdf", tmp_path / "bai-giang.mp4"
    pdf.write_bytes(
        make_worksheet(
            title=WORKSHEET,
            over="Toán 8",
            lead="Làm ba bài.",
            tasks=["3x = 6", "x + 4 = 0"],
            author="Hà",
        )
    )
    video.write_bytes(make_video(1))
    return pdf, video


def find_shared_resource(desk: Desk) -> None:
    """1. She types without diacritics and filters."""
    desk.go("/kho/?q=phuong+trinh+bac+nhat&subject=toan&grade=8")
    expect(desk.page.locator(".rcard").first).to_contain_text(
        "Phương trình bậc nhất một ẩn và cách giải"
    )
    desk.look("04-bank")


def share_own_resources(
    browser: Browser, origin: str, desk: Desk, files: tuple[Path, Path]
) -> None:
    """2. She uploads, her subject-group head passes, the head of the school approves."""
    hand_in_resource(desk, title=WORKSHEET, file=files[0], kind="Phiếu học tập")
    hand_in_resource(desk, title="Video giải phương trình", file=files[1], kind="Video")
    desk.look("resource")
    desk.go("/can-duyet/")
    assert "Phiếu luyện tập" not in desk.page.content()
    desk.go("/kho/?q=phieu+luyen+tap+giai")
    assert not desk.page.locator(".rcard", has_text=WORKSHEET).count()
    for username, note in (("tt.hung", "Đúng yêu cầu cần đạt."), ("ht.lan", "Đồng ý đưa vào kho.")):
        with sit_down(browser, origin, username) as reviewer:
            assert pass_reviews(reviewer, note=note) == 2
    desk.go("/kho/?q=phieu+luyen+tap+giai")
    expect(desk.page.locator(".rcard").first).to_contain_text(WORKSHEET)


def make_check(desk: Desk) -> None:
    """3a. She imports five questions and makes a check of them."""
    page = desk.page
    desk.go("/ngan-hang-cau-hoi/")
    page.fill("[name=name]", "Câu hỏi của Hà")
    page.locator("form:has([name=name]) button").last.click()
    page.locator("main a[href$='/nhap/']").first.click()
    page.set_input_files("input[type=file]", GIFT)
    page.locator("form:has(input[type=file]) button.btn--primary").click()
    expect(page.locator(".tally")).to_contain_text("5")
    desk.look("05-import")
    page.locator("form[action$='/luu/'] button").click()
    page.wait_for_url(re.compile("/ngan-hang-cau-hoi/"))
    for box in page.locator("[name=cau]").all():
        box.check()
    page.locator("button[name=act][value=check]").click()
    page.fill("[name=title]", CHECK)
    page.locator("form:has([name=title]) button.btn--primary").click()
    page.wait_for_url(re.compile("/de-kiem-tra/"))


def build_lesson(desk: Desk) -> None:
    """3b. She writes the lesson in the editor and publishes it."""
    page = desk.page
    desk.go("/bai-giang/tao-moi/")
    page.fill("[name=title]", LESSON)
    page.select_option("[name=subject]", label="Toán")
    page.select_option("[name=grade]", label="Lớp 8")
    page.locator("form:has([name=title]) button.btn--primary").click()
    page.wait_for_url(re.compile("/admin/"))
    editor = Editor(page)
    editor.add_part("Kiến thức")
    editor.add_text("Phương trình dạng \\(ax + b = 0\\) là phương trình bậc nhất một ẩn.")
    editor.add_formula("x = -\\frac{b}{a}")
    editor.add_chosen("Học liệu", "Phương trình bậc nhất một ẩn và cách giải")
    editor.add_part("Xem video")
    editor.add_chosen("Tệp hoặc video", "bai-giang.mp4")
    editor.add_chosen("Bài kiểm tra", CHECK)
    desk.look("lesson-editor", admin=True)
    page.get_by_role("button", name="Lưu nháp").click()
    page.wait_for_url(re.compile(r"/bai-giang/\w+/$"))


def give_lesson(desk: Desk) -> None:
    """3c. She gives it to 8A, due in two days."""
    page = desk.page
    desk.go("/bai-giang/")
    page.locator("main table a", has_text=LESSON).first.click()
    desk.look("lesson-draft")
    desk.press("Xuất bản")
    page.locator("main a[href^='/giao-bai/']").first.click()
    page.get_by_label("8A").first.check()
    page.fill("[name=due_on]", (timezone.localdate() + timedelta(days=2)).isoformat())
    page.fill("[name=due_time]", "21:00")
    desk.look("assign")
    page.locator("form.assign button.btn--primary").click()
    page.wait_for_url(re.compile("/bai-da-giao/"))


def study(desk: Desk) -> None:
    """4a. He sees it under "Việc cần làm", reads and watches."""
    page = desk.page
    desk.go("/viec-can-lam/")
    desk.look("01-pupil-home")
    page.get_by_role("link", name=re.compile(LESSON)).first.click()
    expect(page.locator("math").first).to_be_visible()
    desk.look("02-lesson")
    page.locator(".study__next button").click()
    expect(page.locator("video")).to_be_visible()
    assert (
        page.evaluate("document.querySelector('video').readyState >= 1")
        or page.locator("video source, video[src]").count()
    )
    page.locator(".study__next button").click()
    page.locator(".study__next a").click()
    page.wait_for_url(re.compile("/lam-bai/"))


def take_check(desk: Desk) -> None:
    """4b. He takes the check; one answer is wrong."""
    page = desk.page
    page.locator("[data-player] button").click()
    saved = page.locator(".exam__bar .mobile-only [data-save-text]")
    for number in range(1, 6):
        card = page.locator(f"#cau-{number}")
        expect(card).to_be_visible()
        if number == 3:
            card.locator("input").first.click()
            page.keyboard.type("-2")
        else:
            # The first choice of each question of the file is right; the fifth he gets wrong.
            card.locator("input").nth(1 if number == 5 else 0).check(force=True)
        expect(saved).to_have_text("Đã lưu")
        if number == 1:
            desk.look("03-test-choice")
        if number < 5:
            page.locator("[data-next]").click()
    page.locator("[data-last]").click()
    desk.look("03-test-submit")
    page.locator("[data-submit]").click()
    page.wait_for_url(re.compile("/ket-qua/"))
    expect(page.locator(".score__figure")).to_contain_text("8,0")
    desk.look("result")


def read_report(desk: Desk) -> None:
    """5. She sees who opened, who finished, the result and the weak question."""
    page = desk.page
    desk.go("/hom-nay/")
    desk.look("teacher-today")
    page.get_by_role("link", name=LESSON).first.click()
    page.wait_for_url(re.compile("/bai-da-giao/"))
    row = page.locator("tr", has_text="Nguyễn Minh Anh")
    expect(row).to_contain_text("8,0")
    expect(page.locator(".qb--low")).to_contain_text("Câu 5")
    desk.look("08-class-report")


def read_figures(desk: Desk) -> dict[str, str]:
    """Return what the row of the story's school says, by column."""
    desk.go("/chi-so/?theo=truong")
    heads = desk.page.locator("table.heat thead th").all_inner_texts()
    row = desk.page.locator("table.heat tbody tr", has_text="THCS Hồng Bàng")
    cells = row.locator("th, td").all_inner_texts()
    return dict(zip(heads, cells, strict=True))


def wait_for_figures(desk: Desk, before: dict[str, str]) -> None:
    """6. The officer sees both indicators of the school move."""
    test, use = "KT trực tuyến %", "GV dùng học liệu %"
    assert before[test] == "0,0"
    assert before[use] == "0,0"

    def moved() -> bool:
        now = read_figures(desk)
        return now[test] == "100,0" and now[use] != "0,0"

    wait_until(moved, seconds=60, what="the indicators move")
    desk.go("/chi-so/")
    desk.look("09-dashboard")


def test_the_main_job_from_the_bank_to_the_dashboard(chromium: Browser, product: Product, files):
    origin = product.app_origin
    with sit_down(chromium, origin, "cb.chau") as officer:
        before = read_figures(officer)
    with sit_down(chromium, origin, "gv.ha") as teacher:
        find_shared_resource(teacher)
        share_own_resources(chromium, origin, teacher, files)
        make_check(teacher)
        build_lesson(teacher)
        give_lesson(teacher)
        with sit_down(chromium, origin, "hs.minhanh", width=360) as pupil:
            study(pupil)
            take_check(pupil)
        read_report(teacher)
    with sit_down(chromium, origin, "cb.chau") as officer:
        wait_for_figures(officer, before)
