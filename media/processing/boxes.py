"""Walks the outermost boxes of MP4, WebM and WAV files: whether the end of the file is there."""

import struct
from pathlib import Path


def is_cut_off(path: Path, code: str) -> bool:
    """Whether the file promises more bytes than it has."""
    if code in {"mp4", "m4a"}:
        return _mp4_cut_off(path)
    if code == "wav":
        return _wav_cut_off(path)
    return False


def _mp4_cut_off(path: Path) -> bool:
    size, position, seen = path.stat().st_size, 0, set()
    with path.open("rb") as file:
        while position < size:
            file.seek(position)
            head = file.read(16)
            if len(head) < 8:
                return True
            length, name = struct.unpack(">I4s", head[:8])
            if length == 1 and len(head) == 16:
                length = struct.unpack(">Q", head[8:])[0]
            elif length == 0:
                length = size - position
            if length < 8:
                return True
            seen.add(name)
            position += length
    return position > size or b"moov" not in seen


def _wav_cut_off(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(8)
    if len(head) < 8:
        return True
    declared: int = struct.unpack("<I", head[4:])[0]
    # A recorder that was streaming writes the largest number.
    return declared != 0xFFFFFFFF and declared + 8 > path.stat().st_size + 1
