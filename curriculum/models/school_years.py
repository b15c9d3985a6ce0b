"""School years and terms."""

from django.db import models


class SchoolYear(models.Model):
    """A school year such as 2026-2027."""

    code = models.CharField(max_length=9, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]

    def __str__(self) -> str:
        return self.code


class Term(models.Model):
    """A term (học kì) of a school year."""

    school_year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "number"], name="curriculum_term_one_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} HK{self.number}"
