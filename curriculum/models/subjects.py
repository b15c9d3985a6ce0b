"""School levels, grades and subjects."""

from django.db import models


class Level(models.Model):
    """A school level: mầm non, tiểu học, THCS, THPT, GDTX."""

    # Codes of the sector's data dictionary, list manhomcaphoc.
    code = models.CharField(max_length=2, unique=True)
    slug = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Grade(models.Model):
    """A grade, 1 to 12, or an age group of preschool with a number below 1."""

    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="grades")
    number = models.SmallIntegerField(unique=True)
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Subject(models.Model):
    """A subject with the glyph and tint of its tile."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=20)
    icon = models.CharField(max_length=30)
    tint = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField()
    levels = models.ManyToManyField(Level, related_name="subjects")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
