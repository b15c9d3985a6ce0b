"""What the banks hold for one cell of a matrix: how many in each bank, and which questions."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from assessments.matrix.cells import CellPlace
from assessments.matrix.shape import LEVELS, TYPES_OF, Body
from assessments.models import Bank, Question

from .pool import STATEMENT_LEVELS, list_usable, place_in_rows


def list_cell_questions(body: Body, place: CellPlace, banks: Iterable[Bank]) -> QuerySet[Question]:
    """Questions of these banks that may stand in the cell, the oldest first.

    A true/false question counts when each of its statements has a level and one has the cell's.
    """
    questions = place_in_rows(list_usable(banks), body).filter(
        Q(row=place.row), type__in=TYPES_OF[place.form]
    )
    if place.form != "statements":
        return questions.filter(level=place.level).order_by("pk")
    # As text: compared as JSON, SQLite would try to read a bare word as JSON.
    texts = {f"{name}_text": Cast(each, TextField()) for name, each in STATEMENT_LEVELS.items()}
    questions, has_level = questions.annotate(**texts), Q()
    for name in texts:
        questions = questions.filter(**{f"{name}__in": LEVELS})
        has_level |= Q(**{name: place.level})
    return questions.filter(has_level).order_by("pk")


def count_cell_by_bank(body: Body, place: CellPlace, banks: Iterable[Bank]) -> dict[int, int]:
    """Count what each bank holds for the cell, by the bank's key: questions, or statements."""
    questions = list_cell_questions(body, place, banks).order_by()
    names = tuple(STATEMENT_LEVELS) if place.form == "statements" else ()
    held: Counter[int] = Counter()
    for group in questions.values("bank_id", *names).annotate(n=Count("pk")):
        copies = sum(group[name] == place.level for name in names) if names else 1
        held[group["bank_id"]] += group["n"] * copies
    return dict(held)
