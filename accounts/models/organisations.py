"""The tree: department, its divisions, wards and communes, schools, subject groups."""

from datetime import date

from django.db import models
from django.db.models import Q

from core.models import PublicIdField, SortKeyField
from core.text import text_sort_key
from curriculum.models import Level, Subject


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by kind, time and place in the tree."""

    def schools(self) -> "OrganisationQuerySet":
        """Schools only."""
        return self.filter(kind=Organisation.Kind.SCHOOL)

    def open_on(self, day: date) -> "OrganisationQuerySet":
        """Organisations that existed on that day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def below(self, organisation: "Organisation") -> "OrganisationQuerySet":
        """Keep the organisation itself and all under it."""
        return self.filter(path__startswith=organisation.path)


class Organisation(models.Model):
    """A node of the tree. There is no district level (two-tier government since 01/7/2025)."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department"
        DIVISION = "division"
        WARD = "ward"
        SCHOOL = "school"
        SUBJECT_GROUP = "subject_group"

    public_id = PublicIdField()
    kind = models.CharField(max_length=15, choices=Kind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    # Ids from the root down, "/1/5/17/": one prefix match reads a subtree.
    path = models.CharField(max_length=120, db_index=True, editable=False)
    # MaTruong of the sector database: department + ward + number.
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    sort_key = SortKeyField()
    # Levels a school teaches, or a division of the department looks after.
    levels = models.ManyToManyField(Level, related_name="+")
    # Subjects of a subject group (tổ chuyên môn).
    subjects = models.ManyToManyField(Subject, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        indexes = [models.Index(fields=["kind", "sort_key"], name="accounts_org_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="department"), name="accounts_one_department"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key and the path in step with the name and the parent."""
        self.sort_key = text_sort_key(self.short_name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if self.path != path:
            self.path = path
            super().save(update_fields=["path"])

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to this one."""
        return [int(part) for part in self.path.strip("/").split("/") if part]


# Which kinds stand under which: schools lie in wards, also those the department looks after.
CHILD_KINDS: dict[str, tuple[str, ...]] = {
    Organisation.Kind.DEPARTMENT: (Organisation.Kind.WARD, Organisation.Kind.DIVISION),
    Organisation.Kind.WARD: (Organisation.Kind.SCHOOL,),
    Organisation.Kind.SCHOOL: (Organisation.Kind.SUBJECT_GROUP,),
}
