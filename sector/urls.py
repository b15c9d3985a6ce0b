"""Addresses of the sector's view."""

from django.urls import URLPattern, URLResolver, path

from .views import dashboard

app_name = "sector"
urlpatterns: list[URLPattern | URLResolver] = [
    path("chi-so/", dashboard.show_dashboard, name="show_dashboard"),
    path("chi-so/<str:code>/chot/", dashboard.freeze, name="freeze_period"),
]
