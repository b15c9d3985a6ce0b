"""Addresses of this app."""

from django.urls import path

from . import views

app_name = "review"
urlpatterns = [
    path("can-duyet/", views.list_tasks, name="list_tasks"),
    path("can-duyet/da-xet/", views.list_decided, name="list_decided"),
    path("can-duyet/da-gui/", views.list_handed_in, name="list_handed_in"),
    path("can-duyet/<slug:public_id>/", views.show_review, name="show_review"),
    path("can-duyet/<slug:public_id>/quyet-dinh/", views.decide, name="decide"),
    path("can-duyet/<slug:public_id>/rut-lai/", views.withdraw, name="withdraw"),
]
