"""Objects of the addresses of assessments."""

from django.utils import timezone

from assessments.actions.banks import draft_import
from assessments.actions.bin import throw_away
from assessments.actions.exports import begin_export, make_export
from assessments.actions.figures import report_test
from assessments.actions.settling import ask_appeal
from assessments.actions.stimuli import write_stimulus
from assessments.formats.report import SharedText
from assessments.models import Attempt, Bank, BinEntry, Exam, KeyDoubt, Matrix, Regrade, Sitting
from assessments.tokens import mint_paper_key
from tests.factories.assessments import (
    BankFactory,
    choice_content,
    essay_content,
    give,
    make_attempt,
    make_question,
    make_sitting,
    make_test,
)
from tests.factories.matrices import make_exam, make_matrix
from tests.walk_objects import Side, builds, open_to_all

TEACHER = ["teacher"]


def own_bank(side: Side) -> Bank:
    owner = side.people["teacher"]
    name = side.name("Ngân hàng")
    found = Bank.objects.filter(owner=owner, name=name).first()
    return found or BankFactory(owner=owner, name=name)


def open_sitting(side: Side) -> Sitting:
    test = make_test(side.people["teacher"], title=side.name("Bài kiểm tra"))
    return make_sitting(side.school_class, test)


@builds(
    "assessments:show_bank", "assessments:read_file", "assessments:export_bank", seen_by=TEACHER
)
@builds("assessments:create_check")
@builds("assessments:create_question", "assessments:list_stimuli", seen_by=TEACHER)
@builds("assessments:create_stimulus", "assessments:offer_outcomes", seen_by=TEACHER)
@builds("assessments:keep_picture")
def a_bank(side: Side):
    return {"public_id": own_bank(side).public_id}


@builds("assessments:show_import", seen_by=TEACHER)
@builds("assessments:save_import")
def an_import(side: Side):
    bank = own_bank(side)
    text = f"{side.name('Câu')} {{=a ~b}}".encode()
    draft = draft_import(bank, data=text, filename="a.txt", by=bank.owner, now=timezone.now())
    return {"public_id": draft.public_id}


@builds("assessments:show_export", "assessments:download_export", seen_by=TEACHER)
def an_export(side: Side):
    bank = own_bank(side)
    make_question(bank, choice_content(side.name("Câu hỏi")))
    export = begin_export(bank, "gift", chosen=[], by=bank.owner, now=timezone.now())
    make_export(export.pk, now=timezone.now())
    return {"public_id": export.public_id}


@builds("assessments:mend_element")
def a_question_of_an_import(side: Side):
    return {**an_import(side), "number": 1}


@builds("assessments:edit_question", "assessments:try_question", seen_by=TEACHER)
@builds("assessments:write_question", seen_by=TEACHER)
def a_question(side: Side):
    question = make_question(own_bank(side), choice_content(side.name("Câu hỏi")))
    return {"public_id": question.public_id}


@builds("assessments:show_stimulus", "assessments:write_stimulus", seen_by=TEACHER)
def a_shared_text(side: Side):
    bank = own_bank(side)
    text = SharedText("", side.name("Ngữ liệu"), "Đoạn văn")
    stimulus = write_stimulus(bank, text, by=bank.owner, now=timezone.now())
    return {"public_id": stimulus.public_id}


@builds("assessments:show_test", seen_by=TEACHER)
def a_test(side: Side):
    test = make_test(side.people["teacher"], title=side.name("Bài kiểm tra"))
    return {"public_id": test.public_id}


@builds("assessments:show_analysis", seen_by=TEACHER)
@builds("assessments:refresh_analysis")
def an_analysis(side: Side):
    test = make_test(side.people["teacher"], title=side.name("Bài kiểm tra"))
    report_test(test, now=timezone.now())
    return {"public_id": test.public_id}


