"""What an upload may be refused for. The message says what the file is and what to do."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import ConflictError, DomainError


class FileRefusedError(DomainError):
    """The file is not what it says, is damaged, or may do harm."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("This file could not be taken. Open it on your machine, save it again and retry.")


class FileTooLargeError(FileRefusedError):
    """The file is larger than its kind may be."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class FileInUseError(ConflictError):
    """The file stands in something that others see."""

    message = _("This file is in use. Take it out there first, then delete it.")


class WrongOffsetError(ConflictError):
    """The part does not follow what has arrived; ``offset`` says where to go on."""

    message = _("This part does not follow the last one. Go on where the upload stands.")

    def __init__(self, offset: int) -> None:
        """Keep where to go on."""
        self.offset = offset
        super().__init__()


class UploadExpiredError(DomainError):
    """The upload was left for too long and its parts were deleted."""

    status = HTTPStatus.GONE
    message = _("This upload was left for too long. Start it again.")
