"""Addresses of this app."""

from django.urls import URLPattern, URLResolver

app_name = "lms"
urlpatterns: list[URLPattern | URLResolver] = []
