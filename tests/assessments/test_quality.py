"""Rules for questions, one case to find and one to leave alone for each."""

from decimal import Decimal

import pytest

from assessments.quality import SetItem, check_question, check_set
from assessments.quality_words import ITEM_WORDS, SET_WORDS, say_finding


def choice(stem: str, *options: str, key: int = 0, **more) -> dict:
    parts = [
        {"html": html, "share": "1" if index == key else "0", "feedback": ""}
        for index, html in enumerate(options or ("Cá", "Chim", "Mèo", "Chó"))
    ]
    return {"v": 1, "type": "single_choice", "stem": stem, "options": parts, **more}


def statements(*truths: bool, text: str = "Ý số {}") -> dict:
    parts = [
        {"html": text.format(n), "is_true": truth, "level": ""} for n, truth in enumerate(truths)
    ]
    return {"v": 1, "type": "true_false_statements", "stem": "Xét các ý sau.", "statements": parts}


def number(value: str) -> dict:
    answers = [{"value": value, "tolerance": "0", "share": "1"}]
    return {"v": 1, "type": "short_number", "stem": "Tính.", "answers": answers}


def codes(content: dict, **more) -> list[str]:
    return [finding.code for finding in check_question(content, **more)]


def with_shares(*shares: str, kind: str = "single_choice") -> dict:
    content = choice("Chọn.", *"abcd"[: len(shares)])
    for option, share in zip(content["options"], shares, strict=True):
        option["share"] = share
    return {**content, "type": kind}


FOUND = [
    ("no_key", with_shares("0", "0", "0")),
    ("no_key", {**number("1"), "answers": []}),
    ("double_key", with_shares("1", "1", "0")),
    ("all_right", with_shares("0.5", "0.5", kind="multiple_choice")),
    ("over_four_cells", number("12345")),
    ("over_four_cells", number("-12.75")),
    ("same_options", choice("Chọn.", "Hà Nội", "hà nội.", "Huế")),
    ("same_options", choice("Chọn.", "0,5", "0.5", "2")),
    ("same_statements", statements(True, False, text="Giống nhau")),
    ("all_true", statements(True, True, True, True)),
    ("all_false", statements(False, False, False, False)),
    ("plain_negation", choice("Phát biểu nào sau đây không đúng?")),
    ("plain_negation", choice("Khẳng định nào sau đây là sai?")),
    ("plain_negation", choice("Số nào sau đây không phải là số nguyên tố?")),
    ("plain_negation", choice("Các con vật sau đều đẻ con, ngoại trừ")),
    ("plain_negation", choice("Chất nào <b>dưới đây</b> chưa đúng với công thức?")),
    ("all_of_above", choice("Chọn.", "Một", "Hai", "Cả A và B")),
    ("all_of_above", choice("Chọn.", "Một", "Hai", "Tất cả các đáp án trên")),
    ("all_of_above", choice("Chọn.", "Một", "Hai", "Tất cả đều đúng.")),
    ("unlocked_order", choice("Chọn.", "Một", "Hai", "A và B đều đúng")),
    ("none_of_above", choice("Chọn.", "Một", "Hai", "Không có đáp án nào đúng")),
    (
        "long_key",
        choice("Chọn.", "Vì nước sôi ở một trăm độ khi áp suất là một át", "Vì nóng", "Vì sôi"),
    ),
    (
        "repeated_lead",
        choice("Vì sao?", "Vì tam giác có hai cạnh", "Vì tam giác có ba góc", "Vì tam giác có tâm"),
    ),
    ("unordered", choice("Chọn.", "12", "7", "9", "3")),
    ("unordered", choice("Chọn.", r"\(1{,}5\) cm", r"\(-2\) cm", r"\(7\) cm")),
    ("long_stem", choice("chữ " * 121)),
]
LEFT_ALONE = [
    ("no_key", with_shares("0.5", "0.5", "0", kind="multiple_choice")),
    ("double_key", with_shares("1", "0.5", "0")),
    ("all_right", with_shares("1", "0", kind="multiple_choice")),
    ("over_four_cells", number("-1.50")),
    ("over_four_cells", number("3000")),
    ("same_options", choice("Chọn.", "má", "mà", "mả")),
    ("same_options", choice("Chọn.", '<img src="file:a">', '<img src="file:b">')),
    ("all_true", statements(True)),
    ("all_true", statements(True, False)),
    ("plain_negation", choice("Phát biểu nào sau đây <b>không</b> đúng?")),
    ("plain_negation", choice("Phát biểu nào sau đây KHÔNG đúng?")),
    ("plain_negation", choice("Khí nào có nhiều nhất trong không khí?")),
    ("plain_negation", choice("Vật không chịu lực nào. Vật đó đang ở đâu?")),
    ("plain_negation", choice("Số nào là số trừ trong phép trừ?")),
    ("plain_negation", choice("Em có chọn phát biểu này không?")),
    ("plain_negation", choice("Ước lượng nào có sai số nhỏ nhất?")),
    ("all_of_above", choice("Chọn.", "Một", "Vitamin A và muối", "Ba")),
    ("all_of_above", choice("Chọn.", "Tất cả học sinh lớp 8A", "Hai", "Ba")),
    ("unlocked_order", choice("Chọn.", "Một", "Hai", "Cả A và B", keep_order=True)),
    ("long_key", choice("Chọn.", "Một câu trả lời khá dài", "Một câu trả lời cũng dài", "Ngắn")),
    ("repeated_lead", choice("Vì sao?", "Vì có hai", "Vì có ba", "Do tâm")),
    ("unordered", choice("Chọn.", "3", "7", "9", "12")),
    ("unordered", choice("Chọn.", "12", "9", "7", "3")),
    ("unordered", choice("Chọn.", "12 cm", "7 m", "9 mm")),
    ("long_stem", choice("chữ " * 119)),
]


