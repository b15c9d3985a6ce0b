"""What pages and the player show of papers, running attempts and results."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from assessments.folding import fold_batches
from assessments.items.paper import unpack
from assessments.models import Attempt, Paper
from assessments.queries.attempts import list_batches
from assessments.queries.files import describe_handed_in, mint_addresses
from assessments.queries.papers import get_paper_body
from assessments.tokens import mint_attempt_token, mint_paper_key

from .items import Sheet, ShownItem, show_item

LONGEST_ESSAY = 15_000
Reader = Callable[[dict[str, Any], QueryDict], Any]


def read_paper(paper: Paper) -> dict[str, Any]:
    """Read the body of a paper."""
    return unpack(get_paper_body(paper.sha256, may_be_packed=True)[0])


def present_paper(paper: Paper, key: Mapping[str, Any]) -> list[ShownItem]:
    """Show a paper with its key, without anybody's answers."""
    keys = {item["n"]: item for item in key["items"]}
    body = read_paper(paper)
    sheet = _open_sheet(paper, body)
    return _once([show_item(item, None, keys[item["n"]], sheet=sheet) for item in body["items"]])


def present_answers(attempt: Attempt, key: Mapping[str, Any]) -> list[ShownItem]:
    """Show a paper with the learner's answers beside the key."""
    keys = {item["n"]: item for item in key["items"]}
    rows = attempt.answers.values_list("position", "value", "score")
    answers = {position: (value, score) for position, value, score in rows}
    body = read_paper(attempt.paper)
    values = {position: value for position, (value, _score) in answers.items()}
    sheet = _open_sheet(attempt.paper, body, learner_id=attempt.learner_id, values=values)
    return _once(
        [
            show_item(
                item,
                values.get(item["n"]),
                keys[item["n"]],
                sheet=sheet,
                score=(answers.get(item["n"], (None, None))[1],),
            )
            for item in body["items"]
        ]
    )


def present_plain_paper(attempt: Attempt) -> list[ShownItem]:
    """Show the questions with the answers given so far; the key is not even read."""
    answers = fold_batches(list_batches(attempt)).answers
    values = {position: last.value for position, last in answers.items()}
    body = read_paper(attempt.paper)
    sheet = _open_sheet(attempt.paper, body, learner_id=attempt.learner_id, values=values)
    items = body["items"]
    return _once([show_item(item, values.get(item["n"]), None, sheet=sheet) for item in items])


def _open_sheet(
    paper: Paper,
    body: dict[str, Any],
    *,
    learner_id: int = 0,
    values: Mapping[int, Any] | None = None,
) -> Sheet:
    """Gather what the questions of a page share; handed-in files are read when there may be some."""
    asked = [item["n"] for item in body["items"] if item["type"] == "file_answer"]
    lists = [values[n] for n in asked if isinstance(values.get(n), list)] if values else []
    ids = [each for ids in lists for each in ids if isinstance(each, str)]
    return Sheet(
        addresses=mint_addresses(paper.files),
        stimuli=body.get("stimuli", []),
        handed_in=describe_handed_in(ids, learner_id=learner_id) if ids else {},
    )


def _once(items: list[ShownItem]) -> list[ShownItem]:
    """Leave a shared text with the first of the questions that follow each other under it."""
    before: list[dict[str, Any] | None] = [None, *(item.stimulus for item in items)]
    return [
        replace(item, stimulus=None) if item.stimulus == last else item
        for item, last in zip(items, before, strict=False)
    ]


