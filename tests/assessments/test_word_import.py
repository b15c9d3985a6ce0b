"""From a Word file to the bank through the pages: wrong files, mending, saving; large files by a job."""

import socket
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.actions.banks import read_file
from assessments.errors import ImportRefusedError
from assessments.models import ImportDraft, Question
from tests.factories.assessments import BankFactory

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files" / "word"


def send(client, bank, data: bytes, name: str = "de.docx"):
    address = reverse("assessments:read_file", args=[bank.public_id])
    return client.post(
        address, {"file": SimpleUploadedFile(name, data), "format": "auto"}, follow=True
    )


def test_a_missing_key_is_chosen_on_the_page_and_the_questions_are_saved(client):
    from tests.assessments.word.papers import HISTORY, _silent, habit

    bank = BankFactory()
    client.force_login(bank.owner)
    shown = send(client, bank, habit(HISTORY, "", mark=_silent).paper.save())
    draft = ImportDraft.objects.get()
    address = reverse("assessments:mend_element", args=[draft.public_id, 2])

    mended = client.post(address, {"asks_key": "1", "right": "1", "todo": "mend"}, follow=True)
    saved = client.post(reverse("assessments:save_import", args=[draft.public_id]), follow=True)

    assert [shown.status_code, mended.status_code, saved.status_code] == [200, 200, 200]
    assert Question.objects.get().current.content["options"][1]["share"] == "1"


def test_the_words_of_the_file_show_its_pictures(client):
    bank = BankFactory()
    client.force_login(bank.owner)

    shown = send(client, bank, (FILES / "old-formulas.docx").read_bytes())

    rows = shown.context["rows"]
    assert sum(row.source.count("<img") for row in rows) == 3
    assert "file:" not in "".join(row.source + row.stem for row in rows)


@pytest.mark.parametrize("data", [b"PK\x03\x04broken word/document.xml", b"", b"%PDF-1.7 x"])
def test_a_wrong_file_is_refused_in_words_on_the_form(client, data):
    bank = BankFactory()
    client.force_login(bank.owner)

    response = send(client, bank, data)

    assert response.status_code in {400, 422}
    assert not ImportDraft.objects.exists()


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OUTSIDE = (
    f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId9" TargetMode="External" '
    'Type="http://x/image" Target="http://192.0.2.1/a.png"/><Relationship Id="rId8" '
    'Type="http://x/image" Target="../../../../etc/passwd"/></Relationships>'
)


def pack(parts: dict[str, bytes]) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return kept.getvalue()


def plant(changed: dict[str, bytes]) -> bytes:
    """Return a good file with parts put in the place of its own, or beside them."""
    with ZipFile(FILES / "single-spaces.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack(parts | changed)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>', "kiểu tài liệu hoặc thực thể"),
        ('<!DOCTYPE w [<!ENTITY x "a">]><w>&x;</w>'.encode("utf-16"), "kiểu tài liệu hoặc thực thể"),
        (b"<w>" + b" " * (61 * 1024 * 1024) + b"</w>", "giải nén ra lớn bất thường"),
    ],
    ids=["outside-entity", "entity-in-utf-16", "bomb"],
)  # fmt: skip
def test_a_hostile_document_is_refused_with_its_reason(document, reason):
    with pytest.raises(ImportRefusedError, match=reason):
        read_file(plant({"word/document.xml": document}), filename="de.docx")


def test_nothing_is_fetched_or_read_from_outside_the_file(monkeypatch):
    def refuse(*_args: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with ZipFile(FILES / "single-spaces.docx") as archive:
        words = archive.read("word/document.xml")
    picture = (
        b'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
        b'<v:shape><v:imagedata r:id="rId9"/></v:shape>'
        b'<v:shape><v:imagedata r:id="rId8"/></v:shape></w:pict></w:r></w:p><w:sectPr'
    )
    assert b"<w:sectPr" in words

    report = read_file(
        plant(
            {
                "word/document.xml": words.replace(b"<w:sectPr", picture, 1),
                "word/_rels/document.xml.rels": OUTSIDE.encode(),
                "../../evil.txt": b"x",
                "word/vbaProject.bin": b"x",
            }
        ),
        filename="de.docx",
    )

    assert report.fault is None
    assert report.elements
    assert report.files == {}
    assert "192.0.2.1" not in str(report.to_json())
    left_out = [
        (each.kind, each.text) for each in report.outside if each.kind in {"linked", "macro"}
    ]
    assert ("macro", "vbaProject.bin") in left_out
    assert [kind for kind, _name in left_out].count("linked") == OUTSIDE.count('"External"')
