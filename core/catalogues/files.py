"""Catalogues as files: read, merged without noise, checked for gaps, compiled."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from .extraction import extract_app

# Wagtail's own strings, corrected by hand where its Vietnamese is missing or wrong.
HANDWRITTEN = {"wagtail"}
# No date, host or tool stands in the header, so that a diff shows sentences only.
HEADER = """\
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{\w*\}")


def list_catalogues() -> list[str]:
    """Return the names of all catalogues, one an app and those written by hand."""
    return [Path(path).name for path in settings.LOCALE_PATHS]


def catalogue_path(name: str) -> Path:
    """Return where the Vietnamese catalogue of this name is kept."""
    return settings.ROOT / "locale" / name / "vi" / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path) -> Catalog:
    """Read a catalogue; a file that is not there is an empty one."""
    if not path.is_file():
        return Catalog(locale="vi", domain="django")
    with path.open("rb") as stream:
        return read_po(stream, locale="vi", domain="django", ignore_obsolete=True)


def merge(wanted: Catalog, kept: Catalog) -> Catalog:
    """Give the wanted messages the translations that are kept; what nobody wants is dropped."""
    for message in _messages(wanted):
        old = kept.get(message.id, message.context)
        if old is None and isinstance(message.id, tuple):
            old = kept.get(message.id[0], message.context)
        if old is not None and isinstance(old.id, tuple) == isinstance(message.id, tuple):
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
            message.user_comments = old.user_comments
    return wanted


def render(catalogue: Catalog) -> str:
    """Return the text of the catalogue file, sorted, the same on every machine."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, omit_header=True, include_lineno=False)
    return HEADER + stream.getvalue().decode().strip() + "\n"


def update_catalogue(name: str) -> bool:
    """Bring the file in step with the sources; tell whether it changed."""
    path = catalogue_path(name)
    kept = read_catalogue(path)
    wanted = kept if name in HANDWRITTEN else merge(extract_app(name), kept)
    if not len(wanted) and not path.is_file():
        return False
    text = render(wanted)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def list_faults(name: str) -> list[str]:
    """Say what is missing, doubtful or out of date in one catalogue."""
    kept = read_catalogue(catalogue_path(name))
    faults = []
    if name not in HANDWRITTEN:
        wanted = {_identity(message) for message in _messages(extract_app(name))}
        have = {_identity(message) for message in _messages(kept)}
        faults += [f"not in the catalogue: {_shown(identity)}" for identity in wanted - have]
        faults += [f"no longer in the sources: {_shown(identity)}" for identity in have - wanted]
    for message in _messages(kept):
        faults += [f"{fault}: {_shown(_identity(message))}" for fault in _message_faults(message)]
    return sorted(faults)


def list_conflicts(names: Sequence[str]) -> list[str]:
    """Name each message that two catalogues translate differently: all pages would show the first."""
    known: dict[tuple[str, ...], tuple[str, Any]] = {}
    faults = []
    for name in names:
        for message in _messages(read_catalogue(catalogue_path(name))):
            text = message.string
            place, said = known.setdefault(_identity(message), (name, text))
            if said != text:
                shown = _shown(_identity(message))
                faults.append(f"{name}: {shown} is {text!r}, in {place} it is {said!r}")
    return faults


def compile_catalogue(name: str) -> bool:
    """Write the binary files beside the catalogues when they are older; tell whether any was.

    ``djangojs.po`` beside a catalogue holds what scripts of Wagtail's editor say.
    """
    source = catalogue_path(name)
    return any([_compile(source), _compile(source.with_name("djangojs.po"))])


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if not source.is_file():
        return False
    if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    stream = io.BytesIO()
    write_mo(stream, read_catalogue(source))
    # A server may be reading: the new file takes the old one's place in one step.
    draft = target.with_suffix(".mo.new")
    draft.write_bytes(stream.getvalue())
    draft.replace(target)
    return True


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _identity(message: Message) -> tuple[str, ...]:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    return (message.context or "", *ids)


def _shown(identity: tuple[str, ...]) -> str:
    context, *ids = identity
    return " | ".join(repr(text) for text in ids) + (f" ({context})" if context else "")


def _message_faults(message: Message) -> Iterator[str]:
    # Babel gives one text, or several where a plural is told apart.
    texts: Any = message.string if isinstance(message.string, tuple) else (message.string,)
    ids: Any = message.id if isinstance(message.id, tuple) else (message.id,)
    if not texts or not all(text and text.strip() for text in texts):
        yield "no Vietnamese"
        return
    if message.fuzzy:
        yield "marked as doubtful"
    allowed = {hit.group() for text in ids for hit in PLACEHOLDER.finditer(text)}
    needed = {hit.group() for hit in PLACEHOLDER.finditer(ids[-1])}
    for text in texts:
        found = {hit.group() for hit in PLACEHOLDER.finditer(text)}
        if found - allowed or needed - found:
            yield "placeholders differ"
