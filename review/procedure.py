"""Turns the rule of a kind into steps with places and people: who is asked, in which order.

The rule ``review.steps`` maps a kind to its steps::

    {"resource": [{"role": "subject_group_head", "at": "subject_group", "days": 3,
                   "escalate": {"role": "school_head", "at": "school"}}, ...]}

A step goes to whoever holds ``role`` at the place ``at``. Where nobody but its authors does, it goes
on to ``escalate``, again and again, until somebody else can decide.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.db.models import Q

from accounts.models import Organisation, RoleGrant, User
from curriculum.models import Subject

from .errors import NoReviewerError
from .models import ReviewStep


class StepRule(TypedDict, total=False):
    """One step as the rule writes it."""

    role: str
    at: str
    days: int
    escalate: "StepRule"


@dataclass(frozen=True)
class PlannedStep:
    """One step with its place found."""

    role: str
    place: str
    organisation: Organisation
    due_days: int
    is_escalated: bool


@dataclass(frozen=True)
class Matter:
    """What is to be reviewed: whose, in which school and subject, on which day."""

    school: Organisation
    subject: Subject
    author: User
    day: date
    # Numbers of people who wrote a part of it.
    writers: frozenset[int] = frozenset()


def list_holders(role: str, organisation: Organisation, day: date) -> list[User]:
    """List people who hold the role there on that day, stand-ins included, in order of names."""
    at_place = Q(organisation=organisation) | Q(
        organisation__parent=organisation, organisation__kind=Organisation.Kind.DIVISION
    )
    held = RoleGrant.objects.valid_on(day).filter(at_place, role__code=role)
    return list(
        User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("sort_key")
    )


def find_place(at: str, matter: Matter) -> Organisation | None:
    """Return the organisation that a step's place means for this matter."""
    if at == ReviewStep.Place.SCHOOL:
        return matter.school
    if at == ReviewStep.Place.DEPARTMENT:
        return Organisation.objects.filter(pk=matter.school.ancestor_ids[0]).first()
    groups = Organisation.objects.open_on(matter.day).filter(
        kind=Organisation.Kind.SUBJECT_GROUP, parent=matter.school, subjects=matter.subject
    )
    return groups.first()


def plan_steps(rules: list[StepRule], matter: Matter) -> list[PlannedStep]:
    """Find the place of each step, or raise NoReviewerError."""
    return [_plan_step(rule, matter) for rule in rules]


def _plan_step(first: StepRule, matter: Matter) -> PlannedStep:
    rule: StepRule | None = first
    while rule is not None:
        place = find_place(rule["at"], matter)
        if place is not None and any(
            holder.pk != matter.author.pk and holder.pk not in matter.writers
            for holder in list_holders(rule["role"], place, matter.day)
        ):
            return PlannedStep(
                role=rule["role"],
                place=rule["at"],
                organisation=place,
                due_days=first.get("days", 0),
                is_escalated=rule is not first,
            )
        rule = rule.get("escalate")
    raise NoReviewerError