@pytest.mark.parametrize(("code", "content"), FOUND)
def test_a_fault_is_found(code, content):
    assert code in codes(content)


@pytest.mark.parametrize(("code", "content"), LEFT_ALONE)
def test_what_is_right_is_left_alone(code, content):
    assert code not in codes(content)


def test_a_good_question_has_no_remarks():
    content = choice("Số nào là số chẵn?", "2", "3", "5", "7")

    assert codes(content, level="know", has_outcome=True) == []
    assert codes(content, level="", has_outcome=False) == ["no_level", "no_outcome"]


def test_what_weighs_most_comes_first():
    content = choice("Phát biểu nào sai?", "7", "12", "7", "3")

    assert codes(content) == ["same_options", "plain_negation", "unordered"]


def keyed(letters: str) -> list[SetItem]:
    return [
        SetItem(choice("Câu", "a", "b", "c", "d", key="ABCD".index(letter)), level="know")
        for letter in letters
    ]


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("ABCDABCDABCD", ["set_pattern"]),
        ("ABAAAAACBDCD", ["set_run", "set_letter"]),
        ("ACABADABAA", ["set_letter"]),
        ("BADCCADBACBD", []),
        ("AAAA", []),
    ],
)
def test_the_right_letters_follow_no_pattern(letters, found):
    assert [finding.code for finding in check_set(keyed(letters), total=None)] == found


def test_points_add_up_to_ten():
    half = [SetItem(number("1"), Decimal("0.25"), "know")] * 39

    assert [each[:3] for each in check_set(half)] == [("set_points", "fault", "9,75")]
    assert check_set([*half, half[0]]) == []


def truths(*sides: str) -> list[SetItem]:
    return [
        SetItem(
            {
                "type": "true_false_statements",
                "stem": "Xét các ý.",
                "statements": [
                    {"html": f"ý {place}", "is_true": side == "Đ", "level": "know"}
                    for place, side in enumerate(four)
                ],
            }
        )
        for four in sides
    ]


@pytest.mark.parametrize(
    ("sides", "found"),
    [
        (("ĐĐĐĐ", "ĐĐĐS", "ĐĐĐĐ"), [("set_true", "11/12")]),
        (("SSSS", "SSSĐ", "SSSĐ"), [("set_false", "10/12")]),
        (("ĐĐĐS", "ĐSĐS", "SSĐĐ"), []),
        (("ĐĐĐĐ", "ĐĐĐĐ"), []),
    ],
)
def test_statements_of_a_set_are_not_all_on_one_side(sides, found):
    remarks = check_set(truths(*sides), total=None)

    assert [(each.code, each.detail) for each in remarks] == found


def test_questions_that_begin_with_the_same_long_words_are_named():
    lead = "Một vật chuyển động thẳng đều trên đoạn đường dài 120 km với vận tốc 40 km/h."
    items = [
        SetItem({**number("1"), "stem": f"{lead} {asked}"}, level="know")
        for asked in ("Hỏi thời gian?", "Hỏi sau 1 giờ?", "Còn bao xa?")
    ]

    (found,) = check_set(items, total=None)

    assert (found.code, found.places) == ("set_lead", (1, 2, 3))
    assert check_set(items[:2], total=None) == []


def test_the_questions_of_a_long_run_are_named():
    (run,) = check_set(keyed("BABCDDDDDCAB"), total=None)

    assert (run.code, run.detail, run.places) == ("set_run", "DDDDD", (5, 6, 7, 8, 9))


def test_a_set_names_questions_without_level_and_outcome_and_twins():
    items = [
        SetItem(number("1"), has_outcome=False, fingerprint="x"),
        SetItem(number("2"), level="know", fingerprint="x"),
    ]

    found = check_set(items, total=None)

    assert [(each.code, each.detail) for each in found] == [
        ("set_twins", "1, 2"),
        ("set_no_level", "1"),
        ("set_no_outcome", "1"),
    ]


def test_every_remark_has_words_and_advice():
    seen = {code for code, _ in FOUND} | {"no_level", "no_outcome"}

    assert seen == set(ITEM_WORDS)
    for content in (content for _, content in FOUND):
        for finding in check_question(content):
            note = say_finding(finding)
            assert note.text.endswith(".")
            assert note.advice.endswith(".")
            assert "%(" not in note.text
    assert {code for code in SET_WORDS if code.startswith("set_")} == set(SET_WORDS)
