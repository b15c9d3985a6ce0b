"""Faults on the way: replays in any order, double submits, a dying database, keys that hide."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import DataError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.actions.attempts import start_attempt, submit_attempt
from assessments.actions.scoring import score_attempt
from assessments.actions.tests import set_kind
from assessments.batches import DraftBatch, Outcome, record_batches
from assessments.folding import fold_batches
from assessments.group_writer import GroupWriter
from assessments.models import AnswerBatch, Attempt, PaperKey, Presence
from assessments.presence import record_beat
from assessments.tokens import get_month, mint_attempt_token, read_attempt_token
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import AttemptFactory, give, make_test, right_answers

MINUTE = timedelta(minutes=1)


class StoredBatch:
    """A batch as folding sees it."""

    def __init__(self, epoch, seq, events):
        self.epoch, self.seq, self.events = epoch, seq, json.dumps(events)
        self.received_at = timezone.now()


BATCHES = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.integers(1, 20),
        st.lists(st.tuples(st.integers(1, 5), st.text("abcd", max_size=2)), min_size=1, max_size=3),
    ),
    max_size=12,
    unique_by=lambda batch: batch[:2],
)


@given(BATCHES, st.randoms())
def test_folding_gives_the_same_in_whatever_order_batches_come(batches, chance):
    stored = [
        StoredBatch(epoch, seq, [{"q": q, "a": a} for q, a in events])
        for epoch, seq, events in batches
    ]
    mixed = stored.copy()
    chance.shuffle(mixed)

    def values(rows):
        return {q: last.value for q, last in fold_batches(rows).answers.items()}

    expected = {}
    for _epoch, _seq, events in sorted(batches, key=lambda batch: batch[:2]):
        expected |= dict(events)
    assert values(mixed) == values(stored) == expected


@pytest.mark.django_db
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_any_replay_of_batches_keeps_each_once_and_the_total_right(order):
    attempt = AttemptFactory(running=True)
    right = right_answers(attempt.paper)
    drafts = [
        draft(attempt, seq, {position: value})
        for seq, (position, value) in enumerate(right.items(), 1)
    ]
    now = timezone.now()

    outcomes = [
        record_batches([drafts[index % len(drafts)]], now=now) for index in (*order, *range(5))
    ]
    submit_attempt(attempt, now=now)
    replay = record_batches(drafts, now=now)

    assert {outcome for one in outcomes for outcome in one} == {Outcome.SAVED}
    assert set(replay) == {Outcome.CLOSED}
    assert AnswerBatch.objects.filter(attempt_id=attempt.pk).count() == 5
    assert score_attempt(attempt.pk, now=now).score == 10


def draft(attempt, seq, answers):
    events = json.dumps([{"q": position, "a": value} for position, value in answers.items()])
    return DraftBatch(attempt.pk, attempt.epoch, seq, get_month(attempt), events)


@pytest.mark.django_db
def test_a_double_submit_is_one_attempt_with_one_result(client):
    attempt = AttemptFactory(running=True)
    token = mint_attempt_token(attempt)
    events = [{"q": q, "a": a} for q, a in right_answers(attempt.paper).items()]
    body = {"batches": [{"seq": 1, "events": events}], "submit": True}

    told = [
        client.post(
            "/luu-bai/", body, content_type="application/json", headers={"x-bh-attempt": token}
        ).json()
        for _ in range(3)
    ]

    assert len({each["result"] for each in told}) == 1
    assert [each["saved"] for each in told] == [[1]] * 3
    assert Attempt.objects.filter(learner=attempt.learner).count() == 1
    assert score_attempt(attempt.pk, now=timezone.now()).score == 10


@pytest.mark.django_db
def test_no_response_before_closing_holds_a_key(client):
    school_class = SchoolClassFactory()
    pupil = PupilFactory(school_class=school_class)
    test = set_kind(make_test(TeacherFactory(teaches=[school_class])), "regular")
    schedule = give(test, [school_class], show="answers", form_count=2)
    sitting = schedule.sittings.get()
    client.force_login(pupil)
    shell = client.get(reverse("assessments:start_attempt", args=[sitting.public_id]))
    opened = client.post(
        reverse("assessments:open_attempt", args=[sitting.public_id]),
        headers={"accept": "application/json"},
    )
    opening = opened.json()
    paper = client.get(opening["paper"])
    plain = client.get(reverse("assessments:take_plainly", args=[sitting.public_id]))
    attempt = Attempt.objects.get(public_id=opening["attempt"])
    submit_attempt(attempt, now=timezone.now())
    result = client.get(opening["result"])

    key = PaperKey.objects.get(paper=attempt.paper).body
    number = next(item for item in key["items"] if item["type"] == "short_number")
    text = next(item for item in key["items"] if item["type"] == "short_text")
    words = ["share", "is_true", "tolerance", "solution", text["texts"][0]["text"],
             number["answers"][0]["value"]]  # fmt: skip
    for response in (opened, paper, plain, result, shell):
        said = response.content.decode()
        assert [word for word in words if f'"{word}"' in said or f">{word}<" in said] == []
    assert text["texts"][0]["text"] not in paper.content.decode() + result.content.decode()


@pytest.mark.django_db
def test_a_heartbeat_counts_gaps_and_focus_and_tells_extra_time_and_takeover():
    attempt = AttemptFactory(running=True)
    token = read_attempt_token(mint_attempt_token(attempt), now=timezone.now())
    now = timezone.now()

    first = record_beat(token, {"focus": 1, "away": 5}, address="10.0.0.4", now=now)
    record_beat(token, {"focus": 2, "away": True}, address="", now=now + 3 * MINUTE)
    start_attempt(attempt.sitting.public_id, learner=attempt.learner, now=now)
    last = record_beat(token, {}, address="10.0.0.4", now=now + 3 * MINUTE)

    seen = Presence.objects.get()
    assert (seen.gap_count, seen.focus_loss_count, seen.away_seconds) == (1, 3, 5)
    assert first["ends_at"] == int(attempt.closes_at.timestamp() * 1000)
    assert (first["state"], last["state"]) == ("open", "taken_over")


@pytest.mark.django_db
def test_the_proctors_screen_asks_as_often_for_two_pupils_as_for_six(
    client, django_assert_max_num_queries
):
    school_class = SchoolClassFactory()
    for _ in range(2):
        PupilFactory(school_class=school_class)
    teacher = TeacherFactory(teaches=[school_class])
    sitting = give(make_test(teacher), [school_class]).sittings.get()
    client.force_login(teacher)
    address = reverse("assessments:watch_sitting", args=[sitting.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address + "?phan=1")
    # The next request empties the log.
    few = len(queries)
    for _ in range(4):
        pupil = PupilFactory(school_class=school_class)
        client.force_login(pupil)
        client.get(reverse("assessments:start_attempt", args=[sitting.public_id]))
    client.force_login(teacher)
    client.get(address)

    with django_assert_max_num_queries(few):
        page = client.get(address + "?phan=1")
    assert page.content.decode().count("<tr>") == 7


class FailingOnce:
    """Writes like the database that dies with the first group."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.groups = []

    def __call__(self, stamped):
        self.groups.append(len(stamped))
        if self.errors:
            raise self.errors.pop(0)
        return [Outcome.SAVED] * len(stamped)


A_BATCH = DraftBatch(1, 1, 1, 202611, "[]")


def test_the_group_writer_fails_its_waiters_when_the_database_dies_and_goes_on():
    writer = GroupWriter(FailingOnce(OperationalError("gone")))

    with pytest.raises(OperationalError):
        writer.record([A_BATCH], now=timezone.now())

    assert writer.record([A_BATCH, A_BATCH], now=timezone.now()) == [Outcome.SAVED] * 2


def test_a_batch_that_the_database_refuses_harms_nobody_else():
    writer = GroupWriter(FailingOnce(DataError("odd")))

    assert writer.record([A_BATCH], now=timezone.now()) == [Outcome.SAVED]


def test_many_threads_are_answered_each_with_its_own_outcomes():
    writer = GroupWriter(lambda stamped: [batch.seq for batch, _now in stamped])
    told = {}

    def save(number):
        batches = [DraftBatch(1, 1, number * 10 + each, 202611, "[]") for each in range(3)]
        told[number] = writer.record(batches, now=timezone.now())

    threads = [threading.Thread(target=save, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert told == {n: [n * 10, n * 10 + 1, n * 10 + 2] for n in range(20)}
