"""What taking a list in would do: who is new, who is known, and what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Enrolment, Organisation, RoleGrant, SchoolClass, User
from accounts.permissions import AnyUser, manageable_people
from accounts.rosters import Fault, Roster, RosterRow
from core.text import fold

Complain = Callable[[str], None]


@dataclass
class PlannedRow:
    """One line of the list and what it would do."""

    row: RosterRow
    person: User | None = None
    school_class: SchoolClass | None = None
    # The class that the pupil leaves.
    leaves: SchoolClass | None = None
    is_there: bool = False


@dataclass
class RosterPlan:
    """What a list would do; nothing is written while it has faults."""

    school: Organisation
    role: str
    rows: list[PlannedRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def new_count(self) -> int:
        """How many accounts would be made."""
        return sum(planned.person is None for planned in self.rows)

    @property
    def move_count(self) -> int:
        """How many known people would come in or change their class."""
        return sum(bool(planned.person) and not planned.is_there for planned in self.rows)

    @property
    def stay_count(self) -> int:
        """How many are there already."""
        return sum(planned.is_there for planned in self.rows)


def plan_pupils(
    user: AnyUser,
    school: Organisation,
    roster: Roster,
    *,
    classes: list[SchoolClass],
    into: SchoolClass | None = None,
) -> RosterPlan:
    """Plan the pupils of a list, into one class or by the column “Lớp”; three queries."""
    plan = RosterPlan(school, "student", faults=list(roster.faults))
    by_name = {fold(school_class.name).replace(" ", ""): school_class for school_class in classes}
    known = _Known(user, roster, Enrolment.objects.valid_on(timezone.localdate()), classes)
    for row in roster.rows:
        complain = _complainer(plan, row)
        school_class = into or by_name.get(fold(row.class_name).replace(" ", ""))
        if school_class is None:
            complain(_no_class(row))
            continue
        planned = PlannedRow(row, known.find(row, complain, school_class), school_class)
        if planned.person is not None:
            here = known.class_of(planned.person)
            planned.is_there = here == school_class
            planned.leaves = here if not planned.is_there else None
        plan.rows.append(planned)
    plan.faults.sort(key=lambda fault: fault.line)
    return plan


def plan_teachers(user: AnyUser, school: Organisation, roster: Roster) -> RosterPlan:
    """Plan the teachers of a list into the school; three queries."""
    plan = RosterPlan(school, "teacher", faults=list(roster.faults))
    known = _Known(user, roster, Enrolment.objects.none(), [])
    here = set(
        RoleGrant.objects.valid_on(timezone.localdate())
        .filter(organisation=school, role__code="teacher")
        .values_list("user_id", flat=True)
    )
    for row in roster.rows:
        person = known.find(row, _complainer(plan, row), None)
        plan.rows.append(PlannedRow(row, person, is_there=bool(person and person.pk in here)))
    return plan


class _Known:
    """People of the list who have an account already, by code, by username, by name in a class."""

    def __init__(
        self, user: AnyUser, roster: Roster, places: object, classes: list[SchoolClass]
    ) -> None:
        codes = {row.sector_code for row in roster.rows if row.sector_code}
        names = {row.username for row in roster.rows if row.username}
        found = User.objects.filter(Q(sector_code__in=codes) | Q(username__in=names))
        people = list(found)
        self.by_code = {person.sector_code: person for person in people if person.sector_code}
        self.by_username = {person.username: person for person in people}
        ids = [person.pk for person in people]
        self.mine = set(manageable_people(user).filter(pk__in=ids).values_list("pk", flat=True))
        self.places: dict[int, SchoolClass] = {}
        self.by_name: dict[tuple[int, str], list[User]] = {}
        wanted = {school_class.pk: school_class for school_class in classes}
        enrolled = places.filter(school_class_id__in=wanted).select_related("pupil")  # type: ignore[attr-defined]  # a QuerySet of enrolments
        for enrolment in enrolled:
            school_class = wanted[enrolment.school_class_id]
            self.places[enrolment.pupil_id] = school_class
            key = (school_class.pk, enrolment.pupil.name_fold)
            self.by_name.setdefault(key, []).append(enrolment.pupil)

    def class_of(self, person: User) -> SchoolClass | None:
        """Return the class of the school in which the person is today."""
        return self.places.get(person.pk)

    def find(
        self, row: RosterRow, complain: Complain, school_class: SchoolClass | None
    ) -> User | None:
        """Find the account of a line; complain when it is somebody else's or not sure."""
        coded, named = self.by_code.get(row.sector_code), self.by_username.get(row.username)
        person = coded or named
        if coded and named and coded != named:
            complain(_("Code and username belong to two different people."))
        if person is None and not row.sector_code and not row.username:
            return self._find_namesake(row, complain, school_class)
        if person is not None and person.pk not in self.mine:
            complain(_("This code or username belongs to somebody of another school."))
        elif person is not None and person.name_fold != fold(row.full_name):
            complain(
                _("This code or username belongs to %(name)s here.") % {"name": person.full_name}
            )
        return person

    def _find_namesake(
        self, row: RosterRow, complain: Complain, school_class: SchoolClass | None
    ) -> User | None:
        namesakes = self.by_name.get(
            (school_class.pk if school_class else 0, fold(row.full_name)), []
        )
        same = [person for person in namesakes if person.born_on == row.born_on]
        if len(same) == 1 and row.born_on is not None:
            return same[0]
        if namesakes:
            complain(
                _(
                    "Somebody of this name is in the class already. Give the code, or take the "
                    "line out."
                )
            )
        return None


def _complainer(plan: RosterPlan, row: RosterRow) -> Complain:
    return lambda text: plan.faults.append(Fault(row.line, text))


def _no_class(row: RosterRow) -> str:
    if not row.class_name:
        return _("The class is missing.")
    return _("The school has no class “%(name)s” this school year.") % {"name": row.class_name}
