"""Names of nobody: common Vietnamese syllables combined by a seeded generator."""

from dataclasses import dataclass
from random import Random

SURNAMES = (
    ["Nguyễn"] * 8
    + ["Trần"] * 3
    + ["Lê"] * 3
    + ["Phạm"] * 3
    + [
        "Hoàng",
        "Huỳnh",
        "Phan",
        "Vũ",
        "Vũ",
        "Võ",
        "Đặng",
        "Đặng",
        "Bùi",
        "Bùi",
        "Đỗ",
        "Đỗ",
        "Hồ",
        "Ngô",
    ]
    + ["Dương", "Lý", "Đoàn", "Đào", "Lương", "Trịnh", "Mai", "Tô", "Cao", "Lưu", "Phùng", "Đinh"]
)
MIDDLES_F = [
    "Thị",
    "Thu",
    "Minh",
    "Ngọc",
    "Thanh",
    "Khánh",
    "Bảo",
    "Phương",
    "Hồng",
    "Quỳnh",
    "Diệu",
    "Hà",
]
MIDDLES_M = [
    "Văn",
    "Minh",
    "Đức",
    "Quang",
    "Gia",
    "Hữu",
    "Tuấn",
    "Xuân",
    "Thành",
    "Công",
    "Anh",
    "Hải",
]
GIVEN_F = [
    "An", "Anh", "Ánh", "Bình", "Châu", "Chi", "Diệp", "Dung", "Giang", "Hà", "Hạnh", "Hân", "Hiền", "Hoa",
    "Hương", "Huyền", "Khuê", "Lan", "Linh", "Loan", "Ly", "Mai", "My", "Nga", "Ngân", "Ngọc", "Nhi",
    "Nhung", "Oanh", "Phương", "Quyên", "Tâm", "Thảo", "Thủy", "Trang", "Trâm", "Tú", "Uyên", "Vân", "Yến",
]  # fmt: skip
GIVEN_M = [
    "An", "Anh", "Bách", "Bảo", "Cường", "Đạt", "Dũng", "Duy", "Dương", "Giang", "Hải", "Hiếu", "Hoàng",
    "Huy", "Hùng", "Hưng", "Khang", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Minh", "Nam", "Nghĩa", "Nguyên",
    "Nhân", "Phong", "Phúc", "Quân", "Quang", "Sơn", "Tài", "Thắng", "Thành", "Tiến", "Toàn", "Trung",
    "Tùng", "Việt",
]  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A made-up person."""

    full_name: str
    gender: int


def draw_person(random: Random, *, female_share: float = 0.5) -> Person:
    """Draw one name; genders follow the codes of the sector's list gioitinh."""
    female = random.random() < female_share
    middles, given = (MIDDLES_F, GIVEN_F) if female else (MIDDLES_M, GIVEN_M)
    name = f"{random.choice(SURNAMES)} {random.choice(middles)} {random.choice(given)}"
    return Person(name, 2 if female else 1)
