"""Question banks at three levels: a teacher's own, a subject group's, the sector's."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from core.models import PublicIdField, SortKeyField
from core.text import text_sort_key
from curriculum.models import Subject


class Bank(models.Model):
    """A set of questions with one owner: a person, a subject group or the department."""

    class Scope(models.TextChoices):
        OWN = "own"
        GROUP = "group"
        SECTOR = "sector"

    public_id = PublicIdField()
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.OWN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The subject group or the department; for a teacher's own bank the school, for reports.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    sort_key = SortKeyField()
    created_at = models.DateTimeField()
    # Set while it lies in the bin, with all its questions.
    deleted_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(scope="own") & Q(owner__isnull=False))
                | (~Q(scope="own") & Q(organisation__isnull=False)),
                name="assessments_bank_has_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step with the name."""
        self.sort_key = text_sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
