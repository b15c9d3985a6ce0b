"""Addresses of the content origin: files by signed prefix, nothing that knows a session."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("media.content_urls")),
]
