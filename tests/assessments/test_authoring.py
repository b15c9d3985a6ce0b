"""Writing questions of every type in a form, with and without scripts."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse

from assessments.authoring.editor import Editor
from assessments.models import Bank, KeptFile, Question
from curriculum.models import Grade, Outcome
from media.models import StoredFile
from tests.factories.accounts import PupilFactory, SchoolFactory, TeacherFactory
from tests.factories.assessments import (
    TEN_TYPES,
    BankFactory,
    QuestionFactory,
    choice_content,
    essay_content,
    make_test,
    multiple_content,
    statements_content,
)
from tests.factories.media import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    return BankFactory()


def new_page(bank: Bank, kind: str) -> str:
    return f"{reverse('assessments:create_question', args=[bank.public_id])}?loai={kind}"


def write_page(question: Question) -> str:
    return reverse("assessments:write_question", args=[question.public_id])


def as_posted(page) -> dict:
    """Return what a browser would send of the form that it was shown."""
    editor = page.context["editor"]
    forms = [editor.text, editor.metadata, *editor.rows.forms]
    forms += [editor.settings] if editor.settings else []
    data = {bound.html_name: bound.value() for form in forms for bound in form}
    data |= {bound.html_name: bound.value() for bound in editor.rows.management_form}
    data["kept"] = editor.files_json
    return {name: value for name, value in data.items() if not _is_unset(value)}


def _is_unset(value) -> bool:
    return value is None or value is False or value == ""


@pytest.mark.parametrize("make", TEN_TYPES)
def test_saving_what_the_form_shows_changes_nothing(client, bank, make):
    content = {**make(), "solution": "Vì \\(1&lt;2\\) và <strong>đủ</strong>."}
    question = QuestionFactory(bank=bank, content=content)
    client.force_login(bank.owner)

    page = client.get(write_page(question))
    saved = client.post(write_page(question), {**as_posted(page), "luu": "1"})

    question.refresh_from_db()
    assert saved.status_code == 302
    assert _same(question.current.content, content)


def _same(one: dict, other: dict) -> bool:
    """Compare contents without what an empty setting adds."""
    empty = (None, "", False, [], {})
    return _bare(one, empty) == _bare(other, empty)


def _bare(content: dict, empty: tuple) -> dict:
    return {name: value for name, value in content.items() if value not in empty}


@pytest.mark.parametrize("make", TEN_TYPES)
def test_what_the_form_writes_is_what_it_read(bank, make):
    content = make()
    editor = Editor(content["type"], bank=bank, content=content)
    data = QueryDict(mutable=True)
    for form in (editor.text, editor.metadata, *editor.rows.forms, editor.settings):
        for bound in form or []:
            value = bound.value()
            if isinstance(value, list):
                data.setlist(bound.html_name, value)
            elif not _is_unset(value):
                data[bound.html_name] = str(value)
    for bound in editor.rows.management_form:
        data[bound.html_name] = str(bound.value())

    posted = Editor(content["type"], bank=bank, content=content, data=data)

    assert posted.is_valid(), (posted.text.errors, posted.rows.errors)
    assert _same(posted.to_content(), content)


def test_a_change_makes_a_version_and_papers_keep_the_old_one(client, bank):
    question = QuestionFactory(bank=bank, content=choice_content("Câu cũ"))
    client.force_login(bank.owner)
    page = client.get(write_page(question))

    form = {**as_posted(page), "cau-stem": "Tính **\\(1<2\\)**", "ho-so-level": "apply", "luu": "1"}
    client.post(write_page(question), form)

    question.refresh_from_db()
    assert [v.number for v in question.versions.all()] == [1, 2]
    assert question.current.content["stem"] == "Tính <strong>\\(1&lt;2\\)</strong>"
    assert question.level == "apply"


def test_a_new_question_with_all_that_is_said_about_it(client, bank):
    client.force_login(bank.owner)
    grade = Grade.objects.get(number=8) if hasattr(Grade, "number") else Grade.objects.first()
    form = {
        "cau-stem": "Số nào chẵn?",
        "dong-TOTAL_FORMS": "3",
        "dong-INITIAL_FORMS": "0",
        "dong-0-html": "2",
        "dong-0-is_right": "on",
        "dong-0-feedback": "Đúng vì chia hết cho 2",
        "dong-1-html": "3",
        "ho-so-grade": str(grade.pk),
        "ho-so-strand": "Số và đại số",
        "ho-so-expected_percent": "65",
        "ho-so-expected_seconds": "90",
        "ho-so-is_ai_assisted": "on",
        "luu": "1",
    }

    response = client.post(new_page(bank, "single_choice"), form)

    question = Question.objects.get()
    assert response.status_code == 302
    assert question.current.content["options"][0]["feedback"] == "Đúng vì chia hết cho 2"
    assert [o["share"] for o in question.current.content["options"]] == ["1", "0"]
    assert float(question.expected_difficulty) == 0.65
    assert (question.strand, question.expected_seconds) == ("Số và đại số", 90)
    assert question.is_ai_assisted


def test_several_right_options_share_the_mark_and_wrong_ones_take_it_back(client, bank):
    client.force_login(bank.owner)
    form = {"cau-stem": "x", "dong-TOTAL_FORMS": "4", "dong-INITIAL_FORMS": "0", "luu": "1"}
    for row, text in enumerate("abcd"):
        form |= {f"dong-{row}-html": text} | ({f"dong-{row}-is_right": "on"} if row < 2 else {})

    client.post(new_page(bank, "multiple_choice"), form)

    options = Question.objects.get().current.content["options"]
    assert [option["share"] for option in options] == ["0.5", "0.5", "-0.5", "-0.5"]
    assert [o["share"] for o in multiple_content()["options"]] == ["0.5", "0.5", "-0.5", "-0.5"]


@pytest.mark.parametrize(
    ("kind", "rows", "told"),
    [
        ("single_choice", {"dong-0-html": "a", "dong-1-html": "b"}, "Chưa đánh dấu đáp án đúng"),
        ("single_choice", {}, "từ 2 đến 12"),
        ("true_false_statements", {"dong-0-html": "a"}, "đúng hay sai"),
        ("short_number", {"dong-0-value": "tám"}, "Hãy viết một số"),
        ("cloze", {"dong-0-answers": "a"}, "không khớp"),
        (
            "essay",
            {"kieu-lines": "10", "dong-0-name": "a", "dong-0-levels": "x: y"},
            "Mỗi tiêu chí",
        ),
    ],
)
def test_what_is_missing_is_said_in_the_form_and_nothing_is_lost(client, bank, kind, rows, told):
    client.force_login(bank.owner)
    form = {"cau-stem": "Câu hỏi dở dang", "dong-TOTAL_FORMS": "3", "dong-INITIAL_FORMS": "0"}

    response = client.post(new_page(bank, kind), {**form, **rows, "luu": "1"})

    assert response.status_code == 422
    assert told in response.text
    assert "Câu hỏi dở dang" in response.text
    assert not Question.objects.exists()


def test_without_scripts_a_button_adds_rows_and_keeps_what_was_typed(client, bank):
    client.force_login(bank.owner)
    form = {
        "cau-stem": "Dở",
        "dong-TOTAL_FORMS": "2",
        "dong-INITIAL_FORMS": "0",
        "dong-0-html": "a",
    }

    page = client.post(new_page(bank, "ordering"), {**form, "them": "1"})

    assert page.status_code == 200
    assert page.context["editor"].rows.total_form_count() == 5
    assert page.context["editor"].rows.forms[0]["html"].value() == "a"
    assert "Dở" in page.text


def test_a_picture_is_kept_and_shown_in_the_question(client, bank):
    client.force_login(bank.owner)
    form = {"cau-stem": "Xem hình", "dong-TOTAL_FORMS": "2", "dong-INITIAL_FORMS": "0"}
    rows = {"dong-0-html": "a", "dong-0-is_right": "on", "dong-1-html": "b"}
    picture = SimpleUploadedFile("hinh.png", make_image("PNG"), content_type="image/png")

    page = client.post(
        new_page(bank, "single_choice"), {**form, **rows, "hinh": picture, "tai": "1"}
    )
    saved = client.post(new_page(bank, "single_choice"), {**as_posted(page), "luu": "1"})

    assert saved.status_code == 302, saved.context["editor"].text.errors
    question = Question.objects.get()
    [(name, public_id)] = question.current.content["files"].items()
    assert f'src="file:{name}"' in question.current.content["stem"]
    assert KeptFile.objects.get().file.public_id == public_id
    text = client.get(reverse("assessments:edit_question", args=[question.public_id])).text
    assert f"/f/{public_id}." in text


def test_the_page_of_scripts_keeps_a_picture_and_refuses_what_is_none(client, bank):
    client.force_login(bank.owner)
    address = reverse("assessments:keep_picture", args=[bank.public_id])
    picture = SimpleUploadedFile("hinh.png", make_image("PNG"), content_type="image/png")
    wrong = SimpleUploadedFile("hinh.png", b"hello", content_type="image/png")

    kept = client.post(address, {"hinh": picture}, headers={"accept": "application/json"})
    refused = client.post(address, {"hinh": wrong}, headers={"accept": "application/json"})

    assert kept.status_code == 201
    assert kept.json()["name"].endswith(".png")
    assert refused.status_code == 422
    assert "error" in refused.json()


def test_a_strangers_file_cannot_be_shown_by_naming_it(client, bank):
    stranger = TeacherFactory()
    client.force_login(stranger)
    picture = SimpleUploadedFile("hinh.png", make_image("PNG"), content_type="image/png")
    client.post(reverse("media:list_files"), {"file_upload": picture})
    foreign = StoredFile.objects.get(owner=stranger)
    client.force_login(bank.owner)
    form = {
        "cau-stem": "![](a.png)",
        "kept": json.dumps({"a.png": foreign.public_id}),
        "dong-TOTAL_FORMS": "2",
        "dong-INITIAL_FORMS": "0",
        "dong-0-html": "a",
        "dong-0-is_right": "on",
        "dong-1-html": "b",
    }

    response = client.post(new_page(bank, "single_choice"), {**form, "luu": "1"})

    assert response.status_code == 422
    assert "a.png" in response.text
    assert not Question.objects.exists()


@pytest.mark.parametrize("make", TEN_TYPES)
def test_every_type_can_be_tried_as_a_pupil(client, bank, make):
    question = QuestionFactory(bank=bank, content=make())
    client.force_login(bank.owner)
    page = reverse("assessments:try_question", args=[question.public_id])

    shown = client.get(page)
    tried = client.post(page, {"cau-1": "x"})

    assert shown.status_code == tried.status_code == 200
    assert "Thử" in shown.text


def test_the_preview_of_a_formula_is_rendered_and_harmless(client, bank):
    client.force_login(bank.owner)

    text = client.post(
        reverse("assessments:show_text"), {"chu": "<script>x</script> \\(x^2\\) **đậm**"}
    ).text

    assert "<math" in text
    assert "<strong>đậm</strong>" in text
    assert "<script" not in text


def test_seeing_it_first_saves_nothing(client, bank):
    question = QuestionFactory(bank=bank, content=statements_content())
    client.force_login(bank.owner)
    page = client.get(write_page(question))

    look = client.post(write_page(question), {**as_posted(page), "cau-stem": "Mới", "xem": "1"})

    assert look.status_code == 200
    assert "Học sinh sẽ thấy" in look.text
    assert question.versions.count() == 1


def test_who_may_not_edit_a_bank_finds_no_form(client, bank):
    question = QuestionFactory(bank=bank)
    make_test(bank.owner)
    pages = [
        new_page(bank, "essay"),
        write_page(question),
        reverse("assessments:try_question", args=[question.public_id]),
    ]
    for person in (PupilFactory(), TeacherFactory(school=SchoolFactory())):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [404] * 3
        assert (
            client.post(reverse("assessments:keep_picture", args=[bank.public_id])).status_code
            == 404
        )


def with_outcomes() -> tuple[Outcome, Outcome]:
    """Return outcomes of two grades of one subject."""
    found = Outcome.objects.filter(kind="outcome", subject__code="toan").order_by("pk")
    first = found[0]
    return first, found.exclude(grade=first.grade)[0]


def chosen(outcome: Outcome) -> dict:
    return {"ho-so-subject": str(outcome.subject_id), "ho-so-grade": str(outcome.grade_id)}


def test_outcomes_of_a_new_question_can_be_chosen_at_once_without_scripts(client, bank):
    outcome, other = with_outcomes()
    client.force_login(bank.owner)
    form = {"cau-stem": "Dở", "dong-TOTAL_FORMS": "2", "dong-INITIAL_FORMS": "0"}

    page = client.post(new_page(bank, "ordering"), {**form, **chosen(outcome), "yccd": "1"})
    offered = page.context["editor"].metadata.fields["outcomes"].queryset

    assert page.status_code == 200
    assert outcome in offered
    assert other not in offered
    assert page.context["editor"].text["stem"].value() == "Dở"
    assert not Question.objects.exists()


def test_the_script_gets_the_outcomes_and_keeps_the_chosen_one(client, bank):
    outcome, other = with_outcomes()
    client.force_login(bank.owner)
    address = reverse("assessments:offer_outcomes", args=[bank.public_id])

    page = client.get(address, {**chosen(outcome), "ho-so-outcomes": [outcome.pk, other.pk]})

    assert f'value="{outcome.pk}" id' in page.text or f'value="{outcome.pk}"' in page.text
    assert page.text.count(" checked") == 1
    assert other.text not in page.text
    assert "Chọn môn và lớp" in client.get(address).text
    assert client.get(address, {"ho-so-subject": "9x", "ho-so-grade": "-1"}).status_code == 200


def test_an_outcome_of_another_grade_is_refused_in_words(client, bank):
    outcome, other = with_outcomes()
    client.force_login(bank.owner)
    form = {
        "cau-stem": "Số nào chẵn?",
        "dong-TOTAL_FORMS": "2",
        "dong-INITIAL_FORMS": "0",
        "dong-0-html": "2",
        "dong-0-is_right": "on",
        "dong-1-html": "3",
        "ho-so-outcomes": str(other.pk),
        "luu": "1",
    }

    page = client.post(new_page(bank, "single_choice"), {**form, **chosen(outcome)})

    assert page.status_code == 422
    assert "không thuộc môn và lớp" in page.text


def test_an_essay_keeps_its_files_and_nought_lines_stay_nought(client, bank):
    content = essay_content()
    content["reply"] |= {"lines": 0, "most_files": 3}
    question = QuestionFactory(bank=bank, content=content)
    client.force_login(bank.owner)

    page = client.get(write_page(question))
    form = {**as_posted(page), "cau-stem": "Đề mới", "luu": "1"}
    client.post(write_page(question), form)

    question.refresh_from_db()
    reply = question.current.content["reply"]
    assert (reply["lines"], reply["most_files"]) == (0, 3)
