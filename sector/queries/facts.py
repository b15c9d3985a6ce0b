"""What happened in schools in a month, read from rollups and registers, never from statements."""

from django.db.models import Count, Q

from accounts.models import Enrolment, Organisation, RoleGrant
from records.queries import count_actors_in_classes, count_facts, list_counts_by_actor
from records.verbs import ASSIGNED, COMPLETED, OPENED, STARTED, SUBMITTED, USED
from sector.indicators.formulas import SchoolFacts
from sector.models import Period


def _count_staff(period: Period, school_ids: list[int]) -> dict[int, int]:
    held = RoleGrant.objects.filter(
        role__code="teacher", organisation_id__in=school_ids, valid_from__lte=period.ends_on
    ).filter(Q(valid_to=None) | Q(valid_to__gte=period.starts_on))
    return dict(held.values_list("organisation_id").annotate(Count("user", distinct=True)))


def _count_pupils(period: Period, school_ids: list[int]) -> dict[int, int]:
    enrolled = Enrolment.objects.filter(
        school_class__school_id__in=school_ids, valid_from__lte=period.ends_on
    ).filter(Q(valid_to=None) | Q(valid_to__gte=period.starts_on))
    return dict(
        enrolled.values_list("school_class__school_id").annotate(Count("pupil", distinct=True))
    )


def collect_facts(period: Period, school_ids: list[int] | None = None) -> dict[int, SchoolFacts]:
    """Return the facts of each school that was open in the month; eight statements for any number."""
    schools = Organisation.objects.schools().open_on(period.ends_on)
    if school_ids is not None:
        schools = schools.filter(pk__in=school_ids)
    levels: dict[int, set[str]] = {}
    for school_id, slug in schools.order_by().values_list("pk", "levels__slug"):
        levels.setdefault(school_id, set()).add(slug or "")
    ids = list(levels)
    days = (period.starts_on, period.ends_on)
    teachers, pupils = _count_staff(period, ids), _count_pupils(period, ids)
    uses = list_counts_by_actor([USED], *days, school_ids)
    active = count_actors_in_classes([STARTED, SUBMITTED, COMPLETED, OPENED], *days, school_ids)
    given = count_facts([ASSIGNED], *days, school_ids)
    handed_in = count_facts([SUBMITTED], *days, school_ids)
    return {
        school_id: SchoolFacts(
            teacher_count=teachers.get(school_id, 0),
            pupil_count=pupils.get(school_id, 0),
            uses_by_teacher=tuple(uses.get(school_id, ())),
            active_pupil_count=active.get(school_id, 0),
            assignment_count=given.get(school_id, 0),
            submitted_attempt_count=handed_in.get(school_id, 0),
            level_slugs=frozenset(slugs),
        )
        for school_id, slugs in levels.items()
    }
