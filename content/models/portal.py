"""The portal: one section an organisation, and its news, guides and help pages."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from accounts.models import Organisation

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "external-link"]


class PortalSection(Page):
    """The part of the portal that one organisation writes. Its rows come from our own action."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.PortalArticle"]
    # Made once for each organisation, never by hand in the editor.
    is_creatable = False
    preview_modes: list[Any] = []

    class Meta:
        verbose_name = _("Part of the portal")

    def get_url_parts(self, _request: Any = None, *_args: Any, **_kwargs: Any) -> Any:
        """Lead to the portal's first page, which shows every part its reader may see."""
        return None, settings.APP_ORIGIN, reverse("content:show_portal")


class PortalArticle(Page):
    """One page of news, guide or help."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        GUIDE = "guide", _("Guide")
        HELP = "help", _("Help")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody, also before signing in")
        PLACE = "place", _("People of this organisation and those below it")

    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    audience = models.CharField(
        _("For whom"), max_length=10, choices=Audience, default=Audience.PUBLIC
    )
    summary = models.CharField(_("In one or two sentences"), max_length=300, blank=True)
    body = RichTextField(_("Text"), features=FEATURES)

    parent_page_types = ["content.PortalSection"]
    subpage_types: list[str] = []
    template = "content/portal_article.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("audience"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels: list[Any] = []
    search_fields = [*Page.search_fields, index.FilterField("kind")]

    class Meta:
        verbose_name = _("Page of the portal")

    def get_url_parts(self, _request: Any = None, *_args: Any, **_kwargs: Any) -> Any:
        """Lead to our own page: Wagtail's own addresses are not mounted."""
        return None, settings.APP_ORIGIN, reverse("content:show_article", args=[self.pk, self.slug])

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the preview of the editor what the page itself gets."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "article": self}
