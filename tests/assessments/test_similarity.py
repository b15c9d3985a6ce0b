"""Near-duplicates are found by their digests, strangers are not."""

import random

from assessments.similarity import make_bands, make_shingles, resemblance, shingle_text
from core.text import fold
from tests.factories.assessments import choice_content, statements_content

STEM = (
    "Một người đi xe đạp từ A đến B với vận tốc 12 km/h, lúc về người đó đi với vận tốc 10 km/h nên "
    "thời gian về nhiều hơn thời gian đi 30 phút. Tính quãng đường AB."
)
WORDS = (
    "một",
    "hai",
    "tam",
    "giác",
    "hàm",
    "đồ",
    "nước",
    "sông",
    "biển",
    "thơ",
    "máy",
    "cây",
    "lá",
)


def shingles(stem: str, options: str = "30 25 40 35"):
    return make_shingles(shingle_text(choice_content(stem, options), fold))


def share_a_band(one, other) -> bool:
    return bool(set(make_bands(one)) & set(make_bands(other)))


def test_marks_case_and_the_order_of_options_do_not_matter():
    one = shingles(STEM)
    other = shingles(fold(STEM).upper(), "35 40 25 30")

    assert resemblance(one, other) == 1
    assert make_bands(one) == make_bands(other)


def test_one_changed_word_leaves_a_near_duplicate():
    one, other = shingles(STEM), shingles(STEM.replace("xe đạp", "xe máy"))

    assert resemblance(one, other) > 0.8
    assert share_a_band(one, other)


def test_other_questions_share_little_and_meet_in_no_band():
    other = "Khẳng định nào sau đây đúng về tập xác định của hàm số bậc nhất trên tập số thực?"

    assert resemblance(shingles(STEM), shingles(other)) < 0.1
    assert not share_a_band(shingles(STEM), shingles(other))


def test_too_little_text_has_no_bands():
    assert make_bands(make_shingles("tinh 2 + 2")) == ()


def test_statements_count_as_well_as_the_stem():
    one, other = statements_content(), statements_content()
    other["statements"][0]["html"] = "Một câu hoàn toàn khác hẳn"

    texts = [shingle_text(content, fold) for content in (one, other)]

    assert resemblance(*map(make_shingles, texts)) < 1


def draw_pair(draw: random.Random, changed: int) -> tuple[frozenset[int], frozenset[int]]:
    words = [f"{draw.choice(WORDS)}{draw.randint(0, 40)}" for _ in range(40)]
    other = list(words)
    for place in draw.sample(range(40), changed):
        other[place] = f"khac{draw.randint(0, 9999)}"
    return make_shingles(" ".join(words)), make_shingles(" ".join(other))


def test_nearly_all_near_duplicates_meet_and_few_others():
    draw = random.Random(4)  # noqa: S311  # drawn texts
    near = [draw_pair(draw, changed=2) for _ in range(300)]
    far = [draw_pair(draw, changed=20) for _ in range(300)]

    found = sum(share_a_band(*pair) for pair in near if resemblance(*pair) >= 0.75)
    wanted = sum(resemblance(*pair) >= 0.75 for pair in near)

    assert wanted > 200
    assert found / wanted > 0.9
    assert sum(share_a_band(*pair) for pair in far) < 15
