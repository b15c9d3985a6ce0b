"""Drafts by rules, drafts by a model, and what is recorded of it."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from ai_assist.actions import (
    change_policy,
    choose_outcomes,
    make_lesson,
    start_draft,
    write_outline,
)
from ai_assist.models import AIUse, Draft
from ai_assist.outline.shape import read_activities
from ai_assist.policy import judge
from content.actions.lessons import copy_lesson
from content.models import Lesson
from core.jobs.runner import run_due_jobs
from core.models import Job
from tests.factories.accounts import (
    PupilFactory,
    SchoolFactory,
    TeacherFactory,
    get_grade,
    get_subject,
)

pytestmark = pytest.mark.django_db


def draft_of(teacher, school, description=""):
    return start_draft(
        teacher,
        school,
        title="Định lí Thalès trong tam giác",
        description=description,
        subject=get_subject("toan"),
        grade=get_grade(8),
        now=timezone.now(),
    )


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def teacher(school):
    return TeacherFactory(school=school)


def test_without_a_model_the_draft_is_ready_at_once_by_rules(teacher, school, outcomes):
    draft = draft_of(teacher, school)

    assert draft.state == Draft.State.READY
    assert [outcome.code for outcome in draft.outcomes.all()] == ["T3"]
    assert not draft.is_by_model
    assert not Job.objects.exists()
    assert not AIUse.objects.exists()


def test_a_configured_model_is_not_asked_while_the_policy_is_off(teacher, school, model):
    draft = draft_of(teacher, school)

    assert draft.state == Draft.State.READY
    assert model.seen == []


def test_a_model_writes_the_outline_and_the_call_is_on_record(teacher, school, switched_on):
    draft = draft_of(teacher, school)
    assert draft.state == Draft.State.WAITING

    run_due_jobs()

    draft.refresh_from_db()
    activities = read_activities(draft.outline)
    assert activities[0].title == "Hoạt động 1"
    assert sum(activity.minutes for activity in activities) == draft.minutes
    use = AIUse.objects.get()
    assert draft.use == use
    assert (use.user, use.state, use.model_asked) == (teacher, AIUse.State.DONE, "fine")
    assert (use.tokens_in, use.tokens_out) == (90, 40)
    assert "secret-key" not in str(vars(use))


def test_no_name_of_the_school_leaves_the_house(teacher, school, switched_on):
    pupil = PupilFactory(full_name="Phạm Gia Bảo")
    draft_of(
        teacher,
        pupil.enrolments.get().school_class.school,
        description="Em Gia Bảo, số 0912345678, còn yếu phần này.",
    )

    run_due_jobs()

    asked = str(switched_on.seen)
    assert "Gia Bảo" not in asked
    assert "0912345678" not in asked
    assert teacher.full_name not in asked
    assert AIUse.objects.get().removed == {"name": 1, "phone": 1}


def test_an_endpoint_without_schemas_is_asked_in_words(teacher, school, switched_on, settings):
    settings.AI_MODEL = "no-schemas"
    draft = draft_of(teacher, school)

    run_due_jobs()

    draft.refresh_from_db()
    assert draft.is_by_model
    assert len(switched_on.seen) == 2


@pytest.mark.parametrize(("name", "reason"), [("broken", "away"), ("chatty", "wrong_shape")])
def test_a_model_that_fails_leaves_the_outline_by_rules(
    teacher, school, switched_on, settings, name, reason
):
    settings.AI_MODEL = name
    draft = draft_of(teacher, school)

    run_due_jobs()

    draft.refresh_from_db()
    assert (draft.state, draft.fallback, draft.use) == (Draft.State.READY, reason, None)
    assert read_activities(draft.outline)[0].title == "Mở đầu"
    assert AIUse.objects.get().state == AIUse.State.FAILED


def test_pupils_never_reach_a_model_even_when_the_rule_names_them(switched_on):
    change_policy({"roles": ["student", "parent"]}, today=timezone.localdate())

    assert judge(PupilFactory(), now=timezone.now()).reason == "role"


def test_the_days_limit_holds(teacher, school, switched_on):
    change_policy({"calls_a_day": 1}, today=timezone.localdate())
    draft_of(teacher, school)
    run_due_jobs()

    assert judge(teacher, now=timezone.now()).reason == "quota"
    assert draft_of(teacher, school).state == Draft.State.READY


def test_other_outcomes_make_the_outline_anew(teacher, school, outcomes):
    draft = draft_of(teacher, school)

    choose_outcomes(draft, [outcomes[3]], now=timezone.now())

    assert "hình chóp" in read_activities(draft.outline)[1].goal


def test_what_the_teacher_changed_while_the_model_wrote_wins(
    teacher, school, outcomes, switched_on
):
    asked = draft_of(teacher, school)
    choose_outcomes(Draft.objects.get(pk=asked.pk), [outcomes[3]], now=timezone.now())

    kept = write_outline(asked, school, now=timezone.now())

    assert kept.state == Draft.State.WAITING
    assert "hình chóp" in read_activities(kept.outline)[1].goal


def test_a_draft_becomes_one_lesson_with_its_four_parts(teacher, school, outcomes):
    draft = draft_of(teacher, school)
    seen_before = Draft.objects.get(pk=draft.pk)

    lesson = make_lesson(draft, school, now=timezone.now())
    draft.refresh_from_db()

    assert make_lesson(draft, school, now=timezone.now()) == lesson
    assert make_lesson(seen_before, school, now=timezone.now()) == lesson
    assert Lesson.objects.count() == 1
    body = lesson.get_latest_revision_as_object().body
    assert [block.block_type for block in body] == ["part", "text"] * 4
    assert list(lesson.outcomes.all()) == [outcomes[2]]


def test_a_lesson_made_with_a_model_and_its_copy_keep_the_label(
    teacher, school, switched_on, client
):
    draft = draft_of(teacher, school)
    run_due_jobs()
    draft.refresh_from_db()
    lesson = make_lesson(draft, school, now=timezone.now())
    client.force_login(teacher)

    copy = copy_lesson(lesson, by=teacher, school=school, now=timezone.now())

    for row in (lesson, copy):
        assert "Có hỗ trợ của AI" in client.get(f"/bai-giang/{row.public_id}/").content.decode()


def test_the_policy_command_writes_a_new_version(db, capsys):
    call_command("ai_policy", "--on", "--calls", "5")

    assert "on: True" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("ai_policy", "--role", "student")
