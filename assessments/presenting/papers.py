"""What pages and the player show of papers, running attempts and results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from assessments.folding import fold_batches
from assessments.items.paper import unpack
from assessments.models import Attempt, Paper
from assessments.queries.attempts import list_batches
from assessments.queries.papers import get_paper_body
from assessments.scoring import score_item
from assessments.tokens import mint_attempt_token, mint_paper_key

from .banks import LETTERS, NO_HTML, list_accepted, safe


@dataclass(frozen=True)
class ShownPart:
    """An option or statement of a paper: ``picked`` is the learner's, ``right`` the key's."""

    token: str
    letter: str
    html: SafeString
    picked: bool | None = None
    right: bool | None = None


@dataclass(frozen=True)
class ShownItem:
    """A question of a paper."""

    n: int
    type: str
    points: Decimal
    stem: SafeString
    parts: list[ShownPart] = field(default_factory=list)
    value: str = ""
    has_cells: bool = False
    accepted: list[str] = field(default_factory=list)
    solution: SafeString = NO_HTML
    got: Decimal | None = None

    @property
    def is_right(self) -> bool:
        """Tell whether all points were got."""
        return self.got == self.points


def read_paper(paper: Paper) -> dict[str, Any]:
    """Read the body of a paper."""
    return unpack(get_paper_body(paper.sha256, may_be_packed=True)[0])


def present_paper(paper: Paper, key: Mapping[str, Any]) -> list[ShownItem]:
    """Show a paper with its key, without anybody's answers."""
    keys = {item["n"]: item for item in key["items"]}
    return [_show(item, None, keys[item["n"]]) for item in read_paper(paper)["items"]]


def present_answers(attempt: Attempt, key: Mapping[str, Any]) -> list[ShownItem]:
    """Show a paper with the learner's answers beside the key."""
    keys = {item["n"]: item for item in key["items"]}
    values = dict(attempt.answers.values_list("position", "value"))
    return [
        _show(item, values.get(item["n"]), keys[item["n"]], is_scored=True)
        for item in read_paper(attempt.paper)["items"]
    ]


def present_plain_paper(attempt: Attempt) -> list[ShownItem]:
    """Show the questions with the answers given so far; the key is not even read."""
    answers = fold_batches(list_batches(attempt)).answers
    values = {position: last.value for position, last in answers.items()}
    return [_show(item, values.get(item["n"]), None) for item in read_paper(attempt.paper)["items"]]


def _show(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None, *, is_scored: bool = False
) -> ShownItem:
    return ShownItem(
        n=item["n"],
        type=item["type"],
        points=Decimal(item["points"]),
        stem=safe(item["stem"]),
        parts=[*_show_options(item, value, key), *_show_statements(item, value, key)],
        value=value if isinstance(value, str) else "",
        has_cells="cells" in item,
        accepted=list_accepted(dict(key)) if key else [],
        solution=safe(key["solution"]) if key else NO_HTML,
        got=score_item(key, value).points if key and is_scored else None,
    )


def _show_options(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None
) -> list[ShownPart]:
    chosen = value if isinstance(value, list) else [value]
    return [
        ShownPart(
            token=option["t"],
            letter=letter,
            html=safe(option["html"]),
            picked=option["t"] in chosen,
            right=Decimal(key["options"][option["t"]]["share"]) > 0 if key else None,
        )
        for letter, option in zip(LETTERS, item.get("options", []), strict=False)
    ]


def _show_statements(
    item: dict[str, Any], value: Any, key: Mapping[str, Any] | None
) -> list[ShownPart]:
    picked = value if isinstance(value, dict) else {}
    return [
        ShownPart(
            token=each["t"],
            letter=letter.lower(),
            html=safe(each["html"]),
            picked=picked.get(each["t"]),
            right=key["statements"][each["t"]] if key else None,
        )
        for letter, each in zip(LETTERS, item.get("statements", []), strict=False)
    ]


def present_opening(attempt: Attempt, *, now: datetime) -> dict[str, Any]:
    """Write what the player needs to begin or go on; times are milliseconds."""
    folded = fold_batches(list_batches(attempt) if attempt.epoch > 1 else [])
    paper = attempt.paper
    return {
        "attempt": attempt.public_id,
        "token": mint_attempt_token(attempt),
        "epoch": attempt.epoch,
        "now": _milliseconds(now),
        "ends_at": _milliseconds(attempt.closes_at),
        "grace_until": _milliseconds(attempt.grace_until),
        "has_clock": attempt.sitting.duration_minutes is not None,
        "paper": reverse("assessments:show_paper", args=[paper.sha256, mint_paper_key(paper)]),
        "answers": {
            str(position): {"a": last.value, "epoch": last.epoch, "seq": last.seq}
            for position, last in folded.answers.items()
        },
        "flags": [position for position, is_set in folded.flags.items() if is_set],
        "result": reverse("assessments:show_result", args=[attempt.public_id]),
    }


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def read_plain_answers(paper: Paper, posted: QueryDict) -> dict[int, Any]:
    """Read the answers of the plain page's form; blanks are left out."""
    answers: dict[int, Any] = {}
    for item in read_paper(paper)["items"]:
        name = f"cau-{item['n']}"
        value: Any = posted.get(name, "").strip()[:2000]
        if item["type"] == "multiple_choice":
            value = posted.getlist(name)
        elif item["type"] == "true_false_statements":
            said = {each["t"]: posted.get(f"{name}-{each['t']}") for each in item["statements"]}
            value = {token: word == "1" for token, word in said.items() if word in {"0", "1"}}
        if value:
            answers[item["n"]] = value
    return answers


def read_way_back(request: HttpRequest) -> str:
    """Return the address in ``next`` when it is one of ours, else nothing."""
    address = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else ""
