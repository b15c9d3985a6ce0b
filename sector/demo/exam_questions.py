"""Demo questions of Toán 8, giữa kì I: every form and level, each with its outcome and its solution."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

# A question in the shape of assessments/items/shape.py.
Content = dict[str, Any]
POLYNOMIALS = ("Đa thức", "030108.0101a1", "030108.0101b2")
IDENTITIES = ("Hằng đẳng thức đáng nhớ", "030108.0201a1", "030108.0201b3")
QUADRANGLES = ("Tứ giác", "030108.0301a2", "030108.0301b2")
STATEMENT_LEVELS = ("know", "know", "understand", "apply")
_ANGLES = (
    ("hình thang cân", "hai góc kề một đáy bằng nhau", "bốn góc bằng nhau", "bốn cạnh bằng nhau"),
    ("hình bình hành", "hai cặp cạnh đối song song", "một góc vuông", "hai cạnh kề bằng nhau"),
    ("hình chữ nhật", "bốn góc vuông", "bốn cạnh bằng nhau", "hai đường chéo vuông góc"),
    ("hình thoi", "bốn cạnh bằng nhau", "bốn góc vuông", "hai đường chéo bằng nhau"),
    ("hình vuông", "bốn cạnh bằng nhau và một góc vuông", "đúng một góc vuông", "đúng hai cạnh bằng nhau"),
)  # fmt: skip


def _choice(stem: str, right: str, wrong: tuple[str, str, str], solution: str) -> Content:
    options = [{"html": text, "share": "0", "feedback": ""} for text in (right, *wrong)]
    options[0]["share"] = "1"
    return {**_frame("single_choice", stem, solution), "options": options}


def _statements(stem: str, parts: list[tuple[str, bool]], solution: str) -> Content:
    statements = [
        {"html": text, "is_true": is_true, "level": level}
        for (text, is_true), level in zip(parts, STATEMENT_LEVELS, strict=True)
    ]
    return {**_frame("true_false_statements", stem, solution), "statements": statements}


def _short(stem: str, value: str, solution: str) -> Content:
    answers = [{"value": value, "tolerance": "0", "share": "1"}]
    return {**_frame("short_number", stem, solution), "answers": answers}


def _essay(stem: str, note: str) -> Content:
    reply = {"lines": 8, "fewest_words": None, "most_words": None, "most_files": 1}
    return {**_frame("essay", stem, note), "reply": reply, "rubric": [], "marker_note": ""}


def _frame(kind: str, stem: str, solution: str) -> dict[str, Any]:
    base = {"v": 1, "type": kind, "stem": f"<p>{stem}</p>", "files": {}, "images": []}
    return {**base, "solution": f"<p>{solution}</p>"}


def degree(number: int) -> Content:
    """Ask for the degree of a monomial."""
    a, m, n = number % 7 + 2, number % 5 + 2, number % 3 + 2
    wrong = (rf"\({m}\)", rf"\({m + n - 1}\)", rf"\({m + n + 1}\)")
    return _choice(
        rf"Bậc của đơn thức \({a}x^{m}y^{n}\) là", rf"\({m + n}\)", wrong,
        rf"Bậc là tổng số mũ của các biến: \({m} + {n} = {m + n}\).",
    )  # fmt: skip


def square(number: int) -> Content:
    """Ask for the square of a sum."""
    a = number + 2
    wrong = (
        rf"\(x^2 + {a}x + {a * a}\)",
        rf"\(x^2 + {a * a}\)",
        rf"\(x^2 - {2 * a}x + {a * a}\)",
    )
    return _choice(
        rf"Khai triển \((x + {a})^2\) ta được", rf"\(x^2 + {2 * a}x + {a * a}\)", wrong,
        rf"Dùng \((A + B)^2 = A^2 + 2AB + B^2\) với \(B = {a}\).",
    )  # fmt: skip


def sign_of(number: int) -> Content:
    """Ask for the property of a quadrangle."""
    name, right, *rest = _ANGLES[number % len(_ANGLES)]
    side = number - 2 if number >= len(_ANGLES) else 0
    wrong = (rest[0], rest[1], "một góc tù và ba góc nhọn")
    given = f"Tứ giác ABCD là {name}, AB = {side} cm." if side else f"Tứ giác ABCD là {name}."
    return _choice(
        f"{given} Khẳng định nào luôn đúng về tứ giác đó?",
        f"Có {right}.", (f"Có {wrong[0]}.", f"Có {wrong[1]}.", f"Có {wrong[2]}."),
        f"Theo định nghĩa, {name} có {right}.",
    )  # fmt: skip


def identity_statements(number: int) -> Content:
    """Give four statements about one square."""
    a = number + 2
    return _statements(
        rf"Cho biểu thức \(A = x^2 + {2 * a}x + {a * a}\).",
        [
            (r"\(A\) là đa thức bậc hai.", True),
            (rf"Hệ số tự do của \(A\) là \({2 * a}\).", False),
            (rf"\(A = (x + {a})^2\).", True),
            (rf"\(A\) nhận giá trị âm khi \(x < -{a}\).", False),
        ],
        rf"\(A = (x + {a})^2 \ge 0\) với mọi \(x\).",
    )  # fmt: skip


def quadrangle_statements(number: int) -> Content:
    """Give four statements about one rectangle."""
    a, b = ((3, 4), (6, 8), (5, 12), (9, 12), (8, 15))[number % 5]
    c = round((a * a + b * b) ** 0.5)
    return _statements(
        rf"Cho hình chữ nhật \(ABCD\) có \(AB = {a}\) cm, \(BC = {b}\) cm, \(O\) là giao điểm hai đường chéo.",
        [
            (r"\(AC = BD\).", True),
            (r"\(AC \perp BD\).", False),
            (rf"\(AC = {c}\) cm.", True),
            (rf"Chu vi tam giác \(OAB\) bằng \({c + a + 1}\) cm.", False),
        ],
        rf"\(AC = \sqrt{{{a}^2 + {b}^2}} = {c}\) cm; \(OA = OB = {c}/2\) cm nên chu vi là \({c + a}\) cm.",
    )  # fmt: skip


def value_of(number: int) -> Content:
    """Ask for the value of a polynomial."""
    x, y = number + 4, number % 3 + 1
    return _short(
        rf"Tính giá trị của đa thức \(x^2 - xy\) tại \(x = {x}\), \(y = {y}\).",
        str(x * x - x * y), rf"\({x}^2 - {x} \cdot {y} = {x * x - x * y}\).",
    )  # fmt: skip


def difference(number: int) -> Content:
    """Ask for a difference of two squares."""
    a = 51 + number
    b = 100 - a
    return _short(
        rf"Tính nhanh \({a}^2 - {b}^2\).", str((a - b) * 100),
        rf"\(({a} - {b})({a} + {b}) = {a - b} \cdot 100\).",
    )  # fmt: skip


def angle(number: int) -> Content:
    """Ask for the fourth angle of a quadrangle."""
    a, b = 70 + 5 * number, 81 + number % 4
    return _short(
        rf"Tứ giác \(ABCD\) có \(\widehat{{A}} = {a}^\circ\), \(\widehat{{B}} = {b}^\circ\), "
        r"\(\widehat{C} = 90^\circ\). Số đo góc \(D\) bằng bao nhiêu độ?",
        str(270 - a - b), rf"\(360 - {a} - {b} - 90 = {270 - a - b}\).",
    )  # fmt: skip


def rhombus(number: int) -> Content:
    """Ask for the perimeter of a rhombus from its diagonals."""
    a, b, c = ((6, 8, 5), (10, 24, 13), (12, 16, 10), (16, 30, 17), (18, 24, 15))[number % 5]
    return _short(
        f"Một mảnh vườn hình thoi có hai đường chéo {a} m và {b} m. Cần bao nhiêu mét lưới để rào kín?",
        str(4 * c), rf"Cạnh \(\sqrt{{{a // 2}^2 + {b // 2}^2}} = {c}\) m, chu vi \({4 * c}\) m.",
    )  # fmt: skip


def multiply(number: int) -> Content:
    """Ask to multiply out and simplify."""
    a = number + 2
    return _essay(
        rf"Thực hiện phép tính và thu gọn: \((x + {a})(x^2 - {a}x + 1)\).",
        rf"Nhân đúng từng hạng tử (0,5 điểm), thu gọn đúng \(x^3 - {a * a - 1}x + {a}\) (0,5 điểm).",
    )  # fmt: skip


def factorise(number: int) -> Content:
    """Ask to factorise."""
    a = number + 2
    return _essay(
        rf"Phân tích đa thức thành nhân tử: \(x^2 + {2 * a}x + {a * a} - y^2\).",
        rf"Nhóm thành \((x + {a})^2 - y^2\) (0,5 điểm), viết \((x + {a} - y)(x + {a} + y)\) (0,5 điểm).",
    )  # fmt: skip


def prove(number: int) -> Content:
    """Ask for a proof about midpoints."""
    a, b, c, d = ("ABCD", "MNPQ", "EFGH", "KLMN")[number % 4]
    return _essay(
        rf"Cho hình bình hành \({a}{b}{c}{d}\). Gọi \(I\), \(J\) lần lượt là trung điểm của \({a}{b}\) và "
        rf"\({c}{d}\). Chứng minh tứ giác \({a}I{c}J\) là hình bình hành.",
        rf"\({a}I = {c}J\) (0,5 điểm), \({a}I \parallel {c}J\) và kết luận (0,5 điểm).",
    )  # fmt: skip


# Unit with its codes, level, and how many of which questions: enough for two different papers.
_PLAN: tuple[tuple[tuple[str, str, str], str, int, Callable[[int], Content]], ...] = (
    (POLYNOMIALS, "know", 10, degree),
    (IDENTITIES, "know", 10, square),
    (QUADRANGLES, "know", 10, sign_of),
    (IDENTITIES, "", 5, identity_statements),
    (QUADRANGLES, "", 5, quadrangle_statements),
    (POLYNOMIALS, "understand", 4, value_of),
    (IDENTITIES, "understand", 4, difference),
    (QUADRANGLES, "understand", 4, angle),
    (QUADRANGLES, "apply", 4, rhombus),
    (POLYNOMIALS, "understand", 3, multiply),
    (IDENTITIES, "apply", 3, factorise),
    (QUADRANGLES, "apply", 3, prove),
)
_SHARES = {"know": 0.8, "understand": 0.62, "apply": 0.4, "": 0.6}


@dataclass(frozen=True)
class DemoQuestion:
    """A question with what is said about it; ``outcome`` is the code of what it asks for."""

    content: Content
    fields: dict[str, Any]
    outcome: str


def list_questions(random: Random) -> Iterator[DemoQuestion]:
    """Give the questions in the order of the plan, each with an expected share of its own."""
    for (unit, know, more), level, count, make in _PLAN:
        for number in range(count):
            share = round(_SHARES[level] + random.uniform(-0.08, 0.08), 2)
            fields = {"level": level, "strand": unit, "expected_difficulty": share}
            yield DemoQuestion(make(number), fields, know if level == "know" else more)
