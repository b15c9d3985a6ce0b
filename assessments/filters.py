"""What a person asks of a bank, read from the address; whatever is odd is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

# Group of filters: its name in addresses. In the order of the page.
GROUPS = {
    "state": "trangthai",
    "type": "loai",
    "level": "mucdo",
    "subject": "mon",
    "grade": "lop",
    "strand": "mach",
    "outcome": "yccd",
    "author": "tacgia",
}
# Groups whose counts are prepared; the others are counted when asked for, up to the limit.
PREPARED = ("state", "type", "level", "subject", "grade")
# How an address names the absence of a value.
NONE = "-"
LONGEST_TEXT = 200
LONGEST_VALUE = 200
MOST_VALUES = 12
PAGE_SIZE = 20
# Beyond so many questions totals read "more than", and pages cannot be turned to.
LIMIT = 10_000


@dataclass(frozen=True)
class QuestionFilters:
    """One question to a bank: words, chosen values by group, and the page."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, data: QueryDict) -> "QuestionFilters":
        """Read the address; unknown groups are ignored."""
        chosen = {}
        for group, name in GROUPS.items():
            values = dict.fromkeys(value[:LONGEST_VALUE] for value in data.getlist(name) if value)
            if values:
                chosen[group] = tuple(values)[:MOST_VALUES]
        page = data.get("page", "")
        return cls(
            text=" ".join(data.get("tim", "").split())[:LONGEST_TEXT],
            chosen=chosen,
            page=min(max(1, int(page)), LIMIT // PAGE_SIZE) if page.isdecimal() else 1,
        )

    @property
    def is_prepared(self) -> bool:
        """Whether prepared counts know the answer."""
        return not self.text and all(group in PREPARED for group in self.chosen)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the chosen values as pairs of group and value, in the order of the page."""
        return [(group, value) for group in GROUPS for value in self.chosen.get(group, ())]

    @property
    def named_pairs(self) -> list[tuple[str, str]]:
        """Return the same with the names of addresses."""
        return [(GROUPS[group], value) for group, value in self.pairs]

    @property
    def query_string(self) -> str:
        """Return the question as an address without the page, ready for more: ``"loai=a&"`` or ""."""
        pairs = [("tim", self.text)] if self.text else []
        pairs += self.named_pairs
        return f"{urlencode(pairs)}&" if pairs else ""

    @property
    def address(self) -> str:
        """Return the question as the end of an address."""
        return f"?{self.query_string}".removesuffix("&")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.text and not self.chosen

    def without(self, group: str, value: str = "") -> "QuestionFilters":
        """Return the question without one of its values, or without the whole group."""
        kept = {
            name: tuple(each for each in values if name != group or (value and each != value))
            for name, values in self.chosen.items()
        }
        return replace(self, chosen={n: values for n, values in kept.items() if values}, page=1)
