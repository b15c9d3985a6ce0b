"""Find every translatable string of an app: Python by Babel, templates by Django's templatizer."""

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ("Translators:",)
IGNORED_FOLDERS = {"migrations", "__pycache__", "node_modules"}


def list_sources(app: str) -> list[Path]:
    """Return the app's Python files and templates, in a stable order."""
    folder = settings.ROOT / app
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not IGNORED_FOLDERS & set(path.parts)
        and (path.suffix == ".py" or (is_template(path) and path.suffix in {".html", ".txt"}))
    )


def is_template(path: Path) -> bool:
    """Tell whether the file lies in a folder of templates."""
    return "templates" in path.parts


def _as_python(path: Path) -> bytes:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source.encode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = templatize(source, origin=str(path))
    # What the templatizer leaves between the calls is noise, and its indentation no Python.
    return "\n".join(line.strip() for line in source.splitlines()).encode()


def _messages(path: Path) -> Iterator[tuple[Any, list[str], str | None]]:
    stream = io.BytesIO(_as_python(path))
    for _line, ids, comments, context in extract(
        "python", stream, keywords=KEYWORDS, comment_tags=COMMENT_TAGS, strip_comment_tags=True
    ):
        yield ids, comments, context


def extract_app(app: str) -> Catalog:
    """Return a catalogue of all message ids of the app, without translations."""
    catalogue = Catalog(locale="vi", domain="django")
    root = settings.ROOT
    for path in list_sources(app):
        # A file may say the same sentence in several places; one location is enough to find it.
        location: Any = (str(path.relative_to(root)), None)
        for ids, comments, context in _messages(path):
            catalogue.add(ids, locations=[location], auto_comments=comments, context=context)
    return catalogue
