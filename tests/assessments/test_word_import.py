"""From a Word file to the bank through the pages: wrong files, mending, saving; large files by a job."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

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


@pytest.mark.parametrize("data", [b"PK\x03\x04broken word/document.xml", b"", b"%PDF-1.7 x"])
def test_a_wrong_file_is_refused_in_words_on_the_form(client, data):
    bank = BankFactory()
    client.force_login(bank.owner)

    response = send(client, bank, data)

    assert response.status_code in {400, 422}
    assert not ImportDraft.objects.exists()
