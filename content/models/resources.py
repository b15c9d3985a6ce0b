"""Resources (học liệu): what stays the same, and the versions that people review."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import PublicIdField
from curriculum.models import Grade, Outcome, Subject
from media.models import StoredFile


class VersionState(models.TextChoices):
    """Where a version stands in its review."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    REPLACED = "replaced", _("Replaced by a newer version")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# States in which the owner may change a version in place.
OPEN_STATES = frozenset({VersionState.DRAFT, VersionState.RETURNED})


class CodeSeries(models.Model):
    """The last number given to resources of one level, subject and grade."""

    prefix = models.CharField(max_length=30, primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.prefix} {self.last_number}"


class Resource(models.Model):
    """A resource of the bank; its code never changes, its versions do."""

    class Audience(models.TextChoices):
        SCHOOL = "school", _("My school")
        SECTOR = "sector", _("The whole sector")

    public_id = PublicIdField()
    # HP-<level><subject><grade>-<number>, given once.
    code = models.CharField(max_length=40, unique=True, editable=False)
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.SCHOOL)
    # The state of the newest version; what readers see is approved_version.
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    approved_version = models.ForeignKey(
        "ResourceVersion", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    opened_count = models.PositiveIntegerField(default=0)
    downloaded_count = models.PositiveIntegerField(default=0)
    used_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-updated_at"], name="content_resource_owner"),
            models.Index(fields=["school", "state"], name="content_resource_school"),
        ]

    def __str__(self) -> str:
        return self.code


class ResourceVersion(models.Model):
    """One version: its metadata, its file or link, and where its review stands."""

    class Kind(models.TextChoices):
        """The types of domain.md, metadata of digital resources."""

        LECTURE = "lecture", _("Lecture")
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        IMAGE = "image", _("Image")
        SIMULATION = "simulation", _("Simulation")
        WORKSHEET = "worksheet", _("Worksheet")
        LESSON_PLAN = "lesson_plan", _("Lesson plan")
        PAPER = "paper", _("Exam paper")
        QUESTIONS = "questions", _("Question set")
        READING = "reading", _("Book or reading")
        SOFTWARE = "software", _("Software")

    class Licence(models.TextChoices):
        CC_BY = "cc_by", "CC BY"
        CC_BY_NC = "cc_by_nc", "CC BY-NC"
        CC_BY_NC_SA = "cc_by_nc_sa", "CC BY-NC-SA"
        SCHOOL_ONLY = "school_only", _("Inside the school only")
        SECTOR_ONLY = "sector_only", _("Inside the sector only")
        COPYRIGHT = "copyright", _("Copyrighted, used with permission")

    class AiLabel(models.TextChoices):
        NONE = "none", _("Made without AI")
        ASSISTED = "assisted", _("Made with the help of AI")
        GENERATED = "generated", _("Made by AI")

    class Language(models.TextChoices):
        VI = "vi", _("Vietnamese")
        EN = "en", _("English")
        FR = "fr", _("French")
        ZH = "zh", _("Chinese")
        OTHER = "other", _("Another language")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField(_("Title"), max_length=200)
    description = models.TextField(_("Description"), max_length=2000, blank=True)
    keywords = models.CharField(_("Keywords"), max_length=300, blank=True)
    kind = models.CharField(_("Type"), max_length=12, choices=Kind)
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="+", verbose_name=_("Subject")
    )
    grade = models.ForeignKey(
        Grade, on_delete=models.PROTECT, related_name="+", verbose_name=_("Grade")
    )
    outcomes = models.ManyToManyField(Outcome, related_name="+", verbose_name=_("Outcomes"))
    language = models.CharField(_("Language"), max_length=5, choices=Language, default=Language.VI)
    licence = models.CharField(_("Licence"), max_length=12, choices=Licence)
    source = models.CharField(_("Source"), max_length=500)
    ai_label = models.CharField(_("AI label"), max_length=10, choices=AiLabel)
    ai_model = models.CharField(_("AI tool"), max_length=100, blank=True)
    ai_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("File"),
    )
    link = models.URLField(_("Address on the web"), max_length=500, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["resource", "number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="content_version_number"),
            models.CheckConstraint(
                condition=models.Q(ai_label="none") | ~models.Q(ai_model=""),
                name="content_version_names_its_ai",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether its owner may still change it in place."""
        return self.state in OPEN_STATES


class UsedIn(models.Model):
    """A resource stands in something published, such as a lesson; written when that is published."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="uses")
    # Label and id of what holds it, for example "content.lesson", 12.
    label = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    school_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "label", "object_id"], name="content_used_in_once"
            ),
        ]
        indexes = [models.Index(fields=["label", "object_id"], name="content_used_in_holder")]

    def __str__(self) -> str:
        return f"{self.resource_id} in {self.label}:{self.object_id}"
