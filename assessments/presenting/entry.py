"""The door of a test: what the start page shows of it, and what the start request brings."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from assessments.actions.entry import Entry
from assessments.addresses import read_address
from assessments.models import Attempt, Schedule

# Spread the starts of a class over seconds, those of a grade or the sector over more.
_JITTER_SECONDS = 3
_WIDE_JITTER_SECONDS = 8
_WAITS_AT_MOST = timedelta(hours=2)


def present_door(attempt: Attempt, *, now: datetime) -> dict[str, Any]:
    """Return what the start page asks for, and how long the waiting room still waits."""
    sitting, schedule = attempt.sitting, attempt.sitting.schedule
    is_new = attempt.state == Attempt.State.PREPARED
    is_withdrawn = sitting.withdrawn_at is not None
    wait = sitting.opens_at - now
    is_wide = bool(schedule and schedule.reach != Schedule.Reach.CLASSES)
    return {
        "schedule": schedule,
        "is_withdrawn": is_withdrawn,
        "is_open": not is_withdrawn and sitting.opens_at <= now < attempt.closes_at,
        "is_early": not is_withdrawn and wait > timedelta(0),
        "is_waiting_room": not is_withdrawn and timedelta(0) < wait <= _WAITS_AT_MOST,
        "wait_ms": max(0, int(wait.total_seconds() * 1000)),
        "jitter_ms": 1000 * (_WIDE_JITTER_SECONDS if is_wide else _JITTER_SECONDS),
        "asks_code": bool(schedule and schedule.access_code and is_new),
        "asks_promise": bool(
            schedule and schedule.asks_honesty and is_new and attempt.promised_at is None
        ),
        "needs_safe_browser": bool(schedule and schedule.needs_safe_browser),
    }


def read_entry(request: HttpRequest) -> Entry:
    """Read what the start request brings; the rules are checked by the action."""
    return Entry(
        code=request.POST.get("ma", ""),
        address=read_address(request.META),
        is_promised=request.POST.get("cam-ket") == "1",
        **_read_proofs(request),
    )


def _read_proofs(request: HttpRequest) -> dict[str, str]:
    """Read what Safe Exam Browser proves: of this request, or of the start page by the player.

    Of another page the player can prove nothing here: its path must be this test's.
    """
    headers = request.headers
    shown = headers.get("X-Bh-Seb-Page", "")
    start = request.build_absolute_uri(request.path.removesuffix("mo/"))
    if shown.partition("?")[0] == start:
        return {
            "page": shown,
            "config_proof": headers.get("X-Bh-Seb-Config", ""),
            "request_proof": headers.get("X-Bh-Seb-Exam", ""),
        }
    return {
        "page": request.build_absolute_uri(),
        "config_proof": headers.get("X-SafeExamBrowser-ConfigKeyHash", ""),
        "request_proof": headers.get("X-SafeExamBrowser-RequestHash", ""),
    }
