"""What the test of 200 running attempts prepares and looks at, beside the product: ``prepare``, ``report``.

A program of its own, because the database of the product is not the database of the test.
"""

import json
import sys
from typing import Any

from .kill_scenario import make_tables

CLASSES, PUPILS, QUESTIONS = 4, 50, 5


def prepare() -> list[dict[str, Any]]:
    """Let 200 pupils begin a test of five questions; give each one's token, right and wrong answers."""
    from assessments.models import Attempt
    from tests.factories.accounts import (
        PupilFactory,
        SchoolClassFactory,
        SchoolFactory,
        TeacherFactory,
    )
    from tests.factories.assessments import choice_content, make_sitting, make_test

    make_tables()
    school = SchoolFactory()
    classes = [SchoolClassFactory(school=school) for _ in range(CLASSES)]
    contents = [choice_content(f"Câu {n}. Chọn số chẵn.") for n in range(1, QUESTIONS + 1)]
    test = make_test(TeacherFactory(school=school, teaches=classes), contents)
    for school_class in classes:
        for _ in range(PUPILS):
            PupilFactory(school_class=school_class)
        make_sitting(school_class, test)
    return [begin(attempt) for attempt in Attempt.objects.select_related("sitting", "learner")]


def begin(attempt: Any) -> dict[str, Any]:
    """Start an attempt as its first device does."""
    from django.utils import timezone

    from assessments.actions.attempts import start_attempt
    from assessments.tokens import mint_attempt_token
    from tests.factories.assessments import right_answers

    started = start_attempt(attempt.sitting.public_id, learner=attempt.learner, now=timezone.now())
    everything = set(range(1, QUESTIONS + 1))
    return {
        "attempt": started.public_id,
        "token": mint_attempt_token(started),
        "right": right_answers(started.paper),
        "wrong": right_answers(started.paper, wrong=everything),
    }


def report() -> dict[str, Any]:
    """Say what is in the database for each attempt, and how many attempts each pupil has."""
    from django.db.models import Count

    from assessments.models import Attempt
    from records.models import Statement

    tries = Attempt.objects.values_list("learner").annotate(Count("pk")).order_by()
    statements = list(Statement.objects.values_list("key", "verb"))
    return {
        "tries": sorted({count for _learner, count in tries}),
        "attempts": {
            attempt.public_id: describe(attempt, statements)
            for attempt in Attempt.objects.prefetch_related("answers")
        },
    }


def describe(attempt: Any, statements: list[tuple[str, str]]) -> dict[str, Any]:
    """Return batches, answers, score and facts of one attempt."""
    from assessments.models import AnswerBatch

    batches = AnswerBatch.objects.filter(attempt_id=attempt.pk).values_list("seq", "events")
    return {
        "batches": {
            seq: events if isinstance(events, list) else json.loads(events)
            for seq, events in batches
        },
        "answers": sorted(answer.position for answer in attempt.answers.all()),
        "score": str(attempt.score),
        "facts": sorted(verb for key, verb in statements if attempt.public_id in key),
    }


if __name__ == "__main__":
    commands = {"prepare": prepare, "report": report}
    print(json.dumps(commands[sys.argv[1]]()))  # noqa: T201
