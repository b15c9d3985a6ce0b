"""Reads of the portal."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.models import Organisation
from accounts.permissions import AnyUser, list_held_grants, organisations_where
from content.models.portal import PortalArticle, PortalSection
from content.permissions.portal import CAPABILITY, articles_read_by
from core.errors import NotFoundError

A_GROUP = 6


@dataclass
class PortalGroup:
    """The newest pages of one kind."""

    kind: str
    articles: list[PortalArticle] = field(default_factory=list)


def list_articles(user: AnyUser, kind: str = "") -> QuerySet[PortalArticle]:
    """List what the person may read, the newest first; with ``kind`` one kind only."""
    found = articles_read_by(user).order_by("-first_published_at", "-pk")
    return found.filter(kind=kind) if kind else found


def list_groups(user: AnyUser) -> list[PortalGroup]:
    """Return the newest pages of each kind; one query a kind and one for the rights."""
    return [
        PortalGroup(kind, list(list_articles(user, kind)[:A_GROUP]))
        for kind in PortalArticle.Kind.values
    ]


def access_article(user: AnyUser, pk: int) -> PortalArticle:
    """Fetch a page that the person may read, or raise NotFoundError."""
    article = articles_read_by(user).filter(pk=pk).first()
    if article is None:
        raise NotFoundError
    return article


def find_section_of(article: PortalArticle) -> PortalSection | None:
    """Return the part of the portal in which a page stands."""
    path = article.path[: -article.steplen]
    found: PortalSection | None = (
        PortalSection.objects.select_related("organisation").filter(path=path).first()
    )
    return found


def find_own_place(user: AnyUser) -> Organisation | None:
    """Return the organisation for which the person edits the portal, the nearest to his role."""
    for grant in list_held_grants(user):
        if CAPABILITY in grant.role.capabilities:
            return grant.organisation
    return organisations_where(user, CAPABILITY).order_by("path").first()
