"""Actors and statements (xAPI 1.0.3 without names)."""

import uuid

from django.conf import settings
from django.db import models

from records.verbs import Verb


class Actor(models.Model):
    """The pseudonym of a person; erasing the person cuts the link and keeps the sums."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.pseudonym)


class Statement(models.Model):
    """One fact, once: the key names the fact, so that saying it again changes nothing."""

    statement_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="statements")
    verb = models.CharField(max_length=12, choices=Verb)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    object_title = models.CharField(max_length=300, blank=True)
    # xAPI result: score {scaled, raw, max}, success, completion. Version 1 has no more members.
    result = models.JSONField(null=True)
    # Numbers of rows above; copied, because the person may change class and school later.
    school_id = models.BigIntegerField(null=True)
    class_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    stored_at = models.DateTimeField(auto_now_add=True)
    local_date = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=["object_type", "object_id", "verb"], name="records_statement_object"
            ),
            models.Index(fields=["actor", "local_date"], name="records_statement_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"
