"""Figures of a period for the department, a ward or a school, summed from the schools' values."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from accounts.models import Organisation, User
from accounts.queries import list_organisations_where
from core.errors import NotFoundError
from sector.indicators.heat import SMALLEST_GROUP, heat_step, percent
from sector.models import Correction, Indicator, IndicatorValue, Period, Target, UnitSum

# Numerator, denominator and schools where nothing was counted.
NOTHING = (0, 0, 0)


@dataclass(frozen=True)
class Figure:
    """One indicator for one unit: the share, its target and how far away it is."""

    indicator: Indicator
    numerator: int
    denominator: int
    target: Decimal | None = None
    target_plan: str = ""
    before: Decimal | None = None

    @property
    def is_hidden(self) -> bool:
        """Say whether so few people are counted that the figure would name them."""
        return self.indicator.counts_people and 0 < self.denominator < SMALLEST_GROUP

    @property
    def value(self) -> Decimal | None:
        """Return the percentage, None where nothing is counted or it must stay hidden."""
        return None if self.is_hidden else percent(self.numerator, self.denominator)

    @property
    def change(self) -> Decimal | None:
        """Return the difference to the period before, in points."""
        value = self.value
        return None if value is None or self.before is None else value - self.before

    @property
    def is_reached(self) -> bool:
        """Say whether the target is reached."""
        return self.value is not None and self.target is not None and self.value >= self.target

    @property
    def missing(self) -> Decimal | None:
        """Return what is missing to the target, in points."""
        if self.value is None or self.target is None or self.is_reached:
            return None
        return self.target - self.value

    @property
    def missing_count(self) -> int:
        """Return how many more of the counted things would reach the target."""
        if self.target is None:
            return 0
        needed = -(-self.target * self.denominator // 100)
        return max(0, int(needed) - self.numerator)

    @property
    def heat(self) -> int:
        """Return the step of the heat map, 0 to 5."""
        return heat_step(self.value or Decimal(0), self.target)


@dataclass(frozen=True)
class UnitRow:
    """A ward or a school with its figures in the order of the indicators."""

    unit: Organisation
    school_count: int
    figures: list[Figure]


@dataclass(frozen=True)
class TrendPoint:
    """One month of one indicator."""

    period: Period
    value: Decimal


def list_scopes(user: User) -> QuerySet[Organisation]:
    """List the units whose figures this person may read, the widest first."""
    wide = list_organisations_where(user, "report.sector")
    narrow = list_organisations_where(user, "report.school")
    ids = {*wide.values_list("pk", flat=True), *narrow.values_list("pk", flat=True)}
    kinds = [Organisation.Kind.DEPARTMENT, Organisation.Kind.WARD, Organisation.Kind.SCHOOL]
    return Organisation.objects.filter(pk__in=ids, kind__in=kinds).order_by("path")


def access_scope(user: User, public_id: str = "") -> Organisation:
    """Fetch the unit asked for, or the widest of this person; NotFoundError if it is not his."""
    scopes = list_scopes(user)
    scope = scopes.filter(public_id=public_id).first() if public_id else scopes.first()
    if scope is None:
        raise NotFoundError
    return scope


def find_period(code: str = "") -> Period | None:
    """Find a month by its code, or the newest."""
    periods = Period.objects.select_related("frozen_by")
    return periods.filter(code=code).first() if code else periods.first()


def list_periods() -> QuerySet[Period]:
    """Return the months of two years, the newest first."""
    return Period.objects.all()[:24]


def list_targets(year: int) -> dict[int, Target]:
    """Return for each indicator the strictest target of the year, or of the year before it."""
    found: dict[int, Target] = {}
    for target in Target.objects.filter(year__lte=year, year__gte=year - 1).order_by(
        "year", "value"
    ):
        found[target.indicator_id] = target
    return found


def _values(scope: Organisation, period: Period) -> QuerySet[IndicatorValue]:
    return IndicatorValue.objects.filter(period=period, school__path__startswith=scope.path)


def _shares(
    units: Iterable[Organisation], period: Period
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return ``{(unit, indicator): (numerator, denominator, schools)}`` in two statements."""
    ids = [unit.pk for unit in units]
    sums = UnitSum.objects.filter(period=period, unit_id__in=ids).values_list(
        "unit_id", "indicator_id", "numerator", "denominator", "school_count"
    )
    own = IndicatorValue.objects.filter(period=period, school_id__in=ids).values_list(
        "school_id", "indicator_id", "numerator", "denominator"
    )
    return {(row[0], row[1]): (*row[2:], 1) for row in own} | {
        (row[0], row[1]): row[2:] for row in sums
    }


def find_period_before(period: Period) -> Period | None:
    """Find the month before."""
    return Period.objects.filter(starts_on__lt=period.starts_on).first()


