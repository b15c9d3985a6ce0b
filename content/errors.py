"""What this app refuses, in words that people may read."""

from django.utils.translation import gettext_lazy as _

from core.errors import ConflictError, DomainError, NotFoundError


class ForeignChoiceError(NotFoundError):
    """A block points at something that its writer may not choose, or that is not there."""

    message = _(
        "The lesson points at something that is not there, or not for you. Choose it again."
    )


class LessonEmptyError(ConflictError):
    """A lesson without contents cannot be published or given."""

    message = _("The lesson has no contents yet. Write something before you publish it.")


class ResourceIncompleteError(DomainError):
    """Required metadata is missing; ``fields`` names what."""

    message = _("Some required details are missing. Fill them in, then submit again.")

    def __init__(self, fields: list[str]) -> None:
        """Keep the names of the missing fields."""
        self.fields = fields
        super().__init__()


class ResourceInReviewError(ConflictError):
    """A version is with its reviewers; it stays as it is until they decide."""

    message = _("This resource is being reviewed. Take it back first if you want to change it.")


class FileNotReadyError(ConflictError):
    """The file was not checked yet, or was refused."""

    message = _("The file is still being checked. Submit again when it is ready.")
