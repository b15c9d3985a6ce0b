"""Writes to files and uploads."""

from .files import bin_file, restore_file, save_file, work_again
from .uploads import abandon_upload, begin_upload, take_chunk

__all__ = [
    "abandon_upload",
    "begin_upload",
    "bin_file",
    "restore_file",
    "save_file",
    "take_chunk",
    "work_again",
]
