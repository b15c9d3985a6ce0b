"""Wagtail's image and document tables under our own names, fixed before the first migration."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class EditorImage(AbstractImage):
    """An image of the portal's pages."""

    admin_form_fields = Image.admin_form_fields


class EditorRendition(AbstractRendition):
    """A size of an EditorImage."""

    image = models.ForeignKey(EditorImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class EditorDocument(AbstractDocument):
    """A document of the portal's pages."""

    admin_form_fields = Document.admin_form_fields
