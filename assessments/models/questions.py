"""Questions and their immutable versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdField, ScoreField
from curriculum.models import Grade, Outcome, Subject

from .banks import Bank


class KeptQuestions(models.Manager["Question"]):
    """Questions that do not lie in the bin: what lists, papers and matrices may draw from."""

    def get_queryset(self) -> models.QuerySet["Question"]:
        """Leave out what lies in the bin."""
        return super().get_queryset().filter(deleted_at=None)


class Question(models.Model):
    """A question of a bank: what it asks is in its versions, the newest is ``current``.

    ``objects`` leaves out what lies in the bin; ``everything`` does not.
    """

    class Type(models.TextChoices):
        SINGLE_CHOICE = "single_choice"
        MULTIPLE_CHOICE = "multiple_choice"
        TRUE_FALSE_STATEMENTS = "true_false_statements"
        SHORT_NUMBER = "short_number"
        SHORT_TEXT = "short_text"
        ORDERING = "ordering"
        MATCHING = "matching"
        CLOZE = "cloze"
        ESSAY = "essay"
        FILE_ANSWER = "file_answer"

    class State(models.TextChoices):
        DRAFT = "draft"
        IN_REVIEW = "in_review"
        READY = "ready"
        RETIRED = "retired"

    class Level(models.TextChoices):
        """Three levels of Công văn 7991: Biết, Hiểu, Vận dụng."""

        UNKNOWN = ""
        KNOW = "know"
        UNDERSTAND = "understand"
        APPLY = "apply"

    class Licence(models.TextChoices):
        """What others may do with it; empty where the source does not say."""

        UNKNOWN = "", _("Not said")
        CC_BY = "cc_by", "CC BY"
        CC_BY_NC = "cc_by_nc", "CC BY-NC"
        CC_BY_NC_SA = "cc_by_nc_sa", "CC BY-NC-SA"
        SECTOR_ONLY = "sector_only", _("Inside the sector only")

    public_id = PublicIdField()
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="questions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=25, choices=Type)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    level = models.CharField(max_length=10, choices=Level, default=Level.UNKNOWN, blank=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, null=True, related_name="+")
    outcomes = models.ManyToManyField(Outcome, related_name="+")
    # The name and the category that an imported file gave it.
    name = models.CharField(max_length=255, blank=True)
    category = models.CharField(max_length=255, blank=True)
    source = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=12, choices=Licence, default="", blank=True)
    is_ai_assisted = models.BooleanField(default=False)
    # The question of a lower bank whose version was copied here when it passed its review.
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="copies")
    # The strand (mạch nội dung) in the words of the programme.
    strand = models.CharField(max_length=200, blank=True)
    # The part of the points that pupils are expected to get, 0 to 1.
    expected_difficulty = ScoreField(null=True, blank=True)
    expected_seconds = models.PositiveIntegerField(null=True, blank=True)
    # The level as the source wrote it, where it has more than three.
    original_level = models.CharField(max_length=60, blank=True)
    # The text, picture or sound that several questions stand under.
    stimulus = models.ForeignKey(
        "Stimulus", on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    stimulus_position = models.PositiveSmallIntegerField(default=0)
    current = models.ForeignKey(
        "QuestionVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    # Set while it lies in the bin.
    deleted_at = models.DateTimeField(null=True, blank=True)
    # Raised by each change that the text index has to hear of; ``is_indexed`` when it has.
    revision = models.PositiveIntegerField(default=1)
    is_indexed = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    objects = KeptQuestions()
    everything = models.Manager["Question"]()

    class Meta:
        ordering = ["pk"]
        base_manager_name = "everything"
        indexes = [
            models.Index(
                fields=["bank", "-created_at", "id"],
                condition=models.Q(deleted_at=None),
                name="assessments_question_newest",
            ),
            models.Index(
                fields=["bank"],
                condition=models.Q(is_indexed=False),
                name="assessments_question_stale",
            ),
            models.Index(fields=["author", "bank"], name="assessments_question_author"),
            # Its pages are turned in the index alone, however deep.
            models.Index(
                fields=["bank", "subject", "grade", "-created_at", "id", "state"],
                condition=models.Q(deleted_at=None),
                name="assessments_question_shelf",
            ),
            # Holds all columns that are counted and ordered by: a strand's counts read no rows.
            models.Index(
                fields=[
                    "bank",
                    "strand",
                    "grade",
                    "subject",
                    "state",
                    "type",
                    "level",
                    "created_at",
                    "id",
                ],
                condition=models.Q(deleted_at=None),
                name="assessments_question_strand",
            ),
            models.Index(fields=["bank", "state", "type"], name="assessments_question_bank"),
            models.Index(
                fields=["subject", "grade", "level", "type"], name="assessments_question_cell"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expected_difficulty=None)
                | models.Q(expected_difficulty__gte=0, expected_difficulty__lte=1),
                name="assessments_question_difficulty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.public_id}"


class QuestionVersion(models.Model):
    """One wording of a question, never changed after it is written.

    ``content`` has the shape of ``assessments/items/shape.py`` and its number in ``"v"``.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    # Plain text of the stem for lists and reports.
    stem_text = models.CharField(max_length=500)
    # Digest of the folded text: equal questions have equal ones.
    fingerprint = models.CharField(max_length=64, db_index=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="assessments_version_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"
