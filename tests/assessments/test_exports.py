"""Exporting: the command, the page, the job, and what comes back from the file."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from assessments.actions.exports import AT_ONCE, begin_export, clear_some_exports, make_export
from assessments.cleaning import clean_html
from assessments.formats import parse
from assessments.items.shape import TYPES
from assessments.models import Question, QuestionExport
from core.models import Job
from tests.factories.accounts import TeacherFactory, UserFactory
from tests.factories.assessments import (
    BankFactory,
    choice_content,
    cloze_content,
    essay_content,
    make_question,
)

GIFT = "$CATEGORY: Toán 8\n\n::Một:: 1 + 1 = ? {=2 ~3}\n\n::Mô tả:: Chỉ là chữ.\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    return BankFactory(owner=TeacherFactory(), name="Toán 8")


def test_the_command_imports_and_tells_of_every_element(bank, tmp_path, capsys):
    file = tmp_path / "de.gift"
    file.write_text(GIFT, encoding="utf-8")

    call_command("import_questions", str(file), bank=bank.public_id, json=True)

    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("format", "found", "taken", "degraded", "refused")} == {
        "format": "gift",
        "found": 2,
        "taken": 1,
        "degraded": 0,
        "refused": 1,
    }
    assert [(e["ref"], e["type"], e["state"]) for e in told["elements"]] == [
        ("Một", "single_choice", "taken"),
        ("Mô tả", "description", "refused"),
    ]
    assert told["elements"][1]["reasons"][0]["code"] == "description"
    assert Question.objects.get(bank=bank).author == bank.owner


def test_a_dry_run_saves_nothing(bank, tmp_path):
    file = tmp_path / "de.gift"
    file.write_text(GIFT, encoding="utf-8")

    call_command("import_questions", str(file), bank=bank.name, dry_run=True)

    assert not Question.objects.filter(bank=bank).exists()


def test_the_command_refuses_a_broken_file_and_an_unknown_bank_in_words(bank, tmp_path):
    file = tmp_path / "de.xml"
    file.write_text("<quiz><question>", encoding="utf-8")

    with pytest.raises(CommandError, match="XML"):
        call_command("import_questions", str(file), bank=bank.public_id)
    with pytest.raises(CommandError, match="no bank"):
        call_command("import_questions", str(file), bank="không có")


def test_what_one_bank_exports_another_imports(bank, tmp_path, capsys):
    for content in (choice_content("Một?"), cloze_content(), essay_content()):
        make_question(bank, content)
    other = BankFactory(owner=bank.owner, name="Bản sao")
    out = tmp_path / "goi.zip"

    call_command("export_questions", str(out), bank=bank.public_id, format="qti30")
    call_command("import_questions", str(out), bank=other.public_id)

    assert "3 taken" in capsys.readouterr().out
    kept = [question.current.content for question in Question.objects.filter(bank=other)]
    assert [content["type"] for content in kept] == ["single_choice", "cloze", "essay"]
    assert kept[1]["gaps"] == cloze_content()["gaps"]


def test_the_page_writes_the_chosen_questions_and_names_what_is_lost(client, bank):
    chosen = make_question(bank, cloze_content())
    make_question(bank, choice_content("Hai?"))
    kept = make_question(bank, choice_content("Ba?"))
    client.force_login(bank.owner)

    response = client.post(
        reverse("assessments:export_bank", args=[bank.public_id])
        + f"?cau={chosen.public_id}&cau={kept.public_id}",
        {"format": "gift"},
        follow=True,
    )

    export = QuestionExport.objects.get()
    assert (export.found, export.taken, export.refused) == (2, 1, 1)
    assert "Không có trong tệp" in response.text
    file = client.get(reverse("assessments:download_export", args=[export.public_id]))
    text = b"".join(file.streaming_content).decode()
    assert "Ba?" in text
    assert "Hai?" not in text
    assert "attachment" in file["Content-Disposition"]


def test_the_page_takes_what_the_filters_show(client, bank):
    make_question(bank, cloze_content())
    make_question(bank, choice_content("Hai?"))
    client.force_login(bank.owner)
    address = reverse("assessments:export_bank", args=[bank.public_id]) + "?loai=cloze"

    asked = client.get(address)
    client.post(address, {"format": "moodlexml"})

    assert "1 câu đã chọn" in asked.text
    assert (QuestionExport.objects.get().found, QuestionExport.objects.get().taken) == (1, 1)


def test_a_format_that_is_not_known_is_asked_for_again(client, bank):
    make_question(bank, choice_content("Một?"))
    client.force_login(bank.owner)

    response = client.post(
        reverse("assessments:export_bank", args=[bank.public_id]), {"format": "pdf"}
    )

    assert response.status_code == 422


def test_much_is_left_to_a_job_with_progress(bank, tmp_path):
    file = tmp_path / "de.gift"
    file.write_text("\n\n".join(f"Câu {n}? {{={n} ~x}}" for n in range(AT_ONCE + 1)), "utf-8")
    call_command("import_questions", str(file), bank=bank.public_id)
    seen: list[tuple[int, int]] = []

    export = begin_export(bank, "moodlexml", chosen=[], by=bank.owner, now=timezone.now())
    make_export(
        export.pk, now=timezone.now(), progress=lambda done, total: seen.append((done, total))
    )

    assert Job.objects.get(name="assessments.write_export").args == [export.pk]
    assert seen == [(AT_ONCE, AT_ONCE + 1)]
    export.refresh_from_db()
    assert export.made_at is not None
    assert export.taken == AT_ONCE + 1


def test_another_teacher_does_not_find_the_export(client, bank):
    make_question(bank, choice_content("Một?"))
    export = begin_export(bank, "gift", chosen=[], by=bank.owner, now=timezone.now())
    client.force_login(TeacherFactory())

    for name in ("show_export", "download_export"):
        response = client.get(reverse(f"assessments:{name}", args=[export.public_id]))
        assert response.status_code == 404


def test_old_files_are_deleted(bank):
    make_question(bank, choice_content("Một?"))
    export = begin_export(bank, "gift", chosen=[], by=bank.owner, now=timezone.now())
    make_export(export.pk, now=timezone.now())

    assert clear_some_exports(now=timezone.now()) == 0
    assert clear_some_exports(now=timezone.now() + timedelta(days=8)) == 1
    assert not QuestionExport.objects.exists()


@pytest.mark.parametrize("name", ["download_template", "download_word_template"])
def test_teachers_take_the_templates_and_pupils_do_not(client, bank, name):
    address = reverse(f"assessments:{name}")
    client.force_login(bank.owner)
    given = client.get(address)
    client.force_login(UserFactory())

    refused = client.get(address)

    report = parse("auto", given.content, "mau", clean=clean_html)
    assert {(element.type, element.state) for element in report.elements} == {
        (kind, "taken") for kind in TYPES
    }
    assert refused.status_code in {403, 404}
