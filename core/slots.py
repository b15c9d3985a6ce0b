"""Slots: a lower template names a place, an upper app says what stands there.

An app registers in its ``slots.py``, which is imported when Django starts::

    @register_slot("resource.side", order=20)
    def show_usage(context: Mapping[str, Any]) -> str:
        return render_to_string("lms/_usage.html", {"resource": context["resource"]})
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

Filler = Callable[[Mapping[str, Any]], str]


class _Filling(NamedTuple):
    order: int
    filler: Filler


_slots: dict[str, list[_Filling]] = {}


def register_slot(name: str, order: int = 50) -> Callable[[Filler], Filler]:
    """Register the decorated function for a slot; lower orders stand first."""

    def register(filler: Filler) -> Filler:
        fillings = [*_slots.get(name, []), _Filling(order, filler)]
        _slots[name] = sorted(fillings, key=lambda filling: filling.order)
        return filler

    return register


def render_slot(name: str, context: Mapping[str, Any]) -> SafeString:
    """Render everything registered for a slot. Text that is not marked safe is escaped."""
    return format_html_join(
        "",
        "{}",
        ((conditional_escape(filling.filler(context) or ""),) for filling in _slots.get(name, [])),
    )


def has_slot(name: str) -> bool:
    """Say whether anybody stands in this slot."""
    return bool(_slots.get(name))
