"""Draws the first page of a PDF as WebP, 960 px wide. ``draw_pdf.py source target``."""

import json
import sys

import pypdfium2

WIDTH = 960
HIGHEST = 3000


def main() -> None:
    """Read the file named on the command line."""
    document = pypdfium2.PdfDocument(sys.argv[1])
    page = document[0]
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), HIGHEST / max(height, 1))
    image = page.render(scale=scale).to_pil().convert("RGB")
    image.save(sys.argv[2], "WEBP", quality=80)
    json.dump({"state": "written", "width": image.width, "height": image.height}, sys.stdout)


if __name__ == "__main__":
    main()
