"""What questions put into the page of a review: the question, and its facts."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from assessments.presenting.standing import present_facts, present_for_review
from core.slots import register_slot


@register_slot("review.facts:question")
def show_facts(context: Mapping[str, Any]) -> str:
    """Show form, level, outcomes, licence, AI label and the bank it goes into."""
    shown = present_facts(context["review"])
    return render_to_string("assessments/_review_facts.html", shown) if shown else ""


@register_slot("review.subject:question")
def show_subject(context: Mapping[str, Any]) -> str:
    """Show the version under review with its key, remarks, changes and near-duplicates."""
    shown = present_for_review(context["request"].user, context["review"])
    return render_to_string("assessments/_review_subject.html", shown) if shown else ""
