"""Files of people: the original, the copies made of it, and uploads under way."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from core.models import PublicIdField


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Files by owner and by what may be done with them."""

    def kept(self) -> "StoredFileQuerySet":
        """Files that are not in the bin."""
        return self.filter(binned_at=None)

    def usable(self) -> "StoredFileQuerySet":
        """Files that were checked and may be shown."""
        return self.kept().filter(state=StoredFile.State.READY)


class StoredFile(models.Model):
    """One file of a person. Its bytes never change: a new version is a new file."""

    class Kind(models.TextChoices):
        DOCUMENT = "document"
        VIDEO = "video"
        IMAGE = "image"
        AUDIO = "audio"
        OTHER = "other"

    class State(models.TextChoices):
        """A file may be shown when it is ready; copies of it may still be in the making."""

        UPLOADING = "uploading"
        PROCESSING = "processing"
        READY = "ready"
        REFUSED = "refused"

    class Scan(models.TextChoices):
        """Whether a virus scanner saw it. Without a scanner nothing is called clean."""

        NOT_SCANNED = "not_scanned"
        CLEAN = "clean"

    public_id = PublicIdField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADING)
    # Why it was refused, in the owner's language; or what went wrong with its copies.
    reason = models.CharField(max_length=400, blank=True)
    scan = models.CharField(max_length=12, choices=Scan, default=Scan.NOT_SCANNED)
    # Name inside the storage; people's own names never become paths.
    storage_key = models.CharField(max_length=120, blank=True)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    duration_seconds = models.FloatField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    has_copies = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="media_file_owner"),
            models.Index(
                fields=["binned_at"], condition=~Q(binned_at=None), name="media_file_binned"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(sha256="") & ~Q(storage_key="")),
                name="media_file_ready_has_bytes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ready(self) -> bool:
        """Whether it was checked and may be shown."""
        return self.state == self.State.READY and self.binned_at is None


class Rendition(models.Model):
    """A copy made of a file: smaller, safer or a picture of it."""

    class Kind(models.TextChoices):
        POSTER = "poster"
        PREVIEW = "preview"
        VIDEO_720 = "video_720"
        IMAGE_480 = "image_480"
        IMAGE_960 = "image_960"

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=10, choices=Kind)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=120)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "kind"], name="media_rendition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.file_id}"


class UploadSession(models.Model):
    """An upload under way: every byte before ``offset`` is on disk, even after a power cut."""

    public_id = PublicIdField()
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="upload")
    declared_type = models.CharField(max_length=100, blank=True)
    # The sender's own random name of it; an upload asked for twice is one.
    key = models.CharField(max_length=40, blank=True)
    total = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(offset__gte=0) & Q(offset__lte=models.F("total")),
                name="media_upload_offset_in_total",
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="media_upload_once"),
        ]

    def __str__(self) -> str:
        return f"{self.offset} of {self.total}"

    def has_expired(self, now: datetime) -> bool:
        """Whether it was left for too long."""
        return now >= self.expires_at
