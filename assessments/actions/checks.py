"""Writes of tests: freezing chosen questions into a paper."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from accounts.queries.organisations import find_school_of
from assessments.cleaning import render_html
from assessments.errors import CheckSizeError
from assessments.items.paper import StimulusText, freeze, pack, random_token, share_points
from assessments.items.shape import Content, read_content
from assessments.models import (
    Paper,
    PaperItem,
    PaperKey,
    Question,
    QuestionVersion,
    Stimulus,
    Test,
)
from assessments.scoring import read_rules
from core.queries import get_rule

TEN = Decimal(10)
MOST_QUESTIONS = 20


@transaction.atomic
def create_check(
    *,
    owner: User,
    title: str,
    questions: Sequence[Question],
    now: datetime,
    duration_minutes: int | None = None,
) -> Test:
    """Publish a check of 1 to 20 questions that together give 10 points.

    The paper is a snapshot of the newest versions: whatever happens to the questions later, it stays.
    """
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise CheckSizeError
    versions = _load_versions(questions)
    paper = freeze_paper(versions, share_points(TEN, len(versions)), now=now)
    first = questions[0]
    return Test.objects.create(
        title=title,
        owner=owner,
        school=find_school_of(owner),
        subject_id=first.subject_id,
        grade_id=first.grade_id,
        paper=paper,
        duration_minutes=duration_minutes,
        created_at=now,
    )


def _load_versions(questions: Sequence[Question]) -> list[QuestionVersion]:
    found = QuestionVersion.objects.select_related("question__stimulus").in_bulk(
        [question.current_id for question in questions]
    )
    return [found[question.current_id] for question in questions]


def freeze_paper(
    versions: Sequence[QuestionVersion],
    points: Sequence[Decimal],
    *,
    contents: Sequence[Content] | None = None,
    stimuli: Sequence[Stimulus | None] | None = None,
    now: datetime,
) -> Paper:
    """Write a paper, its key apart, and which version stands where.

    The rules of partial credit that hold today go into the key. ``contents`` stand in for those of
    the versions where a form shows their options in another order, ``stimuli`` for the shared texts
    of today where the form repeats an earlier paper.
    """
    contents = contents or [read_content(version.content) for version in versions]
    stimuli = stimuli or [version.question.stimulus for version in versions]
    body, key = freeze(
        list(zip(contents, points, strict=True)),
        token=lambda: random_token(secrets.choice),
        render=render_html,
        stimuli=[StimulusText(each.title, each.html) if each else None for each in stimuli],
        rules=read_rules(get_rule("assessments.scoring")),
    )
    # Questions without options draw no tokens, and equal bodies may have different keys.
    body["paper"] = "".join(random_token(secrets.choice) for _ in range(4))
    digest, packed = pack(body)
    paper = Paper.objects.create(
        sha256=digest,
        body=packed,
        question_count=len(versions),
        max_score=sum(points, Decimal(0)),
        files=_gather_files(contents, stimuli),
        created_at=now,
    )
    PaperKey.objects.create(paper=paper, body=key)
    PaperItem.objects.bulk_create(
        [
            PaperItem(
                paper=paper, position=position, version=version, points=mark, stimulus=stimulus
            )
            for position, (version, mark, stimulus) in enumerate(
                zip(versions, points, stimuli, strict=True), start=1
            )
        ]
    )
    return paper


def _gather_files(
    contents: Sequence[Content], stimuli: Sequence[Stimulus | None]
) -> dict[str, str]:
    """Return which file each name of the paper stands for; names are digests, so they agree."""
    files: dict[str, str] = {}
    for content in contents:
        files |= content.get("files", {})
    for stimulus in stimuli:
        files |= stimulus.files if stimulus else {}
    return files
