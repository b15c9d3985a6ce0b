"""Reading the audit trail: by person, act, object and day, within one's own organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, AuditSeal, Organisation, SchoolClass, User
from accounts.permissions import AnyUser, list_held_paths
from core.text import fold

CAPABILITY = "audit.view"
MOST_PEOPLE = 200
CHECKED = "audit.check"

VERBS: dict[str, str | Promise] = {
    "attempt.view": _("read a pupil's answers"),
    "audit.check": _("checked the seals of the trail"),
    "audit.view": _("read the audit trail"),
    "child.view": _("read about the own child"),
    "class.add": _("added a class"),
    "class.change": _("changed a class"),
    "class.delete": _("deleted an empty class"),
    "class.view": _("opened a class list"),
    "data.export": _("asked for a file of somebody's data"),
    "data.fetch": _("fetched a file of somebody's data"),
    "data.view": _("read what is held of somebody"),
    "data_request.add": _("noted a request about data"),
    "data_request.answer": _("answered a request about data"),
    "data_request.close": _("closed a request about data"),
    "data_request.extend": _("extended a request about data"),
    "enrolment.end": _("took a pupil out of a class"),
    "enrolment.resume": _("put a pupil back into a class"),
    "guardian.end": _("ended a parent's link"),
    "guardian.link": _("linked a parent"),
    "installation.set_up": _("set the installation up"),
    "organisation.add": _("added an organisation"),
    "organisation.change": _("changed an organisation"),
    "organisation.close": _("closed an organisation"),
    "organisation.reopen": _("opened an organisation again"),
    "password.change": _("changed the own password"),
    "password.reset": _("drew new passwords"),
    "people.view": _("opened a list of people"),
    "period.freeze": _("closed a month of figures"),
    "person.add": _("added a person"),
    "person.deactivate": _("locked an account"),
    "person.erase": _("took a person's name away"),
    "person.reactivate": _("opened an account again"),
    "person.view": _("opened a person's page"),
    "report.view": _("opened a class report"),
    "review.withdraw": _("took a work back from review"),
    "role.end": _("ended a role"),
    "role.give": _("gave a role"),
    "roster.import": _("took in a list of people"),
    "school_year.open": _("opened a school year"),
    "sessions.end": _("signed out everywhere"),
    "teaching.end": _("ended a teacher's class"),
    "teaching.give": _("gave a class to a teacher"),
    "teaching.resume": _("gave a class back to a teacher"),
}


@dataclass(frozen=True, kw_only=True)
class TrailFilter:
    """What to look for; empty fields look for everything."""

    actor: str = ""
    verb: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    before_id: int | None = None


@dataclass(frozen=True)
class TrailRow:
    """One act with the words people read."""

    entry: AuditEntry
    verb: str | Promise
    about: str
    school: str
    people: list[User]
    more_people: int
    is_erased: bool


@dataclass(frozen=True)
class SealState:
    """How far the trail is sealed, and what the last check found."""

    sealed_to: int
    sealed_at: datetime | None
    waiting: int
    checked: AuditEntry | None


def visible_trail(user: AnyUser) -> QuerySet[AuditEntry]:
    """Acts in the organisations for which the person reads the trail; the whole at the department."""
    paths = list_held_paths(user, CAPABILITY)
    if not paths:
        return AuditEntry.objects.none()
    root = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT, path__in=paths)
    if root.exists():
        return AuditEntry.objects.all()
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    places = Organisation.objects.filter(below).values_list("pk", flat=True)
    return AuditEntry.objects.filter(school_id__in=list(places))


def find_entries(user: AnyUser, wanted: TrailFilter) -> QuerySet[AuditEntry]:
    """Narrow the visible trail, the newest act first; pages go on with ``before_id``."""
    found = visible_trail(user).select_related("actor")
    if wanted.verb:
        found = found.filter(verb=wanted.verb)
    if wanted.actor:
        found = found.filter(actor_id__in=_find_ids(wanted.actor))
    if wanted.about:
        found = found.filter(about__in=[f"accounts.user:{pk}" for pk in _find_ids(wanted.about)])
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.before_id:
        found = found.filter(pk__lt=wanted.before_id)
    return found.order_by("-pk")


def describe_entries(entries: Iterable[AuditEntry]) -> list[TrailRow]:
    """Put names beside ids, by one query each for people, schools and classes."""
    entries = list(entries)
    listed = {entry.pk: _ids_of(entry) for entry in entries}
    wanted = {pk for ids in listed.values() for pk in ids[:MOST_PEOPLE]}
    wanted |= {pk for entry in entries if (pk := _about_id(entry, "accounts.user"))}
    people = User.objects.in_bulk(wanted)
    class_ids = {pk for entry in entries if (pk := _about_id(entry, "accounts.schoolclass"))}
    classes = SchoolClass.objects.in_bulk(class_ids)
    place_ids = {entry.school_id for entry in entries if entry.school_id}
    place_ids |= {pk for entry in entries if (pk := _about_id(entry, "accounts.organisation"))}
    places = Organisation.objects.in_bulk(place_ids)
    return [
        TrailRow(
            entry,
            VERBS.get(entry.verb, entry.verb),
            _name_about(entry, people, classes, places),
            places[entry.school_id].short_name if entry.school_id in places else "",
            [people[pk] for pk in listed[entry.pk][:MOST_PEOPLE] if pk in people],
            max(0, len(listed[entry.pk]) - MOST_PEOPLE),
            not entry.salt,
        )
        for entry in entries
    ]


def read_seal_state() -> SealState:
    """Say how far the trail is sealed and what the last check found; three queries."""
    last = AuditSeal.objects.order_by("-last_id").first()
    sealed_to = last.last_id if last else 0
    return SealState(
        sealed_to,
        last.sealed_at if last else None,
        AuditEntry.objects.filter(pk__gt=sealed_to).count(),
        AuditEntry.objects.filter(verb=CHECKED).order_by("-pk").first(),
    )


def _find_ids(text: str) -> list[int]:
    words = fold(text).split()
    if len(words) == 1:
        exact = User.objects.filter(Q(username=words[0]) | Q(sector_code=text.strip()))
        if found := list(exact.values_list("pk", flat=True)):
            return found
    people = User.objects.all()
    for word in words:
        people = people.filter(name_fold__contains=word)
    return list(people.order_by("pk").values_list("pk", flat=True)[:500])


def _ids_of(entry: AuditEntry) -> list[int]:
    listed: Any = entry.detail.get("people", [])
    return [pk for pk in listed if isinstance(pk, int)] if isinstance(listed, list) else []


def _about_id(entry: AuditEntry, label: str) -> int | None:
    name, _colon, number = entry.about.partition(":")
    return int(number) if name == label and number.isdigit() else None


def _name_about(entry: AuditEntry, people: Any, classes: Any, places: Any) -> str:
    if pk := _about_id(entry, "accounts.user"):
        return str(people[pk].full_name) if pk in people else ""
    if pk := _about_id(entry, "accounts.schoolclass"):
        return str(classes[pk].name) if pk in classes else ""
    if pk := _about_id(entry, "accounts.organisation"):
        return str(places[pk].short_name) if pk in places else ""
    return entry.about


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
