"""Pictures of a Word file: taken as they are, turned into PNG, or named with the reason."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from assessments.formats.keeping import KeptFiles, find_suffix

from .metafile import draw_metafile, is_metafile

MOST_PIXELS = 40_000_000
_EASY = frozenset({".png", ".jpg", ".gif", ".webp"})


def keep_picture(data: bytes, kept: KeptFiles) -> tuple[str, str]:
    """Keep a picture; return its name and an empty reason, or no name and the reason's code."""
    if is_metafile(data):
        drawn = draw_metafile(data)
        name = kept.keep(drawn) if drawn else None
        return (name, "") if name else ("", "picture_metafile")
    try:
        with warnings.catch_warnings():
            # Large pictures are refused by their size, below; Pillow only warns of them.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return "", "picture_huge"
                useful = data if find_suffix(data) in _EASY else _write_png(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", "picture_unknown"
    name = kept.keep(useful)
    return (name, "") if name else ("", "picture_unknown")


def _write_png(picture: Image.Image) -> bytes:
    target = BytesIO()
    picture.convert("RGBA").save(target, "PNG")
    return target.getvalue()
