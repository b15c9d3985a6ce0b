"""Objects of the addresses of lessons, their editor, and of what was given."""

from django.utils import timezone

from curriculum.models import Term
from lms.models import Gradebook, GradeColumn
from tests.factories.accounts import get_subject
from tests.factories.assessments import make_test
from tests.factories.lessons import LessonFactory, part, text
from tests.factories.lms import AssignmentFactory
from tests.factories.media import StoredFileFactory
from tests.walk_objects import Arguments, Side, builds

TEACHER = ["teacher"]
FOLLOWERS = ["teacher", "school_head"]


def make_lesson(side: Side, **fields):
    return LessonFactory(
        owner=side.people["teacher"],
        school=side.school,
        title=side.name("Bài 15. Định lí Thalès"),
        blocks=[part("Mở đầu"), text(f"<p>{side.name('Hai đường thẳng')}</p>")],
        **fields,
    )


@builds("content:show_lesson", "content:edit_lesson", "lms:assign_lesson", seen_by=TEACHER)
@builds("content:publish_lesson", "content:copy_lesson", "content:bin_lesson")
def a_lesson(side: Side) -> Arguments:
    return {"public_id": make_lesson(side, published=True).public_id}


@builds("content:restore_lesson")
def a_binned_lesson(side: Side) -> Arguments:
    lesson = make_lesson(side)
    return {"public_id": type(lesson).objects.get(pk=lesson.pk).public_id}


@builds("lesson_editor:edit", "lesson_editor:history", seen_by=TEACHER)
@builds(
    "lesson_editor:preview_on_edit",
    "lesson_editor:history_results",
    "lesson_editor:delete",
    "lesson_editor:usage",
    "lesson_editor:unpublish",
    "lesson_editor:lock",
    "lesson_editor:unlock",
)
def a_lesson_in_the_editor(side: Side) -> Arguments:
    return {"pk": make_lesson(side, published=True).pk}


@builds(
    "lesson_editor:revisions_view",
    "lesson_editor:revisions_revert",
    "lesson_editor:revisions_unschedule",
)
def a_revision(side: Side) -> Arguments:
    lesson = make_lesson(side, published=True)
    return {"pk": lesson.pk, "revision_id": lesson.live_revision_id}


@builds(
    "lesson_editor:revisions_compare",
    missing={"revision_id_a": "earliest", "revision_id_b": "latest"},
)
def two_revisions(side: Side) -> Arguments:
    lesson = make_lesson(side, published=True)
    return {"pk": lesson.pk, "revision_id_a": "earliest", "revision_id_b": "latest"}


@builds("lesson_check_chooser:chosen", seen_by=TEACHER)
def a_check(side: Side) -> Arguments:
    test = make_test(side.people["teacher"], title=side.name("Kiểm tra số 3"))
    return {"pk": test.pk}


@builds("lesson_file_chooser:chosen", seen_by=TEACHER)
def a_file(side: Side) -> Arguments:
    return {"pk": StoredFileFactory(owner=side.people["teacher"], name=f"phieu {side.mark}.pdf").pk}


@builds("lms:show_class", seen_by=FOLLOWERS)
def a_class(side: Side) -> Arguments:
    return {"public_id": side.school_class.public_id}


def give(side: Side):
    return AssignmentFactory(
        school_class=side.school_class,
        teacher=side.people["teacher"],
        lesson=make_lesson(side, published=True),
    )


@builds("lms:study", "lms:show_finish", seen_by=["student"])
def a_study(side: Side) -> Arguments:
    return {"public_id": give(side).public_id}


@builds("lms:show_part", seen_by=["student"])
@builds("lms:finish_part")
def a_part(side: Side) -> Arguments:
    return {"public_id": give(side).public_id, "number": 1}


@builds("lms:show_class_report", "lms:export_report", seen_by=FOLLOWERS)
@builds("lms:edit_assignment", seen_by=TEACHER)
@builds("lms:remind", "lms:withdraw", "lms:restore")
def an_assignment(side: Side) -> Arguments:
    return {"public_id": give(side).public_id}


@builds("lms:show_pupil_class", seen_by=["student"])
def a_class_of_a_pupil(side: Side) -> Arguments:
    return {"public_id": side.school_class.public_id}


@builds("lms:show_child", seen_by=["parent"])
def a_child(side: Side) -> Arguments:
    return {"public_id": side.people["student"].public_id}


BOOK = {"subject": "nowhere", "term": 9}


def book_of(side: Side) -> Arguments:
    return {"public_id": side.school_class.public_id, "subject": "toan", "term": 1}


@builds("lms:show_gradebook", "lms:export_gradebook", seen_by=FOLLOWERS, missing=BOOK)
@builds("lms:add_column", "lms:write_remarks", seen_by=TEACHER, missing=BOOK)
@builds("lms:show_to_families", missing=BOOK)
def a_gradebook(side: Side) -> Arguments:
    return book_of(side)


def column_of(side: Side) -> GradeColumn:
    term = Term.objects.get(school_year=side.school_class.school_year, number=1)
    book, _made = Gradebook.objects.get_or_create(
        school_class=side.school_class, subject=get_subject(), term=term
    )
    teacher, title = side.people["teacher"], side.name("Miệng")
    made = {"made_by": teacher, "made_at": timezone.now(), "kind": "regular"}
    return GradeColumn.objects.get_or_create(gradebook=book, title=title, defaults=made)[0]


@builds("lms:fill_column", seen_by=TEACHER, missing=BOOK)
@builds("lms:set_counted", missing=BOOK)
def a_column(side: Side) -> Arguments:
    return {**book_of(side), "key": column_of(side).public_id}


@builds("lms:correct_mark", seen_by=FOLLOWERS, missing=BOOK)
def a_cell(side: Side) -> Arguments:
    return {**a_column(side), "pupil": side.people["student"].public_id}


@builds("lms:show_child_marks", seen_by=["parent"])
def a_childs_marks(side: Side) -> Arguments:
    return a_child(side)


@builds("lms:show_pupil_report", seen_by=FOLLOWERS)
def a_pupil_of_a_class(side: Side) -> Arguments:
    pupil = side.people["student"]
    return {"public_id": side.school_class.public_id, "pupil": pupil.public_id}


@builds("lms:show_child_report", seen_by=["parent"])
def a_childs_report(side: Side) -> Arguments:
    return a_child(side)


@builds("lms:show_school_report", seen_by=["school_head", "school_admin", "ward_officer"])
def a_schools_report(side: Side) -> Arguments:
    return {"public_id": side.school.public_id}
