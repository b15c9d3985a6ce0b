"""What the panel of the chosen cell shows: its place, what the banks hold, and what would help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import AnyUser
from assessments.assembly.pool import expect, share_of
from assessments.matrix.cells import CellPlace, choose_place, list_spare_levels
from assessments.matrix.checking import Coverage, rate_cell
from assessments.matrix.shape import KEYS, MOST_IN_CELL, TYPES_OF, Body
from assessments.models import Bank, Matrix, Question
from assessments.permissions import can_edit_bank, can_edit_matrix
from assessments.queries.cells import count_cell_by_bank
from assessments.queries.matrices import find_outcomes, list_banks_for, list_chosen_banks
from assessments.queries.measuring import list_measured
from assessments.queries.pool import count_coverage
from assessments.queries.usage import count_papers
from curriculum.models import Outcome

from .matrices import BASIS_NAMES, LEVEL_NAMES, describe_cell


@dataclass(frozen=True)
class Plan:
    """A matrix as it stands on the page: its body, what the chosen banks hold, and the banks."""

    body: Body
    coverage: Coverage
    # Banks that the person may read, each with whether it is chosen.
    banks: Sequence[tuple[Bank, bool]]


@dataclass(frozen=True)
class HeldBank:
    """What one bank holds for the cell; ``bank`` is what the panel names and links."""

    bank: Bank
    words: str


@dataclass(frozen=True)
class ShownCell:
    """The panel of one cell."""

    name: str
    words: str
    need: int
    held: int
    need_words: str
    held_words: str
    rate: str
    is_least: bool
    is_most: bool
    outcomes: list[Outcome]
    chosen: list[HeldBank]
    others: list[HeldBank]
    # Other levels with questions to spare: code, sentence.
    shifts: list[tuple[str, str]]
    write_url: str


def load_plan(user: AnyUser, matrix: Matrix, body: Body) -> Plan:
    """Count what the chosen banks hold for a body, and list the banks that the person may read."""
    chosen = {bank.pk for bank in matrix.banks.all()}
    banks = list_banks_for(user, matrix)
    coverage = count_coverage(body, list_chosen_banks(matrix))
    return Plan(body, coverage, [(bank, bank.pk in chosen) for bank in banks])


def present_panel(user: AnyUser, matrix: Matrix, plan: Plan, name: str) -> dict[str, Any]:
    """Return what the panel shows: the named cell, or else the one that needs a person most."""
    place = choose_place(name, plan.body, plan.coverage)
    return {
        "matrix": matrix,
        "cell": load_cell(user, matrix, place, plan) if place else None,
        "can_edit": can_edit_matrix(user, matrix),
    }


def load_cell(user: AnyUser, matrix: Matrix, place: CellPlace, plan: Plan) -> ShownCell:
    """Look up what the banks hold for the cell, and put it into words."""
    body, banks = plan.body, plan.banks
    held = count_cell_by_bank(body, place, [bank for bank, _chosen in banks])
    row = body.rows[place.row]
    need = row.count(place.form, place.level)
    there = plan.coverage.get((place.row, place.form, place.level), 0)
    outcomes = find_outcomes(set(row.outcomes), matrix.subject) if row.outcomes else {}
    return ShownCell(
        name=str(place),
        words=describe_cell(body, place.row, place.form, place.level),
        need=need,
        held=there,
        need_words=say_count(place.form, need),
        held_words=say_count(place.form, there),
        rate=rate_cell(need, there),
        is_least=need == 0,
        is_most=need >= MOST_IN_CELL,
        outcomes=[outcomes[code] for code in row.outcomes if code in outcomes],
        chosen=_list_held(place, banks, held, is_chosen=True),
        others=_list_held(place, banks, held, is_chosen=False),
        shifts=[
            (level, _say_shift(place.form, level, count))
            for level, count in list_spare_levels(body, plan.coverage, place)
            if need
        ],
        write_url=_find_write_url(user, matrix, place, plan),
    )


def _list_held(
    place: CellPlace,
    banks: Sequence[tuple[Bank, bool]],
    held: Mapping[int, int],
    *,
    is_chosen: bool,
) -> list[HeldBank]:
    return [
        HeldBank(bank, say_count(place.form, held[bank.pk]))
        for bank, is_taken in banks
        if is_taken == is_chosen and held.get(bank.pk)
    ]


def say_count(form: str, count: int) -> str:
    """Say a number of questions, or of statements of true or false questions."""
    if form == "statements":
        return ngettext("%(n)s statement", "%(n)s statements", count) % {"n": count}
    return ngettext("%(n)s question", "%(n)s questions", count) % {"n": count}


def _say_shift(form: str, level: str, count: int) -> str:
    return _("Move one to the level %(level)s, the banks have %(count)s to spare") % {
        "level": LEVEL_NAMES[level],
        "count": say_count(form, count),
    }


def _find_write_url(user: AnyUser, matrix: Matrix, place: CellPlace, plan: Plan) -> str:
    """Return the page for writing a question of the cell in the first bank that the person may fill."""
    ordered = sorted(plan.banks, key=lambda each: not each[1])
    bank = next((bank for bank, _chosen in ordered if can_edit_bank(user, bank)), None)
    if bank is None:
        return ""
    row = plan.body.rows[place.row]
    query: list[tuple[str, str]] = [
        ("loai", TYPES_OF[place.form][0]),
        ("mon", matrix.subject.code),
        ("lop", str(matrix.grade.number)),
        ("mucdo", place.level),
        ("mach", row.unit.strip()),
        *(("yccd", code) for code in row.outcomes),
    ]
    url = reverse("assessments:create_question", args=[bank.public_id])
    return f"{url}?{urlencode(query)}"


def list_cell_choices(body: Body) -> list[tuple[str, str]]:
    """Return all cells as choices, those that ask for something marked with their number."""
    choices = []
    for index, row in enumerate(body.rows):
        for form, level in KEYS:
            words: str | Promise = describe_cell(body, index, form, level)
            count = row.count(form, level)
            if count:
                words = f"{words} · {say_count(form, count)}"
            choices.append((f"r{index}.{form}.{level}", str(words)))
    return choices


def present_questions(questions: Sequence[Question], place: CellPlace) -> list[dict[str, Any]]:
    """Show the questions of a cell with what pupils are expected to get, and on what that rests."""
    measured = list_measured(Question.objects.filter(pk__in=[each.pk for each in questions]))
    papers = count_papers([question.pk for question in questions])
    return [
        {
            "question": question,
            "paper_count": papers.get(question.pk, 0),
            **_present_share(question, place, measured.get(question.pk)),
        }
        for question in questions
    ]


def _present_share(
    question: Question, place: CellPlace, measured: float | None
) -> dict[str, str | Promise]:
    said = question.expected_difficulty
    share, basis = expect(
        measured,
        float(said) if said is not None else None,
        share_of(place.level),
    )
    return {"share": f"{share * 100:.0f}", "basis": BASIS_NAMES[basis]}
