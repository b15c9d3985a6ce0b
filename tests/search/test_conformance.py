"""What a reader may rely on, whichever index answers."""

from datetime import timedelta

import pytest

from search.actions import set_popularity, withdraw_document
from search.models import Synonym
from tests.factories.search import NOON, OWNER, make_document

TITLES = [
    "Phương trình bậc nhất một ẩn và cách giải",
    "Đường tròn và tiếp tuyến",
    "Truyện Kiều – Nguyễn Du",
    "Phương pháp lập trình hướng đối tượng",
]


@pytest.fixture
def books(index):
    for number, title in enumerate(TITLES, start=1):
        make_document(number, title, sort={"newest": NOON - timedelta(days=number)})
    return index


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("phuong trinh bac nhat", TITLES[0]),
        ("PHƯƠNG TRÌNH BẬC NHẤT", TITLES[0]),
        ("phương trình", TITLES[0]),
        ("duong tron", TITLES[1]),
        ("đường tròn", TITLES[1]),
        ("tiep tuyen", TITLES[1]),
        ("nguyen du", TITLES[2]),
        ("kieu", TITLES[2]),
        ("phuong tri", TITLES[0]),
        ("lap trinh huong doi tuong", TITLES[3]),
    ],
)
def test_a_line_is_found_with_and_without_diacritics(books, typed, found):
    assert books.titles(typed)[0] == found


def test_every_word_must_be_found(books):
    assert books.titles("phuong trinh tiep tuyen") == []


def test_words_may_stand_in_title_and_text(index):
    make_document(1, "Bài 5", body="Giải phương trình bằng cách đặt ẩn phụ")

    assert index.titles("bai 5 phuong trinh") == ["Bài 5"]


def test_the_title_as_typed_comes_first(index):
    make_document(1, "Dương tròn tuổi mười ba")
    make_document(2, "Đường tròn", sort={"newest": NOON - timedelta(days=30)})
    make_document(3, "Duong tron")

    assert index.titles("đường tròn")[0] == "Đường tròn"
    assert len(index.titles("đường tròn")) == 3


def test_a_match_in_the_title_comes_before_one_in_the_text(index):
    make_document(1, "Ôn tập chương", body="hàm số bậc nhất " * 5)
    make_document(2, "Hàm số bậc nhất", sort={"newest": NOON - timedelta(days=30)})

    assert index.titles("ham so bac nhat") == ["Hàm số bậc nhất", "Ôn tập chương"]


def test_of_two_titles_the_one_that_begins_with_the_line_comes_first(index):
    make_document(1, "Luyện tập phương trình bậc nhất")
    make_document(
        2, "Phương trình bậc nhất một ẩn và cách giải", sort={"newest": NOON - timedelta(days=9)}
    )

    assert index.titles("phuong trinh bac nhat")[0].startswith("Phương trình")


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        'a" OR "b',
        "'",
        "\\",
        "*",
        "()",
        "NEAR(",
        "AND",
        "a & | !",
        "x:*",
        "-",
        "…",
        "中文",
        "%_",
        "{x}",
    ],
)
def test_odd_characters_do_no_harm(books, typed):
    books.find(typed)


def test_a_quoted_phrase_is_found_as_it_stands(index):
    make_document(1, "Phương trình bậc hai")
    make_document(2, "Bậc của phương trình; hai ẩn")

    assert index.titles('"phuong trinh bac hai"') == ["Phương trình bậc hai"]
    assert len(index.titles("phuong trinh bac hai")) == 2


def test_other_alphabets_are_found(index):
    make_document(1, "Tiếng Trung 中文 căn bản")

    assert index.titles("中文") == ["Tiếng Trung 中文 căn bản"]
    assert index.titles("中") == ["Tiếng Trung 中文 căn bản"]


