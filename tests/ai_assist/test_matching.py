"""Outcomes are found by words, with and without marks."""

import pytest

from ai_assist.matching import Candidate, find_matches
from ai_assist.outline.rules import build_outline
from ai_assist.outline.shape import (
    WrongShapeError,
    read_activities,
    share_minutes,
    write_activities,
)
from ai_assist.redaction import redact

from .conftest import TEXTS

CANDIDATES = [Candidate(number, text) for number, (_, text) in enumerate(TEXTS)]


@pytest.mark.parametrize("text", ["Định lí Thalès", "dinh li thales trong tam giac"])
def test_the_outcome_that_shares_telling_words_comes_first(text):
    assert find_matches(text, CANDIDATES)[0].key == 2


def test_words_of_every_outcome_find_nothing():
    assert find_matches("Nhận biết được một số vấn đề", CANDIDATES[2:]) == []


def test_a_text_about_two_outcomes_finds_both_and_not_the_others():
    found = find_matches("Giải phương trình bậc nhất một ẩn", CANDIDATES)

    assert {match.key for match in found} == {0, 1}


def test_minutes_add_up_whatever_the_weights():
    for total in (4, 5, 45, 90, 135):
        assert sum(share_minutes(total, [10, 45, 30, 15])) == total
    assert min(share_minutes(4, [10, 45, 30, 15])) == 1


def test_the_outline_by_rules_has_four_activities_and_comes_back_from_storage():
    activities = build_outline("Định lí Thalès", ["Giải thích được định lí."], minutes=45)

    assert len(activities) == 4
    assert sum(activity.minutes for activity in activities) == 45
    assert "Định lí Thalès" in activities[0].goal
    assert read_activities(write_activities(activities)) == activities


@pytest.mark.parametrize(
    "data", [None, {}, {"activities": []}, {"activities": [{"title": "x"}] * 4}]
)
def test_another_shape_is_refused(data):
    with pytest.raises(WrongShapeError):
        read_activities(data)


@pytest.mark.parametrize(
    "text",
    [
        "Em Nguyễn Minh Anh lớp 8A",
        "Em NGUYỄN MINH ANH lớp 8A",
        "Em Nguyen Minh Anh lớp 8A",
        "Em Minh Anh lớp 8A",
    ],
)
def test_names_of_the_school_are_taken_out(text):
    done = redact(text, ["Nguyễn Minh Anh"])

    assert done.text == "Em [người] lớp 8A"
    assert done.removed == {"name": 1}


def test_numbers_and_addresses_of_people_are_taken_out():
    done = redact("Gọi 0912 345 678, thư a.b@truong.edu.vn, CCCD 031099012345, tổng 12345", [])

    assert done.text == "Gọi […], thư […], CCCD […], tổng 12345"
    assert done.removed == {"email": 1, "id": 1, "phone": 1}


def test_small_letters_are_no_name():
    assert redact("ánh sáng bình minh anh em", ["Lê Minh Anh"]).removed == {}
