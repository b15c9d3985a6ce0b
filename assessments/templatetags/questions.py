"""Tags for pages that show questions: ``{% load questions %}{% question_standing question %}``."""

from typing import Any

from django import template
from django.template.context import Context

from assessments.items.shape import Content
from assessments.models import Question
from assessments.presenting.imports import Row
from assessments.presenting.likeness import list_import_twins
from assessments.presenting.standing import present_standing
from assessments.quality import check_question
from assessments.quality_words import say_finding

register = template.Library()


@register.inclusion_tag("assessments/_question_standing.html", takes_context=True)
def question_standing(context: Context, question: Question) -> dict[str, Any]:
    """Show how a question stands, with what its reader may do with it."""
    request = context["request"]
    return {
        **present_standing(request.user, question),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("assessments/_notes.html")
def quality_notes(content: Content | None) -> dict[str, Any]:
    """Show the remarks of the rules about a content that is not in a bank yet."""
    findings = check_question(content) if content else []
    return {"notes": [say_finding(finding) for finding in findings]}


@register.inclusion_tag("assessments/_import_twins.html", takes_context=True)
def import_twins(context: Context, rows: list[Row]) -> dict[str, Any]:
    """Warn of questions of a file that nearly read like one that is in a bank already."""
    return {"found": list_import_twins(context["request"].user, rows)}
