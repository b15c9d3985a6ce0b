"""What resources put into other apps' pages: the subject of a review, and its facts."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from content.queries.resources import find_version
from core.slots import register_slot
from media.queries import mint_urls


@register_slot("review.facts:resource")
def show_facts(context: Mapping[str, Any]) -> str:
    """Show type, outcomes, licence and AI label beside the title."""
    review = context["review"]
    version = find_version(review.subject_id, review.version)
    return render_to_string("content/_review_facts.html", {"version": version}) if version else ""


@register_slot("review.subject:resource")
def show_subject(context: Mapping[str, Any]) -> str:
    """Show the file and the details of the version under review."""
    review = context["review"]
    version = find_version(review.subject_id, review.version)
    if version is None:
        return ""
    file = version.file
    urls = mint_urls(file) if file is not None and file.is_ready else None
    return render_to_string("content/_review_subject.html", {"version": version, "urls": urls})


@register_slot("gate.links")
def show_portal_link(_context: Mapping[str, Any]) -> str:
    """Lead people who have not signed in to news and guides."""
    return render_to_string("content/_gate_link.html")
