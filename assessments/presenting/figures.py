"""What pages show of a test's figures: lines with words, percentages and bars."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.analysis.counting import option_name
from assessments.models import PaperItem, Question, TestReport
from assessments.scoring.rekey import KINDS
from core.nav import Text

from .banks import LETTERS
from .papers import read_paper

FLAG_WORDS: Mapping[str, tuple[str, Text]] = {
    "wrong_key": ("danger", _("The key may be wrong")),
    "negative": ("danger", _("Weaker pupils do better here")),
    "weak": ("warn", _("Hardly tells pupils apart")),
    "hard": ("warn", _("Very hard")),
    "easy": ("info", _("Very easy")),
    "idle": ("info", _("An option that hardly anybody chooses")),
}
_LEVEL_ORDER = [level.value for level in Question.Level if level.value]


@dataclass(frozen=True)
class Flag:
    """Something to look at, with its tone."""

    code: str
    kind: str
    words: Text


@dataclass(frozen=True)
class OptionLine:
    """One option in the table of choices."""

    letter: str
    text: str
    count: int
    percent: int
    upper: int | None
    lower: int | None
    discrimination: float | None
    is_key: bool
    is_doubted: bool


@dataclass(frozen=True)
class ItemLine:
    """One item of the paper with its figures; ``curve`` is slope and difficulty."""

    n: int
    stem: str
    question_id: str
    percent: int | None
    discrimination: float | None
    upper_lower: float | None
    efficiency: int | None
    flags: list[Flag]
    options: list[OptionLine] = field(default_factory=list)
    curve: tuple[float, float] | None = None
    # Flagged, and of a type whose key a person can mend.
    can_mend: bool = False

    @property
    def is_low(self) -> bool:
        """Tell whether fewer than half of the points were got."""
        return self.percent is not None and self.percent < 50


@dataclass(frozen=True)
class Share:
    """A group of items or a class, with the share of points got."""

    name: Text
    percent: int | None
    size: int | None = None
    # The sitting of a class, whose results may be opened.
    sitting: str = ""


@dataclass(frozen=True)
class Analysis:
    """Everything on the page of a test's figures."""

    size: int
    mean: float | None
    full: float
    deviation: float | None
    alpha: float | None
    error: float | None
    items: list[ItemLine]
    levels: list[Share]
    outcomes: list[Share]
    classes: list[Share]
    parameters: int | None

    @property
    def flagged(self) -> list[ItemLine]:
        """Items that a teacher should look at first."""
        grave = {"wrong_key", "negative"}
        return [item for item in self.items if any(flag.code in grave for flag in item.flags)]


def present_report(report: TestReport) -> Analysis:
    """Turn a stored report into lines; two queries."""
    figures, paper = report.figures, report.test.paper
    places = {
        str(row.version_id): row
        for row in PaperItem.objects.filter(paper=paper).select_related("version__question")
    }
    curves = report.curves.get("items", {})
    letters = _list_letters(report)
    items = [
        _item_line(stored, places[stored["key"]], letters, curve=curves.get(stored["key"]))
        for stored in figures["items"]
        if stored["key"] in places
    ]
    return Analysis(
        size=figures["count"],
        mean=figures["mean"],
        full=float(paper.max_score),
        deviation=figures["deviation"],
        alpha=figures["alpha"],
        error=figures["error"],
        items=sorted(items, key=lambda item: item.n),
        levels=_list_levels(figures["levels"]),
        outcomes=[
            Share(code, percent(share)) for code, share in sorted(figures["outcomes"].items())
        ],
        classes=[
            Share(each["name"], percent(each["share"]), each["size"], each["sitting"])
            for each in figures["classes"]
        ],
        parameters=report.curves.get("parameters"),
    )


def percent(share: float | None) -> int | None:
    """Return a share as whole per cent."""
    return None if share is None else round(share * 100)


def _list_letters(report: TestReport) -> dict[str, str]:
    """Name options by their letters on the test's own paper."""
    return {
        option_name(option["html"]): letter
        for item in read_paper(report.test.paper)["items"]
        for letter, option in zip(LETTERS, item.get("options", []), strict=False)
    }


def _list_levels(shares: Mapping[str, float | None]) -> list[Share]:
    names = {"know": _("Know"), "understand": _("Understand"), "apply": _("Apply")}
    return [
        Share(names[level], percent(shares[level])) for level in _LEVEL_ORDER if level in shares
    ]


def _item_line(
    stored: Mapping[str, Any],
    place: PaperItem,
    letters: Mapping[str, str],
    *,
    curve: list[float] | None,
) -> ItemLine:
    return ItemLine(
        n=place.position,
        stem=place.version.stem_text,
        question_id=place.version.question.public_id,
        percent=percent(stored["facility"]),
        discrimination=stored["discrimination"],
        upper_lower=stored["upper_lower"],
        efficiency=percent(stored["efficiency"]),
        flags=[Flag(code, *FLAG_WORDS[code]) for code in stored["flags"]],
        options=[
            _option_line(option, part, letters)
            for part in stored["parts"]
            if not part["name"]
            for option in part["options"]
            if part["names"] or option["share"] >= 0.05 or option["is_key"]
        ],
        curve=(curve[0], curve[1]) if curve else None,
        can_mend=bool(stored["flags"]) and place.version.question.type in KINDS,
    )


def _option_line(
    option: Mapping[str, Any], part: Mapping[str, Any], letters: Mapping[str, str]
) -> OptionLine:
    choice = option["choice"]
    return OptionLine(
        letter=letters.get(choice, ""),
        text=part["names"].get(choice, choice),
        count=option["count"],
        percent=round(option["share"] * 100),
        upper=percent(option["upper"]),
        lower=percent(option["lower"]),
        discrimination=option["discrimination"],
        is_key=option["is_key"],
        is_doubted=choice == part["doubt"],
    )
