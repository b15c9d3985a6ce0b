"""Addresses of this app: pupils first, then parents and teachers."""

from django.urls import URLPattern, URLResolver, path

from .views import (
    assign,
    gradebooks,
    own_marks,
    parent,
    pupil,
    pupil_reports,
    report,
    school_reports,
    study,
    teacher,
)

app_name = "lms"

_pupils: list[URLPattern | URLResolver] = [
    path("viec-can-lam/", pupil.show_home, name="show_home"),
    path("lop-hoc/", pupil.show_classes, name="show_pupil_classes"),
    path("lop-hoc/<slug:public_id>/", pupil.show_class, name="show_pupil_class"),
    path("luyen-tap/", pupil.show_practice, name="show_practice"),
    path("cua-em/", pupil.show_mine, name="show_mine"),
    path("cua-em/bang-diem/", own_marks.show_own_marks, name="show_own_marks"),
    path("hoc/<slug:public_id>/", study.show_part, name="study"),
    path("hoc/<slug:public_id>/xong/", study.show_finish, name="show_finish"),
    path("hoc/<slug:public_id>/<int:number>/", study.show_part, name="show_part"),
    path("hoc/<slug:public_id>/<int:number>/xong/", study.finish_part, name="finish_part"),
]
_parents: list[URLPattern | URLResolver] = [
    path("con-toi/", parent.show_children, name="show_children"),
    path("con-toi/<slug:public_id>/", parent.show_child, name="show_child"),
    path(
        "con-toi/<slug:public_id>/bang-diem/", own_marks.show_child_marks, name="show_child_marks"
    ),
]
_teachers: list[URLPattern | URLResolver] = [
    path("hom-nay/", teacher.show_today, name="show_today"),
    path("lop-cua-toi/", teacher.list_classes, name="list_classes"),
    path("lop-cua-toi/<slug:public_id>/", teacher.show_class, name="show_class"),
    path("giao-bai/<slug:public_id>/", assign.assign_lesson, name="assign_lesson"),
    path("bai-da-giao/<slug:public_id>/", report.show_class_report, name="show_class_report"),
    path("bai-da-giao/<slug:public_id>/bang.csv", report.export_report, name="export_report"),
    path("bai-da-giao/<slug:public_id>/nhac/", report.remind, name="remind"),
    path("bai-da-giao/<slug:public_id>/doi-han/", assign.edit_assignment, name="edit_assignment"),
    path("bai-da-giao/<slug:public_id>/thu-lai/", assign.withdraw, name="withdraw"),
    path("bai-da-giao/<slug:public_id>/giao-lai/", assign.restore, name="restore"),
]
_BOOK = "so-diem/<slug:public_id>/<slug:subject>/<int:term>/"
_books: list[URLPattern | URLResolver] = [
    path("so-diem/", gradebooks.list_gradebooks, name="list_gradebooks"),
    path(_BOOK, gradebooks.show_gradebook, name="show_gradebook"),
    path(f"{_BOOK}excel/", gradebooks.export_gradebook, name="export_gradebook"),
    path(f"{_BOOK}cot/", gradebooks.add_column, name="add_column"),
    path(f"{_BOOK}cot/<slug:key>/", gradebooks.fill_column, name="fill_column"),
    path(f"{_BOOK}cot/<slug:key>/tinh/", gradebooks.set_counted, name="set_counted"),
    path(f"{_BOOK}o/<slug:key>/<slug:pupil>/", gradebooks.correct_mark, name="correct_mark"),
    path(f"{_BOOK}nhan-xet/", gradebooks.write_remarks, name="write_remarks"),
    path(f"{_BOOK}cho-xem/", gradebooks.show_to_families, name="show_to_families"),
]
_reports: list[URLPattern | URLResolver] = [
    path("cua-em/bao-cao/", pupil_reports.show_own_report, name="show_own_report"),
    path(
        "con-toi/<slug:public_id>/bao-cao/",
        pupil_reports.show_child_report,
        name="show_child_report",
    ),
    path(
        "so-diem/<slug:public_id>/hoc-sinh/<slug:pupil>/",
        pupil_reports.show_pupil_report,
        name="show_pupil_report",
    ),
    path("bao-cao-truong/", school_reports.list_school_reports, name="list_school_reports"),
    path(
        "bao-cao-truong/<slug:public_id>/",
        school_reports.show_school_report,
        name="show_school_report",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [*_pupils, *_parents, *_teachers, *_books, *_reports]