def test_an_abbreviation_finds_the_full_form_and_back(books):
    Synonym.objects.create(short="ptbn", long="phương trình bậc nhất")
    make_document(9, "Bộ đề PTBN")

    assert TITLES[0] in books.titles("ptbn mot an")
    assert set(books.titles("phuong trinh bac nhat")) == {TITLES[0], "Bộ đề PTBN"}


def test_a_reader_finds_what_his_tokens_open_only(index):
    make_document(1, "Đề của trường một", audience={"school:1"})
    make_document(2, "Đề của trường hai", audience={"school:2"})
    make_document(3, "Đề của ngành", audience={"sector"})

    found = index.find("de cua", tokens={"school:1", "sector"})

    assert {hit.object_id for hit in found.hits} == {1, 3}
    assert found.total == 2
    assert index.titles("de cua", tokens=set()) == []


def test_a_token_cannot_be_typed(index):
    make_document(1, "Đề của trường một", audience={"school:1"})

    assert index.titles("school:1") == []
    assert index.titles("tests thing") == []


def test_another_owner_is_not_found(index):
    make_document(1, "Bài giảng", owner="other.thing")

    assert index.titles("bai giang") == []


@pytest.fixture
def shelf(index):
    for number, (kind, grade) in enumerate(
        [("video", "8"), ("video", "9"), ("worksheet", "8"), ("video", "8")], start=1
    ):
        make_document(number, "Phương trình", facets={"kind": kind, "grade": [grade]})
    return index


def test_facets_count_what_was_found(shelf):
    found = shelf.find("phuong trinh")

    assert found.facets == {"kind": {"video": 3, "worksheet": 1}, "grade": {"8": 3, "9": 1}}


def test_a_group_of_filters_does_not_count_itself(shelf):
    found = shelf.find("phuong trinh", filters={"kind": ["video"]})

    assert found.total == 3
    assert found.facets == {"kind": {"video": 3, "worksheet": 1}, "grade": {"8": 2, "9": 1}}


def test_values_of_one_group_add_up_and_groups_narrow_down(shelf):
    both = shelf.find("", filters={"kind": ["video", "worksheet"], "grade": ["8"]})

    assert both.total == 3
    assert both.facets == {"kind": {"video": 2, "worksheet": 1}, "grade": {"8": 3, "9": 1}}


def test_without_a_line_the_newest_come_first(books):
    assert books.titles("") == TITLES


def test_results_can_be_ordered_by_time_and_by_use(books):
    set_popularity(OWNER, 4, 46)

    assert books.titles("phuong", order="newest") == [TITLES[0], TITLES[3]]
    assert books.titles("phuong", order="popular") == [TITLES[3], TITLES[0]]


def test_pages_follow_each_other(index):
    for number in range(5):
        make_document(number + 1, f"Phiếu {number}", sort={"newest": NOON - timedelta(days=number)})

    first, second = (
        index.find("phieu", size=3, order="newest"),
        index.find("phieu", size=3, page=2, order="newest"),
    )

    assert [hit.object_id for hit in first.hits + second.hits] == [1, 2, 3, 4, 5]
    assert (first.total, first.page_count) == (5, 2)


def test_a_newer_version_replaces_and_an_older_one_changes_nothing(index):
    make_document(1, "Bản thứ hai", version=2)
    make_document(1, "Bản thứ nhất", version=1)

    assert index.titles("ban thu") == ["Bản thứ hai"]

    make_document(1, "Bản thứ ba", version=3)

    assert index.titles("ban thu") == ["Bản thứ ba"]
    assert index.titles("ban thu hai") == []


def test_what_is_withdrawn_disappears_until_a_newer_version(index):
    make_document(1, "Bản thứ hai", version=2)
    withdraw_document(OWNER, 1)
    withdraw_document(OWNER, 1)

    assert index.titles("ban thu") == []

    make_document(1, "Bản thứ hai", version=2)
    assert index.titles("ban thu") == []

    make_document(1, "Bản thứ ba", version=3)
    assert index.titles("ban thu") == ["Bản thứ ba"]
