"""Banks, imports, questions and checks: actions and pages."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments.actions.banks import draft_import, import_questions, revise_question
from assessments.actions.checks import create_check
from assessments.actions.saving import save_import
from assessments.errors import CheckSizeError, ImportRefusedError, QuestionShapeError
from assessments.models import Bank, ImportDraft, PaperKey, Question, Test
from assessments.queries.banks import access_bank, list_banks, list_checks_visible_to
from core.errors import ConflictError, NotAllowedError, NotFoundError
from core.jobs.runner import run_due_jobs
from tests.factories.accounts import (
    PupilFactory,
    SchoolFactory,
    SubjectGroupFactory,
    SubjectGroupHeadFactory,
    TeacherFactory,
)
from tests.factories.assessments import (
    BankFactory,
    QuestionFactory,
    choice_content,
    make_test,
    read_body,
)

pytestmark = pytest.mark.django_db
GIFT = (Path(__file__).parent / "files" / "gift_mixed.txt").read_bytes()


@pytest.fixture
def bank() -> Bank:
    return BankFactory(name="Toán 8")


def upload(client, bank: Bank, data: bytes, name: str = "de.txt", **more):
    client.force_login(bank.owner)
    file = SimpleUploadedFile(name, data)
    return client.post(
        reverse("assessments:read_file", args=[bank.public_id]), {"file": file, **more}
    )


def test_importing_saves_what_can_be_saved_and_reports_the_rest(bank):
    report = import_questions(bank, data=GIFT, filename="de.txt", by=bank.owner, now=timezone.now())

    assert (report.found, report.taken, report.degraded, report.refused) == (16, 10, 1, 5)
    assert bank.questions.count() == 11
    first = bank.questions.select_related("current").first()
    assert (first.name, first.type, first.current.number) == ("Nghiệm", "single_choice", 1)
    assert first.source == "de.txt"


def test_the_number_of_statements_does_not_grow_with_the_file(bank, django_assert_max_num_queries):
    many = "\n\n".join(f"Câu {n} {{=a ~b}}" for n in range(200)).encode()

    with django_assert_max_num_queries(18):
        import_questions(bank, data=many, filename="a.gift", by=bank.owner, now=timezone.now())


def test_a_file_that_cannot_be_read_leaves_nothing(bank):
    with pytest.raises(ImportRefusedError) as caught:
        import_questions(bank, data=b"PK\x03\x04", filename="a", by=bank.owner, now=timezone.now())

    assert "zip" in str(caught.value)
    assert not bank.questions.exists()


def test_a_draft_is_saved_once(bank):
    draft = draft_import(bank, data=GIFT, filename="de.txt", by=bank.owner, now=timezone.now())
    before = bank.questions.count()

    saved = save_import(draft, by=bank.owner, now=timezone.now())

    assert (before, len(saved)) == (0, 11)
    with pytest.raises(ConflictError):
        save_import(draft, by=bank.owner, now=timezone.now())
    assert bank.questions.count() == 11


def test_nobody_writes_into_anothers_bank(bank):
    with pytest.raises(NotAllowedError):
        import_questions(
            bank, data=GIFT, filename="de.txt", by=TeacherFactory(), now=timezone.now()
        )


def test_a_groups_bank_is_read_by_its_schools_teachers_and_kept_by_its_head():
    group = SubjectGroupFactory()
    bank = BankFactory(group=group)
    head = SubjectGroupHeadFactory(group=group)
    teacher = TeacherFactory(school=group.parent)

    assert access_bank(teacher, bank.public_id) == bank
    assert import_questions(bank, data=GIFT, filename="a.txt", by=head, now=timezone.now()).taken
    with pytest.raises(NotAllowedError):
        import_questions(bank, data=GIFT, filename="a.txt", by=teacher, now=timezone.now())
    with pytest.raises(NotFoundError):
        access_bank(TeacherFactory(school=SchoolFactory()), bank.public_id)


def test_the_list_of_banks_takes_the_same_statements_at_any_size(django_assert_num_queries):
    teacher = TeacherFactory()
    list(list_banks(teacher))
    BankFactory.create_batch(5, owner=teacher)

    with django_assert_num_queries(1):
        banks = list(list_banks(teacher))

    assert len(banks) == 5


def test_a_new_version_leaves_old_papers_as_they_are(bank):
    question = QuestionFactory(bank=bank)
    test = create_check(owner=bank.owner, title="Bài 1", questions=[question], now=timezone.now())
    before = read_body(test.paper)

    version = revise_question(
        question, choice_content("Chọn số lẻ.", "3 2"), by=bank.owner, now=timezone.now()
    )

    question.refresh_from_db()
    assert (version.number, question.current) == (2, version)
    assert read_body(test.paper) == before
    assert question.versions.count() == 2


def test_the_same_content_again_makes_no_version(bank):
    question = QuestionFactory(bank=bank)

    revise_question(question, choice_content(), by=bank.owner, now=timezone.now())

    assert question.versions.count() == 1


def test_a_version_that_is_no_question_is_refused(bank):
    content = choice_content()
    content["options"][0]["share"] = "0"

    with pytest.raises(QuestionShapeError, match="đáp án đúng"):
        revise_question(QuestionFactory(bank=bank), content, by=bank.owner, now=timezone.now())


def test_a_check_gives_ten_points_and_keeps_key_and_body_apart(bank):
    questions = [QuestionFactory(bank=bank, content=choice_content(f"Câu {n}")) for n in range(3)]

    test = create_check(owner=bank.owner, title="Bài 1", questions=questions, now=timezone.now())

    assert test.paper.max_score == Decimal(10)
    assert [item["points"] for item in read_body(test.paper)["items"]] == ["3.33", "3.33", "3.34"]
    assert "share" not in str(read_body(test.paper))
    assert len(PaperKey.objects.get(paper=test.paper).body["items"]) == 3
    assert str(questions[0].public_id) not in str(read_body(test.paper))


def test_a_check_has_one_to_twenty_questions(bank):
    question = QuestionFactory(bank=bank)
    for count in (0, 21):
        with pytest.raises(CheckSizeError):
            create_check(
                owner=bank.owner, title="x", questions=[question] * count, now=timezone.now()
            )


def test_only_the_owner_places_a_check():
    test = make_test()

    assert list(list_checks_visible_to(test.owner)) == [test]
    assert not list_checks_visible_to(TeacherFactory())


def test_the_way_from_a_file_to_a_check(client, bank):
    report = client.get(upload(client, bank, GIFT).headers["Location"])
    draft = ImportDraft.objects.get()
    saved = client.post(reverse("assessments:save_import", args=[draft.public_id]), follow=True)
    chosen = [q.public_id for q in Question.objects.order_by("pk")[:5]]
    page = reverse("assessments:create_check", args=[bank.public_id])
    asked = client.get(page, {"cau": chosen})
    made = client.post(page, {"cau": chosen, "title": "Kiểm tra 15 phút"}, follow=True)

    assert "Trong tệp, dòng 4" in report.text
    assert "<math" in report.text
    assert "Đã lưu 11 câu vào ngân hàng." in saved.text
    assert "5 câu" in asked.text
    assert "Kiểm tra 15 phút" in made.text
    assert Test.objects.get().paper.question_count == 5


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "de.txt", "Tệp trống"),
        (b"PK\x03\x04x", "de.docx", "Đây là tệp zip"),
        (b"<quiz><question", "de.xml", "Tệp bị hỏng"),
        (b"<quiz><question type='essay'/></quiz>", "de.gift", "Tên tệp không khớp nội dung"),
        ("Chỉ là văn bản".encode(), "de.txt", "Không nhận ra câu hỏi"),
        (b"\xff\xfe\x00", "de.txt", "Không đọc được chữ"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_nothing_stays(client, bank, data, name, sentence):
    response = upload(client, bank, data, name)

    assert response.status_code >= 400
    assert sentence in response.text
    assert not ImportDraft.objects.exists()
    assert not Question.objects.exists()


def test_a_file_that_is_too_large_is_refused_unread(client, bank):
    response = upload(client, bank, b"x" * (50 * 1024 * 1024 + 1))

    assert response.status_code == 413
    assert "Tệp nặng quá 50 MB" in response.text


def test_the_pages_of_a_bank_take_the_same_statements_at_any_size(client, bank):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(bank.owner)
    page = reverse("assessments:show_bank", args=[bank.public_id])
    QuestionFactory(bank=bank)
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for n in range(12):
        QuestionFactory(bank=bank, content=choice_content(f"Câu {n}"))
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(one) == len(many)


def test_pupils_and_other_schools_find_no_page_of_a_bank(client, bank):
    question = QuestionFactory(bank=bank)
    draft = draft_import(bank, data=GIFT, filename="a.txt", by=bank.owner, now=timezone.now())
    test = make_test(bank.owner)
    pages = [
        reverse("assessments:show_bank", args=[bank.public_id]),
        reverse("assessments:read_file", args=[bank.public_id]),
        reverse("assessments:create_check", args=[bank.public_id]),
        reverse("assessments:edit_question", args=[question.public_id]),
        reverse("assessments:show_import", args=[draft.public_id]),
        reverse("assessments:show_test", args=[test.public_id]),
    ]

    for person in (PupilFactory(), TeacherFactory(school=SchoolFactory())):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [404] * len(pages)
        assert client.post(f"{pages[4]}luu/").status_code == 404


def test_searching_and_filtering_a_bank(client, bank):
    QuestionFactory(bank=bank, content=choice_content("Chọn số chẵn."))
    QuestionFactory(bank=bank, content=choice_content("Chọn số lẻ."))
    client.force_login(bank.owner)
    run_due_jobs()
    page = reverse("assessments:show_bank", args=[bank.public_id])

    found = client.get(page, {"tim": "chẵn"}).text
    none = client.get(page, {"loai": "short_number"}).text

    assert "số chẵn" in found
    assert "số lẻ" not in found
    assert "Không có câu nào phù hợp" in none
