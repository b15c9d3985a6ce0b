"""Figures of the months before, and some weeks of use, so that every page has something to show."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from accounts.models import Organisation, User
from curriculum.models import Level
from records.actions import import_activity
from records.verbs import ASSIGNED, COMPLETED, OPENED, SUBMITTED, USED
from sector.actions.sums import add_up
from sector.actions.values import ensure_period, refresh_values
from sector.models import Indicator, IndicatorValue, Period

from .organisations import Tree
from .people import People
from .plan import Plan

# Where each indicator stood a year ago and stands now, as shares of the schools' people.
START = {"LMS_SCHOOL": 0.62, "TCH_DLR": 0.46, "ONL_TEST": 0.20, "PLAT_USE": 0.40}
END = {"LMS_SCHOOL": 0.92, "TCH_DLR": 0.74, "ONL_TEST": 0.52, "PLAT_USE": 0.66}
SUMMER = (6, 7, 8)
MONTHS = 14


def load_past_months(tree: Tree, people: People, random: Random, *, now: datetime) -> None:
    """Write closed months with figures that rise, as a department that started a year ago has them."""
    first = timezone.localdate(now).replace(day=1)
    months: list[date] = []
    for _ in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
        if first.month not in SUMMER:
            months.append(first)
    months.reverse()
    indicators = {one.code: one for one in Indicator.objects.all()}
    for number, month in enumerate(months):
        period = ensure_period(month)
        share = number / max(1, len(months) - 1)
        IndicatorValue.objects.bulk_create(
            _past_value(
                indicators[code],
                period,
                school,
                people,
                START[code] + (END[code] - START[code]) * share,
                random,
                now,
            )
            for _, school in tree.schools
            for code in START
            if code in indicators and _applies(code, school)
        )
        add_up(period)
        closed_at = datetime.combine(
            period.ends_on + timedelta(days=5), now.timetz().replace(hour=1)
        )
        Period.objects.filter(pk=period.pk).update(
            state=Period.State.FROZEN,
            frozen_at=closed_at,
            frozen_by=people.named["department_officer"],
        )


def _applies(code: str, school: Organisation) -> bool:
    is_preschool = Level.objects.filter(slug="mam-non", pk__in=school.levels.values("pk")).exists()
    return code in {"LMS_SCHOOL", "TCH_DLR"} or not is_preschool


def _past_value(
    indicator: Indicator,
    period: Period,
    school: Organisation,
    people: People,
    share: float,
    random: Random,
    now: datetime,
) -> IndicatorValue:
    if indicator.counts_people:
        crowd = people.teachers if indicator.code == "TCH_DLR" else people.pupils
        whole = len(crowd[school.pk])
        part = round(whole * min(1.0, max(0.0, share + random.uniform(-0.15, 0.12))))
    else:
        whole, part = 1, int(random.random() < share)
    return IndicatorValue(
        indicator=indicator,
        period=period,
        school=school,
        numerator=part,
        denominator=whole,
        computed_at=now,
    )


def load_weeks_of_use(
    tree: Tree, people: People, random: Random, *, plan: Plan, now: datetime
) -> None:
    """Write daily counts of the last weeks; quiet schools did nothing yet."""
    today = timezone.localdate(now)
    days = [
        today - timedelta(days=back)
        for back in range(1, plan.weeks * 7)
        if (today - timedelta(days=back)).weekday() < 6
    ]
    for school_plan, school in tree.schools:
        if school.short_name in plan.quiet_schools:
            continue
        zeal = random.uniform(0.45, 0.95)
        import_activity(
            _teachers_days(people.teachers[school.pk], days, zeal, random), school_id=school.pk
        )
        if school_plan.level == "mam-non":
            continue
        tests_online = random.random() < zeal
        pupils = people.pupils[school.pk]
        pupils = pupils[: round(len(pupils) * plan.active_share)]
        school_class = tree.classes[school.pk][0]
        import_activity(
            _pupils_days(pupils, days, zeal, random, tests_online=tests_online),
            school_id=school.pk,
            class_id=school_class.pk,
        )
    refresh_values(ensure_period(today), now=now)
    previous = ensure_period(today.replace(day=1) - timedelta(days=1))
    if not IndicatorValue.objects.filter(period=previous).exists():
        refresh_values(previous, now=now)


def _teachers_days(
    teachers: list[User], days: list[date], zeal: float, random: Random
) -> list[tuple[User, str, date, int]]:
    rows: list[tuple[User, str, date, int]] = []
    for teacher in teachers:
        if random.random() > zeal:
            continue
        for day in random.sample(days, min(len(days), random.randint(1, 12))):
            rows.append((teacher, USED, day, random.randint(1, 4)))
            if random.random() < 0.3:
                rows.append((teacher, ASSIGNED, day, 1))
    return rows


def _pupils_days(
    pupils: list[User], days: list[date], zeal: float, random: Random, *, tests_online: bool
) -> list[tuple[User, str, date, int]]:
    rows: list[tuple[User, str, date, int]] = []
    for pupil in pupils:
        if random.random() > zeal:
            continue
        for day in random.sample(days, min(len(days), random.randint(1, 5))):
            rows.append((pupil, OPENED, day, 1))
            if random.random() < 0.7:
                rows.append((pupil, COMPLETED, day, 1))
            if tests_online and random.random() < 0.4:
                rows.append((pupil, SUBMITTED, day, 1))
    return rows
