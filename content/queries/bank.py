"""Reads of the bank page: results as cards, filters with counts, and ways out of an empty result."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from content.forms.bank import GROUPS, BankQuestion
from content.models import Resource, ResourceVersion
from curriculum.models import Grade, Outcome, Subject
from search.queries import SearchPage, count_documents, search_documents

from .resources import LABEL, get_cards, reading_tokens

PAGE_SIZE = 20
OPTIONS_SHOWN = 6
SUGGESTIONS = 3


@dataclass(frozen=True)
class Card:
    """One result."""

    resource: Resource
    title: SafeString
    excerpt: SafeString


@dataclass(frozen=True)
class Option:
    """One value of a group of filters."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One group of filters; ``more`` is folded away."""

    name: str
    legend: str
    options: list[Option]
    more: list[Option]


@dataclass(frozen=True)
class Chip:
    """A chosen filter, and the address of the question without it."""

    label: str
    address: str


@dataclass(frozen=True)
class Suggestion:
    """A question near an empty one that finds something."""

    label: str
    count: int
    address: str


@dataclass(frozen=True)
class PagerPage:
    """What the pager wants to know."""

    number: int
    num_pages: int

    @property
    def paginator(self) -> "PagerPage":
        """Stand in for Django's paginator."""
        return self

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after."""
        return self.number < self.num_pages

    @property
    def previous_page_number(self) -> int:
        """Return the number of the page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """Return the number of the page after."""
        return self.number + 1


@dataclass(frozen=True)
class BankPage:
    """Everything that the bank shows for one question."""

    question: BankQuestion
    cards: list[Card]
    total: int
    is_capped: bool
    facets: list[Facet]
    chips: list[Chip]
    suggestions: list[Suggestion]
    pager: PagerPage


def search_bank(user: User, question: BankQuestion) -> BankPage:
    """Find approved resources that are open to the person."""
    found = search_documents(
        question.text,
        owner=LABEL,
        tokens=reading_tokens(user),
        filters=question.filters,
        page=question.page,
        size=PAGE_SIZE,
        order=question.order,
    )
    labels = _read_labels(question, found.facets)
    resources = get_cards(hit.object_id for hit in found.hits)
    cards = [
        Card(resources[hit.object_id], hit.title, hit.excerpt)
        for hit in found.hits
        if hit.object_id in resources
    ]
    return BankPage(
        question=question,
        cards=cards,
        total=found.total,
        is_capped=found.is_capped,
        facets=_list_facets(question, found, labels),
        chips=[
            Chip(labels[group].get(value, value), question.without(group, value).address)
            for group, value in question.pairs
        ],
        suggestions=[] if found.total else _suggest(user, question, labels),
        pager=PagerPage(min(question.page, found.page_count), found.page_count),
    )


Labels = dict[str, dict[str, str]]


def _read_labels(question: BankQuestion, facets: dict[str, dict[str, int]]) -> Labels:
    codes = {*facets.get("outcome", {}), *question.filters.get("outcome", ())}
    outcomes = Outcome.objects.filter(code__in=codes).values_list("code", "text")
    return {
        "kind": {str(kind.value): str(kind.label) for kind in ResourceVersion.Kind},
        "subject": dict(Subject.objects.values_list("code", "short_name")),
        "grade": {
            str(number): name for number, name in Grade.objects.values_list("number", "name")
        },
        "outcome": {code: f"{code.rpartition('.')[2]} {text}" for code, text in outcomes},
        "licence": {str(kind.value): str(kind.label) for kind in ResourceVersion.Licence},
        "ai": {str(kind.value): str(kind.label) for kind in ResourceVersion.AiLabel},
    }


def _list_facets(question: BankQuestion, found: SearchPage, labels: Labels) -> list[Facet]:
    legends = {
        "kind": _("Type"),
        "subject": _("Subject"),
        "grade": _("Grade"),
        "outcome": _("Outcomes"),
        "licence": _("Licence"),
        "ai": _("Origin"),
    }
    facets = []
    for name in GROUPS:
        counts = found.facets.get(name, {})
        chosen = question.filters.get(name, ())
        counts = dict.fromkeys(chosen, 0) | counts
        options = [
            Option(value, labels[name].get(value, value), count, value in chosen)
            for value, count in counts.items()
        ]
        options.sort(key=lambda option: (not option.is_chosen, -option.count, option.label))
        if options:
            shown, more = options[:OPTIONS_SHOWN], options[OPTIONS_SHOWN:]
            facets.append(Facet(name, legends[name], shown, more))
    return facets


def _suggest(user: User, question: BankQuestion, labels: Labels) -> list[Suggestion]:
    """Offer fewer words, one filter less, or one filter alone: whatever finds something."""
    found = []
    for label, near in _list_near(question, labels):
        count = count_documents(
            near.text, owner=LABEL, tokens=reading_tokens(user), filters=near.filters
        )
        if count:
            found.append(Suggestion(label, count, near.address))
        if len(found) == SUGGESTIONS:
            break
    return found


def _list_near(question: BankQuestion, labels: Labels) -> list[tuple[str, BankQuestion]]:
    words = question.text.split()
    near: list[tuple[str, BankQuestion]] = []
    for length in sorted({len(words) // 2, len(words) * 3 // 4, len(words) - 1}, reverse=True):
        if 0 < length < len(words):
            text = " ".join(words[:length])
            near.append((f"“{text}”", question.asking(text)))
    for group, value in question.pairs:
        label = labels[group].get(value, value)
        near.append((_("Without %(filter)s") % {"filter": label}, question.without(group, value)))
    if len(question.pairs) > 1:
        near.append((_("Without any filter"), question.without_filters()))
    if question.text:
        near += [
            (
                _("Only %(filter)s") % {"filter": labels[group].get(value, value)},
                question.only(group, value),
            )
            for group, value in question.pairs
        ]
    return near[:8]


def count_words(text: str) -> str:
    """Say how long a line is, for the advice to shorten it."""
    count = len(text.split())
    return ngettext("%(count)s word", "%(count)s words", count) % {"count": count}
