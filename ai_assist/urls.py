"""Addresses of this app."""

from django.urls import URLPattern, URLResolver

app_name = "ai_assist"
urlpatterns: list[URLPattern | URLResolver] = []
