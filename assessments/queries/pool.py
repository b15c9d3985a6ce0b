"""What the chosen banks hold for the cells of a matrix: counts while editing, items when building."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from assessments.assembly.pool import EXPECTED_SECONDS, Item, Pool, expect, share_of
from assessments.matrix.checking import Coverage
from assessments.matrix.shape import FORM_OF_TYPE, LEVELS, STATEMENTS_A_QUESTION, Body, Row
from assessments.models import Bank, EnemyPair, PaperItem, Question, QuestionOffer

from .measuring import list_measured

_NO_ROW = -1
_STATEMENTS = KeyTransform("statements", "current__content")
STATEMENT_LEVELS = {
    f"l{place}": KeyTextTransform("level", KeyTransform(str(place), _STATEMENTS))
    for place in range(STATEMENTS_A_QUESTION)
}


def list_usable(banks: Iterable[Bank]) -> QuerySet[Question]:
    """Questions that papers may draw from: one's own unless retired, shared ones when ready.

    A ready one stays usable while the next bank reviews it: nobody changes it meanwhile.
    """
    usable = Q(bank__scope=Bank.Scope.OWN) & ~Q(state=Question.State.RETIRED)
    usable |= Q(state=Question.State.READY)
    usable |= Q(state=Question.State.IN_REVIEW) & Q(_was_ready())
    return Question.objects.filter(usable, bank__in=list(banks)).order_by()


def _was_ready() -> Exists:
    """Ask whether the question was ready when its newest offer was made."""
    offers = QuestionOffer.objects.filter(question=OuterRef("question"))
    newer = offers.filter(submitted_at__gt=OuterRef("submitted_at"))
    return Exists(
        QuestionOffer.objects.filter(
            ~Exists(newer), question=OuterRef("pk"), state_before=Question.State.READY
        )
    )


def count_coverage(body: Body, banks: Iterable[Bank]) -> Coverage:
    """Count what the banks hold for each (row, form, level), in one grouped query.

    True/false questions count their statements, by the level of each.
    """
    if not body.rows:
        return {}
    held: Counter[tuple[int, str, str]] = Counter()
    groups = (
        place_in_rows(list_usable(banks), body)
        .values("row", "type", "level", *STATEMENT_LEVELS)
        .annotate(n=Count("pk"))
    )
    for group in groups:
        form = FORM_OF_TYPE.get(group["type"])
        if form is None:
            continue
        for level, count in zip(LEVELS, _levels(form, group), strict=True):
            if count:
                held[group["row"], form, level] += group["n"] * count
    return dict(held)


def load_pool(body: Body, banks: Iterable[Bank]) -> Pool:
    """Load all items that fit a row, with their enemies, stimulus groups and earlier uses."""
    questions = list_usable(banks)
    rows = list(
        place_in_rows(questions, body).values(
            "pk", "row", "type", "level", "expected_difficulty", "expected_seconds", "stimulus_id",
            *STATEMENT_LEVELS,
        )
    )  # fmt: skip
    uses = _count_uses(questions)
    measured = list_measured(questions)
    items = [_read_item(row, uses, measured) for row in rows if row["type"] in FORM_OF_TYPE]
    ids = {item.id for item in items}
    return Pool(
        items=[item for item in items if any(item.levels)],
        enemies=[pair for pair in _list_enemies(banks) if ids.issuperset(pair)],
        group_sizes=_count_groups(questions),
    )


def place_in_rows(questions: QuerySet[Question], body: Body) -> QuerySet[Question]:
    """Give each question the first row that it fits, and drop those that fit none."""
    cases = [
        When(_fits(row), then=Value(index)) for index, row in enumerate(body.rows) if _asks(row)
    ]
    placed = questions.annotate(
        row=Case(*cases, default=Value(_NO_ROW), output_field=IntegerField()), **STATEMENT_LEVELS
    )
    return placed.exclude(row=_NO_ROW)


def _asks(row: Row) -> bool:
    return bool(row.outcomes or row.unit.strip())


def _fits(row: Row) -> Q:
    """Fit by outcome; questions of files, which have none, by the name of their topic."""
    fits = Q()
    if row.outcomes:
        of_row = Question.outcomes.through.objects.filter(
            question_id=OuterRef("pk"), outcome__code__in=row.outcomes
        )
        fits |= Q(Exists(of_row))
    unit = row.unit.strip()
    if unit:
        fits |= (
            Q(strand__iexact=unit) | Q(category__iexact=unit) | Q(category__iendswith=f"/{unit}")
        )
    return fits


def _levels(form: str, row: Mapping[str, Any]) -> tuple[int, int, int]:
    if form == "statements":
        counts = Counter(row[name] for name in STATEMENT_LEVELS)
        mix = tuple(counts[level] for level in LEVELS)
        return (mix[0], mix[1], mix[2]) if sum(mix) == STATEMENTS_A_QUESTION else (0, 0, 0)
    places = tuple(1 if row["level"] == level else 0 for level in LEVELS)
    return places[0], places[1], places[2]


def _read_item(
    row: Mapping[str, Any], uses: Mapping[int, int], measured: Mapping[int, float]
) -> Item:
    form = FORM_OF_TYPE[row["type"]]
    levels = _levels(form, row)
    said = row["expected_difficulty"]
    by_level = sum(
        share_of(level) * count for level, count in zip(LEVELS, levels, strict=True)
    ) / max(sum(levels), 1)
    share, basis = expect(
        measured.get(row["pk"]), float(said) if said is not None else None, by_level
    )
    return Item(
        id=row["pk"],
        row=row["row"],
        form=form,
        levels=levels,
        share=share,
        seconds=row["expected_seconds"] or EXPECTED_SECONDS[form],
        uses=uses.get(row["pk"], 0),
        group=row["stimulus_id"] or 0,
        basis=basis,
    )


def _count_uses(questions: QuerySet[Question]) -> dict[int, int]:
    """Count the papers that hold each question already."""
    counted = (
        PaperItem.objects.filter(version__question__in=questions)
        .order_by()
        .values_list("version__question")
        .annotate(n=Count("paper", distinct=True))
    )
    return dict(counted)


def _count_groups(questions: QuerySet[Question]) -> dict[int, int]:
    counted = questions.exclude(stimulus=None).values_list("stimulus").annotate(n=Count("pk"))
    return {int(group): count for group, count in counted if group is not None}


def _list_enemies(banks: Iterable[Bank]) -> list[tuple[int, int]]:
    chosen = list(banks)
    pairs = EnemyPair.objects.filter(
        is_lifted=False, first__bank__in=chosen, second__bank__in=chosen
    )
    return list(pairs.values_list("first_id", "second_id"))


def suggest_levels(coverage: Coverage) -> dict[tuple[int, str], dict[str, int]]:
    """Return what each row and form holds by level, for advice beside a cell that falls short."""
    held: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for (row, form, level), count in coverage.items():
        held[row, form][level] = count
    return dict(held)
