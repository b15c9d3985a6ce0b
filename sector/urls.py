"""Addresses of this app."""

from django.urls import URLPattern, URLResolver

app_name = "sector"
urlpatterns: list[URLPattern | URLResolver] = []
