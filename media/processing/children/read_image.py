"""Decodes an image and writes it anew without its metadata and whatever else it carried.

``read_image.py source target most_pixels`` prints width and height. The orientation that a camera
noted is applied before it is dropped; the colour profile stays.
"""

import json
import sys
import warnings
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, ImageSequence

FORMATS = ["JPEG", "PNG", "GIF", "WEBP"]
MOST_FRAMES = 600


def main() -> None:
    """Read the file named on the command line."""
    source, target, most_pixels = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    warnings.simplefilter("ignore")
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(source, formats=FORMATS) as image:
            if image.width * image.height > most_pixels:
                answer = {"state": "too_many_pixels", "width": image.width, "height": image.height}
            else:
                answer = write_anew(image, target, most_pixels)
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        answer = {"state": "damaged", "error": type(error).__name__}
    json.dump(answer, sys.stdout)


def write_anew(image: Image.Image, target: Path, most_pixels: int) -> dict[str, object]:
    """Decode every frame and encode it again."""
    kind = image.format or "PNG"
    count = getattr(image, "n_frames", 1)
    if count > 1 and kind in {"GIF", "WEBP"}:
        if count > MOST_FRAMES or count * image.width * image.height > most_pixels * 20:
            return {"state": "too_many_pixels", "width": image.width, "height": image.height}
        frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
        durations = [frame.info.get("duration", 100) for frame in frames]
        frames[0].save(
            target, kind, save_all=True, append_images=frames[1:], duration=durations, loop=0
        )
        return {"state": "read", "width": image.width, "height": image.height}
    upright = ImageOps.exif_transpose(image)
    upright.load()
    profile = image.info.get("icc_profile")
    options: dict[str, object] = {"icc_profile": profile} if profile else {}
    if kind == "JPEG":
        options |= {"quality": 90, "optimize": True, "progressive": True}
        if upright.mode not in {"RGB", "L", "CMYK"}:
            upright = upright.convert("RGB")
    elif kind == "WEBP":
        options |= {"quality": 90}
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette() or [])
        if "transparency" in upright.info:
            options["transparency"] = upright.info["transparency"]
    bare.paste(upright)
    bare.save(target, kind, **options)
    return {"state": "read", "width": bare.width, "height": bare.height}


if __name__ == "__main__":
    main()
