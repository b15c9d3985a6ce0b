"""The bank's page: what it shows, to whom, and with how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.forms.bank import BankQuestion
from search.models import Synonym
from tests.factories.accounts import (
    OfficerFactory,
    PupilFactory,
    SchoolFactory,
    TeacherFactory,
    get_grade,
)
from tests.factories.content import get_outcome, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def ha():
    return TeacherFactory(school=SchoolFactory(short_name="THCS Hồng Bàng"), full_name="Lê Thu Hà")


@pytest.fixture
def bank(client, ha):
    client.force_login(ha)

    def ask(**query):
        return client.get(reverse("content:list_resources"), query)

    return ask


def make_shelf(owner, count, **fields):
    for number in range(count):
        make_resource(
            owner,
            state="approved",
            title=f"Phương trình bậc nhất, phiếu {number}",
            now=timezone.now() - timedelta(days=number),
            **fields,
        )


def test_a_teacher_finds_a_resource_without_diacritics(bank, ha):
    make_resource(ha, state="approved")
    circle = get_outcome("999908.0901a1", "Nhận biết được đường tròn")
    make_resource(ha, state="approved", title="Đường tròn", outcomes=[circle])

    page = bank(q="phuong trinh bac nhat", subject="toan", grade="8")

    html = page.content.decode()
    assert "<mark>Phương trình bậc nhất</mark> một ẩn và cách giải" in html
    assert "1 học liệu" in html
    assert "Lê Thu Hà · THCS Hồng Bàng" in html
    assert "Đường tròn" not in html


def test_drafts_and_other_schools_resources_are_not_in_the_bank(bank, ha):
    make_resource(ha, title="Phương trình nháp")
    make_resource(TeacherFactory(), state="approved", title="Phương trình trường khác")
    make_resource(TeacherFactory(), state="approved", audience="sector", title="Phương trình chung")

    html = bank(q="phuong trinh").content.decode()

    assert "nháp" not in html
    assert "trường khác" not in html
    assert "chung" in html


def test_pupils_have_no_bank(client):
    client.force_login(PupilFactory())

    assert client.get(reverse("content:list_resources")).status_code == 404


def test_an_officer_reads_the_sectors_bank_but_adds_nothing(client):
    make_resource(state="approved", audience="sector")
    client.force_login(OfficerFactory())

    html = client.get(reverse("content:list_resources")).content.decode()

    assert "Phương trình bậc nhất" in html
    assert reverse("content:create_resource") not in html


def test_chosen_filters_can_be_taken_away_one_by_one(bank, ha):
    make_resource(ha, state="approved")

    html = bank(q="phuong", subject="toan", grade="8").content.decode()

    assert 'href="?q=phuong&amp;grade=8"' in html
    assert 'href="?q=phuong&amp;subject=toan"' in html
    assert 'href="?q=phuong"' in html


def test_counts_stand_beside_the_filters(bank, ha):
    make_resource(ha, state="approved")
    make_resource(ha, state="approved", kind="video")

    page = bank(q="phuong", kind="video")

    facets = {facet.name: facet for facet in page.context["bank"].facets}
    kinds = [(option.label, option.count, option.is_chosen) for option in facets["kind"].options]
    assert kinds == [("Video", 1, True), ("Phiếu học tập", 1, False)]
    assert "Phương trình bậc nhất" in facets["outcome"].options[0].label


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"},
        {"page": "999999"},
        {"sort": "x"},
        {"grade": "'"},
        {"q": '"'},
        {"q": "x" * 5000},
        {"kind": ["a", "b"]},
        {"q": "\x00"},
    ],
)
def test_odd_addresses_are_answered(bank, ha, query):
    make_resource(ha, state="approved")

    assert bank(**query).status_code == 200


def test_an_empty_result_offers_what_is_near(bank, ha):
    make_resource(ha, state="approved", kind="video", title="Đồ thị hàm số bậc nhất")

    page = bank(q="do thi ham so bac nhat mo phong keo tha", kind="video", grade="8")

    html = page.content.decode()
    near = [(one.label, one.count) for one in page.context["bank"].suggestions]
    assert "Chưa có học liệu nào khớp" in html
    assert ("“do thi ham so bac”", 1) in near
    assert ("Chỉ tìm Video", 1) in near


def test_an_empty_bank_says_how_it_fills(bank):
    assert "Bến này còn trống" in bank().content.decode()


def test_abbreviations_of_the_sector_are_understood(bank, ha):
    make_resource(ha, state="approved")
    Synonym.objects.get_or_create(short="pt", long="phương trình")

    assert "1 học liệu" in bank(q="pt bac nhat").content.decode()


def test_the_page_asks_as_many_queries_for_twenty_as_for_two(bank, ha):
    make_shelf(ha, 2, outcomes=[get_outcome(), get_outcome("030108.0702a3", "Lập phương trình")])
    bank(q="phuong", subject="toan")
    with CaptureQueriesContext(
        connection,
    ) as few:
        bank(q="phuong", subject="toan")
    make_shelf(ha, 18)

    with CaptureQueriesContext(connection) as many:
        page = bank(q="phuong", subject="toan")

    assert len(page.context["bank"].cards) == 20
    assert len(many) == len(few)
    assert len(many) <= 20


def test_a_question_survives_its_address():
    from django.http import QueryDict

    question = BankQuestion.read(
        QueryDict("q=a+b&grade=8&kind=video&kind=audio&sort=newest&page=3")
    )

    assert BankQuestion.read(QueryDict(question.address[1:])).pairs == question.pairs
    assert question.page == 3
    assert question.without("kind", "video").address == "?q=a+b&kind=audio&grade=8&sort=newest"


def test_grades_are_written_as_people_say_them(bank, ha):
    make_resource(ha, state="approved", grade=get_grade(8))

    assert "Lớp 8" in bank(q="phuong").content.decode()
