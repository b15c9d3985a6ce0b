"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "ai_assist"
urlpatterns: list[URLPattern | URLResolver] = [
    path("goi-y/", views.start_draft, name="start_draft"),
    path("goi-y/yeu-cau-can-dat/", views.suggest_outcomes, name="suggest_outcomes"),
    path("goi-y/<str:public_id>/", views.show_draft, name="show_draft"),
    path("goi-y/<str:public_id>/yeu-cau/", views.choose_outcomes, name="choose_outcomes"),
    path("goi-y/<str:public_id>/bai-giang/", views.make_lesson, name="make_lesson"),
]
