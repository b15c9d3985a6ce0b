"""Template tags of the house: ``{% load bh %}``."""

import datetime as dt
import re
import warnings
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from core import assets, nav, toasts, wording
from core.forms import choose_field_kind, render_control
from core.slots import render_slot

register = template.Library()

_CLASS_NAME = re.compile(r"\b(lớp|Lớp|tiết|Tiết|bài|Bài|câu|Câu|trang|class|Class) (?=\d)")


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Draw an icon of the sprite: ``{% icon "clock" %}``; ``label`` when no word stands beside it."""
    if name not in assets.list_icons():
        warnings.warn(
            f"no icon is called {name!r}: add it to frontend/core/icons.txt",
            assets.MissingAssetWarning,
            stacklevel=2,
        )
    classes = f"i i--{size}" if size else "i"
    named = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="{}" {} focusable="false"><use href="{}#{}"/></svg>',
        classes,
        named,
        assets.find_sprite_address(),
        name,
    )


@register.simple_tag
def asset(name: str) -> SafeString:
    """Link the script and the sheet of an entry: ``{% asset "lms/study" %}``."""
    return assets.build_asset_tags(name)


@register.simple_tag
def preload_fonts() -> SafeString:
    """Preload the two faces of the first line."""
    return format_html_join(
        "\n",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        ((address,) for address in assets.list_preloaded_fonts()),
    )


@register.simple_tag
def mark_address() -> str:
    """Return the address of the brand mark, for browser tabs."""
    return assets.find_built_address("frontend/core/mark.svg")


@register.simple_tag
def avatar(user: Any, size: str = "", *, named: bool = False) -> SafeString:
    """Draw a person as two letters. ``named`` reads the name aloud where it does not stand beside."""
    classes = f"avatar avatar--{size}" if size else "avatar"
    if named:
        return format_html(
            '<span class="{}" role="img" aria-label="{}">{}</span>',
            classes,
            user.full_name,
            user.initials,
        )
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, user.initials)


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """Render a form field with label, hint and errors: ``{% field form.title %}``."""
    return render_to_string(
        "core/components/field.html",
        {"field": bound, "kind": choose_field_kind(bound), "options": options},
    )


@register.simple_tag
def control(bound: BoundField) -> str:
    """Render the control of a field alone."""
    return render_control(bound)


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, **extra: Any) -> SafeString:
    """Render what other apps put into a named place."""
    flat: dict[Any, Any] = context.flatten()
    return render_slot(name, {**flat, **extra})


@register.simple_tag(takes_context=True)
def nav_items(context: Context, shell: str) -> list[nav.ShownItem]:
    """List the navigation of the signed-in person in a shell."""
    return nav.list_shown_items(context["request"], shell) if "request" in context else []


@register.simple_tag(takes_context=True)
def nav_groups(context: Context, shell: str) -> list[nav.ShownGroup]:
    """List the same by group."""
    return nav.list_shown_groups(context["request"], shell) if "request" in context else []


@register.filter
def undo_url(message: Message) -> str:
    """Return where the undo button of a toast posts to."""
    return toasts.find_undo_url(message)


@register.filter(is_safe=True)
def math(html: str) -> SafeString:
    r"""Turn ``\( … \)`` and ``\[ … \]`` of clean HTML into MathML."""
    if find_spec("core.math") is None:
        return SafeString(html)
    return import_string("core.math.render_math")(html)


@register.filter
def dec(value: Decimal | float | str | None, places: int = 1) -> str:
    """Write a number with a decimal comma: ``{{ score|dec:1 }}``."""
    return wording.say_decimal(value, places)


@register.filter
def near_date(value: dt.date | dt.datetime | None) -> str:
    """Say a date near today in words: hôm nay, thứ Năm 26/11, 21:00 ngày mai."""
    return wording.say_near_date(value)


@register.filter
def filesize_vi(value: int | None) -> str:
    """Write a file size: 640 MB, 2,4 GB."""
    return wording.say_file_size(value)


@register.filter
def duration(value: float | dt.timedelta | None) -> str:
    """Say a span of time: 45 phút."""
    return wording.say_duration(value.total_seconds() if isinstance(value, dt.timedelta) else value)


@register.filter
def clock(value: float | dt.timedelta | None) -> str:
    """Write the length of a recording: 7:42."""
    return wording.say_clock(value.total_seconds() if isinstance(value, dt.timedelta) else value)


@register.filter
def nbsp(value: str) -> str:
    """Keep the number with its noun: lớp 8A, bài 15."""
    return _CLASS_NAME.sub(lambda match: f"{match[1]}{wording.NBSP}", str(value))


@register.filter
def percent_of(value: float | None, total: float | None) -> float:
    """Return value as a share of total, 0 to 100, for bars."""
    return round(100 * float(value or 0) / float(total), 2) if total else 0


@register.filter
def page_window(page: Any) -> list[int]:
    """List the page numbers of a pager, 0 for a gap: 1 0 4 5 6 0 20."""
    last, here = page.paginator.num_pages, page.number
    near = sorted({1, last, *range(max(1, here - 1), min(last, here + 1) + 1)})
    numbers: list[int] = []
    for number in near:
        if numbers and number - numbers[-1] > 1:
            numbers.append(0)
        numbers.append(number)
    return numbers


@register.filter
def goal_x(target: float) -> float:
    """Place the tick of a target so that it stays inside the bar."""
    return round(min(99.3, max(0.0, float(target) - 0.35)), 2)
