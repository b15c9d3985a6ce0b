"""Writes a smaller WebP of an image that was decoded and rewritten before.

``scale_image.py source target width`` prints the state.
"""

import json
import sys

from PIL import Image

HIGHEST = 4000


def main() -> None:
    """Read the file named on the command line."""
    source, target, width = sys.argv[1], sys.argv[2], int(sys.argv[3])
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(source) as image:
        image.draft("RGB", (width * 2, HIGHEST))
        image.seek(0)
        has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
        small = image.convert("RGBA" if has_alpha else "RGB")
        small.thumbnail((width, HIGHEST))
        small.save(target, "WEBP", quality=80, method=4)
    json.dump({"state": "written", "width": small.width, "height": small.height}, sys.stdout)


if __name__ == "__main__":
    main()
