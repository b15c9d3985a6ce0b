"""What this app refuses, in words that people may read."""

from django.utils.translation import gettext_lazy as _

from core.errors import ConflictError, DomainError


class LessonNotPublishedError(ConflictError):
    """Only a published lesson can be given."""

    message = _("The lesson is not published yet. Publish it, then give it to a class.")


class DueTooEarlyError(DomainError):
    """The due time has passed already, or lies before the opening."""

    message = _("The due time has passed already. Choose a later one.")


class AssignmentClosedError(ConflictError):
    """Work is not taken any more."""

    message = _("Work for this is not taken any more. You can still read the lesson.")


class NoMarksHereError(DomainError):
    """The circular of this level or subject knows no such column or mark."""

    message = _("This subject has no such marks at this level. Write a remark instead.")


class CorrectionReasonError(DomainError):
    """A mark that stands is changed only with a reason."""

    message = _("Say why the mark changes: the reason is kept with it.")
