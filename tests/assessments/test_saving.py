"""Saving what was read of a file: a little at once, much by a job that goes on where it was."""

from threading import Event

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions import saving
from assessments.actions.banks import draft_import
from assessments.actions.imports import drop_element
from assessments.errors import NothingToSaveError
from assessments.models import ImportDraft, Question, Stimulus
from core.errors import ConflictError, NotAllowedError
from core.jobs.runner import run_due_jobs, run_next
from core.models import Job
from core.queries import list_jobs
from tests.factories.accounts import TeacherFactory
from tests.factories.assessments import BankFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def read(count: int, monkeypatch: pytest.MonkeyPatch) -> ImportDraft:
    """Read a file of so many questions, of which a page saves three and a job two a step."""
    monkeypatch.setattr(saving, "SAVED_AT_ONCE", 3)
    monkeypatch.setattr(saving, "STEP", 2)
    bank = BankFactory()
    text = "\n\n".join(f"Câu {n} {{=a ~b}}" for n in range(count))
    return draft_import(bank, data=text.encode(), filename="a.txt", by=bank.owner, now=NOW)


def begin(draft: ImportDraft) -> int | None:
    return saving.begin_saving(draft, by=draft.owner, now=NOW)


def test_a_short_file_is_saved_at_once(monkeypatch):
    draft = read(3, monkeypatch)

    assert begin(draft) == 3
    assert Question.objects.count() == 3
    with pytest.raises(ConflictError):
        begin(draft)


def test_a_long_file_is_saved_by_a_job_once(monkeypatch):
    draft = read(5, monkeypatch)

    assert begin(draft) is None
    assert begin(draft) is None
    assert not Question.objects.exists()
    run_due_jobs()

    stems = Question.objects.order_by("pk").values_list("current__stem_text", flat=True)
    assert list(stems) == [f"Câu {n}" for n in range(5)]
    assert [job.done_count for job in list_jobs(about=draft)] == [5]
    with pytest.raises(ConflictError):
        begin(draft)


class StopAfter(Event):
    """A worker that is told to leave after so many commits."""

    def __init__(self, commits: int) -> None:
        super().__init__()
        self.left = commits

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.django_db(transaction=True)
def test_a_job_that_was_cut_off_goes_on_where_it_was(monkeypatch):
    draft = read(5, monkeypatch)
    begin(draft)

    run_next(stopping=StopAfter(2))
    stopped = Question.objects.count()
    run_due_jobs()

    assert stopped == 2
    assert Question.objects.values("current__stem_text").distinct().count() == 5
    assert Question.objects.count() == 5


def test_a_shared_text_over_two_steps_is_written_once(monkeypatch):
    from tests.assessments.word.collection import shared_range

    data = shared_range().paper.save()
    monkeypatch.setattr(saving, "SAVED_AT_ONCE", 1)
    monkeypatch.setattr(saving, "STEP", 1)
    bank = BankFactory()
    draft = draft_import(bank, data=data, filename="a.docx", by=bank.owner, now=NOW)

    begin(draft)
    run_due_jobs()

    groups = Question.objects.exclude(stimulus=None).values_list("stimulus", flat=True)
    assert len(groups) > len(set(groups)) == Stimulus.objects.count()


def test_nothing_changes_while_a_job_saves_and_nothing_ready_is_said(monkeypatch):
    draft = read(4, monkeypatch)
    begin(draft)
    with pytest.raises(ConflictError):
        drop_element(draft, 1, is_dropped=True)

    empty = read(1, monkeypatch)
    drop_element(empty, 1, is_dropped=True)
    with pytest.raises(NothingToSaveError):
        begin(empty)


def test_another_teacher_cannot_save(monkeypatch):
    draft = read(4, monkeypatch)

    with pytest.raises(NotAllowedError):
        saving.begin_saving(draft, by=TeacherFactory(), now=NOW)


def test_the_page_shows_the_work_and_after_a_failure_the_way_on(client, monkeypatch):
    draft = read(5, monkeypatch)
    client.force_login(draft.owner)
    page = reverse("assessments:show_import", args=[draft.public_id])
    save = reverse("assessments:save_import", args=[draft.public_id])

    working = client.post(save, follow=True)
    Job.objects.update(state=Job.State.FAILED, error="Máy chủ đã dừng.")
    failed = client.get(page)
    client.post(save)
    run_due_jobs()
    saved = client.get(page)

    assert 'data-job="' in working.text
    assert "Máy chủ đã dừng." in failed.text
    assert "Lưu tiếp" in failed.text
    assert 'data-job="' not in failed.text
    assert "Các câu này đã lưu vào ngân hàng." in saved.text
    assert Question.objects.count() == 5


def test_the_pages_of_files_belong_to_the_question_banks(client, monkeypatch):
    draft = read(1, monkeypatch)
    client.force_login(draft.owner)
    begin(draft)
    at_bank = [
        reverse(f"assessments:{name}", args=[draft.bank.public_id])
        for name in ("read_file", "export_bank", "show_bank")
    ]

    pages = [
        client.get(address).text
        for address in (*at_bank, reverse("assessments:show_import", args=[draft.public_id]))
    ]

    place = f'href="{reverse("assessments:list_banks")}" aria-current="page"'
    assert all(place in page for page in pages)


def test_the_export_of_an_empty_bank_says_what_to_do_first(client):
    bank = BankFactory()
    client.force_login(bank.owner)

    page = client.get(reverse("assessments:export_bank", args=[bank.public_id]))

    assert "Chưa có gì để xuất." in page.text
    assert reverse("assessments:read_file", args=[bank.public_id]) in page.text
