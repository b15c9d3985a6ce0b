"""Addresses of this app: the bank and its resources first, then lessons."""

from django.urls import URLPattern, URLResolver

app_name = "content"

_resources: list[URLPattern | URLResolver] = []
_lessons: list[URLPattern | URLResolver] = []

urlpatterns: list[URLPattern | URLResolver] = [*_resources, *_lessons]
