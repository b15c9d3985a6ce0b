"""Which object stands in each address: the registry of the walk of all URLs.

``tests/accounts/test_walk.py`` opens every address of the project, the admin included, as every role
of another school. An address with arguments must say here which object it shows, else the walk fails
and names it. Put builders of your app into ``tests/<app>/walk.py`` (found by itself)::

    from tests.walk_objects import Side, builds

    @builds("lms:show_class_report", seen_by=["teacher", "school_head"])
    def a_report(side: Side):
        assignment = AssignmentFactory(school_class=side.school_class, teacher=side.people["teacher"])
        return {"public_id": assignment.public_id}

* A builder makes an object that belongs to ``side`` alone (a school with its people) and returns the
  keyword arguments of the address. It is called once for each side and test; the answer is kept.
* ``seen_by`` names the roles of the same school that must get 200 for GET; ``"pupil"`` and so on are
  not roles, ``side.people`` has the keys.
* Give every text that the object shows through ``side.name("…")``: the walk fails when a page
  without arguments shows such a text to another school.
* ``missing={"code": "nowhere"}`` says what an id looks like that nobody has, where it is neither a
  public id nor a number.
* An address of which everybody may see every object says so with ``@open_to_all("app:view")``, with
  the reason in the docstring.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from accounts.models import Guardianship, Organisation, SchoolClass, User
from tests.factories.accounts import (
    LONG_AGO,
    HeadFactory,
    ItContactFactory,
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SchoolFactory,
    SubjectGroupFactory,
    SubjectGroupHeadFactory,
    TeacherFactory,
    WardFactory,
    WardOfficerFactory,
    grant_role,
)

Arguments = dict[str, Any]
Builder = Callable[["Side"], Arguments]


@dataclass
class Side:
    """One school with a class and one person a role; every name carries ``mark``."""

    mark: str
    built: dict[str, Arguments] = field(default_factory=dict)

    def name(self, text: str) -> str:
        """Return a text that gives its school away wherever it is shown."""
        return f"{text} {self.mark}"

    @cached_property
    def ward(self) -> Organisation:
        return WardFactory(short_name=self.name("Phường"))

    @cached_property
    def school(self) -> Organisation:
        return SchoolFactory(parent=self.ward, short_name=self.name("THCS"))

    @cached_property
    def group(self) -> Organisation:
        return SubjectGroupFactory(parent=self.school, short_name=self.name("Tổ Toán"))

    @cached_property
    def school_class(self) -> SchoolClass:
        return SchoolClassFactory(school=self.school, grade=8, name=self.name("8A"))

    @cached_property
    def people(self) -> dict[str, User]:
        """One person a role of the school, and the officer of its ward, by code of the role."""
        school = self.school
        people = {
            "student": PupilFactory(school_class=self.school_class, **self.called("Em")),
            "teacher": TeacherFactory(
                homeroom_of=self.school_class, teaches=[self.school_class], **self.called("Cô")
            ),
            "subject_group_head": SubjectGroupHeadFactory(group=self.group, **self.called("Tổ")),
            "school_head": HeadFactory(school=school, **self.called("Hiệu")),
            "school_admin": SchoolAdminFactory(school=school, **self.called("Quản")),
            "it_contact": ItContactFactory(school=school, **self.called("Tin")),
            "ward_officer": WardOfficerFactory(place=self.ward, **self.called("Xã")),
        }
        for code in ("parent", "proctor", "other_staff"):
            people[code] = TeacherFactory._meta.model.objects.create(
                username=f"{code}.{self.mark.lower()}", **self.called(code)
            )
            grant_role(people[code], code, school)
        Guardianship.objects.create(
            guardian=people["parent"], pupil=people["student"], valid_from=LONG_AGO
        )
        return people

    def called(self, text: str) -> dict[str, str]:
        return {"full_name": self.name(text)}

    def build(self, entry: "Entry") -> Arguments:
        """Make the object of an entry once."""
        key = entry.builder.__qualname__ + entry.builder.__module__
        if key not in self.built:
            self.built[key] = entry.builder(self)
        return self.built[key]


@dataclass(frozen=True)
class Entry:
    """What the registry knows of one address."""

    builder: Builder
    seen_by: Sequence[str] = ()
    missing: Arguments = field(default_factory=dict)


ENTRIES: dict[str, Entry] = {}
OPEN: dict[str, str] = {}


def builds(
    *url_names: str, seen_by: Sequence[str] = (), missing: Arguments | None = None
) -> Callable[[Builder], Builder]:
    """Register the builder of the objects of these addresses."""

    def register(builder: Builder) -> Builder:
        for name in url_names:
            ENTRIES[name] = Entry(builder, tuple(seen_by), missing or {})
        return builder

    return register


def open_to_all(*url_names: str) -> Callable[[Builder], Builder]:
    """Register addresses whose objects belong to no school; the docstring says why."""

    def register(builder: Builder) -> Builder:
        for name in url_names:
            ENTRIES[name] = Entry(builder)
            OPEN[name] = (builder.__doc__ or "").strip()
            assert OPEN[name], f"{name}: say in the docstring why everybody may see it"
        return builder

    return register


def load_builders() -> None:
    """Import ``tests/<app>/walk.py`` of every app that has one."""
    for found in sorted(Path(__file__).parent.glob("*/walk.py")):
        if found.parent.name != "support":
            import_module(f"tests.{found.parent.name}.walk")
