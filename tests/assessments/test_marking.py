"""Marking by people: marks become scores, two markers settle, names stay hidden, doors stay shut."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from assessments.actions.marking import save_mark, save_rule
from assessments.errors import MarkingRuleError, NotYourAnswerError
from assessments.items.sentences import split_sentences
from assessments.models import Answer, Attempt, ManualMark, MarkingRule, Sitting
from assessments.presenting.marking import seal_answer
from tests.factories.accounts import PupilFactory, TeacherFactory
from tests.factories.assessments import (
    choice_content,
    essay_content,
    make_attempt,
    make_sitting,
    right_answers,
)

pytestmark = pytest.mark.django_db

ESSAY = "Lá có chất diệp lục. Diệp lục hấp thụ ánh sáng!\nVì vậy lá xanh"


def essays(pupils: int = 2) -> Sitting:
    """A test of a choice and an essay of five points each, handed in by all."""
    sitting = make_sitting(pupils=pupils, contents=[choice_content(), essay_content()])
    for attempt in sitting.attempts.select_related("learner", "paper"):
        right = right_answers(attempt.paper, wrong={2})
        make_attempt(sitting, attempt.learner, scored=True, answers={1: right[1], 2: ESSAY})
    return sitting


def answer_of(sitting: Sitting, place: int = 0) -> Answer:
    found = Answer.objects.filter(attempt__sitting=sitting, position=2)
    return found.order_by("attempt__public_id")[place]


def give(answer: Answer, points: str, *, by=None, round_number: int = 1) -> ManualMark:
    by = by or answer.attempt.sitting.created_by
    fields = {"choices": {}, "comment": "", "notes": {}}
    return save_mark(
        answer,
        by=by,
        round_number=round_number,
        points=Decimal(points),
        fields=fields,
        now=timezone.now(),
    )


def doubled(sitting: Sitting) -> MarkingRule:
    fields = {
        "is_anonymous": True,
        "is_double": True,
        "most_apart": Decimal("0.5"),
        "second_marker": TeacherFactory(school=sitting.school),
        "third_marker": TeacherFactory(school=sitting.school),
    }
    return save_rule(sitting, by=sitting.created_by, fields=fields)


def test_an_attempt_is_complete_only_when_all_marks_are_there():
    sitting = essays(pupils=1)
    answer = answer_of(sitting)
    assert (answer.attempt.state, answer.attempt.score) == (Attempt.State.MARKING, None)

    give(answer, "3.5")

    attempt = sitting.attempts.get()
    assert (attempt.state, attempt.score) == (Attempt.State.SCORED, Decimal("8.5"))


def test_a_changed_mark_changes_the_score_and_is_written_down():
    answer = answer_of(essays(pupils=1))
    give(answer, "3")

    give(answer, "4")

    assert Attempt.objects.get().score == 9
    entry = AuditEntry.objects.get(verb="mark.change")
    assert (entry.detail["before"], entry.detail["after"]) == ("3", "4")


def test_a_blank_essay_needs_no_marker():
    sitting = make_sitting(pupils=1, contents=[choice_content(), essay_content()])

    attempt = make_attempt(sitting, scored=True)

    assert (attempt.state, attempt.score) == (Attempt.State.SCORED, 0)


def test_two_markers_near_each_other_give_the_mean_and_far_apart_wait_for_the_third():
    sitting = essays(pupils=2)
    rule = doubled(sitting)
    near, far = answer_of(sitting, 0), answer_of(sitting, 1)
    give(near, "3")
    give(near, "3.5", by=rule.second_marker, round_number=2)
    give(far, "1")
    give(far, "4", by=rule.second_marker, round_number=2)
    far.attempt.refresh_from_db()
    assert far.attempt.state == Attempt.State.MARKING

    give(far, "2.5", by=rule.third_marker, round_number=3)

    assert answer_of(sitting, 0).score == Decimal("3.25")
    assert answer_of(sitting, 1).score == Decimal("2.5")
    assert set(sitting.attempts.values_list("state", flat=True)) == {Attempt.State.SCORED}


def test_a_round_is_one_persons():
    sitting = essays(pupils=1)
    rule = doubled(sitting)
    give(answer_of(sitting), "3")

    with pytest.raises(NotYourAnswerError):
        give(answer_of(sitting), "4", by=rule.second_marker, round_number=1)


def test_two_rounds_are_not_one_persons():
    sitting = essays(pupils=1)
    fields = {"is_double": True, "second_marker": sitting.created_by}

    with pytest.raises(MarkingRuleError):
        save_rule(sitting, by=sitting.created_by, fields=fields)


def test_sentences_end_with_their_marks_or_the_line():
    found = [ESSAY[start:end] for start, end in split_sentences(ESSAY)]

    assert found == ["Lá có chất diệp lục.", "Diệp lục hấp thụ ánh sáng!", "Vì vậy lá xanh"]


def post(client, sitting: Sitting, **fields) -> object:
    address = reverse("assessments:mark_answer", args=[sitting.public_id, 2, 1])
    return client.post(address, {"seal": seal_answer(answer_of(sitting)), **fields})


def test_the_rubric_gives_the_points_and_notes_point_at_sentences(client):
    sitting = essays()
    client.force_login(sitting.created_by)
    fields = {"tieu-chi-0": "1", "tieu-chi-1": "0", "comment": "Khá.", "keep": "on"}

    response = post(client, sitting, **fields, **{"ghi-chu-1": "Đúng", "ghi-chu-1-cho": "2"})

    assert response.url == reverse("assessments:mark_answer", args=[sitting.public_id, 2, 2])
    mark = ManualMark.objects.get()
    assert (mark.points, mark.choices["levels"]) == (Decimal("3.33"), [1, 0])
    note = mark.notes["items"][0]
    assert ESSAY[note["from"] : note["to"]] == "Diệp lục hấp thụ ánh sáng!"
    again = client.get(reverse("assessments:mark_answer", args=[sitting.public_id, 2, 1]))
    assert 'value="Đúng"' in again.content.decode()
    assert "Khá." in again.content.decode()


@pytest.mark.parametrize("points", ["5,01", "-1", "abc", ""])
def test_a_mark_that_cannot_be_is_refused_and_what_was_written_stays(client, points):
    sitting = essays(pupils=1)
    client.force_login(sitting.created_by)

    response = post(client, sitting, points=points, comment="Viết thêm ví dụ.")

    assert response.status_code == 422
    assert "Viết thêm ví dụ." in response.content.decode()
    assert not ManualMark.objects.exists()


def test_a_form_of_another_answer_is_refused(client):
    sitting = essays(pupils=2)
    client.force_login(sitting.created_by)

    response = post(client, sitting, points="3", seal=seal_answer(answer_of(sitting, 1)))

    assert response.status_code == 422
    assert not ManualMark.objects.exists()


def test_names_are_hidden_from_both_markers(client):
    sitting = essays(pupils=1)
    rule = doubled(sitting)
    name = sitting.attempts.get().learner.full_name
    address = reverse("assessments:mark_answer", args=[sitting.public_id, 2, 1])

    for person in (sitting.created_by, rule.second_marker):
        client.force_login(person)
        page = client.get(address).content.decode()
        assert name not in page
        assert "diệp lục" in page


def test_a_colleague_who_was_not_named_and_a_pupil_find_nothing(client):
    sitting = essays(pupils=1)
    address = reverse("assessments:mark_answer", args=[sitting.public_id, 2, 1])

    for person in (
        TeacherFactory(teaches=[sitting.school_class]),
        PupilFactory(school_class=sitting.school_class),
    ):
        client.force_login(person)
        assert client.get(address).status_code == 404
        assert client.post(address, {"points": "1"}).status_code == 404


def test_the_second_marker_does_not_change_the_rule(client):
    sitting = essays(pupils=1)
    rule = doubled(sitting)
    client.force_login(rule.second_marker)

    response = client.post(reverse("assessments:save_marking_rule", args=[sitting.public_id]))

    assert response.status_code == 404


@pytest.mark.parametrize("pupils", [2, 5])
def test_pages_of_marking_cost_the_same_whatever_the_size(
    client, django_assert_max_num_queries, pupils
):
    sitting = essays(pupils=pupils)
    client.force_login(sitting.created_by)

    with django_assert_max_num_queries(16):
        client.get(reverse("assessments:show_marking", args=[sitting.public_id]))
    with django_assert_max_num_queries(16):
        client.get(reverse("assessments:mark_answer", args=[sitting.public_id, 2, 1]))
    with django_assert_max_num_queries(10):
        page = client.get(reverse("assessments:list_marking"))

    assert sitting.test.title in page.content.decode()
