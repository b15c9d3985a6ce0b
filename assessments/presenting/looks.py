"""A question as a pupil sees it, before any paper holds it."""

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from assessments.cleaning import render_html
from assessments.items.paper import StimulusText, freeze
from assessments.items.shape import Content
from assessments.models import Stimulus
from assessments.queries.files import mint_addresses

from .items import Sheet, ShownItem, show_item

ONE = Decimal(1)


def freeze_look(
    content: Content, *, seed: str, stimulus: Stimulus | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Freeze one question with tokens that are the same for the same seed."""
    tokens = _draw(seed)
    text = StimulusText(stimulus.title, stimulus.html) if stimulus else None
    return freeze([(content, ONE)], token=lambda: next(tokens), render=render_html, stimuli=[text])


def present_look(
    content: Content,
    *,
    seed: str,
    stimulus: Stimulus | None = None,
    answer: Any = None,
    is_tried: bool = False,
) -> ShownItem:
    """Show a question to fill in, or, once it was tried, beside its key."""
    body, key = freeze_look(content, seed=seed, stimulus=stimulus)
    files: Mapping[str, str] = {
        **content.get("files", {}),
        **(stimulus.files if stimulus else {}),
    }
    sheet = Sheet(addresses=mint_addresses(files), stimuli=body.get("stimuli", []))
    if not is_tried:
        return show_item(body["items"][0], answer, None, sheet=sheet)
    return show_item(body["items"][0], answer, key["items"][0], sheet=sheet, score=(None,))


def present_key(content: Content, *, seed: str, stimulus: Stimulus | None = None) -> ShownItem:
    """Show a question with its key, without anybody's answer."""
    body, key = freeze_look(content, seed=seed, stimulus=stimulus)
    files = {**content.get("files", {}), **(stimulus.files if stimulus else {})}
    sheet = Sheet(addresses=mint_addresses(files), stimuli=body.get("stimuli", []))
    return show_item(body["items"][0], None, key["items"][0], sheet=sheet)


def _draw(seed: str) -> Iterator[str]:
    number = 0
    while True:
        yield hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()[:6]
        number += 1
