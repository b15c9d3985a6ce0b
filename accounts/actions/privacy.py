"""Writes about personal data: requests with their limits, files of it, taking a name away."""

import io
import json
import zipfile
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.errors import ErasureRefusedError, RequestRefusedError
from accounts.events import person_erased
from accounts.models import AuditEntry, DataExport, DataRequest, Guardianship, InboxMessage, User
from accounts.queries.privacy import get_limits, has_roles_today, iterate_holdings, read_row
from core.actions import enqueue
from core.ids import new_public_id
from core.models.jobs import about_key

from .audit import record_audit
from .sealing import erase_entry

ROWS_A_TABLE = 20_000


@transaction.atomic
def note_request(
    subject: User, kind: str, *, requester: str, received_on: date, by: User
) -> DataRequest:
    """Write down a request about a person's data and reckon its limits."""
    limits = get_limits(kind, received_on)
    made = DataRequest.objects.create(
        subject=subject,
        kind=kind,
        requester=requester,
        received_on=received_on,
        answer_by=limits.answer_by,
        due_on=limits.due_on,
        created_by=by,
    )
    record_audit(by, "data_request.add", about=subject, detail={"kind": kind})
    return made


@transaction.atomic
def answer_request(request: DataRequest, *, by: User, today: date) -> DataRequest:
    """Note that the first answer was given; a second call changes nothing."""
    request = DataRequest.objects.select_for_update().get(pk=request.pk)
    if request.state == DataRequest.State.OPEN:
        request.state, request.answered_on = DataRequest.State.ANSWERED, today
        request.save(update_fields=["state", "answered_on"])
        record_audit(by, "data_request.answer", about=request.subject)
    return request


@transaction.atomic
def extend_request(request: DataRequest, *, to: date, reason: str, by: User) -> DataRequest:
    """Extend a request once, not beyond what the law allows, with the reason that was told.

    Raises RequestRefusedError for a second extension, one that is too long, or a closed request.
    """
    request = DataRequest.objects.select_for_update().get(pk=request.pk)
    latest = get_limits(request.kind, request.received_on).latest_extension
    if request.is_closed or request.extended_to or not request.due_on < to <= latest:
        raise RequestRefusedError
    request.extended_to, request.extension_reason = to, reason
    request.save(update_fields=["extended_to", "extension_reason"])
    detail = {"to": to.isoformat()}
    record_audit(by, "data_request.extend", about=request.subject, detail=detail)
    return request


@transaction.atomic
def close_request(
    request: DataRequest, *, outcome: str, refused: bool, by: User, today: date
) -> DataRequest:
    """Close a request with what came of it; a closed one stays as it is."""
    request = DataRequest.objects.select_for_update().get(pk=request.pk)
    if not request.is_closed:
        states = DataRequest.State
        request.state = states.REFUSED if refused else states.DONE
        request.outcome, request.closed_on = outcome, today
        request.answered_on = request.answered_on or today
        request.save(update_fields=["state", "outcome", "closed_on", "answered_on"])
        record_audit(by, "data_request.close", about=request.subject, detail={"refused": refused})
    return request


@transaction.atomic
def ask_export(subject: User, *, by: User, now: datetime) -> DataExport:
    """Ask for a file with what is held of a person; a job makes it."""
    export = DataExport.objects.create(subject=subject, asked_by=by, asked_at=now)
    record_audit(by, "data.export", about=subject)
    enqueue("accounts.export_person", export.pk, about=export, owner_id=by.pk)
    return export


def make_export(export: DataExport, *, now: datetime) -> DataExport:
    """Write the zip with one JSON file a table; safe to repeat, an unfinished file is replaced."""
    if export.file_key:
        return export
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nguoi-dung.json", _as_json(read_row(export.subject)))
        for holding in iterate_holdings(export.subject):
            rows = [read_row(row) for row in holding.rows.order_by("pk")[:ROWS_A_TABLE]]
            said = {"label": str(holding.label), "count": holding.count, "rows": rows}
            archive.writestr(f"{holding.table}.{holding.column}.json", _as_json(said))
    key = default_storage.save(f"exports/{new_public_id()}.zip", ContentFile(stream.getvalue()))
    export.file_key, export.size, export.made_at = key, stream.tell(), now
    export.save(update_fields=["file_key", "size", "made_at"])
    return export


def forget_exports(*, now: datetime, days: int) -> int:
    """Destroy files older than so many days and return how many."""
    old = list(
        DataExport.objects.filter(made_at__lt=now - timedelta(days=days)).exclude(file_key="")
    )
    for export in old:
        default_storage.delete(export.file_key)
        export.file_key = ""
        export.save(update_fields=["file_key"])
    return len(old)


@transaction.atomic(durable=True)
def erase_person(person: User, *, by: User, today: date) -> None:
    """Take everything that names a person away for good; marks and work stay under a pseudonym.

    Only for a locked account without roles. Audit rows about the person lose their text, the chain
    over their digests still holds. Raises ErasureRefusedError when the person is still at a school.
    """
    if person.is_active or has_roles_today(person, today):
        raise ErasureRefusedError
    person.set_name("Người dùng đã xóa")
    person.username = f"xoa.{person.public_id.lower()}"
    person.sector_code = person.email = ""
    person.born_on, person.gender = None, 0
    person.must_change_password = False
    person.set_unusable_password()
    person.session_epoch += 1
    person.save()
    InboxMessage.objects.filter(recipient=person).delete()
    Guardianship.objects.filter(guardian=person).delete()
    Guardianship.objects.filter(pupil=person).delete()
    for entry in AuditEntry.objects.filter(about=about_key(person)):
        erase_entry(entry)
    person_erased.send(sender=User, person=person)
    record_audit(by, "person.erase", about=person)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)
