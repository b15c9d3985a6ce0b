"""The ten item types: what is a question, what pupils see of it, and what its answers are worth."""

import json
import random
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.items.markup import drop_file, iter_html, list_files, map_html, place_files
from assessments.items.paper import StimulusText, freeze, random_token
from assessments.items.shape import TYPES, fingerprint, list_problems
from assessments.models import Question
from assessments.scoring import ScoringRules, read_rules, score_item
from tests.factories.assessments import (
    RUBRIC,
    TEN_TYPES,
    cloze_content,
    essay_content,
    file_content,
    matching_content,
    ordering_content,
    statements_content,
)

KINDS = {make()["type"]: make for make in TEN_TYPES}


def draw():
    chooser = random.Random(7)  # noqa: S311  # repeatable on purpose
    return lambda: random_token(chooser.choice)


def freeze_one(content: dict, rules: ScoringRules | None = None) -> tuple[dict, dict]:
    more = {"rules": rules} if rules else {}
    body, key = freeze([(content, Decimal(1))], token=draw(), render=str, **more)
    return body["items"][0], key["items"][0]


def points(key: dict, answer) -> Decimal | None:
    return score_item(key, answer).points


def test_every_type_has_its_row_its_shape_and_its_example():
    assert set(Question.Type.values) == TYPES == set(KINDS)


@pytest.mark.parametrize("make", TEN_TYPES)
def test_examples_are_questions(make):
    assert list_problems(make()) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (ordering_content(entries="1"), "entry_count"),
        (ordering_content(entries="1 2 2"), "double_entry"),
        ({**matching_content(), "pairs": [{"html": "a", "match": "b"}]}, "pair_count"),
        ({**matching_content(), "extra_matches": ["Hà Nội"]}, "double_match"),
        ({**matching_content(), "extra_matches": ["x", "x"]}, "double_entry"),
        ({**matching_content(), "extra_matches": [" "]}, "empty_option"),
        (cloze_content("Không có chỗ trống"), "gap_mismatch"),
        (cloze_content("[[1]] [[1]] [[2]] [[3]]"), "gap_mismatch"),
        ({**cloze_content("[[1]]"), "gaps": []}, "gap_count"),
        ({**essay_content(), "reply": {"lines": -1}}, "bad_reply"),
        ({**essay_content(), "reply": {"fewest_words": 9, "most_words": 3}}, "bad_reply"),
        ({**essay_content(), "rubric": [{"name": "", "levels": []}]}, "bad_rubric"),
        ({**file_content(), "accepts": ["video"]}, "bad_reply"),
        ({**file_content(), "most_files": 0}, "bad_reply"),
        ({**ordering_content(), "type": "hotspot"}, "unknown_type"),
    ],
)
def test_what_is_missing_is_named(content, problem):
    assert problem in list_problems(content)


def test_a_gap_has_a_weight_and_a_key():
    content = cloze_content()
    content["gaps"][0]["weight"] = "0"
    assert list_problems(content) == ["bad_weight"]

    content = cloze_content()
    content["gaps"][1]["options"][1]["share"] = "0"
    assert list_problems(content) == ["no_key"]


def test_a_picture_alone_is_a_stem_and_an_option():
    picture = '<img src="file:a.png" alt="Hình 1">'
    content = ordering_content(stem=picture)
    content["entries"][0]["html"] = picture

    assert list_problems(content) == []
    assert list_files(content) == ["a.png"]


@pytest.mark.parametrize("make", TEN_TYPES)
def test_changing_all_html_reaches_every_fragment_once(make):
    content = make()

    changed = map_html(content, lambda markup: f"{markup}!")

    assert [f"{markup}!" for markup in iter_html(content)] == list(iter_html(changed))
    assert json.loads(json.dumps(make())) == content


@pytest.mark.parametrize("make", TEN_TYPES)
def test_fingerprints_tell_questions_apart(make):
    others = [other() for other in TEN_TYPES if other is not make]

    assert fingerprint(make(), str) == fingerprint(make(), str)
    assert fingerprint(make(), str) not in {fingerprint(other, str) for other in others}


def test_another_order_of_entries_is_another_question():
    one, other = ordering_content(entries="1 2 3"), ordering_content(entries="2 1 3")

    assert fingerprint(one, str) != fingerprint(other, str)


