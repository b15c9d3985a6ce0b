"""The portal: news, guides and help, readable before signing in where the writer allows it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.permissions import has_staff_role
from accounts.requests import UserRequest
from content.actions.portal import ensure_section
from content.models.portal import PortalArticle
from content.permissions.portal import CAPABILITY, can_edit_portal
from content.queries import portal as queries
from core.errors import NotFoundError

PER_PAGE = 20


def frame_of(request: HttpRequest) -> str:
    """Choose the frame: plain before signing in, else the person's own."""
    if not request.user.is_authenticated:
        return "core/shell_plain.html"
    is_staff = has_staff_role(request.user)
    return "core/shell_staff.html" if is_staff else "core/shell_pupil.html"


def show_portal(request: HttpRequest) -> HttpResponse:
    """Show the newest of each kind, or all of one (``?loai=guide``)."""
    request.nav_key = "portal"  # type: ignore[attr-defined]  # read by core.nav
    kind = request.GET.get("loai", "")
    kind = kind if kind in PortalArticle.Kind.values else ""
    context: dict[str, Any] = {"portal_frame": frame_of(request)}
    context |= {"can_edit": can_edit_portal(request.user), "kinds": PortalArticle.Kind.choices}
    if kind:
        found = queries.list_articles(request.user, kind)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        label = PortalArticle.Kind(kind).label
        context |= {"page": page, "kind": kind, "label": label}
    else:
        context["groups"] = queries.list_groups(request.user)
    return render(request, "content/portal.html", context)


def show_article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show one page of the portal; an old slug leads to the new one."""
    request.nav_key = "portal"  # type: ignore[attr-defined]  # read by core.nav
    article = queries.access_article(request.user, pk)
    if article.slug != slug:
        return redirect("content:show_article", article.pk, article.slug)
    section = queries.find_section_of(article)
    context = {"article": article, "section": section, "portal_frame": frame_of(request)}
    return render(request, "content/portal_article.html", context)


@require_POST
@require_capability(CAPABILITY)
def edit_portal(request: UserRequest) -> HttpResponse:
    """Go to the own part of the portal in the editor; it is made at the first visit."""
    place = queries.find_own_place(request.user)
    if place is None:
        raise NotFoundError
    section = ensure_section(place)
    return redirect("wagtailadmin_explore", section.pk)
