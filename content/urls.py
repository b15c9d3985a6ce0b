"""Addresses of this app: the bank and its resources first, then lessons."""

from django.urls import URLPattern, URLResolver, path

from .views import lessons

app_name = "content"

_resources: list[URLPattern | URLResolver] = []
_lessons: list[URLPattern | URLResolver] = [
    path("bai-giang/", lessons.list_lessons, name="list_lessons"),
    path("bai-giang/tao-moi/", lessons.create_lesson, name="create_lesson"),
    path("bai-giang/<slug:public_id>/", lessons.show_lesson, name="show_lesson"),
    path("bai-giang/<slug:public_id>/thong-tin/", lessons.edit_lesson, name="edit_lesson"),
    path("bai-giang/<slug:public_id>/xuat-ban/", lessons.publish_lesson, name="publish_lesson"),
    path("bai-giang/<slug:public_id>/sao-chep/", lessons.copy_lesson, name="copy_lesson"),
    path("bai-giang/<slug:public_id>/bo-vao-thung-rac/", lessons.bin_lesson, name="bin_lesson"),
    path("bai-giang/<slug:public_id>/khoi-phuc/", lessons.restore_lesson, name="restore_lesson"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_resources, *_lessons]
