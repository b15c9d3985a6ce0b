"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "assessments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ngan-hang-cau-hoi/", views.banks.list_banks, name="list_banks"),
    path("ngan-hang-cau-hoi/them/", views.banks.create_bank, name="create_bank"),
    path("ngan-hang-cau-hoi/<str:public_id>/", views.banks.show_bank, name="show_bank"),
    path("ngan-hang-cau-hoi/<str:public_id>/ten/", views.banks.rename_bank, name="rename_bank"),
    path("ngan-hang-cau-hoi/<str:public_id>/bo/", views.banks.throw_bank, name="throw_bank"),
    path(
        "ngan-hang-cau-hoi/<str:public_id>/hang-loat/", views.many.change_many, name="change_many"
    ),
    path(
        "ngan-hang-cau-hoi/<str:public_id>/trung-lap/",
        views.duplicates.list_duplicates,
        name="list_duplicates",
    ),
    path("ngan-hang-cau-hoi/<str:public_id>/xuat/", views.exports.export_bank, name="export_bank"),
    path(
        "mau-cau-hoi.xlsx",
        views.exports.download_template,
        {"fmt": "xlsx"},
        name="download_template",
    ),
    path(
        "mau-cau-hoi.docx",
        views.exports.download_template,
        {"fmt": "docx"},
        name="download_word_template",
    ),
    path("xuat-cau-hoi/<str:public_id>/", views.exports.show_export, name="show_export"),
    path(
        "xuat-cau-hoi/<str:public_id>/tai/", views.exports.download_export, name="download_export"
    ),
    path("ngan-hang-cau-hoi/<str:public_id>/nhap/", views.imports.read_file, name="read_file"),
    path("ngan-hang-cau-hoi/<str:public_id>/ra-de/", views.tests.create_check, name="create_check"),
    path(
        "ngan-hang-cau-hoi/<str:public_id>/soan/",
        views.authoring.create_question,
        name="create_question",
    ),
    path(
        "ngan-hang-cau-hoi/<str:public_id>/hinh/",
        views.authoring.keep_picture,
        name="keep_picture",
    ),
    path(
        "ngan-hang-cau-hoi/<str:public_id>/yeu-cau/",
        views.authoring.offer_outcomes,
        name="offer_outcomes",
    ),
    path(
        "ngan-hang-cau-hoi/<str:public_id>/ngu-lieu/",
        views.stimuli.list_stimuli,
        name="list_stimuli",
    ),
    path(
        "ngan-hang-cau-hoi/<str:public_id>/ngu-lieu/viet/",
        views.stimuli.create_stimulus,
        name="create_stimulus",
    ),
    path("ngu-lieu/<str:public_id>/", views.stimuli.show_stimulus, name="show_stimulus"),
    path("ngu-lieu/<str:public_id>/sua/", views.stimuli.write_stimulus, name="write_stimulus"),
    path("soan-cau-hoi/xem-chu/", views.authoring.show_text, name="show_text"),
    path("nhap-cau-hoi/<str:public_id>/", views.imports.show_import, name="show_import"),
    path("nhap-cau-hoi/<str:public_id>/luu/", views.imports.save_import, name="save_import"),
    path(
        "nhap-cau-hoi/<str:public_id>/cau/<int:number>/",
        views.imports.mend_element,
        name="mend_element",
    ),
    path("cau-hoi/<str:public_id>/", views.questions.edit_question, name="edit_question"),
    path("khung-de/", views.frames.list_frames, name="list_frames"),
    path("khung-de/them/", views.frames.create_frame, name="create_frame"),
    path("khung-de/<str:key>/", views.frames.edit_frame, name="edit_frame"),
    path("khung-de/<str:key>/thoi-dung/", views.frames.drop_frame, name="drop_frame"),
    path("ma-tran/", views.matrices.list_matrices, name="list_matrices"),
    path("ma-tran/them/", views.matrices.create_matrix, name="create_matrix"),
    path("ma-tran/<str:public_id>/", views.matrices.edit_matrix, name="edit_matrix"),
    path("ma-tran/<str:public_id>/o/", views.cells.show_cell, name="show_cell"),
    path(
        "ma-tran/<str:public_id>/o/<str:cell>/",
        views.cells.list_cell_questions,
        name="list_cell_questions",
    ),
    path("ma-tran/<str:public_id>/chep/", views.matrices.copy_matrix, name="copy_matrix"),
    path("ma-tran/<str:public_id>/chia-se/", views.matrices.share_matrix, name="share_matrix"),
    path("ma-tran/<str:public_id>/ra-de/", views.exams.create_exam, name="create_exam"),
    path("ma-tran/<str:public_id>/in/<str:name>/", views.prints.print_matrix, name="print_matrix"),
    path("bo-de/<str:public_id>/", views.exams.show_exam, name="show_exam"),
    path("bo-de/<str:public_id>/bai-kiem-tra/", views.exams.make_test, name="make_test"),
    path("bo-de/<str:public_id>/tai/<str:name>/", views.prints.print_exam, name="print_exam"),
    path("cau-hoi/<str:public_id>/phien-ban/", views.versions.list_versions, name="list_versions"),
    path("thung-rac/", views.thrown.list_bin, name="list_bin"),
    path("thung-rac/<str:public_id>/khoi-phuc/", views.thrown.restore_entry, name="restore_entry"),
    path("thung-rac/dot/<str:batch>/khoi-phuc/", views.thrown.restore_batch, name="restore_batch"),
    path("ma-tran/<str:public_id>/bo/", views.thrown.throw_matrix, name="throw_matrix"),
    path("de-kiem-tra/<str:public_id>/bo/", views.thrown.throw_test, name="throw_test"),
    path("cau-hoi/<str:public_id>/sua/", views.authoring.write_question, name="write_question"),
    path("cau-hoi/<str:public_id>/lam-thu/", views.authoring.try_question, name="try_question"),
    path("de-kiem-tra/", views.tests.list_tests, name="list_tests"),
    path("de-kiem-tra/<str:public_id>/", views.tests.show_test, name="show_test"),
    path(
        "de-kiem-tra/<str:public_id>/sua-dap-an/<int:n>/",
        views.regrades.ask_regrade,
        name="ask_regrade",
    ),
    path("sua-dap-an/<str:public_id>/", views.regrades.show_regrade, name="show_regrade"),
    path(
        "ket-qua-lop/<str:public_id>/",
        views.settling.show_sitting_results,
        name="show_sitting_results",
    ),
    path(
        "ket-qua-lop/<str:public_id>/xac-nhan/",
        views.settling.confirm_results,
        name="confirm_results",
    ),
    path(
        "ket-qua-lop/<str:public_id>/excel/", views.settling.export_results, name="export_results"
    ),
    path(
        "ket-qua-lop/<str:public_id>/da-ky/", views.settling.download_signed, name="download_signed"
    ),
    path("ket-qua-lop/<str:public_id>/pdf/", views.settling.print_results, name="print_results"),
    path("ket-qua/<str:public_id>/phuc-khao/", views.settling.ask_appeal, name="ask_appeal"),
    path("phuc-khao/<str:public_id>/", views.settling.answer_appeal, name="answer_appeal"),
    path(
        "phuc-khao/<str:public_id>/nguoi-xem/",
        views.appeal_marks.name_reader,
        name="name_appeal_reader",
    ),
    path("phuc-khao/<str:public_id>/cham/", views.appeal_marks.mark_appeal, name="mark_appeal"),
    path("cham-bai/", views.marking.list_marking, name="list_marking"),
    path("cham-bai/<str:public_id>/", views.marking.show_marking, name="show_marking"),
    path(
        "cham-bai/<str:public_id>/cach-cham/",
        views.marking.save_marking_rule,
        name="save_marking_rule",
    ),
    path(
        "cham-bai/<str:public_id>/<int:n>/<int:k>/", views.marking.mark_answer, name="mark_answer"
    ),
    path("phan-tich-de/", views.figures.list_analyses, name="list_analyses"),
    path("phan-tich-de/nghi-sai-dap-an/", views.figures.list_doubts, name="list_doubts"),
    path(
        "phan-tich-de/nghi-sai-dap-an/<str:public_id>/",
        views.figures.decide_doubt,
        name="decide_doubt",
    ),
    path("phan-tich-de/<str:public_id>/", views.figures.show_analysis, name="show_analysis"),
    path(
        "phan-tich-de/<str:public_id>/tinh-lai/",
        views.figures.refresh_analysis,
        name="refresh_analysis",
    ),
    path("de-kiem-tra/<str:public_id>/giao/", views.schedules.give_test, name="give_test"),
    path("lich-kiem-tra/", views.schedules.list_schedules, name="list_schedules"),
    path("lich-kiem-tra/<str:public_id>/", views.schedules.show_schedule, name="show_schedule"),
    path(
        "lich-kiem-tra/<str:public_id>/de/",
        views.schedules.read_given_paper,
        name="read_given_paper",
    ),
    path(
        "lich-kiem-tra/<str:public_id>/thu-hoi/",
        views.schedules.withdraw_schedule,
        name="withdraw_schedule",
    ),
    path(
        "lich-kiem-tra/<str:public_id>/giao-lai/",
        views.schedules.restore_schedule,
        name="restore_schedule",
    ),
    path("coi-thi/<str:public_id>/", views.watching.watch_sitting, name="watch_sitting"),
    path(
        "coi-thi/<str:public_id>/them-gio/",
        views.watching.plan_extra_time,
        name="plan_extra_time",
    ),
    path(
        "coi-thi/<str:public_id>/<str:attempt_id>/",
        views.watching.help_attempt,
        name="help_attempt",
    ),
    path("bai-kiem-tra/", views.own_tests.list_own_tests, name="list_own_tests"),
    path("lam-bai/<str:public_id>/lan-nua/", views.own_tests.try_again, name="try_again"),
    path(
        "lam-bai/<str:public_id>/seb/",
        views.own_tests.download_safe_browser,
        name="download_safe_browser",
    ),
    path("lam-bai/<str:public_id>/", views.delivery.start_attempt, name="start_attempt"),
    path("lam-bai/<str:public_id>/mo/", views.delivery.open_attempt, name="open_attempt"),
    path("lam-bai/<str:public_id>/trang/", views.delivery.take_plainly, name="take_plainly"),
    path("luu-bai/nhip/", views.delivery.note_beat, name="note_beat"),
    path("luu-bai/", views.delivery.save_answers, name="save_answers"),
    path("de/<str:digest>/<str:key>/", views.delivery.show_paper, name="show_paper"),
    path("ket-qua/<str:public_id>/", views.results.show_result, name="show_result"),
]
