"""The navigation: apps register items in their ``nav.py``, shells show those a person may use.

An item counts only work that waits for its reader; at most eight items in three groups show in
the rail. Items of the pupil shell are the four of the bottom bar.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Group:
    """Groups of the rail, in their order. The first has no title."""

    TODAY = "today"
    MAKE = "make"
    RESULTS = "results"
    SECTOR = "sector"
    DATA = "data"
    SCHOOL = "school"


GROUP_TITLES: dict[str, Text] = {
    Group.TODAY: "",
    Group.MAKE: _("Prepare"),
    Group.RESULTS: _("Results"),
    Group.SCHOOL: _("School"),
    Group.SECTOR: _("Whole sector"),
    Group.DATA: _("Data"),
}


@dataclass(frozen=True)
class NavItem:
    """One place in the navigation."""

    key: str
    label: Text
    icon: str
    url_name: str
    group: str = Group.TODAY
    order: int = 50
    # Capability that shows the item, or several of which one is enough.
    capability: str | tuple[str, ...] = ""
    shells: tuple[str, ...] = ("staff",)
    # Counts what waits for the person; 0 shows nothing.
    count: Callable[[HttpRequest], int] | None = field(default=None, compare=False)
    # Hides the item from those to whom the capability alone would show a closed door.
    is_for: Callable[[HttpRequest], bool] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ShownItem:
    """An item as one person sees it on one page."""

    key: str
    label: Text
    icon: str
    url: str
    group: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class ShownGroup:
    """A group of the rail with its title."""

    title: Text
    items: list[ShownItem]


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> NavItem:
    """Add an item, or replace the one with the same key."""
    _items[item.key] = item
    return item


def list_items() -> list[NavItem]:
    """List every registered item in its order."""
    groups = list(GROUP_TITLES)
    return sorted(_items.values(), key=lambda item: (groups.index(item.group), item.order))


def list_shown_items(request: HttpRequest, shell: str) -> list[ShownItem]:
    """List the items that the signed-in person may use in a shell."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    mine = [item for item in list_items() if shell in item.shells and _may_see(request, item)]
    current = _find_current(request, mine)
    return [shown for item in mine if (shown := _show(request, item, current)) is not None]


def list_shown_groups(request: HttpRequest, shell: str) -> list[ShownGroup]:
    """List the same items by group."""
    items = list_shown_items(request, shell)
    return [
        ShownGroup(GROUP_TITLES[group], list(members))
        for group, members in groupby(items, key=attrgetter("group"))
    ]


def choose_shell(request: HttpRequest) -> str:
    """Return the template of the shell in which this person works: pages of both may extend it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return "core/shell_plain.html"
    learns = import_string(settings.CAPABILITY_CHECK)(user, "class.learn")
    return "core/shell_pupil.html" if learns else "core/shell_staff.html"


def _may_see(request: HttpRequest, item: NavItem) -> bool:
    needed = (item.capability,) if isinstance(item.capability, str) else item.capability
    has_capability = import_string(settings.CAPABILITY_CHECK)
    if any(needed) and not any(has_capability(request.user, name) for name in needed):
        return False
    return item.is_for is None or item.is_for(request)


def _find_current(request: HttpRequest, items: Iterable[NavItem]) -> str:
    """Find the item of this page: the view may say, else the same view, else the same app."""
    match = request.resolver_match
    if match is None:
        return ""
    said = getattr(request, "nav_key", "") or match.kwargs.get("nav_key", "")
    if said:
        return str(said)
    items = list(items)
    by_view = [item.key for item in items if item.url_name == match.view_name]
    by_app = [item.key for item in items if item.url_name.partition(":")[0] == match.namespace]
    return next(iter(by_view + by_app), "")


def _show(request: HttpRequest, item: NavItem, current: str) -> ShownItem | None:
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    return ShownItem(
        key=item.key,
        label=item.label,
        icon=item.icon,
        url=url,
        group=item.group,
        count=item.count(request) if item.count else 0,
        is_current=item.key == current,
    )
