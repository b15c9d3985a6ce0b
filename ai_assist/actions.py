"""Writes of the assistant: drafting, choosing outcomes, turning a draft into a lesson."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User
from content.actions.lessons import create_lesson, save_body
from content.models import Lesson
from core.actions import enqueue
from core.models import RuleSet
from curriculum.models import Grade, Outcome, Subject

from . import policy, queries
from .gateway import Reply, Request, ask_model
from .models import AIUse, Draft
from .outline.blocks import to_blocks
from .outline.rules import build_outline
from .outline.shape import SCHEMA, Activity, read_activities, share_minutes, write_activities

PURPOSE = "lesson_outline"


@transaction.atomic
def start_draft(
    owner: User,
    school: Organisation,
    *,
    title: str,
    subject: Subject,
    grade: Grade,
    description: str = "",
    minutes: int = 45,
    now: datetime,
) -> Draft:
    """Suggest outcomes and an outline by rules at once; a model, where allowed, improves it later."""
    draft = Draft.objects.create(
        owner=owner,
        school_id=school.pk,
        title=title,
        description=description,
        subject=subject,
        grade=grade,
        minutes=minutes,
        created_at=now,
    )
    suggested = queries.suggest_outcomes(f"{title} {description}", subject=subject, grade=grade)
    return _compose(draft, suggested, now=now)


@transaction.atomic
def choose_outcomes(draft: Draft, outcomes: Iterable[Outcome], *, now: datetime) -> Draft:
    """Make the outline anew for the outcomes that the teacher ticked."""
    return _compose(draft, outcomes, now=now)


def _compose(draft: Draft, outcomes: Iterable[Outcome], *, now: datetime) -> Draft:
    chosen = list(outcomes)
    draft.outcomes.set(chosen)
    activities = build_outline(
        draft.title, [outcome.text for outcome in chosen], minutes=draft.minutes
    )
    draft.outline = write_activities(activities)
    draft.use, draft.fallback = None, ""
    verdict = policy.judge(draft.owner, now=now)
    draft.state = Draft.State.WAITING if verdict.is_allowed else Draft.State.READY
    draft.save()
    if verdict.is_allowed:
        enqueue(
            "ai_assist.write_outline",
            draft.pk,
            about=draft,
            key=f"outline:{draft.pk}",
            owner_id=draft.owner_id,
            school_id=draft.school_id,
        )
    return draft


def write_outline(draft: Draft, school: Organisation, *, now: datetime) -> Draft:
    """Ask the model for the outline; whatever goes wrong, the outline by rules stays.

    The call takes seconds, so no transaction is open meanwhile: what the teacher changed in that time
    wins over the answer to the older question. A second call after success changes nothing.
    """
    if draft.state == Draft.State.READY:
        return draft
    outcomes = [outcome.text for outcome in draft.outcomes.order_by("position")]
    request = Request(
        purpose=PURPOSE,
        prompt="outline_v1",
        inputs={
            "Môn, lớp": f"{draft.subject.name}, {draft.grade.name}",
            "Số phút": str(draft.minutes),
            "Tên bài": draft.title,
            "Mô tả": draft.description,
            "Yêu cầu cần đạt": "; ".join(outcomes),
        },
        schema=SCHEMA,
        read=read_activities,
        about=f"ai_assist.draft:{draft.pk}",
    )
    return _take_reply(draft, ask_model(request, user=draft.owner, school=school, now=now))


@transaction.atomic
def _take_reply(asked: Draft, reply: Reply[list[Activity]]) -> Draft:
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if draft.state == Draft.State.READY or draft.outline != asked.outline:
        return draft
    if reply.value is not None:
        draft.outline = write_activities(_fit(reply.value, draft.minutes))
        draft.use = reply.use
    draft.fallback = reply.reason
    draft.state = Draft.State.READY
    draft.save(update_fields=["outline", "use", "fallback", "state"])
    return draft


def _fit(activities: list[Activity], minutes: int) -> list[Activity]:
    """Make the minutes add up to the lesson's, whatever the model counted."""
    shares = share_minutes(minutes, [activity.minutes for activity in activities])
    return [
        replace(activity, minutes=share) for activity, share in zip(activities, shares, strict=True)
    ]


@transaction.atomic
def make_lesson(draft: Draft, school: Organisation, *, now: datetime) -> Lesson:
    """Turn the draft into a lesson of its owner; a second call gives the same lesson."""
    # Locked and read anew: two clicks hold drafts that both know of no lesson.
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    kept = Lesson.objects.filter(pk=draft.lesson_id or 0, owner=draft.owner).first()
    if kept is not None:
        return kept
    lesson = create_lesson(
        draft.owner,
        school,
        title=draft.title,
        subject=draft.subject,
        grade=draft.grade,
        outcomes=draft.outcomes.all(),
        estimated_minutes=draft.minutes,
        now=now,
    )
    save_body(lesson, to_blocks(read_activities(draft.outline)), by=draft.owner, now=now)
    Draft.objects.filter(pk=draft.pk).update(lesson_id=lesson.pk)
    if draft.use_id is not None:
        AIUse.objects.filter(pk=draft.use_id).update(about=f"content.lesson:{lesson.pk}")
    return lesson


@transaction.atomic
def change_policy(changes: Mapping[str, Any], *, today: date) -> RuleSet:
    """Write a new version of the policy, valid from today; the old one stays on record."""
    newest = RuleSet.objects.filter(code=policy.RULE).order_by("-version")[0]
    return RuleSet.objects.create(
        code=policy.RULE,
        version=newest.version + 1,
        body={**newest.body, **changes},
        valid_from=today,
        source="manage.py ai_policy",
        is_verified=True,
    )