@builds("assessments:decide_doubt")
def a_doubt(side: Side):
    test = make_test(side.people["teacher"], title=side.name("Bài kiểm tra"))
    version = make_question(own_bank(side)).current
    doubt = KeyDoubt.objects.create(
        test=test, version=version, evidence={"v": 1}, raised_at=timezone.now()
    )
    return {"public_id": doubt.public_id}


@builds("assessments:start_attempt", seen_by=["student"])
@builds("assessments:open_attempt")
def a_sitting(side: Side):
    return {"public_id": open_sitting(side).public_id}


@builds("assessments:take_plainly", seen_by=["student"])
def a_running_attempt(side: Side):
    sitting = open_sitting(side)
    make_attempt(sitting, side.people["student"], running=True)
    return {"public_id": sitting.public_id}


@builds("assessments:show_result", seen_by=["student", "teacher", "school_head"])
def a_result(side: Side):
    attempt = make_attempt(open_sitting(side), side.people["student"], scored=True)
    return {"public_id": attempt.public_id}


@open_to_all("assessments:show_paper")
def a_paper(side: Side):
    """The address ends in a key that the start page alone gives; a paper holds no answers."""
    paper = make_test(side.people["teacher"]).paper
    return {"digest": paper.sha256, "key": mint_paper_key(paper)}


def essay_sitting(side: Side) -> Sitting:
    """Give an essay whose answer waits for its marks."""
    test = make_test(side.people["teacher"], [essay_content()], title=side.name("Bài tự luận"))
    sitting = make_sitting(side.school_class, test)
    make_attempt(sitting, side.people["student"], scored=True, answers={1: "Lá có diệp lục."})
    return sitting


@builds("assessments:show_marking", seen_by=TEACHER)
@builds("assessments:save_marking_rule")
def a_marking(side: Side):
    return {"public_id": essay_sitting(side).public_id}


@builds("assessments:mark_answer", seen_by=TEACHER)
def an_answer_to_mark(side: Side):
    return {"public_id": essay_sitting(side).public_id, "n": 1, "k": 1}


def own_matrix(side: Side) -> Matrix:
    owner = side.people["teacher"]
    found = Matrix.objects.filter(owner=owner).first()
    return found or make_matrix(owner)


@builds("assessments:edit_matrix", "assessments:create_exam", seen_by=TEACHER)
@builds("assessments:show_cell", seen_by=TEACHER)
@builds("assessments:copy_matrix", "assessments:share_matrix")
def a_matrix(side: Side):
    return {"public_id": own_matrix(side).public_id}


@builds("assessments:edit_frame", "assessments:drop_frame")
def a_frame(side: Side):
    """A frame of a circular: nobody may change it, whatever his role."""
    return {"key": "cv7991"}


@builds("assessments:list_cell_questions", seen_by=TEACHER)
def a_cell_of_a_matrix(side: Side):
    return {"public_id": own_matrix(side).public_id, "cell": "r0.choice.know"}


@builds("assessments:print_matrix", seen_by=TEACHER)
def a_printed_matrix(side: Side):
    return {"public_id": own_matrix(side).public_id, "name": "ma-tran.docx"}


@builds("assessments:show_exam", seen_by=TEACHER)
@builds("assessments:make_test")
def an_exam(side: Side):
    return {"public_id": built_exam(side).public_id}


@builds("assessments:print_exam", seen_by=TEACHER)
def a_printed_exam(side: Side):
    return {"public_id": built_exam(side).public_id, "name": "dap-an-thuong.xlsx"}


def built_exam(side: Side) -> Exam:
    owner = side.people["teacher"]
    return Exam.objects.filter(owner=owner).first() or make_exam(owner=owner)


@builds("assessments:list_duplicates", seen_by=TEACHER)
@builds("assessments:change_many")
@builds("assessments:rename_bank")
def a_bank_to_keep(side: Side):
    return {"public_id": own_bank(side).public_id}