def list_totals(scope: Organisation, period: Period) -> list[Figure]:
    """Return one figure an indicator for the whole unit, with the change to the month before."""
    now = _shares([scope], period)
    earlier = find_period_before(period)
    before = _shares([scope], earlier) if earlier else {}
    targets = list_targets(period.starts_on.year)
    return [
        _figure(one, now.get((scope.pk, one.pk), NOTHING), targets, before.get((scope.pk, one.pk)))
        for one in Indicator.objects.all()
    ]


def _figure(
    indicator: Indicator,
    share: tuple[int, int, int],
    targets: dict[int, Target],
    before: tuple[int, int, int] | None = None,
) -> Figure:
    target = targets.get(indicator.pk)
    return Figure(
        indicator,
        *share[:2],
        target=target.value if target else None,
        target_plan=f"{target.plan} ({target.year})" if target else "",
        before=percent(*before[:2]) if before else None,
    )


def list_units(scope: Organisation, period: Period, *, by: str) -> QuerySet[Organisation]:
    """List the units with figures below this one: its wards (``by="ward"``) or its schools.

    A school that stands under the department itself is listed beside the wards.
    """
    counted = Exists(IndicatorValue.objects.filter(period=period, school=OuterRef("pk")))
    schools = Organisation.objects.schools().filter(counted)
    if by == "school":
        return schools.filter(path__startswith=scope.path).order_by("sort_key")
    summed = Exists(UnitSum.objects.filter(period=period, unit=OuterRef("pk")))
    children = Organisation.objects.filter(parent=scope)
    return children.filter(Q(summed) | Q(counted)).order_by("sort_key")


def list_rows(units: Iterable[Organisation], period: Period) -> list[UnitRow]:
    """Return the figures of the units of one page; the number of statements does not grow."""
    units = list(units)
    shares = _shares(units, period)
    targets = list_targets(period.starts_on.year)
    indicators = list(Indicator.objects.all())
    return [
        UnitRow(
            unit,
            max(shares.get((unit.pk, one.pk), NOTHING)[2] for one in indicators),
            [_figure(one, shares.get((unit.pk, one.pk), NOTHING), targets) for one in indicators],
        )
        for unit in units
    ]


def list_trend(scope: Organisation, indicator_code: str, *, months: int = 12) -> list[TrendPoint]:
    """Return the newest months of an indicator, oldest first."""
    own = IndicatorValue.objects.filter(school=scope, indicator__code=indicator_code)
    summed = UnitSum.objects.filter(unit=scope, indicator__code=indicator_code)
    columns = ("period_id", "numerator", "denominator")
    rows = [*own.values_list(*columns), *summed.values_list(*columns)]
    by_period = {period_id: percent(n, d) for period_id, n, d in rows}
    periods = list(Period.objects.filter(pk__in=by_period).order_by("-starts_on")[:months])
    points = [(period, by_period[period.pk]) for period in reversed(periods)]
    return [TrendPoint(period, value) for period, value in points if value is not None]


def list_corrections(scope: Organisation, period: Period) -> QuerySet[Correction]:
    """List what was changed after the month was closed, newest first."""
    return Correction.objects.filter(
        value__period=period, value__school__path__startswith=scope.path
    ).select_related("value__school", "value__indicator")


def find_last_computed(scope: Organisation, period: Period) -> object:
    """Find when the newest figure was computed."""
    return _values(scope, period).aggregate(at=Max("computed_at"))["at"]


def list_needing_help(
    scope: Organisation, period: Period, *, limit: int = 5
) -> list[tuple[Organisation, Figure]]:
    """Return the schools furthest below a target, one figure each, worst first."""
    targets = list_targets(period.starts_on.year)
    worst: dict[int, tuple[Organisation, Figure]] = {}
    for indicator in Indicator.objects.filter(pk__in=targets):
        fewest = SMALLEST_GROUP if indicator.counts_people else 1
        behind = (
            _values(scope, period)
            .filter(indicator=indicator, denominator__gte=fewest)
            .annotate(share=100.0 * F("numerator") / F("denominator"))
            .filter(share__lt=float(targets[indicator.pk].value))
            .select_related("school")
            .order_by("share", "school__sort_key")[:limit]
        )
        for value in behind:
            share = (value.numerator, value.denominator, 1)
            pair = (value.school, _figure(indicator, share, targets))
            before = worst.setdefault(value.school_id, pair)
            worst[value.school_id] = min(before, pair, key=_by_need)
    return sorted(worst.values(), key=_by_need)[:limit]


def _by_need(pair: tuple[Organisation, Figure]) -> tuple[Decimal, str]:
    return -(pair[1].missing or Decimal(0)), pair[0].sort_key
