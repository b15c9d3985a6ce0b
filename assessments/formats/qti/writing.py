"""Questions written as a content package of QTI 2.1 or 3.0: manifest, items, pictures and sounds."""

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from assessments.formats.exporting import Export, ExportItem, settle_export
from assessments.formats.outgoing import UNWRITABLE, Outgoing
from assessments.formats.xml import Node, add

from .item_writing import ItemWriter
from .tree import serialize

_MANIFESTS = {
    "2.1": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "3.0": "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
}
_SCHEMAS = {"2.1": ("QTIv2.1 Package", "1.0.0"), "3.0": ("QTI Package", "3.0.0")}
_TYPES = {"2.1": "imsqti_item_xmlv2p1", "3.0": "imsqti_item_xmlv3p0"}
_TESTS = {"2.1": "imsqti_test_xmlv2p1", "3.0": "imsqti_test_xmlv3p0"}
_TEST = "tests/test.xml"
# A fixed time: the same questions give the same bytes.
_MOMENT = (2026, 1, 1, 0, 0, 0)


def write_qti_21(questions: Sequence[ExportItem]) -> Export:
    """Write a package of QTI 2.1."""
    return _write(questions, "2.1")


def write_qti_30(questions: Sequence[ExportItem]) -> Export:
    """Write a package of QTI 3.0."""
    return _write(questions, "3.0")


def _write(questions: Sequence[ExportItem], version: str) -> Export:
    elements = []
    media: dict[str, bytes] = {}
    manifest = _begin_manifest(version)
    resources = add(manifest, "resources")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, item in enumerate(questions, start=1):
            out = Outgoing(item, address=lambda name: f"../media/{name}")
            identifier = _identify(number)
            path = f"items/{identifier}.xml"
            tree = ItemWriter(out, identifier).write()
            _put(archive, path, serialize(_for_version(tree, version), version))
            _list(resources, identifier, path, version=version, files=list(out.used))
            media |= out.used
            elements.append(settle_export(number, item, out.reasons))
        for name, data in media.items():
            _put(archive, f"media/{name}", data)
        _put(archive, _TEST, serialize(_write_test(questions), version))
        test = add(resources, "resource", identifier="test", type=_TESTS[version], href=_TEST)
        add(test, "file", href=_TEST)
        manifest.set("xmlns", _MANIFESTS[version])
        _put(
            archive,
            "imsmanifest.xml",
            etree.tostring(manifest, encoding="UTF-8", xml_declaration=True),
        )
    name = "qti30" if version == "3.0" else "qti21"
    return Export(name, kept.getvalue(), tuple(elements))


def _identify(number: int) -> str:
    return f"item-{number:05d}"


def _write_test(questions: Sequence[ExportItem]) -> Node:
    """Write a test of all questions in their order: a section for each run of one category."""
    test = etree.Element("assessmentTest", {"identifier": "test", "title": "Bến Học"})
    part = add(test, "testPart", identifier="part", navigationMode="nonlinear")
    part.set("submissionMode", "simultaneous")
    section, category = None, ""
    for number, item in enumerate(questions, start=1):
        its_own = UNWRITABLE.sub("", str(item.metadata.get("category") or ""))
        if section is None or its_own != category:
            category = its_own
            title = category or "Câu hỏi"
            name = f"section-{len(part) + 1}"
            section = add(part, "assessmentSection", identifier=name, title=title, visible="true")
        identifier = _identify(number)
        add(section, "assessmentItemRef", identifier=identifier, href=f"../items/{identifier}.xml")
    return test


def _begin_manifest(version: str) -> Node:
    manifest = etree.Element("manifest", {"identifier": "ben-hoc"})
    metadata = add(manifest, "metadata")
    schema, schema_version = _SCHEMAS[version]
    add(metadata, "schema", schema)
    add(metadata, "schemaversion", schema_version)
    add(manifest, "organizations")
    return manifest


def _list(resources: Node, identifier: str, path: str, *, version: str, files: list[str]) -> None:
    node = add(resources, "resource", identifier=identifier, type=_TYPES[version], href=path)
    add(node, "file", href=path)
    for name in files:
        add(node, "file", href=f"media/{name}")


def _put(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    member = zipfile.ZipInfo(path, _MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, data)


def _for_version(root: Node, version: str) -> Node:
    """Give feedback and rubrics of 3.0 the body element that it asks for; 2.1 knows no ``use``."""
    for node in list(root.iter("modalFeedback", "rubricBlock")):
        if version == "2.1":
            node.attrib.pop("use", None)
            continue
        body = etree.Element("contentBody")
        body.text, node.text = node.text, None
        body.extend(list(node))
        node.append(body)
    for node in list(root.iter("audio")):
        if version == "2.1":
            node.tag = "object"
            address = node.get("src") or ""
            node.attrib.clear()
            kind = "audio/ogg" if address.endswith(".ogg") else "audio/mpeg"
            node.set("data", address)
            node.set("type", kind)
    return root