def present_opening(attempt: Attempt, *, now: datetime) -> dict[str, Any]:
    """Write what the player needs to begin or go on; times are milliseconds."""
    folded = fold_batches(list_batches(attempt) if attempt.epoch > 1 else [])
    paper, schedule = attempt.paper, attempt.sitting.schedule
    return {
        "attempt": attempt.public_id,
        "token": mint_attempt_token(attempt),
        "epoch": attempt.epoch,
        "now": _milliseconds(now),
        "ends_at": _milliseconds(attempt.closes_at),
        "grace_until": _milliseconds(attempt.grace_until),
        "has_clock": attempt.sitting.duration_minutes is not None,
        "files": mint_addresses(paper.files, minutes=_minutes_left(attempt, now)),
        "is_watched": bool(schedule and schedule.is_in_room),
        "has_calculator": bool(schedule and schedule.has_calculator),
        "paper": reverse("assessments:show_paper", args=[paper.sha256, mint_paper_key(paper)]),
        "answers": {
            str(position): {"a": last.value, "epoch": last.epoch, "seq": last.seq}
            for position, last in folded.answers.items()
        },
        "flags": [position for position, is_set in folded.flags.items() if is_set],
        "result": reverse("assessments:show_result", args=[attempt.public_id]),
    }


def _minutes_left(attempt: Attempt, now: datetime) -> int:
    """Pictures stay open as long as the work, for half a day at most: a reload opens them again."""
    left = int((attempt.closes_at - now).total_seconds() / 60) + 15
    return min(max(left, 30), 12 * 60)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def read_plain_answers(paper: Paper, posted: QueryDict) -> dict[int, Any]:
    """Read the answers of the plain page's form; blanks are left out."""
    return read_values(read_paper(paper), posted)


def read_values(body: Mapping[str, Any], posted: QueryDict) -> dict[int, Any]:
    """Read answers to the questions of a body, by position; blanks are left out."""
    answers: dict[int, Any] = {}
    for item in body["items"]:
        read: Reader = _READERS.get(item["type"], _read_text)
        value = read(item, posted)
        if value:
            answers[item["n"]] = value
    return answers


def _read_text(item: dict[str, Any], posted: QueryDict) -> str:
    longest = LONGEST_ESSAY if item["type"] == "essay" else 2000
    return posted.get(f"cau-{item['n']}", "").strip()[:longest]


def _read_several(item: dict[str, Any], posted: QueryDict) -> list[str]:
    return posted.getlist(f"cau-{item['n']}")


def _read_statements(item: dict[str, Any], posted: QueryDict) -> dict[str, bool]:
    name = f"cau-{item['n']}"
    said = {each["t"]: posted.get(f"{name}-{each['t']}") for each in item["statements"]}
    return {token: word == "1" for token, word in said.items() if word in {"0", "1"}}


def _read_order(item: dict[str, Any], posted: QueryDict) -> list[str]:
    """Read the places that were chosen; entries of one place stay as they stood."""
    name = f"cau-{item['n']}"
    places = {each["t"]: posted.get(f"{name}-{each['t']}", "") for each in item["entries"]}
    if not any(place.isdecimal() for place in places.values()):
        return []
    last = len(places) + 1
    return sorted(places, key=lambda t: int(places[t]) if places[t].isdecimal() else last)


def _read_matches(item: dict[str, Any], posted: QueryDict) -> dict[str, str]:
    name = f"cau-{item['n']}"
    said = {each["t"]: posted.get(f"{name}-{each['t']}", "")[:20] for each in item["left"]}
    return {left: match for left, match in said.items() if match}


def _read_gaps(item: dict[str, Any], posted: QueryDict) -> dict[str, str]:
    numbers = range(1, len(item["gaps"]) + 1)
    said = {str(n): posted.get(f"cau-{item['n']}-{n}", "").strip()[:200] for n in numbers}
    return {number: text for number, text in said.items() if text}


_READERS: dict[str, Reader] = {
    "multiple_choice": _read_several,
    "true_false_statements": _read_statements,
    "ordering": _read_order,
    "matching": _read_matches,
    "cloze": _read_gaps,
    "file_answer": _read_several,
}


def read_way_back(request: HttpRequest) -> str:
    """Return the address in ``next`` when it is one of ours, else nothing."""
    address = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else ""
