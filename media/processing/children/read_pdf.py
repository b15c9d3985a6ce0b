"""Reads a PDF's structure: pages, protection, and what would start by itself. Prints JSON.

Run in a process of its own, with limits: a hostile PDF may eat all it gets.
"""

import json
import sys
import warnings

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject

ACTIVE = {"/JavaScript": "javascript", "/Launch": "launch", "/ImportData": "launch"}
ACTIVE_KEYS = {"/JS": "javascript", "/JavaScript": "javascript", "/EmbeddedFiles": "embedded"}
MOST_OBJECTS = 200_000


def find_active(reader: PdfReader) -> set[str]:
    """Return the kinds of active content that any object of the file holds."""
    found: set[str] = set()
    numbers = [number for generation in reader.xref.values() for number in generation] + list(
        reader.xref_objStm
    )
    for number in numbers[:MOST_OBJECTS]:
        try:
            thing = IndirectObject(number, 0, reader).get_object()
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            continue
        found |= look_at(thing, depth=0)
    return found


def look_at(thing: object, *, depth: int) -> set[str]:
    """Return the active content of one object and of what lies directly in it."""
    if depth > 6 or not isinstance(thing, dict | list):
        return set()
    found: set[str] = set()
    if isinstance(thing, DictionaryObject | dict):
        action = str(thing.get("/S", ""))
        if action in ACTIVE:
            found.add(ACTIVE[action])
        found |= {kind for key, kind in ACTIVE_KEYS.items() if key in thing}
        values = [thing.raw_get(key) if hasattr(thing, "raw_get") else thing[key] for key in thing]
    else:
        values = list(thing)
    for value in values:
        if isinstance(value, dict | list):
            found |= look_at(value, depth=depth + 1)
    return found


def main() -> None:
    """Read the file named on the command line."""
    warnings.simplefilter("ignore")
    try:
        reader = PdfReader(sys.argv[1], strict=False)
        if reader.is_encrypted:
            json.dump({"state": "encrypted"}, sys.stdout)
            return
        pages = len(reader.pages)
        answer = {"state": "read", "pages": pages, "active": sorted(find_active(reader))}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        answer = {"state": "damaged", "error": type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
