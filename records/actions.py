"""Writing learning records: one fact, one statement, in the transaction that caused it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User

from .events import statement_recorded
from .models import Actor, DailyActivity, Statement
from .verbs import Verb

_UPSERT = """
INSERT INTO records_dailyactivity (local_date, school_id, class_id, subject_id, verb, actor_id, count)
VALUES (%s, %s, %s, %s, %s, %s, 1)
ON CONFLICT (school_id, verb, local_date, class_id, subject_id, actor_id)
DO UPDATE SET count = records_dailyactivity.count + 1
"""


@transaction.atomic
def record_statement(
    *,
    actor: User,
    verb: str,
    object_type: str,
    object_id: str,
    key: str,
    now: datetime,
    object_title: str = "",
    **context: Any,
) -> Statement:
    """Record a fact once and count it in the day's rollup; a known key gives the first statement.

    ``context`` may hold ``school_id``, ``class_id``, ``subject_id`` (row numbers) and ``result``
    (members of an xAPI result). Without a school the fact is kept but not counted.
    """
    pseudonym, _ = Actor.objects.get_or_create(user=actor)
    statement, is_new = Statement.objects.get_or_create(
        key=key,
        defaults={
            "actor": pseudonym,
            "verb": Verb(verb),
            "object_type": object_type,
            "object_id": str(object_id),
            "object_title": object_title[:300],
            "happened_at": now,
            "local_date": timezone.localdate(now),
            **_checked(context),
        },
    )
    if is_new:
        if statement.school_id is not None:
            _count(statement)
        statement_recorded.send(sender=Statement, statement=statement)
    return statement


def _checked(context: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = context.keys() - {"school_id", "class_id", "subject_id", "result"}
    if unknown:
        message = f"record_statement does not know {sorted(unknown)}."
        raise TypeError(message)
    return context


def _count(statement: Statement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _UPSERT,
            [
                statement.local_date,
                statement.school_id,
                statement.class_id or 0,
                statement.subject_id or 0,
                statement.verb,
                statement.actor_id,
            ],
        )


@transaction.atomic
def import_activity(
    counts: Iterable[tuple[User, str, date, int]], *, school_id: int, class_id: int = 0
) -> int:
    """Take over daily counts ``(person, verb, day, count)`` of a time before, without statements.

    A day that is known already is left as it is, so that importing twice changes nothing.
    """
    rows = list(counts)
    known = set(
        Actor.objects.filter(user__in={row[0] for row in rows}).values_list("user_id", flat=True)
    )
    Actor.objects.bulk_create(
        [Actor(user=user) for user in {row[0] for row in rows} if user.pk not in known],
        batch_size=2000,
    )
    actors = dict(
        Actor.objects.filter(user__in={row[0] for row in rows}).values_list("user_id", "pk")
    )
    made = DailyActivity.objects.bulk_create(
        [
            DailyActivity(
                local_date=day,
                school_id=school_id,
                class_id=class_id,
                verb=Verb(verb),
                actor_id=actors[user.pk],
                count=count,
            )
            for user, verb, day, count in rows
        ],
        batch_size=2000,
        ignore_conflicts=True,
    )
    return len(made)


def forget_person(person: User) -> None:
    """Cut the link between a person and the pseudonym; statements and sums stay."""
    Actor.objects.filter(user=person).update(user=None)
