"""What a reader asks of the bank, read from the address; whatever is odd is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

# Groups of filters in the order of the page.
GROUPS = ("kind", "subject", "grade", "outcome", "licence", "ai")
ORDERS = ("relevance", "newest", "popular")
LONGEST_TEXT = 200
LONGEST_VALUE = 40
MOST_VALUES = 12


@dataclass(frozen=True)
class BankQuestion:
    """One question to the bank."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "relevance"
    page: int = 1

    @classmethod
    def read(cls, data: QueryDict) -> "BankQuestion":
        """Read the address; unknown groups and orders are ignored."""
        filters = {}
        for group in GROUPS:
            values = dict.fromkeys(value[:LONGEST_VALUE] for value in data.getlist(group) if value)
            if values:
                filters[group] = tuple(values)[:MOST_VALUES]
        order, page = data.get("sort", ""), data.get("page", "")
        return cls(
            text=" ".join(data.get("q", "").split())[:LONGEST_TEXT],
            filters=filters,
            order=order if order in ORDERS else "relevance",
            page=min(int(page), 100_000) if page.isdecimal() else 1,
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the chosen filters as pairs, in the order of the page."""
        return [(group, value) for group, values in self.filters.items() for value in values]

    @property
    def query_string(self) -> str:
        """Return the question as an address without the page, ready for more: "q=a&" or ""."""
        pairs = [("q", self.text)] if self.text else []
        pairs += self.pairs
        pairs += [("sort", self.order)] if self.order != "relevance" else []
        return f"{urlencode(pairs)}&" if pairs else ""

    @property
    def address(self) -> str:
        """Return the question as the end of an address."""
        return f"?{self.query_string}".removesuffix("&")

    def without(self, group: str, value: str) -> "BankQuestion":
        """Return the question without one of its filters."""
        filters = {
            name: tuple(kept for kept in values if (name, kept) != (group, value))
            for name, values in self.filters.items()
        }
        filters = {name: values for name, values in filters.items() if values}
        return replace(self, filters=filters, page=1)

    def without_filters(self) -> "BankQuestion":
        """Return the question with nothing chosen."""
        return replace(self, filters={}, page=1)

    def asking(self, text: str) -> "BankQuestion":
        """Return the question with another line."""
        return replace(self, text=text, page=1)

    def only(self, group: str, value: str) -> "BankQuestion":
        """Return the question with this one filter and no line."""
        return replace(self, text="", filters={group: (value,)}, page=1)
