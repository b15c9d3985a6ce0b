"""Addresses of this app: the bank and its resources first, then lessons."""

from django.urls import URLPattern, URLResolver, path

from .views import bank, lessons, portal, resource_form, resource_use, resources
from .views.place import in_bank

app_name = "content"

_portal: list[URLPattern | URLResolver] = [
    path("cong-thong-tin/", portal.show_portal, name="show_portal"),
    path("cong-thong-tin/viet/", portal.edit_portal, name="edit_portal"),
    path("cong-thong-tin/<int:pk>/<str:slug>/", portal.show_article, name="show_article"),
]
_resources: list[URLPattern | URLResolver] = [
    path("kho/", in_bank(bank.list_resources), name="list_resources"),
    path("kho/<slug:public_id>/", in_bank(resources.show_resource), name="show_resource"),
    path("kho/<slug:public_id>/tai-ve/", resources.download_resource, name="download_resource"),
    path("kho/<slug:public_id>/dung/", in_bank(resource_use.use_resource), name="use_resource"),
    path("kho/<slug:public_id>/thu-hoi/", resources.withdraw_resource, name="withdraw_resource"),
    path("hoc-lieu-cua-toi/", in_bank(resources.list_own_resources), name="list_own_resources"),
    path("hoc-lieu-cua-toi/them/", in_bank(resource_form.create_resource), name="create_resource"),
    path("hoc-lieu-cua-toi/yeu-cau-can-dat/", resource_form.find_outcomes, name="find_outcomes"),
    path(
        "hoc-lieu-cua-toi/<slug:public_id>/sua/",
        in_bank(resource_form.edit_resource),
        name="edit_resource",
    ),
    path(
        "hoc-lieu-cua-toi/<slug:public_id>/gui-duyet/",
        resources.submit_resource,
        name="submit_resource",
    ),
]
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

urlpatterns: list[URLPattern | URLResolver] = [*_portal, *_resources, *_lessons]
