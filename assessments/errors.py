"""What the rules of tests and banks refuse, in words for the person who asked."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import ConflictError, DomainError


class SittingNotOpenError(DomainError):
    """It is too early to start."""

    status = HTTPStatus.CONFLICT
    message = _("This test has not opened yet. Come back when it opens.")


class SittingClosedError(DomainError):
    """It is too late to start."""

    status = HTTPStatus.CONFLICT
    message = _("This test has closed. Ask your teacher if you still need to take it.")


class AttemptVoidedError(DomainError):
    """The attempt was voided by a proctor."""

    status = HTTPStatus.CONFLICT
    message = _("This attempt was voided. Ask your teacher what to do next.")


class AttemptHandedInError(ConflictError):
    """The attempt has been handed in already."""

    message = _("You have handed this test in already.")


class TakenOverError(ConflictError):
    """Another device has taken the attempt over."""

    message = _("You went on with this test on another device. Hand it in there.")


class CheckSizeError(DomainError):
    """A check has 1 to 20 questions."""

    message = _("Choose 1 to 20 questions for a check.")


class ImportRefusedError(DomainError):
    """The file as a whole cannot be read."""

    message = _("This file cannot be read as questions. Choose a GIFT, Moodle XML or Aiken file.")


class FileTooLargeError(ImportRefusedError):
    """The file is above the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = _("This file is larger than 50 MB. Split it into several files and import each.")


class QuestionShapeError(DomainError):
    """The content of a question breaks the rules of its type."""

    message = _("This question is not complete. Check its text, its options and its key.")
