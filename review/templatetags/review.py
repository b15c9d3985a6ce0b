"""Tags for pages that show how a review stands: ``{% load review %}{% review_state review %}``."""

from typing import Any

from django import template

from review.labels import describe_state
from review.models import Review

register = template.Library()


@register.filter
def role_name(names: dict[str, str], code: str) -> str:
    """Name a role: ``{{ roles|role_name:step.role }}``; an unknown one by its code."""
    return names.get(code, code)


@register.inclusion_tag("core/components/badge.html")
def review_state(review: Review) -> dict[str, Any]:
    """Draw the badge of a review's state; prefetch its steps on lists."""
    return vars(describe_state(review))
