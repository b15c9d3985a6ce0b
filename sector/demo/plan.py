"""What the demo department consists of, by size."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class SchoolPlan:
    """One school to make: its level's slug, classes as (grade, name) and number of teachers."""

    name: str
    ward: str
    level: str
    classes: tuple[tuple[int, str], ...]
    teachers: int


@dataclass(frozen=True)
class Plan:
    """A whole department."""

    wards: tuple[str, ...]
    schools: tuple[SchoolPlan, ...]
    pupils_per_class: int
    resources: int
    questions: int
    weeks: int
    # Schools that did nothing in the last weeks: where the tests' story begins.
    quiet_schools: tuple[str, ...] = ()
    # Share of the pupils who get daily counts; a million would take an hour.
    active_share: float = 1.0
    # How many schools, from the first on, have lessons and given work.
    teaching_schools: int = 12


def _classes(grades: range, letters: str) -> tuple[tuple[int, str], ...]:
    return tuple((grade, f"{grade}{letter}") for grade in grades for letter in letters)


_KINDERGARTEN = ((-1, "4 tuổi A"), (0, "5 tuổi A"))

HONG_BANG = SchoolPlan(
    "THCS Hồng Bàng",
    "Phường Hồng Bàng",
    "thcs",
    (*_classes(range(6, 8), "AB"), *_classes(range(8, 9), "ABC"), *_classes(range(9, 10), "ABC")),
    24,
)

DEMO = Plan(
    wards=("Phường Hồng Bàng", "Phường Ngô Quyền", "Xã Tiên Lãng"),
    schools=(
        HONG_BANG,
        SchoolPlan("THCS Trần Phú", "Phường Ngô Quyền", "thcs", (*_classes(range(6, 10), "A"), (6, "6B"), (8, "8B")), 14),
        SchoolPlan("THCS Lạc Viên", "Phường Ngô Quyền", "thcs", (*_classes(range(6, 10), "A"), (7, "7B"), (9, "9B")), 14),
        SchoolPlan("THCS Tiên Lãng", "Xã Tiên Lãng", "thcs", (*_classes(range(6, 10), "A"), (8, "8B"), (9, "9B")), 14),
        SchoolPlan("TH Đinh Tiên Hoàng", "Phường Hồng Bàng", "tieu-hoc", _classes(range(1, 6), "A"), 10),
        SchoolPlan("TH Ngô Gia Tự", "Phường Ngô Quyền", "tieu-hoc", _classes(range(1, 6), "A"), 10),
        SchoolPlan("TH Tiên Lãng 2", "Xã Tiên Lãng", "tieu-hoc", _classes(range(1, 6), "A"), 10),
        SchoolPlan("MN Hoa Phượng", "Phường Hồng Bàng", "mam-non", _KINDERGARTEN, 8),
        SchoolPlan("MN Sao Biển", "Xã Tiên Lãng", "mam-non", _KINDERGARTEN, 8),
        SchoolPlan("THPT Bến Bính", "Phường Hồng Bàng", "thpt", (*_classes(range(10, 13), "A"), (10, "10B"), (11, "11B")), 16),
        SchoolPlan("THPT Tiên Lãng", "Xã Tiên Lãng", "thpt", (*_classes(range(10, 13), "A"), (10, "10B"), (12, "12B")), 14),
        SchoolPlan("TT GDTX Ngô Quyền", "Phường Ngô Quyền", "gdtx", _classes(range(10, 13), "A"), 8),
    ),
    pupils_per_class=33,
    resources=200,
    questions=500,
    weeks=6,
)  # fmt: skip

# Two schools and a handful of people: what the tests load.
TINY = Plan(
    wards=("Phường Hồng Bàng", "Phường Ngô Quyền"),
    schools=(
        SchoolPlan("THCS Hồng Bàng", "Phường Hồng Bàng", "thcs", ((8, "8A"), (8, "8B")), 12),
        SchoolPlan("THCS Trần Phú", "Phường Ngô Quyền", "thcs", ((8, "8A"),), 12),
    ),
    pupils_per_class=12,
    resources=12,
    questions=20,
    weeks=1,
    quiet_schools=("THCS Hồng Bàng",),
    teaching_schools=0,
)

# Shares of 1,500 schools by level, with classes and teachers as they are on average.
_LARGE_MIX = (
    ("mam-non", "MN", 500, (*_KINDERGARTEN, (0, "5 tuổi B")), 14),
    ("tieu-hoc", "TH", 500, _classes(range(1, 6), "ABCD"), 26),
    ("thcs", "THCS", 380, _classes(range(6, 10), "ABCDE"), 32),
    ("thpt", "THPT", 90, _classes(range(10, 13), "ABCDEFGHI"), 60),
    ("gdtx", "GDTX", 29, _classes(range(10, 13), "ABC"), 14),
)


def make_large_plan() -> Plan:
    """Return 114 wards, 1,500 schools and about 1,000,000 pupils: for benchmarks on PostgreSQL."""
    wards = ("Phường Hồng Bàng", *(f"Phường {number}" for number in range(2, 115)))
    schools = [HONG_BANG]
    for level, prefix, count, classes, teachers in _LARGE_MIX:
        schools += [
            SchoolPlan(
                f"{prefix} Số {number}", wards[number % len(wards)], level, classes, teachers
            )
            for number in range(1, count + 1)
        ]
    return Plan(
        wards=wards,
        schools=tuple(schools),
        pupils_per_class=46,
        resources=200,
        questions=500,
        weeks=2,
        active_share=0.05,
        teaching_schools=3,
    )


SIZES: dict[str, Callable[[], Plan]] = {
    "tiny": lambda: TINY,
    "demo": lambda: DEMO,
    "large": make_large_plan,
}
