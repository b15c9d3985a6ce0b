"""Pictures and sounds of a file that is being read: named by their digest, kept once."""

import hashlib
from dataclasses import dataclass, field

MOST_BYTES = 100 * 1024 * 1024
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"ID3", ".mp3"),
    (b"\xff\xfb", ".mp3"),
    (b"\xff\xf3", ".mp3"),
    (b"OggS", ".ogg"),
)


@dataclass
class KeptFiles:
    """Gathers the bytes that questions name as ``file:NAME``; the same bytes are kept once."""

    files: dict[str, bytes] = field(default_factory=dict)
    _size: int = 0

    def keep(self, data: bytes) -> str | None:
        """Take a picture or a sound and return its name here, or None when it is neither."""
        suffix = find_suffix(data)
        if suffix is None or self._size + len(data) > MOST_BYTES:
            return None
        name = f"{hashlib.sha256(data).hexdigest()[:24]}{suffix}"
        if name not in self.files:
            self.files[name] = data
            self._size += len(data)
        return name


def find_suffix(data: bytes) -> str | None:
    """Tell a picture or sound by its first bytes; None for everything else."""
    if data[:4] == b"RIFF":
        return {b"WEBP": ".webp", b"WAVE": ".wav"}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return ".m4a" if data[8:11] == b"M4A" else None
    return next((suffix for magic, suffix in _MAGIC if data.startswith(magic)), None)
