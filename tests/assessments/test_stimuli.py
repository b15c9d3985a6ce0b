"""Shared texts: written and changed by hand, never changed where somebody relies on them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.actions.banks import add_questions
from assessments.actions.checks import create_check
from assessments.actions.forms import make_forms
from assessments.actions.lifecycle import submit_question
from assessments.actions.stimuli import rewrite_stimulus, write_stimulus
from assessments.formats.report import Place, SharedText, settle
from assessments.models import Bank, KeptFile, PaperItem, Question, Stimulus
from assessments.queries.prints import list_print_items
from core.errors import NotAllowedError
from tests.factories.accounts import TeacherFactory, get_subject
from tests.factories.assessments import BankFactory, choice_content, make_question
from tests.factories.media import make_image
from tests.factories.review import ReviewPlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> ReviewPlace:
    return ReviewPlace()


@pytest.fixture
def bank(place, client) -> Bank:
    client.force_login(place.author)
    return BankFactory(owner=place.author, organisation=place.school)


def text(html: str = "Đoạn văn về biển.", title: str = "Biển") -> SharedText:
    return SharedText("", title, html)


def write(bank: Bank, **fields: str) -> Stimulus:
    return write_stimulus(bank, text(**fields), by=bank.owner, now=timezone.now())


def rewrite(stimulus: Stimulus, html: str) -> Stimulus:
    by = stimulus.bank.owner
    return rewrite_stimulus(stimulus, text(html), by=by, now=timezone.now())


def under(stimulus: Stimulus, stem: str = "Ý chính là gì?", by: User | None = None) -> Question:
    element = settle(Place(1), choice_content(stem))
    by = by or stimulus.bank.owner
    fields = {"by": by, "now": timezone.now(), "subject": get_subject("toan")}
    question = add_questions(stimulus.bank, [element], **fields)[0]
    question.stimulus = stimulus
    question.save()
    return question


def test_a_text_that_nobody_relies_on_changes_in_its_place(bank):
    stimulus = write(bank)
    question = under(stimulus)

    held = rewrite(stimulus, "Đoạn đã sửa.")

    question.refresh_from_db()
    assert held.pk == stimulus.pk
    assert held.html == "Đoạn đã sửa."
    assert question.current.number == 1


def test_a_paper_keeps_the_text_it_was_made_with_on_screen_and_in_print(bank):
    stimulus = write(bank)
    question = under(stimulus)
    test = create_check(owner=bank.owner, title="Bài", questions=[question], now=timezone.now())

    held = rewrite(stimulus, "Đoạn đã sửa.")

    question.refresh_from_db()
    stimulus.refresh_from_db()
    assert stimulus.html == "Đoạn văn về biển."
    assert (held.previous, question.stimulus) == (stimulus, held)
    assert PaperItem.objects.get(paper=test.paper).stimulus == stimulus
    assert [v.number for v in question.versions.all()] == [1, 2]


def test_forms_that_are_shuffled_later_repeat_the_text_of_the_paper(bank):
    stimulus = write(bank)
    test = create_check(
        owner=bank.owner, title="Bài", questions=[under(stimulus)], now=timezone.now()
    )
    rewrite(stimulus, "Đoạn đã sửa.")

    forms = make_forms(test, 2, now=timezone.now())

    assert {
        item.stimulus for form in forms for item in PaperItem.objects.filter(paper=form.paper)
    } == {stimulus}


def test_what_reviewers_read_does_not_change_under_their_eyes(bank, place):
    stimulus = write(bank)
    handed_in, draft = under(stimulus), under(stimulus, "Tác giả tả gì?")
    submit_question(handed_in, by=place.author, now=timezone.now())

    held = rewrite(stimulus, "Đoạn đã sửa.")

    handed_in.refresh_from_db()
    draft.refresh_from_db()
    assert handed_in.stimulus == stimulus
    assert draft.stimulus == held


def test_in_a_shared_bank_a_new_text_has_to_be_passed_with_its_questions(place):
    bank = BankFactory(group=place.group)
    stimulus = write_stimulus(bank, text(), by=place.group_head, now=timezone.now())
    question = under(stimulus, by=place.group_head)
    Question.objects.update(state=Question.State.READY)

    held = rewrite_stimulus(stimulus, text("Sửa."), by=place.group_head, now=timezone.now())

    question.refresh_from_db()
    assert (question.stimulus, question.state) == (held, Question.State.DRAFT)


def test_the_same_text_again_changes_nothing(bank):
    stimulus = write(bank)
    create_check(owner=bank.owner, title="Bài", questions=[under(stimulus)], now=timezone.now())

    assert rewrite(stimulus, "Đoạn văn về biển.").pk == stimulus.pk
    assert Stimulus.objects.count() == 1


def test_who_may_not_edit_the_bank_writes_and_changes_no_text(bank):
    stranger = TeacherFactory()

    with pytest.raises(NotAllowedError):
        write_stimulus(bank, text(), by=stranger, now=timezone.now())
    with pytest.raises(NotAllowedError):
        rewrite_stimulus(write(bank), text("Sửa."), by=stranger, now=timezone.now())


def test_a_reader_of_a_shared_bank_sees_its_texts_and_may_not_write(client, place):
    bank = BankFactory(group=place.group)
    stimulus = write_stimulus(bank, text(), by=place.group_head, now=timezone.now())
    client.force_login(place.author)

    page = client.get(reverse("assessments:show_stimulus", args=[stimulus.public_id]))
    form = client.get(reverse("assessments:write_stimulus", args=[stimulus.public_id]))
    new = client.post(reverse("assessments:create_stimulus", args=[bank.public_id]), {"luu": "1"})

    assert "Đoạn văn về biển." in page.text
    assert "Sửa" not in page.text
    assert (form.status_code, new.status_code) == (404, 404)


def test_the_list_takes_the_same_statements_at_any_size(client, bank, django_assert_num_queries):
    address = reverse("assessments:list_stimuli", args=[bank.public_id])
    under(write(bank))
    client.get(address)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address)
    for number in range(6):
        under(write(bank, title=f"Đoạn {number}"))

    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(address)

    assert page.text.count("1 câu") == 7


LIST_QUERIES = 6


def test_a_text_with_a_picture_and_a_formula_is_written_without_scripts(client, bank):
    address = reverse("assessments:create_stimulus", args=[bank.public_id])
    picture = SimpleUploadedFile("bien.png", make_image(), "image/png")
    typed = {"ngu-lieu-title": "Biển", "ngu-lieu-html": "Tính \\(x^2\\)."}

    sent = client.post(address, {**typed, "hinh": picture, "tai": "1"})
    editor = sent.context["editor"]
    html = editor.form["html"].value()
    saved = client.post(
        address,
        {**typed, "ngu-lieu-html": html, "kept": editor.files_json, "luu": "1"},
        follow=True,
    )

    stimulus = Stimulus.objects.get()
    assert "<math" in saved.text
    assert "<img" in saved.text
    assert "file:" not in saved.context["text"]
    assert KeptFile.objects.filter(stimulus=stimulus).count() == 1


def test_an_empty_text_is_refused_and_the_title_stays(client, bank):
    address = reverse("assessments:create_stimulus", args=[bank.public_id])

    page = client.post(address, {"ngu-lieu-title": "Biển cả", "luu": "1"})

    assert page.status_code == 422
    assert "Biển cả" in page.text
    assert "Hãy viết" in page.text


def test_from_a_question_a_text_is_written_and_the_question_comes_back_as_it_was(client, bank):
    address = f"{reverse('assessments:create_question', args=[bank.public_id])}?loai=single_choice"
    question = {
        "cau-stem": "Câu hỏi dở dang",
        "dong-TOTAL_FORMS": "3",
        "dong-INITIAL_FORMS": "0",
        "dong-0-html": "phương án một",
        "dong-0-is_right": "on",
        "ho-so-strand": "Đọc hiểu",
    }

    aside = client.post(address, {**question, "doan": "1"})
    carried = aside.context["carried"]
    faulty = client.post(address, {"mang": carried, "ngu-lieu-title": "Biển", "luu": "1"})
    back = client.post(
        address,
        {"mang": faulty.context["carried"], "ngu-lieu-html": "Đoạn văn.", "luu": "1"},
    )

    stimulus = Stimulus.objects.get()
    editor = back.context["editor"]
    assert faulty.status_code == 422
    assert editor.text["stem"].value() == "Câu hỏi dở dang"
    assert editor.rows.forms[0]["html"].value() == "phương án một"
    assert editor.rows.forms[0]["is_right"].value()
    assert editor.metadata["strand"].value() == "Đọc hiểu"
    assert editor.metadata["stimulus"].value() == stimulus.public_id
    assert f'<option value="{stimulus.public_id}" selected>' in back.text
    assert not Question.objects.exists()


def test_leaving_the_text_gives_the_question_back_without_it(client, bank):
    question = make_question(bank, choice_content("Câu cũ"))
    address = reverse("assessments:write_question", args=[question.public_id])

    aside = client.post(address, {"cau-stem": "Câu đang sửa", "doan": "1"})
    back = client.post(address, {"mang": aside.context["carried"], "thoi": "1"})

    assert back.context["editor"].text["stem"].value() == "Câu đang sửa"
    assert not Stimulus.objects.exists()


def test_an_older_wording_is_offered_only_to_the_question_that_stands_under_it(client, bank, place):
    stimulus = write(bank)
    question = under(stimulus)
    submit_question(question, by=place.author, now=timezone.now())
    held = rewrite(stimulus, "Đoạn đã sửa.")

    new = client.get(
        f"{reverse('assessments:create_question', args=[bank.public_id])}?loai=essay"
        f"&ngu-lieu={held.public_id}"
    )

    offered = new.context["editor"].metadata.fields["stimulus"].queryset
    assert list(offered) == [held]
    assert f'<option value="{held.public_id}" selected>' in new.text


def test_printing_takes_the_text_of_the_paper(bank):
    from tests.factories.matrices import make_exam

    exam = make_exam(owner=bank.owner)
    form = exam.forms.first()
    item = PaperItem.objects.filter(paper=form.paper).order_by("position")[0]
    item.stimulus = write(bank, html="Ngữ liệu của đề")
    item.save()

    printed = list_print_items(form)

    assert printed[0].stimulus_html == "Ngữ liệu của đề"
