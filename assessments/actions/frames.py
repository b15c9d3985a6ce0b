"""Writes of the department's own frames of exams; each makes a new version of the rule set."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.errors import FrameKeptError
from assessments.matrix.frames import OWN, Frame, read_frame, write_frame
from assessments.permissions import can_manage_frames
from assessments.queries.matrices import FRAMES
from core.errors import NotAllowedError
from core.ids import new_public_id
from core.models import RuleSet


@transaction.atomic
def save_frame(frame: Frame, *, by: User, today: date) -> Frame:
    """Add a frame (without key) or change one of the department's own; matrices keep their copies."""
    _check(by, frame.key)
    kept = frame if frame.key else replace(frame, key=f"{OWN}{new_public_id()}")
    stored = write_frame(kept)
    frames = [each for each in _read()["frames"] if each["key"] != kept.key]
    _write([stored, *frames], source=f"{kept.name}: {by.full_name}", today=today)
    return kept


@transaction.atomic
def drop_frame(key: str, *, by: User, today: date) -> None:
    """Offer a frame of the department's own no longer; a second call changes nothing."""
    _check(by, key)
    body = _read()
    frames = [each for each in body["frames"] if each["key"] != key]
    if len(frames) < len(body["frames"]):
        _write(frames, source=f"{key}: {by.full_name}", today=today)


def _check(by: User, key: str) -> None:
    if not can_manage_frames(by):
        raise NotAllowedError
    if key and not read_frame({"key": key, "name": ""}).is_own:
        raise FrameKeptError


def _read() -> dict[str, Any]:
    newest = (
        RuleSet.objects.select_for_update()
        .filter(code=FRAMES)
        .order_by("-valid_from", "-version")
        .first()
    )
    if newest is None:
        message = f"No rule set {FRAMES}."
        raise LookupError(message)
    body: dict[str, Any] = newest.body
    return body


def _write(frames: list[dict[str, Any]], *, source: str, today: date) -> None:
    last = (
        RuleSet.objects.filter(code=FRAMES).order_by("-version").values_list("version", flat=True)
    )
    RuleSet.objects.create(
        code=FRAMES,
        version=last[0] + 1,
        body={**_read(), "frames": frames},
        valid_from=today,
        source=source[:200],
        is_verified=False,
    )
