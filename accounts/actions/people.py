"""Making accounts, changing passwords, locking accounts."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.errors import AccountTakenError
from accounts.models import Organisation, Role, SchoolClass, User

from .audit import record_audit
from .classes import enrol_pupil
from .roles import give_role

# Easy to read aloud and to type on a phone: no look-alikes, no capitals.
_CONSONANTS = "bcdghkmnprtv"
_VOWELS = "aeiou"
_DIGITS = "23456789"


def draw_password() -> str:
    """Return a password such as ``tabe-kumi-47``: about 33 bits, spoken without doubt."""
    words = ["".join(secrets.choice(part) for part in (_CONSONANTS, _VOWELS) * 2) for _ in range(2)]
    digits = "".join(secrets.choice(_DIGITS) for _ in range(3))
    return "-".join([*words, digits])


@transaction.atomic
def add_person(
    full_name: str,
    username: str,
    *,
    by: User | None,
    password: str | None = None,
    sector_code: str = "",
    gender: int = 0,
    born_on: date | None = None,
    email: str = "",
) -> User:
    """Make an account that must change its password at the first sign-in.

    Raises AccountTakenError when the username or the sector code is in use.
    """
    person = User(
        username=username.lower(),
        full_name=full_name,
        sector_code=sector_code,
        gender=gender,
        born_on=born_on,
        email=email,
        must_change_password=True,
    )
    person.set_password(password)
    if not password:
        person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise AccountTakenError from error
    record_audit(by, "person.add", about=person)
    return person


@transaction.atomic(durable=True)
def add_person_with_role(
    fields: dict[str, Any],
    *,
    role: Role,
    organisation: Organisation,
    by: User,
    school_class: SchoolClass | None = None,
) -> tuple[User, str]:
    """Make an account with a first role from today on; return it with its drawn password.

    A pupil is put into ``school_class`` too; for others it is ignored.

    The password is stored hashed: whoever reads it here is the only one who ever does.
    """
    password = draw_password()
    person = add_person(**fields, password=password, by=by)
    give_role(person, role, organisation, by=by)
    if school_class is not None and role.code == "student":
        enrol_pupil(person, school_class, valid_from=timezone.localdate())
    return person, password


@transaction.atomic(durable=True)
def change_password(user: User, password: str) -> None:
    """Set the person's own new password; every other session of the person ends."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record_audit(user, "password.change", about=user)


@transaction.atomic(durable=True)
def reset_passwords(
    people: Iterable[User], *, by: User, school_class: SchoolClass | None = None
) -> dict[int, str]:
    """Draw a new password for each person and return them by id; they are stored hashed only.

    Everybody must change it at the next sign-in, and all their sessions end now. One audit row
    lists the people.
    """
    drawn: dict[int, str] = {}
    for person in people:
        drawn[person.pk] = draw_password()
        person.set_password(drawn[person.pk])
        person.must_change_password = True
        person.save(update_fields=["password", "must_change_password"])
    record_audit(
        by,
        "password.reset",
        about=school_class,
        detail={"people": sorted(drawn)},
        school_id=school_class.school_id if school_class is not None else None,
    )
    return drawn


def note_seen(user: User, *, now: datetime) -> None:
    """Remember that the person was here; callers ask at most once a minute."""
    User.objects.filter(pk=user.pk).update(last_seen_at=now)


@transaction.atomic
def end_sessions(user: User) -> None:
    """Sign the person out everywhere, on every device."""
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])
    record_audit(user, "sessions.end", about=user)


@transaction.atomic
def save_preferences(user: User, *, language: str, theme: str, text_size: str) -> None:
    """Keep how the person wants to read, in our pages and in Wagtail's editor."""
    user.language, user.theme, user.text_size = language, theme, text_size
    user.save(update_fields=["language", "theme", "text_size"])
    UserProfile.objects.update_or_create(
        user=user, defaults={"theme": theme or "system", "preferred_language": language}
    )


@transaction.atomic
def deactivate_person(person: User, *, by: User, school_id: int | None = None) -> None:
    """Lock an account: it cannot sign in and its sessions end. Nothing is deleted."""
    person.is_active = False
    person.session_epoch += 1
    person.save(update_fields=["is_active", "session_epoch"])
    record_audit(by, "person.deactivate", about=person, school_id=school_id)


@transaction.atomic
def reactivate_person(person: User, *, by: User, school_id: int | None = None) -> None:
    """Open a locked account again."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record_audit(by, "person.reactivate", about=person, school_id=school_id)
