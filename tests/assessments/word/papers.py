"""Papers as Vietnamese teachers write them, each with what a right reading of it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .ooxml import Paper, plain


@dataclass
class Asked:
    """A question and its truth."""

    stem: str
    options: tuple[str, ...] = ()
    key: str = ""
    level: str = ""
    solution: str = ""
    type: str = "single_choice"
    pictures: int = 0
    state: str = "taken"

    def truth(self) -> dict[str, Any]:
        """Return what a right reading says."""
        return {
            "type": self.type,
            "stem": plain(self.stem),
            "parts": [plain(option) for option in self.options],
            "key": self.key,
            "level": self.level,
            "pictures": self.pictures,
            "solution": plain(self.solution),
            "state": self.state,
        }


@dataclass
class Fixture:
    """A paper with the questions that it holds."""

    paper: Paper
    asked: list[Asked] = field(default_factory=list)
    note: str = ""


MATHS = [
    Asked(
        "Nghiệm của phương trình <m>square</m> là",
        ("<m>v1</m>", "<m>v2</m>", "1 hoặc 3", "<m>v4</m>"),
        "C",
    ),
    Asked(
        "Hàm số <m>func</m> đồng biến trên khoảng nào?",
        ("(–1; 1)", "(1; +∞)", "(–∞; 1)", "(0; 2)"),
        "B",
    ),
    Asked("Giá trị của <m>int</m> bằng", ("<m>half</m>", "1", "2", "0"), "A"),
    Asked(
        "Cho <m>vec</m> và <m>root</m>. Mệnh đề nào sai?",
        ("Sai", "Đúng", "Không rõ", "Cả A và B"),
        "D",
    ),
]
CHEMISTRY = [
    Asked("Chất nào là axit: H<sub>2</sub>SO<sub>4</sub>, NaOH, Na<sup>+</sup>?",
          ("H<sub>2</sub>SO<sub>4</sub>", "NaOH", "Na<sup>+</sup>", "H<sub>2</sub>O"), "A"),
    Asked("Kim loại <i>nhẹ</i> nhất là", ("Fe", "Cu", "Li", "Al"), "C"),
    Asked("Ở 25 °C, dung dịch có pH = 7 là", ("HCl", "NaCl", "NaOH", "CH<sub>3</sub>COOH"), "B"),
]  # fmt: skip
HISTORY = [
    Asked(
        "Chiến thắng Bạch Đằng năm 938 gắn với ai?",
        ("Lê Hoàn", "Trần Hưng Đạo", "Ngô Quyền", "Lý Thường Kiệt"),
        "C",
    ),
    Asked(
        "Thời gian diễn ra Cách mạng tháng Tám là năm nào?", ("1930", "1945", "1954", "1975"), "B"
    ),
    Asked(
        "“Bình Ngô đại cáo” do ai viết?", ("Nguyễn Trãi", "Nguyễn Du", "Lê Lợi", "Chu Văn An"), "A"
    ),
    Asked(
        "Hải Phòng nằm ở vùng nào?", ("Tây Bắc", "Tây Nguyên", "Nam Bộ", "Đồng bằng sông Hồng"), "D"
    ),
]
ENGLISH = [
    Asked("She ______ to school every day.", ("go", "goes", "going", "gone"), "B"),
    Asked(
        "Choose the word whose underlined part differs.",
        ("<u>th</u>ink", "<u>th</u>is", "<u>th</u>ank", "<u>th</u>ick"),
        "B",
    ),
]

HEAD = (
    "<b>SỞ GD&amp;ĐT HẢI PHÒNG</b><tab/><b>ĐỀ KIỂM TRA GIỮA KÌ I</b>",
    "Môn: Toán 12. Thời gian làm bài: 45 phút",
    "Họ và tên: ………………… Lớp: ………",
)

Mark = Callable[[str, bool], str]
LETTERS = "ABCD"


def _underlined(letter: str, is_right: bool) -> str:  # a mark
    return f"<b><u>{letter}</u>.</b> " if is_right else f"<b>{letter}.</b> "


def _red(letter: str, is_right: bool) -> str:
    return f"<b><red>{letter}.</red></b> " if is_right else f"<b><blue>{letter}.</blue></b> "


def _bold(letter: str, is_right: bool) -> str:
    return f"<b>{letter}.</b> " if is_right else f"{letter}. "


def _italic(letter: str, is_right: bool) -> str:
    return f"<i>{letter}. </i>" if is_right else f"{letter}. "


def _starred(letter: str, is_right: bool) -> str:
    return f"*{letter}. " if is_right else f"{letter}. "


def _lit(letter: str, is_right: bool) -> str:
    return f"<hl>{letter}.</hl> " if is_right else f"{letter}. "


def _bracket(letter: str, is_right: bool) -> str:
    return f"<u>{letter}</u>) " if is_right else f"{letter}) "


def _silent(letter: str, is_right: bool) -> str:
    return f"<b>{letter}.</b> "


def _four_lines(signs: list[str]) -> list[str]:
    return signs


def _one_line(signs: list[str]) -> list[str]:
    return ["<tab/>".join(signs)]


def _two_lines(signs: list[str]) -> list[str]:
    return ["<tab/>" + "<tab/>".join(signs[:2]), "<tab/>" + "<tab/>".join(signs[2:])]


def _spaced(signs: list[str]) -> list[str]:
    return ["     ".join(signs)]


def _close(signs: list[str]) -> list[str]:
    return [" ".join(signs)]


def _soft(signs: list[str]) -> list[str]:
    return ["<br/>".join(signs)]


def write_choices(
    asked: list[Asked],
    *,
    label: str = "<b>Câu {n}.</b> ",
    mark: Mark = _underlined,
    lay: Callable[[list[str]], list[str]] = _four_lines,
    after: Callable[[int, Asked], list[str]] = lambda _n, _asked: [],
) -> Iterator[str]:
    """Give the paragraphs of choices in one habit."""
    for number, each in enumerate(asked, start=1):
        signs = [
            mark(letter, letter == each.key) + text
            for letter, text in zip(LETTERS, each.options, strict=False)
        ]
        yield label.format(n=number) + each.stem
        yield from lay(signs)
        yield from after(number, each)


def habit(
    asked: list[Asked], note: str, *, head: bool = True, split: bool = True, **how: Any
) -> Fixture:
    """Write choices in one habit."""
    paper = Paper(split_runs=split)
    if head:
        paper.add(*HEAD)
    paper.add(*write_choices(asked, **how))
    return Fixture(paper, asked, note)


def _key_line(text: str) -> Callable[[int, Asked], list[str]]:
    return lambda _n, each: [text.format(key=each.key)]


def keyed_at_end(
    asked: list[Asked], note: str, rows: Callable[[Paper, list[Asked]], object], **how: Any
) -> Fixture:
    """Write choices whose keys stand at the end of the paper."""
    made = habit(asked, note, mark=_silent, **how)
    made.paper.add("<b>------------ HẾT ------------</b>", "<b>ĐÁP ÁN</b>")
    rows(made.paper, asked)
    return made


def _grid(paper: Paper, asked: list[Asked]) -> None:
    numbers = [str(number) for number in range(1, len(asked) + 1)]
    paper.table([["Câu", *numbers], ["Đáp án", *(each.key for each in asked)]])


def _columns(paper: Paper, asked: list[Asked]) -> None:
    paper.table([["Câu", "Đáp án"], *([str(n), each.key] for n, each in enumerate(asked, start=1))])


def _cells(paper: Paper, asked: list[Asked]) -> None:
    paper.table([[f"{n}.{each.key}" for n, each in enumerate(asked, start=1)]])


def _row(form: str) -> Callable[[Paper, list[Asked]], None]:
    def write(paper: Paper, asked: list[Asked]) -> None:
        paper.add(
            "  ".join(form.format(n=n, key=each.key) for n, each in enumerate(asked, start=1))
        )

    return write


def _worked(paper: Paper, asked: list[Asked]) -> None:
    for number, each in enumerate(asked, start=1):
        each.solution = f"Vì đó là {each.options[0]}."
        paper.add(f"<b>Câu {number}.</b> Chọn {each.key}", each.solution)


def statement(stem: str, parts: tuple[str, ...], key: str, **more: Any) -> Asked:
    """Return a question of four statements; its key is such as ``ĐSĐS``."""
    return Asked(stem, parts, key, type="true_false_statements", **more)


def short(stem: str, key: str, **more: Any) -> Asked:
    """Return a question with a short number as answer."""
    return Asked(stem, (), key, type="short_number", **more)
