"""A school with a subject group, its reviewers, and reviews of anything.

place = ReviewPlace()          # school, group, author, group head, school head
review = hand_in(place)        # waits for the group head
pass_step(review, place.group_head)
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from django.db import models
from django.utils import timezone

from accounts.models import Organisation, User
from review.actions import decide_step, submit_for_review
from review.models import Review

from .accounts import (
    HeadFactory,
    SchoolFactory,
    SubjectGroupFactory,
    SubjectGroupHeadFactory,
    TeacherFactory,
    get_subject,
)

_numbers = count(1)


@dataclass
class ReviewPlace:
    """A school whose Toán group has a head, and whose head approves."""

    school: Organisation = field(default_factory=SchoolFactory)
    group: Organisation = field(init=False)
    author: User = field(init=False)
    group_head: User = field(init=False)
    school_head: User = field(init=False)

    def __post_init__(self) -> None:
        self.group = SubjectGroupFactory(parent=self.school)
        self.author = TeacherFactory(school=self.school, full_name="Lê Thu Hà")
        self.group_head = SubjectGroupHeadFactory(group=self.group, full_name="Trần Đức Long")
        self.school_head = HeadFactory(school=self.school, full_name="Nguyễn Văn Hùng")


def hand_in(
    place: ReviewPlace,
    *,
    by: User | None = None,
    row: models.Model | None = None,
    version: int = 1,
    kind: str = "resource",
    title: str = "",
    now: datetime | None = None,
) -> Review:
    """Hand anything in; a school class stands in for what upper apps would bring."""
    if row is None:
        row = User(pk=next(_numbers))
    return submit_for_review(
        row,
        kind=kind,
        version=version,
        title=title or "Phiếu học tập: Bài toán chuyển động",
        school=place.school,
        curriculum_subject=get_subject(),
        submitted_by=by or place.author,
        url="/",
        now=now or timezone.now(),
    )


def pass_step(review: Review, user: User, *, note: str = "", now: datetime | None = None) -> Review:
    """Pass the waiting step."""
    return decide_step(review, user=user, decision="pass", note=note, now=now or timezone.now())


def return_step(review: Review, user: User, *, note: str = "Sửa lại hình 2.") -> Review:
    """Return from the waiting step."""
    return decide_step(review, user=user, decision="return", note=note, now=timezone.now())
