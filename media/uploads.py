"""Django's upload handler of the house: what is too large is not written to disk."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from .limits import get_limits

# A body that is larger than the limit by this much is not even read to its end.
_TOO_MUCH = 4


class TooLargeUpload(UploadedFile):  # type: ignore[type-arg]  # no generic at run time
    """Stands in a form for a file that was dropped while it came in."""

    def __init__(self, name: str, *, most: int) -> None:
        """Keep the name and the limit."""
        super().__init__(name=name, size=0)
        self.most = most


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes to a temporary file and drops it as soon as it exceeds the limit of plain forms."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Remember how long the body says it is."""
        meta = args[1] if len(args) > 1 else kwargs["META"]
        self.declared = int(meta.get("CONTENT_LENGTH") or 0)
        self.most = get_limits().plain_post
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop reading at once when the body is many times too large."""
        if self.declared > self.most * _TOO_MUCH:
            raise StopUpload(connection_reset=True)
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  Django's signature
        """Write while it fits."""
        self.received += len(raw_data)
        if self.received <= self.most:
            self.file.write(raw_data)
        elif not self.file.closed:
            self.file.close()

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Hand over the file, or what stands for a dropped one."""
        if file_size > self.most:
            return TooLargeUpload(self.file_name or "", most=self.most)
        return super().file_complete(file_size)