@builds("assessments:throw_bank")
def a_bank_to_throw(side: Side):
    bank = BankFactory(owner=side.people["teacher"], name=side.name("Ngân hàng cũ"))
    return {"public_id": bank.public_id}


@builds("assessments:list_versions", seen_by=TEACHER)
def a_question_with_versions(side: Side):
    return a_question(side)


@builds("assessments:throw_test")
def a_test_to_throw(side: Side):
    return a_test(side)


@builds("assessments:throw_matrix")
def a_matrix_to_throw(side: Side):
    return {"public_id": make_matrix(side.people["teacher"]).public_id}


@builds("assessments:restore_entry")
def a_thrown_question(side: Side):
    return {"public_id": thrown(side).public_id}


@builds("assessments:restore_batch")
def a_thrown_batch(side: Side):
    return {"batch": thrown(side).batch}


def thrown(side: Side) -> BinEntry:
    bank = own_bank(side)
    question = make_question(bank, choice_content(side.name("Câu bỏ đi")))
    batch = throw_away([question], by=bank.owner, now=timezone.now())
    return BinEntry.objects.get(batch=batch)


@builds("assessments:show_sitting_results", "assessments:export_results", seen_by=TEACHER)
@builds("assessments:confirm_results", "assessments:print_results", "assessments:download_signed")
def results_of_a_class(side: Side):
    return {"public_id": essay_sitting(side).public_id}


@builds("assessments:ask_regrade", seen_by=TEACHER)
def a_key_to_mend(side: Side):
    test = make_test(side.people["teacher"], title=side.name("Bài kiểm tra"))
    return {"public_id": test.public_id, "n": 1}


@builds("assessments:show_regrade", seen_by=TEACHER)
def a_mended_key(side: Side):
    test = make_test(side.people["teacher"], title=side.name("Bài kiểm tra"))
    regrade = Regrade.objects.create(
        test=test, position=1, before={}, after={}, asked_by=test.owner, asked_at=timezone.now()
    )
    return {"public_id": regrade.public_id}


@builds("assessments:ask_appeal", seen_by=["student"])
def a_mark_to_appeal(side: Side):
    attempt = make_attempt(open_sitting(side), side.people["student"], scored=True)
    return {"public_id": attempt.public_id}


@builds("assessments:answer_appeal", "assessments:name_appeal_reader", "assessments:mark_appeal")
def an_appeal(side: Side):
    attempt = make_attempt(open_sitting(side), side.people["student"], scored=True)
    made = ask_appeal(attempt, reason="?", by=attempt.learner, now=timezone.now())
    return {"public_id": made.public_id}


def a_schedule(side: Side):
    test = make_test(side.people["teacher"], title=side.name("Bài kiểm tra"))
    return give(test, [side.school_class])


@builds("assessments:give_test", seen_by=TEACHER)
def a_test_to_give(side: Side):
    return a_test(side)


@builds("assessments:show_schedule", seen_by=["teacher", "school_head"])
@builds("assessments:read_given_paper", seen_by=["teacher", "school_head"])
@builds("assessments:withdraw_schedule", "assessments:restore_schedule")
def a_given_test(side: Side):
    return {"public_id": a_schedule(side).public_id}


@builds("assessments:plan_extra_time", seen_by=["teacher", "school_head"])
@builds("assessments:watch_sitting", seen_by=["teacher", "school_head"])
def a_watched_sitting(side: Side):
    return {"public_id": a_schedule(side).sittings.get().public_id}


@builds("assessments:help_attempt")
def a_watched_attempt(side: Side):
    attempt = Attempt.objects.get(
        sitting__schedule=a_schedule(side), learner=side.people["student"]
    )
    return {"public_id": attempt.sitting.public_id, "attempt_id": attempt.public_id}


@builds("assessments:download_safe_browser", seen_by=["student"])
@builds("assessments:try_again")
def a_test_of_a_class(side: Side):
    return {"public_id": a_schedule(side).sittings.get().public_id}
