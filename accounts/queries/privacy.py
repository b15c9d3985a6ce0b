"""What is held of a person in every table, and the requests about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import ForeignKey, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import DataExport, DataRequest, User
from accounts.permissions import AnyUser, has_capability
from accounts.privacy_limits import Limits, reckon_limits
from core.errors import NotFoundError
from core.queries import get_rule

from .people import search_people

CAPABILITY = "privacy.manage"
# Never handed out: what signs in or proves, not what is known of the person.
SECRETS = frozenset({"password", "salt", "digest", "session_epoch", "token", "secret"})

LABELS: dict[str, str | Promise] = {
    "accounts.AuditEntry": _("audit trail: what the person did"),
    "accounts.Enrolment": _("places in classes"),
    "accounts.Guardianship": _("links of parents and children"),
    "accounts.InboxMessage": _("messages in the inbox"),
    "accounts.RoleGrant": _("roles"),
    "accounts.TeachingAssignment": _("classes taught"),
    "accounts.DataRequest": _("requests about the data"),
    "accounts.DataExport": _("files made of the data"),
    "ai_assist.Draft": _("drafts made with AI"),
    "assessments.Answer": _("answers"),
    "assessments.Attempt": _("attempts at tests"),
    "assessments.Question": _("questions written"),
    "assessments.QuestionBank": _("question banks"),
    "assessments.Sitting": _("tests given"),
    "assessments.Test": _("tests made"),
    "content.Lesson": _("lessons made"),
    "content.Resource": _("resources made"),
    "content.ResourceVersion": _("versions of resources"),
    "lms.Assignment": _("lessons given"),
    "lms.LearnerProgress": _("progress in lessons"),
    "media.StoredFile": _("files sent up"),
    "media.Upload": _("files on their way"),
    "records.Actor": _("pseudonym of the learning record"),
    "review.Review": _("works handed in for review"),
    "review.ReviewEntry": _("minutes of reviews"),
    "review.ReviewStep": _("reviews decided"),
    "wagtailcore.Revision": _("versions of texts"),
    "wagtailusers.UserProfile": _("preferences of the editor"),
}


@dataclass(frozen=True)
class Holding:
    """One table's rows of a person, by the way they point at him."""

    label: str | Promise
    table: str
    column: str
    rows: "QuerySet[Any]"
    count: int


def iterate_holdings(person: User) -> Iterator[Holding]:
    """Go through every table that points at people, so that a new one is never forgotten.

    One query a table; tables without rows of the person are passed over.
    """
    for relation in User._meta.get_fields(include_hidden=True):  # Django's public reflection
        field = getattr(relation, "field", None)
        if not relation.auto_created or not isinstance(field, ForeignKey):
            continue
        model: Any = field.model
        rows = model._base_manager.filter(**{field.name: person})  # noqa: SLF001  # as above
        count = rows.count()
        if count:
            name = model._meta.label  # as above
            yield Holding(LABELS.get(name, name), name, field.name, rows, count)


def read_row(row: models.Model) -> dict[str, Any]:
    """Return the columns of a row as JSON values, without secrets."""
    return {
        field.name: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields  # as above
        if field.name not in SECRETS
    }


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def find_people(user: AnyUser, text: str) -> QuerySet[User]:
    """Find anybody by name, username or code; only for those who answer for personal data."""
    if not has_capability(user, CAPABILITY) or not text.strip():
        return User.objects.none()
    return search_people(User.objects.all(), text)


def access_subject(user: AnyUser, public_id: str) -> User:
    """Fetch a person whose data this person answers for, or raise NotFoundError."""
    found = User.objects.filter(public_id=public_id).first()
    if found is None or not has_capability(user, CAPABILITY):
        raise NotFoundError
    return found


def list_requests(*, closed: bool = False) -> QuerySet[DataRequest]:
    """List requests about data, the most urgent first; with ``closed`` those that are over."""
    over = [DataRequest.State.DONE, DataRequest.State.REFUSED]
    found = DataRequest.objects.select_related("subject")
    if closed:
        return found.filter(state__in=over).order_by("-closed_on", "-pk")
    return found.exclude(state__in=over)


def access_request(user: AnyUser, public_id: str) -> DataRequest:
    """Fetch a request that this person handles, or raise NotFoundError."""
    found = DataRequest.objects.select_related("subject").filter(public_id=public_id).first()
    if found is None or not has_capability(user, CAPABILITY):
        raise NotFoundError
    return found


def access_export(user: AnyUser, public_id: str) -> DataExport:
    """Fetch a file that this person asked for and that is still there, or raise NotFoundError."""
    found = DataExport.objects.select_related("subject").filter(public_id=public_id).first()
    is_own = found is not None and found.asked_by_id == user.pk and found.file_key
    if found is None or not is_own or not has_capability(user, CAPABILITY):
        raise NotFoundError
    return found


def list_exports(subject: User) -> QuerySet[DataExport]:
    """List the files made of a person's data, the newest first."""
    return DataExport.objects.filter(subject=subject).select_related("asked_by")[:10]


def get_limits(kind: str, received_on: date) -> Limits:
    """Return the limits of a request that came in on that day."""
    return reckon_limits(kind, received_on, get_rule("privacy.limits", received_on))


def has_roles_today(person: User, day: date) -> bool:
    """Say whether the person still holds a role."""
    return person.role_grants.valid_on(day).exists()
