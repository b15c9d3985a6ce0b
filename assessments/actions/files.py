"""Writes of pictures and sounds that questions show: taken into media, named by their digest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO

from accounts.models import User
from assessments.formats import ImportReport
from assessments.formats.report import DEGRADED, TAKEN, Element, Reason, SharedText
from assessments.items.markup import Content, drop_file, list_files, map_html, name_file
from assessments.models import KeptFile, QuestionVersion, Stimulus
from core.errors import DomainError
from media.actions import save_file
from media.models import StoredFile

# What a question can show or play.
KINDS = frozenset({"image", "audio"})


@dataclass(frozen=True)
class Kept:
    """What became of the names of a file: a new name and a stored file, or nothing."""

    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def keep_files(report: ImportReport, *, by: User, now: datetime) -> ImportReport:
    """Take the pictures and sounds of a report into the person's files and name them in the contents.

    Only what a question or a shared text shows is taken. What media refuses is named in its place, and
    its question is marked as taken with a loss.
    """
    used = {name for element in report.elements for name in list_files(element.content or {})}
    used |= {name for text in report.stimuli.values() for name in list_files({"stem": text.html})}
    kept = _take(
        {name: report.files[name] for name in used if name in report.files}, by=by, now=now
    )
    return replace(
        report,
        elements=tuple(_place(element, kept) for element in report.elements),
        stimuli={key: _place_text(text, kept) for key, text in report.stimuli.items()},
        files={},
    )


def keep_picture(data: bytes, extension: str, *, by: User, now: datetime) -> tuple[str, str]:
    """Take one picture or sound; return its name in HTML and the id of its file.

    Raises FileRefusedError when media refuses it.
    """
    name = name_file(data, extension)
    file = save_file(by, name, BytesIO(data), now=now)
    return name, file.public_id


def link_files(versions: Iterable[QuestionVersion]) -> None:
    """Note which files these versions show, so that nobody throws them away; again changes nothing."""
    wanted = {
        version.question_id: set(version.content.get("files", {}).values()) for version in versions
    }
    found = _find_ids(set().union(*wanted.values()) if wanted else set())
    KeptFile.objects.bulk_create(
        [
            KeptFile(file_id=found[public_id], question_id=question_id)
            for question_id, public_ids in wanted.items()
            for public_id in sorted(public_ids)
            if public_id in found
        ],
        ignore_conflicts=True,
    )


def link_stimulus_files(stimulus: Stimulus) -> None:
    """Note which files a shared text shows; again changes nothing."""
    found = _find_ids(set(stimulus.files.values()))
    KeptFile.objects.bulk_create(
        [KeptFile(file_id=pk, stimulus=stimulus) for pk in found.values()], ignore_conflicts=True
    )


def _find_ids(public_ids: set[str]) -> dict[str, int]:
    if not public_ids:
        return {}
    rows = StoredFile.objects.filter(public_id__in=public_ids)
    return dict(rows.values_list("public_id", "pk"))


def _take(files: Mapping[str, bytes], *, by: User, now: datetime) -> Kept:
    """Save each picture once, whatever names it has."""
    kept = Kept()
    by_digest: dict[str, list[str]] = defaultdict(list)
    for name, data in files.items():
        by_digest[name_file(data, name.rpartition(".")[2])].append(name)
    for digest, names in by_digest.items():
        try:
            _digest, public_id = keep_picture(
                files[names[0]], digest.rpartition(".")[2], by=by, now=now
            )
        except DomainError:
            continue
        kept.files[digest] = public_id
        kept.names.update(dict.fromkeys(names, digest))
    return kept


def _place(element: Element, kept: Kept) -> Element:
    if element.content is None:
        return element
    lost = [name for name in list_files(element.content) if name not in kept.names]
    content = _rename(element.content, kept, lost)
    # The check page shows the file's own words beside the question, with the same pictures.
    source = element.metadata.get("source_html", "")
    named = {"source_html": _swap(source, kept.names)} if source else {}
    element = replace(element, content=content, metadata={**element.metadata, **named})
    if not lost:
        return element
    return replace(
        element,
        content={**content, "images": [*content.get("images", []), *lost]},
        state=DEGRADED if element.state == TAKEN else element.state,
        reasons=(*element.reasons, *(Reason("picture", name) for name in lost)),
    )


def _place_text(text: SharedText, kept: Kept) -> SharedText:
    content = {"stem": text.html}
    lost = [name for name in list_files(content) if name not in kept.names]
    placed = _rename(content, kept, lost)
    return replace(text, html=placed["stem"], files=placed["files"])


def _rename(content: Content, kept: Kept, lost: list[str]) -> Content:
    def change(markup: str) -> str:
        for name in lost:
            markup = drop_file(markup, name)
        return markup if "file:" not in markup else _swap(markup, kept.names)

    changed = map_html(content, change)
    return {**changed, "files": {name: kept.files[name] for name in list_files(changed)}}


def _swap(markup: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        markup = markup.replace(f'src="file:{old}"', f'src="file:{new}"')
    return markup
