"""The review pages beside prototype 07, and a decision made in a browser."""

import pytest
from django.urls import reverse
from django.utils import timezone

from content.actions.resources import submit_resource
from content.models import ResourceVersion
from core.jobs.runner import run_due_jobs
from review.models import Review
from tests.factories.content import make_resource
from tests.factories.media import StoredFileFactory, make_mp4
from tests.factories.review import ReviewPlace, hand_in, pass_step, return_step

from .pages import LOOKS, assert_focus_shows, assert_page_holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(transactional_db) -> ReviewPlace:
    return ReviewPlace()


def submit(place: ReviewPlace, **fields: object) -> Review:
    version = make_resource(
        place.author,
        title="Phiếu học tập: Bài toán chuyển động trên sông Cấm",
        ai_label=ResourceVersion.AiLabel.ASSISTED,
        ai_model="Trợ lí soạn bài",
        ai_checked_by=place.author,
        licence=ResourceVersion.Licence.CC_BY_NC_SA,
        **{"link": "", **fields},
    )
    return submit_resource(version.resource, by=place.author, now=timezone.now())


def path_of(review: Review) -> str:
    return reverse("review:show_review", args=[review.public_id])


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_heads_page_holds(open_page, place, width, theme):
    file = StoredFileFactory(owner=place.author, name="Phiếu học tập.pdf")
    run_due_jobs()
    review = pass_step(submit(place, file=file), place.group_head, note="Thống nhất trong tổ.")

    page = open_page(path_of(review), user=place.school_head, width=width, theme=theme)

    assert page.get_by_text("Có hỗ trợ của AI", exact=True).is_visible()
    assert page.get_by_text("CC BY-NC-SA").first.is_visible()
    assert_page_holds(page, "review")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_list_of_tasks_holds(open_page, place, width, theme):
    for title in ("Hằng đẳng thức đáng nhớ", "Định lí Thalès", "Tứ giác nội tiếp"):
        hand_in(place, title=title)

    page = open_page(reverse("review:list_tasks"), user=place.group_head, width=width, theme=theme)

    assert_page_holds(page, "review-tasks")


def test_the_authors_page_of_a_returned_thing_holds(open_page, place):
    review = return_step(submit(place, link="https://example.vn/a"), place.group_head)

    page = open_page(path_of(review), user=place.author, width=360)

    assert page.get_by_text("Tổ yêu cầu sửa").first.is_visible()
    assert_page_holds(page, "review-author")


def test_a_film_is_seen_and_passed_with_the_keyboard(open_page, place):
    file = StoredFileFactory(owner=place.author, name="Phim.mp4", content=make_mp4(seconds=3))
    run_due_jobs()
    review = submit(place, file=file)
    page = open_page(path_of(review), user=place.group_head)
    page.wait_for_function("document.querySelector('video').readyState >= 1")

    page.get_by_label("Ý kiến").fill("Đúng yêu cầu cần đạt.")
    page.get_by_label("Chính xác về khoa học").check()
    page.get_by_role("button", name="Thông qua").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('review:list_tasks')}")

    assert page.get_by_text("Đã thông qua").first.is_visible()
    step = review.steps.get(position=1)
    assert (step.state, step.note, step.ticked) == ("passed", "Đúng yêu cầu cần đạt.", ["science"])


def test_focus_shows_on_the_review_page(open_page, place):
    page = open_page(path_of(hand_in(place)), user=place.group_head)

    assert_focus_shows(page, stops=20)


def test_a_decision_needs_no_scripts(open_page, place):
    review = hand_in(place)
    page = open_page(path_of(review), user=place.group_head, javascript=False)

    page.get_by_role("button", name="Trả lại để sửa").click()
    page.wait_for_load_state("load")

    assert page.get_by_text("Ghi rõ điều cần sửa").is_visible()
    page.get_by_label("Ý kiến").fill("Sửa hình 2.")
    page.get_by_role("button", name="Trả lại để sửa").click()
    page.wait_for_load_state("load")
    review.refresh_from_db()
    assert review.state == Review.State.RETURNED
