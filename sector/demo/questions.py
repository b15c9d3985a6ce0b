"""Demo questions as GIFT text, so that they come in through the same door as a teacher's file."""

from random import Random

LEVELS = ("Biết", "Hiểu", "Vận dụng")


def _escape(text: str) -> str:
    for character in "~=#{}:":
        text = text.replace(character, "\\" + character)
    return text


def _choice(title: str, stem: str, right: str, wrong: list[str]) -> str:
    options = "\n".join([f"={_escape(right)}", *(f"~{_escape(text)}" for text in wrong)])
    return f"::{_escape(title)}::{_escape(stem)} {{\n{options}\n}}\n"


def _numeric(title: str, stem: str, value: str) -> str:
    return f"::{_escape(title)}::{_escape(stem)} {{#{value}:0}}\n"


def linear_equation(random: Random, number: int) -> str:
    """Write ax + b = 0 with a whole solution."""
    a, x = random.randint(2, 9), random.choice([-6, -5, -4, -3, -2, 2, 3, 4, 5, 6])
    b = -a * x
    sign = "+" if b > 0 else "-"
    wrong = [f"\\(x = {value}\\)" for value in (-x, b, x + 1)]
    stem = f"Nghiệm của phương trình \\({a}x {sign} {abs(b)} = 0\\) là"
    return _choice(f"Phương trình bậc nhất {number}", stem, f"\\(x = {x}\\)", wrong)


def identity(random: Random, number: int) -> str:
    """Write a square of a sum."""
    a = random.randint(2, 12)
    right = f"\\(x^2 + {2 * a}x + {a * a}\\)"
    wrong = [
        f"\\(x^2 + {a}x + {a * a}\\)",
        f"\\(x^2 + {a * a}\\)",
        f"\\(x^2 - {2 * a}x + {a * a}\\)",
    ]
    return _choice(f"Hằng đẳng thức {number}", f"Khai triển \\((x + {a})^2\\) được", right, wrong)


def fraction(random: Random, number: int) -> str:
    """Ask for a sum of two fractions with one denominator."""
    d = random.choice([5, 7, 9, 11])
    a, b = random.randint(1, d - 2), random.randint(1, d - 2)
    right = f"\\(\\frac{{{a + b}}}{{{d}}}\\)"
    wrong = [
        f"\\(\\frac{{{a + b}}}{{{2 * d}}}\\)",
        f"\\(\\frac{{{a + b - 1}}}{{{d}}}\\)",
        f"\\(\\frac{{{a + b + 1}}}{{{d}}}\\)",
    ]
    stem = f"Kết quả của \\(\\frac{{{a}}}{{{d}}} + \\frac{{{b}}}{{{d}}}\\) là"
    return _choice(f"Phân số {number}", stem, right, wrong)


def power(random: Random, number: int) -> str:
    """Ask for a small power as a number."""
    base, exponent = random.randint(2, 6), random.randint(2, 4)
    return _numeric(f"Lũy thừa {number}", f"Tính \\({base}^{exponent}\\).", str(base**exponent))


def area(random: Random, number: int) -> str:
    """Ask for the area of a right triangle."""
    a, b = random.randint(3, 12), 2 * random.randint(2, 8)
    stem = f"Tam giác vuông có hai cạnh góc vuông {a} cm và {b} cm. Diện tích bằng bao nhiêu cm²?"
    return _numeric(f"Diện tích {number}", stem, str(a * b // 2))


def binary(random: Random, number: int) -> str:
    """Ask for a binary number as a decimal one."""
    value = random.randint(5, 31)
    wrong = [str(value + step) for step in (1, 2, -1)]
    return _choice(
        f"Hệ nhị phân {number}", f"Số nhị phân {value:b} bằng số thập phân nào?", str(value), wrong
    )


GENERATORS = {
    ("toan", 6): (fraction, power),
    ("toan", 7): (power, fraction),
    ("toan", 8): (linear_equation, identity, area),
    ("toan", 9): (linear_equation, area),
    ("tin-hoc", 6): (binary,),
    ("tin-hoc", 8): (binary,),
}


def make_gift(subject: str, grade: int, count: int, random: Random) -> str:
    """Return a GIFT file with ``count`` questions for the subject and grade."""
    generators = GENERATORS[(subject, grade)]
    parts = [f"// Câu hỏi mẫu {subject} {grade}\n"]
    parts += [generators[n % len(generators)](random, n + 1) for n in range(count)]
    return "\n".join(parts)
