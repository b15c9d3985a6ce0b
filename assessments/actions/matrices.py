"""Writes to matrices: make, save, copy, share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.queries.organisations import find_school_of
from assessments.errors import MatrixChangedError
from assessments.matrix.frames import Frame, list_frames
from assessments.matrix.shape import Body, Row, read_body, write_body
from assessments.matrix.suggesting import suggest
from assessments.models import Bank, Matrix, Test
from assessments.permissions import can_edit_matrix, can_share_in_sector
from core.errors import NotAllowedError
from core.queries import get_rule
from curriculum.models import Grade, Subject
from curriculum.queries import find_school_year


@transaction.atomic
def create_matrix(
    owner: User,
    title: str,
    *,
    subject: Subject,
    grade: Grade,
    frame: str,
    now: datetime,
    kind: str = Test.Kind.FINAL,
    duration_minutes: int = 90,
) -> Matrix:
    """Make an empty matrix with the frame of that key as it is today."""
    rule = get_rule("assessments.frames")
    stored = next(each for each in rule["frames"] if each["key"] == frame)
    return Matrix.objects.create(
        title=title,
        owner=owner,
        school=find_school_of(owner),
        subject=subject,
        grade=grade,
        school_year=find_school_year(),
        kind=kind,
        duration_minutes=duration_minutes,
        frame=stored,
        body=write_body(Body((Row("", ""),), _points_of(rule, subject, frame))),
        created_at=now,
        updated_at=now,
    )


def _points_of(rule: dict[str, Any], subject: Subject, key: str) -> Any:
    frames = [*list_frames(rule, subject.code), *list_frames({"frames": rule["frames"]})]
    found: Frame = next(each for each in frames if each.key == key)
    return found.points


@transaction.atomic
def save_matrix(
    matrix: Matrix,
    body: dict[str, Any],
    *,
    revision: int,
    banks: Sequence[Bank],
    by: User,
    now: datetime,
    title: str = "",
) -> Matrix:
    """Save the grid and its banks; raises MatrixChangedError when it was saved elsewhere meanwhile.

    ``body`` is read and written anew, so that nothing strange is kept.
    """
    if not can_edit_matrix(by, matrix):
        raise NotAllowedError
    matrix = Matrix.objects.select_for_update(of=("self",)).get(pk=matrix.pk)
    if matrix.revision != revision:
        raise MatrixChangedError
    matrix.body = write_body(read_body(body))
    matrix.title = title or matrix.title
    matrix.revision += 1
    matrix.updated_at = now
    matrix.save(update_fields=["body", "title", "revision", "updated_at"])
    matrix.banks.set(banks)
    return matrix


def suggest_body(body: Body, frame: Frame) -> Body:
    """Return the body with suggested cells; nothing is written."""
    return suggest(body, frame)


@transaction.atomic
def copy_matrix(matrix: Matrix, *, by: User, now: datetime) -> Matrix:
    """Make the person's own copy of a matrix, without banks that only its owner may read."""
    school = find_school_of(by)
    return Matrix.objects.create(
        title=matrix.title,
        owner=by,
        school=school,
        subject=matrix.subject,
        grade=matrix.grade,
        school_year=find_school_year(),
        kind=matrix.kind,
        duration_minutes=matrix.duration_minutes,
        frame=matrix.frame,
        body=matrix.body,
        created_at=now,
        updated_at=now,
    )


@transaction.atomic
def share_matrix(matrix: Matrix, sharing: str, *, by: User, now: datetime) -> Matrix:
    """Let colleagues of the school start from this matrix, or all schools, or keep it to oneself.

    Its owner shares it with the school; who reviews for the sector offers it to all schools, and takes
    that back. Raises NotAllowedError for others.
    """
    is_sector = Matrix.Sharing.SECTOR in {sharing, matrix.sharing}
    is_reviewer = is_sector and can_share_in_sector(by, matrix) and sharing != Matrix.Sharing.OWN
    is_owner = can_edit_matrix(by, matrix) and sharing != Matrix.Sharing.SECTOR
    if not (is_reviewer or is_owner):
        raise NotAllowedError
    matrix.sharing = sharing
    matrix.updated_at = now
    matrix.save(update_fields=["sharing", "updated_at"])
    return matrix
