"""How many questions stand in each cell of each bank, written by the database itself."""

from django.db import models


class QuestionCount(models.Model):
    """A change of the number of questions in one cell; the sum over a cell's rows is its count.

    Triggers on the table of questions write here (ADR 0085), so no way of writing can forget it and
    no two writers wait for each other. Zero and "" stand for "none". A job folds rows of a cell.
    """

    bank_id = models.BigIntegerField()
    subject_id = models.BigIntegerField()
    grade_id = models.BigIntegerField()
    type = models.CharField(max_length=25)
    level = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    n = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["bank_id", "subject_id", "grade_id", "type", "level", "state", "n"],
                name="assessments_count_cell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_id}: {self.n:+}"


class FacetCount(models.Model):
    """A change of the number of a bank's questions with one strand, outcome or author, in one state.

    Written by triggers as well. ``value`` is the strand itself, or the number of an outcome's or
    author's row. Zero sums are gone after folding.
    """

    class Facet(models.TextChoices):
        STRAND = "strand"
        OUTCOME = "outcome"
        AUTHOR = "author"

    bank_id = models.BigIntegerField()
    facet = models.CharField(max_length=10, choices=Facet)
    value = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    n = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["bank_id", "facet", "value", "state", "n"],
                name="assessments_facet_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_id} {self.facet} {self.value}: {self.n:+}"
