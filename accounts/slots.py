"""What stands in the shells about the person: bell, role, preferences, sign out."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from core.slots import register_slot

from .permissions import list_held_grants
from .queries import count_unread


@register_slot("shell.bell")
def show_bell(context: Mapping[str, Any]) -> str:
    """Lead to the inbox, with the count of new messages."""
    user = context["request"].user
    if not user.is_authenticated:
        return ""
    return render_to_string("accounts/_bell.html", {"unread": count_unread(user)})


@register_slot("shell.person")
def show_first_role(context: Mapping[str, Any]) -> str:
    """Say the first role and its place under the person's name."""
    grants = list_held_grants(context["request"].user)
    if not grants:
        return ""
    return f"{grants[0].role.label} · {grants[0].organisation.short_name}"


@register_slot("shell.rail_foot")
def show_own_places(context: Mapping[str, Any]) -> str:
    """Lead to preferences and out."""
    return render_to_string("accounts/_rail_foot.html", {}, request=context["request"])


@register_slot("shell.me")
def show_me(context: Mapping[str, Any]) -> str:
    """Lead a pupil to preferences through the two letters of the name."""
    return render_to_string("accounts/_me.html", {}, request=context["request"])