def test_names_of_files_become_addresses_and_back_to_words():
    markup = '<p>x <img src="file:a.png" alt=""> <audio controls="" src="file:b.mp3"></audio></p>'

    placed = place_files(markup, {"a.png": "http://c/f/t/original/a.png?x=1&y"})
    dropped = drop_file(drop_file(markup, "b.mp3"), "a.png")

    assert 'src="http://c/f/t/original/a.png?x=1&amp;y"' in placed
    assert 'src="file:b.mp3"' in placed
    assert dropped == "<p>x [a.png] [b.mp3]</p>"


SECRETS = (
    "share", "is_true", "answers", "texts", "solution", "feedback", "weight", "rubric", "order",
    "pairs", "ladder", "way", "marker_note", "8.5", "Hà Nội ", "diệp lục", "Cần có hình vẽ", "level",
)  # fmt: skip


@pytest.mark.parametrize("make", TEN_TYPES)
def test_what_pupils_see_holds_no_key(make):
    body, _key = freeze_one({**make(), "solution": "Lời giải kín"})

    names = set(_names(body))
    assert not names & set(SECRETS)
    assert "Lời giải kín" not in str(body)
    assert "diệp lục" not in str(body)
    assert "hình vẽ" not in str(body)


def _names(value) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(name for each in value.values() for name in _names(each))]
    return [name for each in value for name in _names(each)] if isinstance(value, list) else []


def test_an_order_is_never_shown_as_it_is_right():
    chooser = random.Random(1)  # noqa: S311  # repeatable on purpose
    for _ in range(200):
        body, key = freeze(
            [(ordering_content(entries="1 2 3"), Decimal(1))],
            token=lambda: random_token(chooser.choice),
            render=str,
        )
        shown = [entry["t"] for entry in body["items"][0]["entries"]]
        assert shown != key["items"][0]["order"]
        assert sorted(shown) == sorted(key["items"][0]["order"])


def test_matches_stand_in_an_order_that_tells_nothing():
    body, key = freeze_one(matching_content())

    tokens = [match["t"] for match in body["matches"]]
    assert tokens == sorted(tokens)
    assert len(tokens) == 4
    assert set(key["pairs"].values()) < set(tokens)


def test_a_token_that_comes_twice_is_drawn_again():
    drawn = iter(["aaaa", "aaaa", "bbbb", "aaaa", "cccc", "dddd"])

    _body, key = freeze([(ordering_content(), Decimal(1))], token=drawn.__next__, render=str)

    assert len(set(key["items"][0]["order"])) == 4


def test_a_stimulus_stands_once_for_its_questions():
    text = StimulusText("Đoạn trích", "<p>Lão Hạc…</p>")
    questions = [(make(), Decimal(1)) for make in (ordering_content, essay_content, file_content)]

    body, _key = freeze(questions, token=draw(), render=str, stimuli=[text, text, None])

    assert body["stimuli"] == [{"title": "Đoạn trích", "html": "<p>Lão Hạc…</p>"}]
    assert [item.get("s") for item in body["items"]] == [0, 0, None]


@pytest.mark.parametrize(
    ("order", "worth"),
    [("0123", "1"), ("1023", "0.3333"), ("1230", "0.6667"), ("3210", "0"), ("012", "0.6667")],
)
def test_ordering_counts_neighbours(order, worth):
    _body, key = freeze_one(ordering_content())
    answer = [key["order"][int(place)] for place in order]

    assert points(key, answer) == Decimal(worth)
    exact = {**key, "way": "exact"}
    assert points(exact, answer) == (1 if worth == "1" else 0)


@pytest.mark.parametrize(("right", "worth"), [(0, "0"), (1, "0.3333"), (2, "0.6667"), (3, "1")])
def test_matching_counts_pairs(right, worth):
    _body, key = freeze_one(matching_content())
    pairs = list(key["pairs"].items())
    answer = {left: match if n < right else "zzzz" for n, (left, match) in enumerate(pairs)}

    assert points(key, answer) == Decimal(worth)
    assert points({**key, "way": "exact"}, answer) == (1 if right == 3 else 0)


