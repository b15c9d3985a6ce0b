"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from . import views
from .gallery.views import show_gallery

app_name = "core"
urlpatterns: list[URLPattern | URLResolver] = [
    path("thu-vien-giao-dien/", show_gallery, name="show_gallery"),
    path("healthz", views.show_liveness, name="show_liveness"),
    path("readyz", views.show_readiness, name="show_readiness"),
    path("metrics", views.show_metrics, name="show_metrics"),
    path("viec-nen/<str:public_id>/", views.show_job_progress, name="show_job_progress"),
]
