"""Pictures of a Word file: taken as they are, turned into PNG, or named with the reason."""

import html
import re
import warnings
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from assessments.formats.keeping import KeptFiles, find_suffix

from .metafile import draw_metafile, is_metafile
from .package import Package, UnreadablePartError
from .rich import Rich, Thing, hold
from .tally import Tally

MOST_PIXELS = 40_000_000
# What programs write when nobody described the picture.
_IDLE_WORDS = re.compile(r"(?:hình(?:\s*ảnh)?|picture|image)\s*\d*", re.IGNORECASE)
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


def says_nothing(alt: str) -> bool:
    """Say whether the words about a picture are only those that programs write: ``Picture 3``."""
    return bool(_IDLE_WORDS.fullmatch(alt))


def _write_png(picture: Image.Image) -> bytes:
    target = BytesIO()
    picture.convert("RGBA").save(target, "PNG")
    return target.getvalue()


@dataclass
class Pictures:
    """Takes the pictures of one file."""

    package: Package
    kept: KeptFiles
    tally: Tally = field(default_factory=Tally)

    def of(self, relation: str, alt: str) -> Rich:
        """Return a picture as a thing in the text, and count it."""
        thing = self.load(relation, alt)
        self.tally.note("picture", "kept" if not thing.reason else "lost")
        return hold(thing)

    def load(self, relation_id: str, alt: str) -> Thing:
        """Keep the picture of a relation; a thing with a reason when that cannot be."""
        relation = self.package.relations.get(relation_id)
        name = "" if relation is None else relation.target.rpartition("/")[2]
        if relation is None or relation.is_external:
            code = "picture_missing" if relation is None else "picture_outside"
            return Thing(
                "picture", f"[{html.escape(name[:80]) or 'hình'}]", code, name[:80], "[hình]"
            )
        data = self.read(relation_id)
        kept, code = keep_picture(data, self.kept) if data else ("", "picture_missing")
        if not kept:
            return Thing("picture", f"[{html.escape(name[:80])}]", code, name[:80], "[hình]")
        words = "" if says_nothing(alt) else html.escape(alt[:200])
        return Thing("picture", f'<img src="file:{kept}" alt="{words}">', text="[hình]")

    def read(self, relation_id: str) -> bytes | None:
        """Return the bytes that a relation names inside the file, or None."""
        relation = self.package.relations.get(relation_id)
        if relation is None or relation.is_external:
            return None
        try:
            return self.package.read(relation.target)
        except UnreadablePartError:
            return None
