"""Pages of reviewers and authors."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from review.models import Review
from tests.factories.accounts import (
    HeadFactory,
    SubjectGroupHeadFactory,
    TeacherFactory,
)
from tests.factories.review import ReviewPlace, hand_in, pass_step, return_step

pytestmark = pytest.mark.django_db


def decide(client, review: Review, decision: str, **more):
    step = review.steps.get(state="waiting")
    return client.post(
        reverse("review:decide", args=[review.public_id]),
        {"decision": decision, "step_id": step.pk, **more},
    )


def test_the_group_head_sees_what_waits(client):
    place = ReviewPlace()
    hand_in(place, title="Hằng đẳng thức")
    client.force_login(place.group_head)

    content = client.get(reverse("review:list_tasks")).content.decode()

    assert "Hằng đẳng thức" in content


def test_what_waits_for_another_is_not_in_the_list(client):
    place = ReviewPlace()
    hand_in(place, title="Hằng đẳng thức")
    client.force_login(place.school_head)

    assert "Hằng đẳng thức" not in client.get(reverse("review:list_tasks")).content.decode()


def test_ones_own_work_is_not_in_the_list(client):
    place = ReviewPlace()
    SubjectGroupHeadFactory(group=place.group)
    hand_in(place, by=place.group_head, title="Hằng đẳng thức")
    client.force_login(place.group_head)

    assert "Hằng đẳng thức" not in client.get(reverse("review:list_tasks")).content.decode()


def test_teachers_have_no_list_of_tasks(client):
    client.force_login(TeacherFactory())

    assert client.get(reverse("review:list_tasks")).status_code == 404


def test_passing_on_the_page_leads_back_to_the_list(client):
    place = ReviewPlace()
    review = hand_in(place)
    client.force_login(place.group_head)

    response = decide(client, review, "pass", note="Tốt.", ticked=["outcome", "science"])

    assert response.url == reverse("review:list_tasks")
    assert review.steps.get(position=1).ticked == ["outcome", "science"]


def test_returning_without_a_note_is_asked_for_on_the_page(client):
    place = ReviewPlace()
    review = hand_in(place)
    client.force_login(place.group_head)

    response = decide(client, review, "return")

    assert response.status_code == 422
    assert "Ghi rõ điều cần sửa" in response.content.decode()
    assert review.steps.get(position=1).state == "waiting"


def test_who_comes_second_reads_who_was_first(client):
    place = ReviewPlace()
    deputy = SubjectGroupHeadFactory(group=place.group)
    review = hand_in(place)
    step = review.steps.get(position=1)
    pass_step(review, place.group_head)
    client.force_login(deputy)

    response = client.post(
        reverse("review:decide", args=[review.public_id]),
        {"decision": "return", "note": "Sửa.", "step_id": step.pk},
    )

    assert response.status_code == 409
    assert "Trần Đức Long đã thông qua" in response.content.decode()


def test_the_author_reads_the_note_and_cannot_decide(client):
    place = ReviewPlace()
    review = return_step(hand_in(place), place.group_head, note="Hình 2 thiếu mô tả.")
    client.force_login(place.author)

    content = client.get(reverse("review:show_review", args=[review.public_id])).content.decode()

    assert "Hình 2 thiếu mô tả." in content
    assert "Tổ yêu cầu sửa" in content
    assert 'value="pass"' not in content


def test_the_author_takes_it_back_on_the_page(client):
    place = ReviewPlace()
    review = hand_in(place)
    client.force_login(place.author)

    client.post(reverse("review:withdraw", args=[review.public_id]))

    review.refresh_from_db()
    assert review.state == Review.State.WITHDRAWN


@pytest.mark.parametrize("name", ["show_review", "decide", "withdraw"])
@pytest.mark.parametrize("factory", [TeacherFactory, HeadFactory, SubjectGroupHeadFactory])
def test_another_school_does_not_find_the_review(client, name, factory):
    review = hand_in(ReviewPlace())
    client.force_login(factory())

    response = client.generic(
        "GET" if name == "show_review" else "POST",
        reverse(f"review:{name}", args=[review.public_id]),
    )

    assert response.status_code == 404


def test_a_colleague_without_a_seat_does_not_find_it(client):
    place = ReviewPlace()
    review = hand_in(place)
    client.force_login(TeacherFactory(school=place.school))

    response = client.get(reverse("review:show_review", args=[review.public_id]))

    assert response.status_code == 404


def test_an_approved_thing_says_that_it_is_not_signed(client):
    place = ReviewPlace()
    review = pass_step(pass_step(hand_in(place), place.group_head), place.school_head)
    client.force_login(place.author)

    content = client.get(reverse("review:show_review", args=[review.public_id])).content.decode()

    assert "Đã duyệt, chưa ký số" in content


@pytest.mark.parametrize("name", ["list_tasks", "list_decided", "list_handed_in"])
def test_lists_take_the_same_queries_for_one_and_many(client, name):
    place = ReviewPlace()
    people = {"list_handed_in": place.author}
    client.force_login(people.get(name, place.group_head))
    pass_step(hand_in(place), place.group_head)
    hand_in(place)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(f"review:{name}"))
    for _ in range(3):
        pass_step(hand_in(place), place.group_head)
        hand_in(place)

    with CaptureQueriesContext(connection) as many:
        client.get(reverse(f"review:{name}"))

    assert len(many) == len(few)


def test_the_page_takes_the_same_queries_with_a_long_history(client):
    place = ReviewPlace()
    from accounts.models import User

    row = User(pk=77)
    first = hand_in(place, row=row)
    client.force_login(place.group_head)
    with CaptureQueriesContext(connection) as short:
        client.get(reverse("review:show_review", args=[first.public_id]))
    return_step(first, place.group_head)
    for version in (2, 3):
        return_step(hand_in(place, row=row, version=version), place.group_head)
    last = hand_in(place, row=row, version=4)

    with CaptureQueriesContext(connection) as long:
        client.get(reverse("review:show_review", args=[last.public_id]))

    assert len(long) == len(short)
