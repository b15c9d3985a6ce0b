"""From a matrix and a bank to forms, papers, sheets, guides and keys."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from assessments.actions.exams import build_exam, create_exam, make_test
from assessments.actions.matrices import copy_matrix, save_matrix
from assessments.assembly.wishes import Wishes
from assessments.errors import MatrixChangedError, MatrixNotReadyError
from assessments.models import Exam, TestForm
from assessments.queries.matrices import get_body
from assessments.queries.pool import count_coverage
from core.models import Job
from tests.factories.accounts import SchoolFactory, TeacherFactory
from tests.factories.matrices import fill_bank, make_exam, make_matrix, small_body

pytestmark = pytest.mark.django_db
needs_front_end = pytest.mark.skipif(
    not (settings.FRONTEND_DIST / "server" / "mathjax.js").is_file(),
    reason="the front end is not built: npm run build",
)
SECRET = "KHÓA-BÍ-MẬT"


def test_a_matrix_counts_what_its_banks_hold_by_row_form_and_level():
    matrix = make_matrix()
    fill_bank(matrix.banks.get(), copies=3)

    coverage = count_coverage(get_body(matrix), matrix.banks.all())

    assert coverage[0, "choice", "know"] == 3
    assert coverage[0, "statements", "know"] == 6
    assert coverage[1, "short", "apply"] == 3
    assert (1, "choice", "apply") not in coverage


def test_counting_a_bank_is_one_query(django_assert_num_queries):
    matrix = make_matrix()
    fill_bank(matrix.banks.get(), copies=2)
    body, banks = get_body(matrix), list(matrix.banks.all())

    with django_assert_num_queries(1):
        count_coverage(body, banks)


def test_saving_from_an_old_window_is_refused():
    matrix = make_matrix()
    save_matrix(matrix, small_body(), revision=1, banks=[], by=matrix.owner, now=timezone.now())

    with pytest.raises(MatrixChangedError):
        save_matrix(matrix, small_body(), revision=1, banks=[], by=matrix.owner, now=timezone.now())


def test_an_empty_matrix_builds_no_forms():
    matrix = make_matrix(body={"v": 1, "points": {}, "rows": []})

    with pytest.raises(MatrixNotReadyError):
        create_exam(matrix, Wishes(), by=matrix.owner, now=timezone.now())


def test_forms_hold_what_the_matrix_asks_and_become_one_test():
    exam = make_exam(codes=4, originals=2)

    forms = list(exam.forms.all())
    assert [form.code for form in forms] == ["0101", "0102", "0103", "0104"]
    assert {form.paper.max_score for form in forms} == {Decimal(10)}
    assert {form.paper.question_count for form in forms} == {get_body(exam).question_count}
    test = make_test(exam, by=exam.owner, now=timezone.now())
    assert make_test(exam, by=exam.owner, now=timezone.now()) == test
    assert TestForm.objects.filter(test=test).count() == 4


def test_building_twice_changes_nothing():
    exam = make_exam()
    papers = list(exam.forms.values_list("paper_id", flat=True))

    build_exam(exam.pk, now=timezone.now())

    assert list(exam.forms.values_list("paper_id", flat=True)) == papers


def test_a_bank_that_is_too_small_names_the_cell(client):
    matrix = make_matrix()
    fill_bank(matrix.banks.get(), copies=1)
    exam = create_exam(matrix, Wishes(codes=2, originals=2), by=matrix.owner, now=timezone.now())
    assert Job.objects.filter(name="assessments.build_exam").count() == 1

    build_exam(exam.pk, now=timezone.now())

    exam.refresh_from_db()
    assert exam.state == Exam.State.FAILED
    assert {fault["helps"][0] for fault in exam.report["faults"]} == {"reuse", "write"}
    client.force_login(matrix.owner)
    page = client.get(reverse("assessments:show_exam", args=[exam.public_id]))
    assert "Hằng đẳng thức" in page.content.decode()


@needs_front_end
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_pupils_copy_leaks_no_key(client, ending):
    exam = make_exam(solution=SECRET)
    client.force_login(exam.owner)

    guide = get_file(client, exam, f"hdc-0101.{ending}")
    copy = get_file(client, exam, f"de-0101.{ending}")

    assert SECRET in read_words(guide, ending)
    words = read_words(copy, ending)
    assert SECRET not in words
    assert "Đáp án" not in words
    assert "Câu 1." in words
    assert "Mã đề 0101" in words
    if ending == "docx":
        xml = zipfile.ZipFile(BytesIO(copy)).read("word/document.xml").decode()
        assert SECRET not in xml
        assert "<w:u " not in xml
        assert "<w:color " not in xml
        assert "<m:oMath" in xml


@needs_front_end
def test_printed_pdf_is_tagged_for_screen_readers():
    exam = make_exam()
    from assessments.queries import prints

    form = exam.forms.first()
    from assessments.printing.papers import describe_paper
    from core.printing import print_pdf

    heading = prints.get_heading(exam, form.code)
    pdf = print_pdf("assessments/paper", describe_paper(heading, prints.list_print_items(form)))

    reader = PdfReader(BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith("vi")
    assert "/StructTreeRoot" in reader.trailer["/Root"]


@needs_front_end
def test_one_zip_holds_every_paper_sheet_guide_and_key(client):
    exam = make_exam(codes=2)
    client.force_login(exam.owner)

    archive = zipfile.ZipFile(BytesIO(get_file(client, exam, "tat-ca.zip")))

    assert len(archive.namelist()) == 2 * 3 * 2 + 6
    assert archive.testzip() is None
    keys = load_workbook(BytesIO(archive.read("dap-an/dap-an-youngmix.xlsx"))).active
    assert keys.max_column == 1 + 40 + 32 + 6
    assert [keys["A2"].value, keys["A3"].value] == ["0101", "0102"]


def test_a_strangers_exam_and_matrix_are_not_found(client):
    exam = make_exam()
    client.force_login(TeacherFactory(school=SchoolFactory()))

    for url in (
        reverse("assessments:edit_matrix", args=[exam.matrix.public_id]),
        reverse("assessments:show_exam", args=[exam.public_id]),
        reverse("assessments:print_exam", args=[exam.public_id, "de-0101.docx"]),
        reverse("assessments:print_matrix", args=[exam.matrix.public_id, "ma-tran.docx"]),
    ):
        assert client.get(url).status_code == 404


def test_a_copy_of_a_matrix_brings_no_banks_along():
    matrix = make_matrix()
    other = TeacherFactory(school=matrix.school)

    copied = copy_matrix(matrix, by=other, now=timezone.now())

    assert copied.owner == other
    assert not copied.banks.exists()
    assert copied.body == matrix.body


@pytest.mark.parametrize("name", ["ma-tran", "dac-ta"])
def test_a_matrix_prints_as_word_and_pdf(client, name):
    matrix = make_matrix()
    client.force_login(matrix.owner)

    word = client.get(reverse("assessments:print_matrix", args=[matrix.public_id, f"{name}.docx"]))
    pdf = client.get(reverse("assessments:print_matrix", args=[matrix.public_id, f"{name}.pdf"]))

    table = Document(BytesIO(word.content)).tables[1]
    assert len(table.columns) == (19 if name == "ma-tran" else 16)
    assert "Hằng đẳng thức" in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()


def get_file(client, exam, name):
    response = client.get(reverse("assessments:print_exam", args=[exam.public_id, name]))
    assert response.status_code == 200
    return response.content


def read_words(data, ending):
    if ending == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    document = Document(BytesIO(data))
    footer = document.sections[0].footer.paragraphs
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in [*document.paragraphs, *footer]), *cells])
