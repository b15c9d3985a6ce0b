"""Roles as data, and who holds them where and when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from curriculum.models import SchoolYear

from .organisations import Organisation


class Role(models.Model):
    """A role that officials may rename or extend: what it may do is a list of capabilities."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    # Kinds of organisation the role may be given for.
    kinds = models.JSONField(default=list)
    # Names such as "resource.create"; the list is in accounts/permissions.py.
    capabilities = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language; officials wrote both."""
        return self.name_en if (get_language() or "vi").startswith("en") else self.name


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Grants by time."""

    def valid_on(self, day: date) -> "RoleGrantQuerySet":
        """Grants that hold on that day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


class RoleGrant(models.Model):
    """A role given to a person, for an organisation and a time, perhaps as a stand-in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants"
    )
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="role_grants"
    )
    school_year = models.ForeignKey(
        SchoolYear, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    standing_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "role"], name="accounts_grant_where")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "valid_from"], name="accounts_grant_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role_id} @ {self.organisation_id}"
