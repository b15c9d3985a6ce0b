"""Verbs of learning records: a short code in the database, the xAPI IRI outside."""

from django.db import models


class Verb(models.TextChoices):
    """What a person may have done. The label is the IRI of the xAPI verb."""

    OPENED = "opened", "http://adlnet.gov/expapi/verbs/launched"
    COMPLETED = "completed", "http://adlnet.gov/expapi/verbs/completed"
    STARTED = "started", "http://adlnet.gov/expapi/verbs/attempted"
    ANSWERED = "answered", "http://adlnet.gov/expapi/verbs/answered"
    SUBMITTED = "submitted", "http://activitystrea.ms/submit"
    SCORED = "scored", "http://adlnet.gov/expapi/verbs/scored"
    SHARED = "shared", "http://adlnet.gov/expapi/verbs/shared"
    ASSIGNED = "assigned", "http://activitystrea.ms/assign"
    USED = "used", "http://activitystrea.ms/use"


OPENED, COMPLETED, STARTED, ANSWERED = Verb.OPENED, Verb.COMPLETED, Verb.STARTED, Verb.ANSWERED
SUBMITTED, SCORED, SHARED, ASSIGNED, USED = (
    Verb.SUBMITTED,
    Verb.SCORED,
    Verb.SHARED,
    Verb.ASSIGNED,
    Verb.USED,
)
