"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from .views import classes, first_run, jobs, own, people, sign_in

app_name = "accounts"

_PERSON = "truong/<str:public_id>/nguoi/<str:person_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-nhap/thu/<str:username>/", sign_in.sign_in_demo, name="sign_in_demo"),
    path("quen-mat-khau/", sign_in.show_password_help, name="show_password_help"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("ngon-ngu/", sign_in.choose_language, name="choose_language"),
    path("thiet-lap/", first_run.first_run, name="first_run"),
    path("cua-toi/mat-khau/", own.change_password, name="change_password"),
    path("cua-toi/tuy-chon/", own.show_preferences, name="show_preferences"),
    path("cua-toi/dang-xuat-het/", own.end_sessions, name="end_sessions"),
    path("cua-toi/hop-thu/", own.show_inbox, name="show_inbox"),
    path("cua-toi/vai-tro/", own.show_own_roles, name="show_own_roles"),
    path("lop/", classes.list_classes, name="list_classes"),
    path("lop/<str:public_id>/", classes.show_class, name="show_class"),
    path("lop/<str:public_id>/phieu-tai-khoan/", classes.print_slips, name="print_slips"),
    path(
        "lop/<str:public_id>/hoc-sinh/<str:pupil_id>/mat-khau/",
        classes.reset_pupil_password,
        name="reset_pupil_password",
    ),
    path("nguoi/", people.show_people, name="show_people"),
    path("truong/<str:public_id>/nguoi/", people.list_people, name="list_people"),
    path("truong/<str:public_id>/nguoi/them/", people.add_person, name="add_person"),
    path(_PERSON, people.show_person, name="show_person"),
    path(f"{_PERSON}vai-tro/", people.give_role, name="give_role"),
    path(f"{_PERSON}vai-tro/<int:grant_id>/ket-thuc/", people.end_role, name="end_role"),
    path(f"{_PERSON}khoa/", people.switch_account, name="switch_account"),
    path(f"{_PERSON}mat-khau/", people.reset_password, name="reset_password"),
    path("quan-tri/cong-viec/", jobs.list_jobs, name="list_jobs"),
    path("quan-tri/cong-viec/<str:public_id>/thu-lai/", jobs.retry, name="retry_job"),
]
