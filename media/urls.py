"""Addresses of this app."""

from django.urls import path

from .views import pages, uploads

app_name = "media"
urlpatterns = [
    path("tep-cua-toi/", pages.list_files, name="list_files"),
    path("tep-cua-toi/thung-rac/", pages.list_bin, name="list_bin"),
    path("tep/tai-len/", uploads.begin_upload, name="begin_upload"),
    path("tep/tai-len/<slug:public_id>/", uploads.continue_upload, name="continue_upload"),
    path("tep/<slug:public_id>/", pages.show_file, name="show_file"),
    path("tep/<slug:public_id>/trang-thai/", pages.show_file_state, name="show_file_state"),
    path("tep/<slug:public_id>/bo/", pages.bin_file, name="bin_file"),
    path("tep/<slug:public_id>/lay-lai/", pages.restore_file, name="restore_file"),
    path("tep/<slug:public_id>/lam-lai/", pages.retry_file, name="retry_file"),
]
