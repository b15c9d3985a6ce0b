"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from .views import (
    classes,
    enrolments,
    families,
    first_run,
    jobs,
    organisations,
    own,
    people,
    privacy,
    school_classes,
    school_years,
    sign_in,
    teachings,
    trail,
)

app_name = "accounts"

_PLACE = "don-vi/<str:public_id>/"
_CLASS = "lop/<str:public_id>/"
_SCHOOL = "truong/<str:public_id>/"
_PERSON = "truong/<str:public_id>/nguoi/<str:person_id>/"

_structure: list[URLPattern | URLResolver] = [
    path("don-vi/", organisations.show_top, name="show_organisations"),
    path(_PLACE, organisations.show_organisation, name="show_organisation"),
    path(f"{_PLACE}them/<slug:kind>/", organisations.add_organisation, name="add_organisation"),
    path(f"{_PLACE}sua/", organisations.edit_organisation, name="edit_organisation"),
    path(f"{_PLACE}dong/", organisations.close_organisation, name="close_organisation"),
    path(f"{_PLACE}mo-lai/", organisations.reopen_organisation, name="reopen_organisation"),
    path("nam-hoc/", school_years.show_school_years, name="show_school_years"),
    path(f"{_SCHOOL}lop/", school_classes.list_school_classes, name="list_school_classes"),
    path(f"{_SCHOOL}lop/them/", school_classes.add_class, name="add_class"),
    path(f"{_SCHOOL}lop/nhap/", enrolments.import_school_pupils, name="import_school_pupils"),
    path(f"{_SCHOOL}nguoi/nhap/", enrolments.import_teachers, name="import_teachers"),
    path(f"{_CLASS}sua/", school_classes.edit_class, name="edit_class"),
    path(f"{_CLASS}xoa/", school_classes.delete_class, name="delete_class"),
    path(f"{_CLASS}hoc-sinh/them/", enrolments.add_pupil, name="add_pupil"),
    path(f"{_CLASS}hoc-sinh/nhap/", enrolments.import_pupils, name="import_pupils"),
    path(
        f"{_CLASS}hoc-sinh/<str:pupil_id>/roi-lop/", enrolments.end_enrolment, name="end_enrolment"
    ),
    path(
        f"{_CLASS}hoc-sinh/<str:pupil_id>/vao-lai/",
        enrolments.resume_enrolment,
        name="resume_enrolment",
    ),
    path(f"{_CLASS}giao-vien/", teachings.list_teachings, name="list_teachings"),
    path(f"{_CLASS}giao-vien/<int:teaching_id>/thoi/", teachings.end_teaching, name="end_teaching"),
    path(
        f"{_CLASS}giao-vien/<int:teaching_id>/day-lai/",
        teachings.resume_teaching,
        name="resume_teaching",
    ),
]
_REQUEST = "du-lieu-ca-nhan/yeu-cau/<str:public_id>/"
_SUBJECT = "du-lieu-ca-nhan/nguoi/<str:public_id>/"
_privacy: list[URLPattern | URLResolver] = [
    path("nhat-ky/", trail.list_audit, name="list_audit"),
    path("nhat-ky/kiem-tra/", trail.check_audit, name="check_audit"),
    path("du-lieu-ca-nhan/", privacy.show_privacy, name="show_privacy"),
    path(_SUBJECT, privacy.show_subject, name="show_subject"),
    path(f"{_SUBJECT}yeu-cau/", privacy.note_request, name="note_data_request"),
    path(f"{_SUBJECT}tep/", privacy.ask_export, name="ask_export"),
    path(f"{_SUBJECT}xoa/", privacy.erase_person, name="erase_person"),
    path("du-lieu-ca-nhan/tep/<str:public_id>/", privacy.fetch_export, name="fetch_export"),
    path(_REQUEST, privacy.show_request, name="show_data_request"),
    path(f"{_REQUEST}tra-loi/", privacy.answer_request, name="answer_data_request"),
    path(f"{_REQUEST}gia-han/", privacy.extend_request, name="extend_data_request"),
    path(f"{_REQUEST}ket-thuc/", privacy.close_request, name="close_data_request"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *_structure,
    *_privacy,
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
    path(f"{_PERSON}phu-huynh/them/", families.add_guardian, name="add_guardian"),
    path(f"{_PERSON}phu-huynh/<int:link_id>/ket-thuc/", families.end_guardian, name="end_guardian"),
    path(f"{_PERSON}khoa/", people.switch_account, name="switch_account"),
    path(f"{_PERSON}mat-khau/", people.reset_password, name="reset_password"),
    path("quan-tri/cong-viec/", jobs.list_jobs, name="list_jobs"),
    path("quan-tri/cong-viec/<str:public_id>/thu-lai/", jobs.retry, name="retry_job"),
]
