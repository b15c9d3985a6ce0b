"""What this app refuses, in words that people may read."""

from django.utils.translation import gettext_lazy as _

from core.errors import ConflictError, NotFoundError


class ForeignChoiceError(NotFoundError):
    """A block points at something that its writer may not choose, or that is not there."""

    message = _(
        "The lesson points at something that is not there, or not for you. Choose it again."
    )


class LessonEmptyError(ConflictError):
    """A lesson without contents cannot be published or given."""

    message = _("The lesson has no contents yet. Write something before you publish it.")
