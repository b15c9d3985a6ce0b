"""The index: one row a document, its facets, and the words that mean the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .language import index_text


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by owner and state."""

    def shown(self) -> "DocumentQuerySet":
        """Documents that were not withdrawn."""
        return self.filter(is_withdrawn=False)


class Document(models.Model):
    """One thing that can be found, as its owner registered it last.

    A withdrawn document keeps its row, so that an older message cannot bring it back.
    The full-text tables beside it belong to the backends and follow by trigger or generated column.
    """

    # Who registered it, for example "content.resource", and the number of the row there.
    owner = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    # Raised by each write: the version that outside indexes compare.
    revision = models.PositiveBigIntegerField(default=1)
    is_withdrawn = models.BooleanField(default=False)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    audience = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    newest_at = models.DateTimeField()
    popularity = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(db_index=True)
    # What the full-text tables read: words without marks, and words that are not text.
    title_words = models.TextField(editable=False)
    body_words = models.TextField(editable=False, blank=True)
    title_exact = models.TextField(editable=False)
    tags = models.TextField(editable=False)

    objects = DocumentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "object_id"], name="search_document_once"),
        ]
        indexes = [
            models.Index(fields=["-newest_at", "-id"], name="search_document_newest"),
            models.Index(fields=["-popularity", "-id"], name="search_document_popular"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentFacet(models.Model):
    """One value by which a document can be narrowed down."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="facets", db_index=False
    )
    name = models.CharField(max_length=30)
    value = models.CharField(max_length=100)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "name", "value"], name="search_facet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Synonym(models.Model):
    """Two ways to write the same, edited by the sector: "pt" and "phương trình"."""

    short = models.CharField(_("Short form"), max_length=40)
    long = models.CharField(_("Full form"), max_length=100)
    # Off: the short form also finds the full one, but not the other way round.
    is_mutual = models.BooleanField(_("Works both ways"), default=True)
    short_words = models.CharField(max_length=60, editable=False, db_index=True)
    long_words = models.CharField(max_length=140, editable=False, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Synonym")
        verbose_name_plural = _("Synonyms")
        ordering = ["short"]
        constraints = [
            models.UniqueConstraint(fields=["short", "long"], name="search_synonym_once"),
        ]

    def __str__(self) -> str:
        return f"{self.short} = {self.long}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded words in step with what was typed."""
        self.short_words = index_text(self.short)
        self.long_words = index_text(self.long)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
