"""Lessons as HTML: each kind of block has a template; formulas become MathML."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from content.models.resources import VersionState
from content.queries.lessons import LessonPart
from core.html import clean_html
from core.math import render_math
from media.queries import mint_urls


def render_part(part: LessonPart, *, user: Any) -> SafeString:
    """Return the blocks of a part as HTML; whoever calls has checked that the person may read it.

    File addresses are minted for this reader and end by themselves.
    """
    _fetch_files(part)
    return mark_safe(  # noqa: S308 - every piece below is escaped, cleaned or from a template
        "".join(render_block(block, user=user) for block in part.blocks)
    )


def _fetch_files(part: LessonPart) -> None:
    """Read the files of all blocks at once, however many there are."""
    chosen: dict[str, list[Any]] = {"version": [], "file": []}
    for block in part.blocks:
        for name, rows in chosen.items():
            if block.block_type in {"resource", "file", "image"} and block.value.get(name):
                rows.append(block.value[name])
    prefetch_related_objects(chosen["version"], "file__renditions")
    prefetch_related_objects(chosen["file"], "renditions")


def render_block(block: Any, *, user: Any) -> str:
    """Return one block as HTML."""
    kind, value = block.block_type, block.value
    if kind in {"text", "keep"}:
        html = render_math(clean_html(expand_db_html(value.source)))
        return _render(kind, {"html": html})
    if kind == "formula":
        return _render(kind, {"html": render_math(f"<p>\\[{escape(value)}\\]</p>")})
    if kind in {"file", "image"}:
        return _render_file(kind, value)
    if kind == "resource":
        return _render_resource(value, user)
    return ""


def _render(kind: str, context: dict[str, Any]) -> str:
    return render_to_string(f"content/blocks/{kind}.html", context)


def _render_file(kind: str, value: Any) -> str:
    file = value["file"]
    context: dict[str, Any] = {"value": value, "file": file}
    if file is not None and file.is_ready:
        context["urls"] = mint_urls(file)
    return _render(kind, context)


def _render_resource(value: Any, user: Any) -> str:
    version = value["version"]
    context: dict[str, Any] = {"value": value, "version": version, "user": user}
    if version is not None:
        context["is_withdrawn"] = version.state == VersionState.WITHDRAWN
        file = version.file
        if file is not None and file.is_ready and not context["is_withdrawn"]:
            context.update(file=file, urls=mint_urls(file))
    return _render("resource", context)
