"""What this app puts into pages of others: a question under review, and marking that waits today."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from accounts.permissions import has_capability
from assessments.presenting.standing import present_facts, present_for_review
from assessments.queries.marking import count_answers_waiting
from assessments.queries.settling import list_appeals_waiting
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


@register_slot("today.tasks")
def show_marking(context: Mapping[str, Any]) -> str:
    """Say how many attempts and appeals wait for the person; nothing where none does."""
    user = context["request"].user
    if not has_capability(user, "class.teach"):
        return ""
    shown = {
        "answer_count": count_answers_waiting(user),
        "appeal_count": list_appeals_waiting(user).count(),
    }
    return render_to_string("assessments/_today_marking.html", shown) if any(shown.values()) else ""
