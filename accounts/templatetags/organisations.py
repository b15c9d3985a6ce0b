"""Words about organisations: ``{% load organisations %}``."""

from django import template
from django.utils.translation import gettext as _

from accounts.models import Organisation

register = template.Library()


@register.filter
def kind_name(organisation: Organisation) -> str:
    """Name the kind of an organisation."""
    return {
        "department": _("department"),
        "division": _("division of the department"),
        "ward": _("ward or commune"),
        "school": _("school"),
        "subject_group": _("subject group"),
    }[organisation.kind]


@register.filter
def add_words(kind: str) -> str:
    """Say what the button does that adds one of this kind."""
    return {
        "division": _("Add division"),
        "ward": _("Add ward or commune"),
        "school": _("Add school"),
        "subject_group": _("Add subject group"),
    }[kind]
