"""An outline as the contents of a lesson."""

import uuid
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from .shape import Activity


def to_blocks(activities: list[Activity]) -> list[dict[str, Any]]:
    """Return one part of the lesson for each activity, in the shape lessons are stored in."""
    blocks = []
    for activity in activities:
        blocks.append(_block("part", activity.title[:120]))
        blocks.append(_block("text", _text(activity)))
    return blocks


def _block(kind: str, value: str) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _text(activity: Activity) -> str:
    named = (
        (_("Goal"), activity.goal),
        (_("Content"), activity.content),
        (_("Product"), activity.product),
    )
    lines = format_html_join("", "<p><b>{}.</b> {}</p>", named)
    steps = format_html_join("", "<li>{}</li>", ((step,) for step in activity.steps))
    return format_html(
        "{}<p><b>{}</b></p><ol>{}</ol>",
        lines,
        _("How it is done (%(minutes)s minutes)") % {"minutes": activity.minutes},
        steps,
    )
