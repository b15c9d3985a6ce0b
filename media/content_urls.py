"""Addresses of this app on the content origin."""

from django.urls import path

from .views.delivery import serve_file

urlpatterns = [
    path("f/<str:token>/<slug:part>", serve_file, name="serve_copy"),
    path("f/<str:token>/<slug:part>/<path:name>", serve_file, name="serve_file"),
]
