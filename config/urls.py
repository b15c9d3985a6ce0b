"""Addresses of the application origin. Each app brings its own; upper apps come first."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

from lms.views.start import show_start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", show_start, name="home"),
    path("", include("sector.urls")),
    path("", include("ai_assist.urls")),
    path("", include("lms.urls")),
    path("", include("content.urls")),
    path("", include("assessments.urls")),
    path("", include("review.urls")),
    path("", include("media.urls")),
    path("", include("search.urls")),
    path("", include("accounts.urls")),
    path("", include("core.urls")),
    path("admin/", include(wagtailadmin_urls)),
]
