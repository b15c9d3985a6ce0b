"""Reads of pictures, sounds and handed-in files."""

from assessments.models import KeptFile
from media.models import StoredFile


def is_file_kept(file: StoredFile) -> bool:
    """Tell whether a question or a shared text shows the file."""
    return KeptFile.objects.filter(file=file).exists()
