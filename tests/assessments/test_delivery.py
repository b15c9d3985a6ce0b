"""Pages of taking a test, and what they may show."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from assessments.actions.scoring import score_attempt
from assessments.models import Attempt
from assessments.tokens import mint_paper_key
from tests.factories.accounts import PupilFactory, SchoolFactory, TeacherFactory
from tests.factories.assessments import (
    AttemptFactory,
    make_attempt,
    make_sitting,
    read_body,
    right_answers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt() -> Attempt:
    return AttemptFactory()


def start_page(attempt: Attempt) -> str:
    return reverse("assessments:start_attempt", args=[attempt.sitting.public_id])


def open_page(attempt: Attempt) -> str:
    return reverse("assessments:open_attempt", args=[attempt.sitting.public_id])


def plain_page(attempt: Attempt) -> str:
    return reverse("assessments:take_plainly", args=[attempt.sitting.public_id])


def result_page(attempt: Attempt) -> str:
    return reverse("assessments:show_result", args=[attempt.public_id])


def open_as_player(client, attempt: Attempt) -> dict:
    client.force_login(attempt.learner)
    response = client.post(open_page(attempt), headers={"accept": "application/json"})
    assert response.status_code == 200, response.content
    return response.json()


def test_the_start_page_takes_few_statements(client, attempt, django_assert_max_num_queries):
    client.force_login(attempt.learner)
    client.get(start_page(attempt))

    with django_assert_max_num_queries(4):
        response = client.get(start_page(attempt))

    assert response.status_code == 200
    assert "Bắt đầu làm bài" in response.text


def test_opening_takes_few_statements(client, attempt, django_assert_max_num_queries):
    client.force_login(attempt.learner)

    # Session's user, attempt, savepoints, update, job of the record.
    with django_assert_max_num_queries(7):
        client.post(
            open_page(attempt),
            "csrfmiddlewaretoken=x",
            content_type="application/x-www-form-urlencoded",
            headers={"accept": "application/json"},
        )


def test_opening_gives_token_clock_and_paper_but_no_key(client, attempt):
    opening = open_as_player(client, attempt)
    paper = client.get(opening["paper"], headers={"accept-encoding": "br, gzip"})

    assert opening["epoch"] == 1
    assert opening["answers"] == {}
    assert paper["Content-Encoding"] == "gzip"
    assert "immutable" in paper["Cache-Control"]
    assert "share" not in json.dumps(opening)


def test_the_paper_is_cached_by_its_digest_and_opens_with_its_key_only(client, attempt):
    opening = open_as_player(client, attempt)
    digest = attempt.paper.sha256

    again = client.get(opening["paper"], headers={"if-none-match": f'"{digest}"'})
    wrong = client.get(reverse("assessments:show_paper", args=[digest, "0" * 32]))
    other = client.get(
        reverse("assessments:show_paper", args=["0" * 64, mint_paper_key(attempt.paper)])
    )

    assert again.status_code == 304
    assert (wrong.status_code, other.status_code) == (404, 404)


def test_a_browser_without_gzip_gets_the_paper_as_it_is(client, attempt):
    opening = open_as_player(client, attempt)

    response = client.get(opening["paper"], headers={"accept-encoding": ""})

    assert response.json() == read_body(attempt.paper)


def test_going_on_brings_back_answers_and_marks(client, attempt):
    opening = open_as_player(client, attempt)
    events = [{"q": 5, "a": "Hà Nội"}, {"q": 2, "f": True}]
    client.post(
        "/luu-bai/",
        json.dumps({"batches": [{"seq": 3, "events": events}]}),
        content_type="application/json",
        headers={"x-bh-attempt": opening["token"]},
    )

    again = open_as_player(client, attempt)

    assert again["epoch"] == 2
    assert again["answers"] == {"5": {"a": "Hà Nội", "epoch": 1, "seq": 3}}
    assert again["flags"] == [2]


def test_before_opening_and_after_closing_the_page_says_so(client, attempt):
    client.force_login(attempt.learner)

    with time_machine.travel(timezone.now() - timedelta(hours=2), tick=False):
        early = client.get(start_page(attempt)).text
        refused = client.post(open_page(attempt), headers={"accept": "application/json"})
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        late = client.get(start_page(attempt)).text

    assert "Bài kiểm tra mở" in early
    assert refused.status_code == 409
    assert "chưa mở" in refused.json()["error"]
    assert "Đã hết giờ" in late


def test_without_scripts_the_form_saves_and_hands_in(client, attempt):
    client.force_login(attempt.learner)
    page = client.post(open_page(attempt), follow=True)
    answers = right_answers(attempt.paper)
    form = {
        "cau-1": answers[1],
        "cau-2": answers[2],
        **{f"cau-3-{t}": "1" if v else "0" for t, v in answers[3].items()},
        "cau-4": answers[4],
        "cau-5": answers[5],
    }

    saved = client.post(plain_page(attempt), {**form, "luu": "1"}, follow=True)
    done = client.post(plain_page(attempt), {**form, "nop": "1"}, follow=True)

    assert page.redirect_chain[-1][0] == plain_page(attempt)
    assert 'value="8,5"' in saved.text
    assert "10,0" in done.text
    assert Attempt.objects.get().answers.count() == 5


def test_the_plain_page_does_not_open_what_was_not_started(client, attempt):
    client.force_login(attempt.learner)

    assert client.get(plain_page(attempt)).headers["Location"] == start_page(attempt)


@pytest.mark.parametrize("page", [start_page, open_page, plain_page, result_page])
def test_others_do_not_find_the_attempt(client, attempt, page):
    for stranger in (
        PupilFactory(),
        TeacherFactory(school=SchoolFactory()),
        PupilFactory(school_class=attempt.sitting.school_class) if page == result_page else None,
    ):
        if stranger is None:
            continue
        client.force_login(stranger)
        method = client.post if page == open_page else client.get
        assert method(page(attempt)).status_code == 404


def test_people_who_are_not_signed_in_are_sent_to_sign_in(client, attempt):
    for page in (start_page, plain_page, result_page):
        assert client.get(page(attempt)).status_code == 302


def test_the_result_page_scores_on_demand(client):
    attempt = AttemptFactory(running=True)
    attempt = make_attempt(attempt.sitting, attempt.learner, submitted=True)
    client.force_login(attempt.learner)

    response = client.get(result_page(attempt))

    assert "0,0" in response.text
    assert Attempt.objects.get().state == Attempt.State.SCORED


@pytest.mark.parametrize("show", ["score", "answers", "nothing"])
def test_no_key_leaves_the_server_before_closing(client, show):
    sitting = make_sitting(pupils=1, show=show)
    attempt = make_attempt(
        sitting,
        submitted=True,
        answers=right_answers(sitting.test.paper, wrong={1, 2, 3, 4, 5}),
    )
    client.force_login(attempt.learner)

    text = client.get(result_page(attempt)).text

    assert "Hà Nội" not in text
    assert "8,5" not in text
    assert "choice--right" not in text
    assert ("0,0" in text) is (show != "nothing")


def test_answers_are_shown_after_closing_where_the_teacher_said_so(client):
    sitting = make_sitting(pupils=1, show="answers")
    attempt = make_attempt(sitting, submitted=True)
    score_attempt(attempt.pk, now=timezone.now())
    client.force_login(attempt.learner)

    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        text = client.get(result_page(attempt)).text

    assert "Hà Nội" in text
    assert "choice--right" in text


def test_the_classs_teacher_sees_the_answers_at_once(client):
    sitting = make_sitting(pupils=1)
    attempt = make_attempt(sitting, scored=True)
    client.force_login(TeacherFactory(teaches=[sitting.school_class]))

    text = client.get(result_page(attempt)).text

    assert attempt.learner.full_name in text
    assert "Hà Nội" in text


def test_after_handing_in_the_start_page_leads_to_the_result(client):
    attempt = make_attempt(make_sitting(pupils=1), submitted=True)
    client.force_login(attempt.learner)

    assert client.get(start_page(attempt)).headers["Location"] == result_page(attempt)


def test_the_way_back_is_kept_when_it_is_ours(client, attempt):
    client.force_login(attempt.learner)

    ours = client.get(start_page(attempt), {"next": "/bai-hoc/7/"}).text
    theirs = client.get(start_page(attempt), {"next": "https://example.com/"}).text

    assert 'href="/bai-hoc/7/"' in ours
    assert "example.com" not in theirs


def test_reading_a_pupils_answers_leaves_an_audit_row_and_reading_ones_own_none(client):
    attempt = make_attempt()
    teacher = TeacherFactory(school=attempt.school, teaches=[attempt.sitting.school_class])

    client.force_login(attempt.learner)
    client.get(result_page(attempt))
    client.force_login(teacher)
    client.get(result_page(attempt))

    entry = AuditEntry.objects.get(verb="attempt.view")
    assert (entry.actor_id, entry.detail) == (teacher.pk, {"people": [attempt.learner_id]})
