"""Lessons (bài giảng): text, formulas, resources and checks that a teacher puts in order."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from accounts.models import Organisation
from content.blocks import (
    CheckBlock,
    FileBlock,
    FormulaBlock,
    ImageBlock,
    KeepBlock,
    PartBlock,
    ResourceBlock,
    TextBlock,
)
from core.models import PublicIdField
from core.models.stream import BodyField
from curriculum.models import Grade, Outcome, Subject

# What belongs to the lesson as a whole and must not come back with an old revision.
LASTING_FIELDS = ("public_id", "school_id", "owner_id", "subject_id", "grade_id", "binned_at")


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Lessons by owner and place."""

    def kept(self) -> "LessonQuerySet":
        """Lessons that are not in the bin."""
        return self.filter(binned_at=None)

    def binned(self) -> "LessonQuerySet":
        """Lessons in the bin."""
        return self.exclude(binned_at=None)

    def editable_by(self, user: Any) -> "LessonQuerySet":
        """Lessons that this person may change: his own, out of the bin."""
        return self.kept().filter(Q(owner_id=user.pk))


class Lesson(
    PreviewableMixin,
    LockableMixin,
    DraftStateMixin,
    RevisionMixin,
    models.Model,
):
    """One lesson of one teacher. The row is what is published; drafts are revisions."""

    public_id = PublicIdField()
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Lesson title"), max_length=200)
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="+", verbose_name=_("Subject")
    )
    grade = models.ForeignKey(
        Grade, on_delete=models.PROTECT, related_name="+", verbose_name=_("Grade")
    )
    outcomes = models.ManyToManyField(
        Outcome, related_name="+", blank=True, verbose_name=_("Outcomes")
    )
    estimated_minutes = models.PositiveSmallIntegerField(_("Minutes it takes"), default=20)
    body = BodyField(
        [
            ("part", PartBlock()),
            ("text", TextBlock()),
            ("formula", FormulaBlock()),
            ("keep", KeepBlock()),
            ("resource", ResourceBlock()),
            ("file", FileBlock()),
            ("image", ImageBlock()),
            ("check", CheckBlock()),
        ],
        blank=True,
        verbose_name=_("Contents"),
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    objects = LessonQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    panels = [
        FieldPanel("title"),
        FieldPanel("estimated_minutes"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        indexes = [
            models.Index(fields=["owner", "-updated_at"], name="content_lesson_owner"),
            models.Index(fields=["school", "subject"], name="content_lesson_school"),
        ]

    def __str__(self) -> str:
        return self.title

    def with_content_json(self, content: dict[str, Any]) -> "Lesson":
        """Take title, minutes and body from a revision, all else from the row."""
        lesson: Lesson = super().with_content_json(content)
        for name in (*LASTING_FIELDS, "copied_from_id", "created_at", "updated_at"):
            setattr(lesson, name, getattr(self, name))
        return lesson

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a draft; what is published is never overwritten, since classes have it pinned.

        An editor left open in another window would else change it by autosaving.
        """
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and overwritten.pk == self.live_revision_id:
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)
        self.updated_at = revision.created_at
        type(self).objects.filter(pk=self.pk).update(updated_at=self.updated_at)
        return revision

    def get_preview_template(self, *_: Any) -> str:
        """Show the draft as a pupil would see it."""
        return "content/lesson_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Give the preview the lesson; its parts come from a template tag."""
        return {**super().get_preview_context(request, mode_name), "lesson": self}
