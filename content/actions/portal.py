"""Writes to the portal's tree; the pages themselves are written in Wagtail's editor."""

from django.db import transaction
from wagtail.models import Site

from accounts.models import Organisation
from content.models.portal import PortalSection


@transaction.atomic
def ensure_section(organisation: Organisation) -> PortalSection:
    """Return the organisation's part of the portal; made once, the same again changes nothing."""
    known: PortalSection | None = PortalSection.objects.filter(organisation=organisation).first()
    if known is not None:
        return known
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    section = PortalSection(
        title=organisation.short_name, slug=f"don-vi-{organisation.pk}", organisation=organisation
    )
    root.add_child(instance=section)
    return section
