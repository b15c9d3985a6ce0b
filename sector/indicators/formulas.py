"""One function an indicator. Thresholds come from the rule set ``sector.formulas`` (domain.md §9.3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SchoolFacts:
    """What happened in one school in one month; counts are of distinct people unless said."""

    teacher_count: int = 0
    pupil_count: int = 0
    # Uses of digital resources by each teacher who used any.
    uses_by_teacher: tuple[int, ...] = ()
    active_pupil_count: int = 0
    assignment_count: int = 0
    submitted_attempt_count: int = 0
    level_slugs: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Share:
    """A numerator over a denominator; a denominator of 0 means "does not apply here"."""

    numerator: int
    denominator: int


Rule = Mapping[str, int | list[str]]


def _applies(facts: SchoolFacts, rule: Rule) -> bool:
    skipped = rule.get("without_levels", [])
    assert isinstance(skipped, list)  # noqa: S101 - the shape of the rule set
    return not facts.level_slugs or not facts.level_slugs <= set(skipped)


def _number(rule: Rule, name: str) -> int:
    value = rule[name]
    if not isinstance(value, int):
        message = f"{name} must be a number."
        raise TypeError(message)
    return value


def schools_on_platform(facts: SchoolFacts, rule: Rule) -> Share:
    """LMS_SCHOOL: the school gave at least ``min_assignments`` pieces of work."""
    if not _applies(facts, rule):
        return Share(0, 0)
    return Share(int(facts.assignment_count >= _number(rule, "min_assignments")), 1)


def teachers_using_resources(facts: SchoolFacts, rule: Rule) -> Share:
    """TCH_DLR: teachers with at least ``min_uses`` uses of digital resources, of all teachers."""
    users = sum(count >= _number(rule, "min_uses") for count in facts.uses_by_teacher)
    return Share(min(users, facts.teacher_count), facts.teacher_count)


def schools_testing_online(facts: SchoolFacts, rule: Rule) -> Share:
    """ONL_TEST: at least ``min_attempts`` tests were handed in online; preschools do not count."""
    if not _applies(facts, rule):
        return Share(0, 0)
    return Share(int(facts.submitted_attempt_count >= _number(rule, "min_attempts")), 1)


def pupils_active(facts: SchoolFacts, rule: Rule) -> Share:
    """PLAT_USE: pupils who opened or handed in anything, of all pupils."""
    if not _applies(facts, rule):
        return Share(0, 0)
    return Share(min(facts.active_pupil_count, facts.pupil_count), facts.pupil_count)


FORMULAS: dict[str, Callable[[SchoolFacts, Rule], Share]] = {
    "schools_on_platform": schools_on_platform,
    "teachers_using_resources": teachers_using_resources,
    "schools_testing_online": schools_testing_online,
    "pupils_active": pupils_active,
}
