"""A QTI file: a lone item, or a package with its manifest, tests, items, pictures and texts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from assessments.formats.archives import Archive, join_path, open_archive
from assessments.formats.gathering import Gathered
from assessments.formats.markup import Clean, Markup
from assessments.formats.report import Element, Place, Reason, SharedText, refuse
from assessments.formats.xml import parse_xml

from .body import Body
from .items import read_item
from .names import normalize

_ITEM_TYPE = "item"
_OLD = {"questestinterop"}


@dataclass
class _Reading:
    """What the items of one file share."""

    clean: Clean
    gathered: Gathered
    archive: Archive | None = None
    titles: dict[str, str] = field(default_factory=dict)


def read_qti(data: bytes, clean: Clean, gathered: Gathered) -> Iterator[Element] | Reason:
    """Give the elements of an item or a package, or the reason why it is none."""
    if data.startswith(b"PK\x03\x04"):
        return _read_package(data, clean, gathered)
    root = parse_xml(data)
    if isinstance(root, Reason):
        return root
    normalize(root)
    reading = _Reading(clean, gathered)
    if root.tag in _OLD:
        return Reason("qti_old")
    if root.tag == "assessmentTest":
        return Reason("qti_test_alone")
    if root.tag == "assessmentItem":
        return iter([_read_root(root, "", reading)])
    return Reason("not_qti", str(root.tag)[:60])


def _read_package(data: bytes, clean: Clean, gathered: Gathered) -> Iterator[Element] | Reason:
    archive = open_archive(data)
    if isinstance(archive, Reason):
        return archive
    manifests = [name for name in archive.names if name.rpartition("/")[2] == "imsmanifest.xml"]
    reading = _Reading(clean, gathered, archive)
    paths: list[str] = []
    for name in sorted(manifests, key=lambda each: each.count("/"))[:1]:
        root = parse_xml(archive.read(name) or b"")
        if isinstance(root, Reason):
            return root
        paths = _list_items(normalize(root), name, reading)
    if not paths:
        paths = _find_items(archive)
    return _read_paths(paths, reading)


def _list_items(manifest: Any, base: str, reading: _Reading) -> list[str]:
    """Name the files of items: those of tests first and in their order, then the others."""
    archive = reading.archive
    items, tests = [], []
    for resource in manifest.iter("resource"):
        address = resource.get("href") or ""
        if not address and (file := resource.find("file")) is not None:
            address = file.get("href") or ""
        kind = resource.get("type") or ""
        if "item" in kind and "qti" in kind:
            items.append(join_path(base, address))
        elif "test" in kind and "qti" in kind:
            tests.append(join_path(base, address))
    ordered = [path for test in tests for path in _list_test(test, archive)]
    # A test may name items that the manifest leaves out.
    return list(dict.fromkeys([*(path for path in ordered if path), *items]))


def _list_test(path: str, archive: Archive | None, depth: int = 0) -> list[str]:
    root = parse_xml((archive.read(path) if archive else None) or b"")
    if isinstance(root, Reason) or depth > 5:
        return []
    normalize(root)
    found = []
    for node in root.iter("assessmentItemRef", "assessmentSectionRef"):
        target = join_path(path, node.get("href") or "")
        is_item = node.tag == "assessmentItemRef"
        found += [target] if is_item else _list_test(target, archive, depth + 1)
    return found


def _find_items(archive: Archive) -> list[str]:
    """Look into every XML file of a container whose manifest names no items."""
    files = ((name, archive.read(name) or b"") for name in archive.names if name.endswith(".xml"))
    return [name for name, data in files if _is_item(data)]


def _is_item(data: bytes) -> bool:
    head = data[:6000]
    return (
        b"<assessmentItem" in head or b"<qti-assessment-item" in head or b":assessmentItem" in head
    )


def _read_paths(paths: list[str], reading: _Reading) -> Iterator[Element]:
    for number, path in enumerate(paths, start=1):
        data = reading.archive.read(path) if reading.archive else None
        place = Place(number, path.rpartition("/")[2][:255])
        if data is None:
            yield refuse(place, "unknown", Reason("member_absent", path[:100]))
            continue
        root = parse_xml(data)
        if isinstance(root, Reason):
            yield refuse(place, "unknown", root)
        elif normalize(root).tag == "assessmentItem":
            yield _read_root(root, path, reading, number)
        else:
            kind = str(root.tag)[:60]
            yield refuse(place, kind, Reason("qti_old" if kind in _OLD else "not_qti", kind))


def _read_root(root: Any, path: str, reading: _Reading, number: int = 1) -> Element:
    markup = _markup_at(path, reading)
    name = (root.get("title") or root.get("identifier") or "").strip()
    body = root.find("itemBody")
    source = " ".join("".join(body.itertext()).split()) if body is not None else ""
    metadata = _read_metadata(root)
    place = Place(
        number,
        name[:255],
        metadata.pop("category", ""),
        source[:1500],
        metadata=metadata,
        stimulus=_read_stimulus(root, path, reading),
    )
    return read_item(root, place, markup)


def _read_metadata(root: Any) -> dict[str, Any]:
    """Read what our own writer puts into ``label``: level and category (``bh;level=know;…``)."""
    label = root.get("label") or ""
    if not label.startswith("bh;"):
        return {}
    pairs = (part.partition("=") for part in label.split(";")[1:])
    told: dict[str, Any] = {key: unquote(value) for key, _, value in pairs if key and value}
    if "outcomes" in told:
        told["outcomes"] = told["outcomes"].split(",")
    if str(told.get("expected_seconds", "")).isdigit():
        told["expected_seconds"] = int(told["expected_seconds"])
    return told


def _take_stimulus(node: Any, path: str, reading: _Reading) -> str:
    """Take the shared text out of the body where our own writer of 2.1 puts it."""
    key = node.get("id") or "1"
    node.getparent().remove(node)
    if key not in reading.gathered.stimuli:
        html = _markup_at(path, reading).read(Body().write(node), "html")
        reading.gathered.stimuli[key] = SharedText(key, node.get("label") or "", html)
    return key


def _markup_at(path: str, reading: _Reading) -> Markup:
    def find(address: str) -> bytes | None:
        return reading.archive.read(join_path(path, address)) if reading.archive else None

    return Markup(reading.clean, kept=reading.gathered.kept, find=find)


def _read_stimulus(root: Any, path: str, reading: _Reading) -> str:
    """Read the shared text of an item once and return its key."""
    inside = root.find("itemBody/div[@class='bh-stimulus']")
    if inside is not None:
        return _take_stimulus(inside, path, reading)
    node = root.find("assessmentStimulusRef")
    if node is None or reading.archive is None:
        return ""
    target = join_path(path, node.get("href") or "")
    if target in reading.gathered.stimuli:
        return target
    data = reading.archive.read(target)
    text = parse_xml(data) if data else Reason("member_absent")
    if isinstance(text, Reason):
        return ""
    normalize(text)
    body = text.find("stimulusBody")
    if body is None:
        return ""

    markup = _markup_at(target, reading)
    html = markup.read(Body().write(body), "html")
    title = (text.get("title") or node.get("title") or "")[:200]
    reading.gathered.stimuli[target] = SharedText(target, title, html)
    return target
