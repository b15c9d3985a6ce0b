"""Who writes and who reads which pages of the portal."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.permissions import AnyUser, has_capability, list_held_grants, organisations_where
from content.models.portal import PortalArticle, PortalSection

CAPABILITY = "portal.edit"
# What an editor may do in his section; the section itself is neither moved nor deleted, see below.
CODENAMES = ("add_page", "change_page", "publish_page")


@dataclass(frozen=True)
class _Codename:
    codename: str


@dataclass(frozen=True)
class SectionRight:
    """One right in one section, in the shape of Wagtail's rows of groups."""

    page: PortalSection
    permission: _Codename

    @property
    def page_id(self) -> int:
        """The id of the section's page."""
        return int(self.page.pk)


class PortalPolicy(PagePermissionPolicy):
    """Wagtail's questions about pages, answered from our roles instead of groups."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        """Return rights in the sections of the organisations whose portal the person edits."""
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        return [
            SectionRight(section, _Codename(name))
            for section in sections_edited_by(user)
            for name in CODENAMES
        ]


def can_read_article(user: AnyUser, article: PortalArticle) -> bool:
    """Say whether the person may read this page of the portal."""
    return articles_read_by(user).filter(pk=article.pk).exists()


def articles_read_by(user: AnyUser) -> QuerySet[PortalArticle]:
    """Twin of ``can_read_article``: public ones, and those of organisations one belongs to.

    What an organisation writes is for everybody below it: roles there or further down.
    """
    live = PortalArticle.objects.live()
    public = Q(audience=PortalArticle.Audience.PUBLIC)
    above = {pk for grant in list_held_grants(user) for pk in grant.organisation.ancestor_ids}
    sections = PortalSection.objects.filter(organisation_id__in=above)
    mine = Q()
    for path in sections.values_list("path", flat=True):
        mine |= Q(path__startswith=path)
    found: QuerySet[PortalArticle] = live.filter(public | mine if mine else public)
    return found


def can_edit_portal(user: AnyUser) -> bool:
    """Say whether the person edits some part of the portal."""
    return has_capability(user, CAPABILITY)


def sections_edited_by(user: AnyUser) -> QuerySet[PortalSection]:
    """Return the parts of the organisations for which the person has the right."""
    places = organisations_where(user, CAPABILITY)
    found: QuerySet[PortalSection] = PortalSection.objects.filter(organisation__in=places)
    return found