@pytest.mark.parametrize(
    ("gaps", "worth"), [("", "0"), ("1", "0.5"), ("2", "0.25"), ("13", "0.75"), ("123", "1")]
)
def test_gaps_count_by_their_weights(gaps, worth):
    _body, key = freeze_one(cloze_content())
    right = next(t for t, option in key["gaps"][1]["options"].items() if option["share"] == "1")
    full = {"1": "100,0", "2": right, "3": " Nước "}
    answer = {name: full[name] if name in gaps else "sai" for name in full}

    assert points(key, answer) == Decimal(worth)
    assert points({**key, "way": "exact"}, answer) == (1 if gaps == "123" else 0)


def test_the_ladder_is_a_setting_that_the_key_keeps():
    rules = read_rules({"ladder": ["0", "0.25", "0.5", "0.75", "1"]})
    _body, key = freeze_one(statements_content(), rules)
    answer = dict(list(key["statements"].items())[:1])

    assert points(key, answer) == Decimal("0.25")
    assert rules.matching == "partial"


@pytest.mark.parametrize(
    "body",
    [
        {"ladder": ["0", "0.5", "0.25", "1"]},
        {"ladder": ["0.1", "1"]},
        {"ladder": ["0", "0.9"]},
        {"cloze": "sometimes"},
    ],
)
def test_rules_by_which_a_better_answer_would_score_less_are_refused(body):
    with pytest.raises(ValueError, match="monotone"):
        read_rules(body)


@pytest.mark.parametrize("make", [essay_content, file_content])
def test_a_person_marks_what_was_given_and_nothing_else(make):
    _body, key = freeze_one(make())
    answer = "Bài làm" if key["type"] == "essay" else ["abc"]

    assert score_item(key, answer).needs_person
    assert points(key, answer) is None
    assert points(key, None) == points(key, "") == points(key, []) == 0
    assert key["rubric"] == RUBRIC


@given(st.permutations([0, 1, 2, 3, 4]), st.integers(0, 3), st.booleans())
def test_an_order_with_one_more_right_neighbour_never_scores_less(places, at, exact):
    way = "exact" if exact else "partial"
    key = {"n": 1, "type": "ordering", "points": "1", "order": list("abcde"), "way": way}
    order = [key["order"][place] for place in places]
    better = [token for token in order if token != "abcde"[at + 1]]
    better.insert(better.index("abcde"[at]) + 1, "abcde"[at + 1])
    wanted = {"ab", "bc", "cd", "de"}
    gain = _neighbours(better, wanted) - _neighbours(order, wanted)

    assert points(key, list("abcde")) == 1 >= points(key, order)
    if gain >= 0:
        assert points(key, better) >= points(key, order)


def _neighbours(order: list[str], wanted: set[str]) -> int:
    return sum("".join(pair) in wanted for pair in pairwise(order))


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("wxyz")),
    st.sampled_from("abcd"),
    st.booleans(),
)
def test_one_more_right_pair_never_scores_less(chosen, left, exact):
    pairs = dict(zip("abcd", "wxyy", strict=True))
    way = "exact" if exact else "partial"
    key = {"n": 1, "type": "matching", "points": "1", "pairs": pairs, "way": way}

    assert points(key, {**chosen, left: pairs[left]}) >= points(key, chosen)


@given(
    st.lists(st.decimals("0.01", 5, places=2), min_size=1, max_size=6),
    st.data(),
    st.booleans(),
)
def test_one_more_right_gap_never_scores_less(weights, data, exact):
    gaps = [
        {"kind": "text", "weight": str(weight), "texts": [{"text": "x", "share": "1"}]}
        for weight in weights
    ]
    way = "exact" if exact else "partial"
    key = {"n": 1, "type": "cloze", "points": "1", "gaps": gaps, "way": way}
    numbers = st.sampled_from([str(n) for n in range(1, len(gaps) + 1)])
    answer = data.draw(st.dictionaries(numbers, st.sampled_from(["x", "y", ""])))
    gap = data.draw(numbers)

    assert points(key, {**answer, gap: "x"}) >= points(key, answer)
    assert points(key, {str(n): "x" for n in range(1, len(gaps) + 1)}) == 1


@pytest.mark.parametrize(
    "answer", [None, 5, [], {}, "zz", ["zz"], [["a"]], {"zz": True}, True, {"1": ["x"]}, {"1": 5}]
)
@pytest.mark.parametrize("make", TEN_TYPES)
def test_an_answer_of_a_wrong_shape_never_fails_and_gives_nothing(make, answer):
    _body, key = freeze_one(make())

    assert points(key, answer) in {None, Decimal(0)}
