"""Pages of banks: filters, acts on many, duplicates, versions, the bin, and who may not."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments.actions.banks import revise_question
from assessments.actions.lifecycle import submit_question
from assessments.models import Bank, BinEntry, EnemyPair, Question, Test
from core.jobs.runner import run_due_jobs
from curriculum.models import Outcome
from review.models import Review
from tests.factories.accounts import TeacherFactory
from tests.factories.assessments import (
    ALL_TYPES,
    BankFactory,
    choice_content,
    make_question,
    make_test,
)
from tests.factories.review import ReviewPlace, pass_step, return_step

pytestmark = pytest.mark.django_db
STEM = "Một người đi xe đạp từ A đến B với vận tốc 12 km/h rồi về với vận tốc 10 km/h. Tính quãng đường."


@pytest.fixture
def place() -> ReviewPlace:
    return ReviewPlace()


@pytest.fixture
def bank(place, client) -> Bank:
    client.force_login(place.author)
    return BankFactory(owner=place.author, organisation=place.school, name="Toán 8")


def address(name: str, *args: str) -> str:
    return reverse(f"assessments:{name}", args=args)


def act(client, bank: Bank, questions, name: str, **more):
    data = {"act": name, "cau": [question.public_id for question in questions], **more}
    return client.post(address("change_many", bank.public_id), data, follow=True)


def test_the_list_of_banks_shows_three_levels(client, place, bank):
    make_question(bank)
    BankFactory(group=place.group, name="Tổ Toán")
    BankFactory(owner=TeacherFactory(), name="Của người khác")

    text = client.get(address("list_banks")).text

    assert "Toán 8" in text
    assert "Tổ Toán" in text
    assert "Của người khác" not in text
    assert (
        text.index("Của riêng tôi")
        < text.index("Tổ chuyên môn của trường")
        < text.index("Toàn ngành")
    )


def test_the_page_of_a_bank_shows_filters_with_counts_and_remarks(client, bank):
    make_question(bank, choice_content("Phát biểu nào sau đây không đúng?", "2 3 5 7"))
    make_question(bank, ALL_TYPES[3]())

    page = client.get(address("show_bank", bank.public_id))

    assert "2 câu hỏi" in page.text
    assert re.search(r'value="short_number".*?<span>1</span>', page.text, re.DOTALL)
    assert "3 lưu ý" in page.text
    filtered = client.get(address("show_bank", bank.public_id), {"loai": "short_number"})
    assert len(filtered.context["rows"]) == 1
    assert "chip--removable" in filtered.text


def test_the_page_asks_as_often_for_many_questions_as_for_few(
    client, bank, django_assert_num_queries
):
    for n in range(2):
        make_question(bank, ALL_TYPES[n](f"Câu {n}"))
    client.get(address("show_bank", bank.public_id))

    with django_assert_num_queries(20):
        client.get(address("show_bank", bank.public_id))
    for n in range(18):
        make_question(bank, ALL_TYPES[n % 5](f"Thêm {n}"))
    with django_assert_num_queries(20):
        assert len(client.get(address("show_bank", bank.public_id)).context["rows"]) == 20


def test_many_get_a_level_and_an_outcome(client, bank):
    questions = [make_question(bank) for _ in range(2)]
    outcome = Outcome.objects.filter(kind="outcome")[0]

    said = act(client, bank, questions, "level", level="apply").text
    act(client, bank, questions, "outcome", outcome=f"{outcome.code} {outcome.text}")

    assert "2 câu hỏi đã được sửa." in said
    assert set(Question.objects.values_list("level", flat=True)) == {"apply"}
    assert all(outcome in question.outcomes.all() for question in questions)


def test_an_outcome_that_is_not_known_changes_nothing_and_says_so(client, bank):
    page = act(client, bank, [make_question(bank)], "outcome", outcome="không có")

    assert "Chọn một yêu cầu cần đạt trong danh sách." in page.text


def test_choosing_nothing_says_so(client, bank):
    assert "Hãy chọn ít nhất một câu hỏi." in act(client, bank, [], "ready").text


def test_the_filter_stays_after_an_act(client, bank):
    question = make_question(bank)

    page = act(client, bank, [question], "ready", loc="loai=single_choice&page=1")

    assert page.redirect_chain[-1][0].endswith("?loai=single_choice&page=1")


def test_questions_go_to_the_bin_and_the_toast_brings_them_back(client, bank):
    questions = [make_question(bank) for _ in range(2)]

    page = act(client, bank, questions, "bin")
    undo = re.search(r'action="(/thung-rac/dot/[^"]+)"', page.text)[1]
    assert Question.objects.count() == 0
    client.post(undo)

    assert Question.objects.count() == 2


def test_the_bin_lists_what_was_thrown_away_and_gives_it_back(client, bank):
    test = make_test(bank.owner, title="Kiểm tra chương 1")
    client.post(address("throw_test", test.public_id))
    client.post(address("throw_bank", bank.public_id))

    page = client.get(address("list_bin"))
    assert "Kiểm tra chương 1" in page.text
    assert "Toán 8" in page.text
    assert "còn 29 ngày" in page.text
    entry = BinEntry.objects.get(kind="test")
    client.post(address("restore_entry", entry.public_id))

    assert Test.objects.get(pk=test.pk).deleted_at is None
    client.force_login(TeacherFactory())
    other = BinEntry.objects.get(kind="bank")
    assert client.post(address("restore_entry", other.public_id)).status_code == 404
    assert client.post(address("restore_batch", other.batch)).status_code == 404


def test_a_bank_is_renamed_by_its_owner_only(client, place, bank):
    client.post(address("rename_bank", bank.public_id), {"name": "Toán 9"})
    bank.refresh_from_db()
    assert bank.name == "Toán 9"

    shared = BankFactory(group=place.group)
    refused = client.post(address("rename_bank", shared.public_id), {"name": "Khác"})
    assert refused.status_code == 404
    assert client.post(address("throw_bank", shared.public_id)).status_code == 404


def test_a_reader_may_make_a_check_of_a_shared_bank_but_change_nothing(client, place, bank):
    shared = BankFactory(group=place.group)
    question = make_question(BankFactory(owner=place.author))
    Question.objects.filter(pk=question.pk).update(bank=shared)

    check = client.post(
        address("change_many", shared.public_id), {"act": "check", "cau": question.public_id}
    )
    refused = client.post(
        address("change_many", shared.public_id), {"act": "bin", "cau": question.public_id}
    )

    assert check.status_code == 302
    assert check["Location"].endswith(f"/ra-de/?cau={question.public_id}")
    assert refused.status_code == 404


def test_many_are_sent_and_what_cannot_go_is_told(client, place, bank):
    good, bad = make_question(bank), make_question(bank, subject=None)

    page = act(client, bank, [good, bad], "submit")

    assert "1 câu hỏi đã được gửi duyệt." in page.text
    assert "1 câu hỏi chưa được gửi." in page.text
    assert Review.objects.count() == 1


def test_the_reviewer_sees_the_question_its_key_and_remarks(client, place, bank):
    question = make_question(bank, choice_content("Phát biểu nào không đúng?", "12 7 9 3"))
    Question.objects.update(licence="cc_by", is_ai_assisted=True)
    review = submit_question(question, by=place.author, now=timezone.now())

    client.force_login(place.group_head)
    text = client.get(reverse("review:show_review", args=[review.public_id])).text

    assert "Phát biểu nào không đúng?" in text
    assert "đáp án đúng" in text
    assert "CC BY" in text
    assert "Có hỗ trợ của AI" in text
    assert "dễ bị đọc lướt qua" in text


def test_a_returned_question_tells_why(client, place, bank):
    question = make_question(bank)
    review = submit_question(question, by=place.author, now=timezone.now())
    return_step(review, place.group_head, note="Sửa lại phương án C.")

    text = client.get(address("edit_question", question.public_id)).text

    assert "Sửa lại phương án C." in text
    assert "Gửi tổ chuyên môn" in text


def test_a_passed_question_says_where_it_came_from(client, place, bank):
    question = make_question(bank)
    pass_step(submit_question(question, by=place.author, now=timezone.now()), place.group_head)
    copy = Question.objects.get(origin=question)

    text = client.get(address("edit_question", copy.public_id)).text

    assert "Lấy từ ngân hàng Toán 8" in text
    assert place.author.full_name in text


def test_near_duplicates_stand_side_by_side_until_somebody_says_they_differ(client, bank):
    one = make_question(bank, choice_content(STEM))
    two = make_question(bank, choice_content(STEM.replace("xe đạp", "xe máy")))
    run_due_jobs()
    here = address("list_duplicates", bank.public_id)

    assert "<mark>" in client.get(here).text
    assert "Gần trùng" in client.get(address("show_bank", bank.public_id)).text
    pair = {"mot": one.public_id, "hai": two.public_id}
    client.force_login(TeacherFactory())
    assert client.post(here, pair).status_code == 404
    client.force_login(bank.owner)
    client.post(here, pair)

    assert EnemyPair.objects.get().is_lifted
    assert client.post(here, pair).status_code == 404


def test_versions_are_compared_word_by_word(client, bank):
    question = make_question(bank, choice_content("Chọn số chẵn."))
    revise_question(question, choice_content("Chọn số lẻ."), by=bank.owner, now=timezone.now())

    text = client.get(address("list_versions", question.public_id)).text

    assert "<del>chẵn.</del><ins>lẻ.</ins>" in text
    again = client.get(address("list_versions", question.public_id), {"tu": "2", "den": "1"}).text
    assert "<del>lẻ.</del><ins>chẵn.</ins>" in again


def test_the_check_of_an_import_shows_remarks_and_likeness(client, bank):
    known = make_question(bank, choice_content(STEM))
    text = f"{STEM.replace('xe đạp', 'xe máy')} {{=12 ~7 ~9}}"
    file = SimpleUploadedFile("de.gift", text.encode())

    page = client.post(address("read_file", bank.public_id), {"file": file}, follow=True).text

    assert "gần giống câu đã có" in page
    assert address("edit_question", known.public_id) in page
    assert "không theo thứ tự" in page
