"""What a learner has to do: one query over assignments and his progress, sorted in Python."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from accounts.models import SchoolClass, User
from lms.models import Assignment
from lms.permissions import assignments_learnt_by


@dataclass
class Task:
    """One assignment as its learner sees it."""

    assignment: Assignment
    done_count: int = 0
    last_part: int = 1
    opened_at: datetime | None = None
    finished_at: datetime | None = None
    touched_at: datetime | None = None

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes."""
        whole = self.assignment.estimated_minutes
        count = self.assignment.part_count or 1
        return max(1, ceil(whole * (count - self.done_count) / count))

    @property
    def is_open(self) -> bool:
        """Whether work for it is still taken."""
        return self.assignment.is_accepting_at(timezone.now())

    @property
    def is_late(self) -> bool:
        """Whether its time is over, while late work may still be taken."""
        return self.assignment.due_at < timezone.now()

    @property
    def now_part(self) -> int:
        """The part to go on with."""
        return min(max(self.last_part, 1), self.assignment.part_count)

    @property
    def segments(self) -> list[str]:
        """States of the parts for the bar: done, the one to go on with, to come."""
        states = ["done"] * min(self.done_count, self.assignment.part_count)
        if len(states) < self.assignment.part_count:
            states.append("now")
        return states + [""] * (self.assignment.part_count - len(states))


@dataclass
class Day:
    """A day of the week line: what was finished on it, or what is due."""

    day: date
    done: int = 0
    due: int = 0
    is_today: bool = False


@dataclass
class Home:
    """Everything on the pupil's home."""

    current: Task | None = None
    today: list[Task] = field(default_factory=list)
    late: list[Task] = field(default_factory=list)
    week: list[Task] = field(default_factory=list)
    later: list[Task] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    # Unfinished tasks whose time ended earlier today, and those of them that are taken no more.
    ended_today: int = 0
    closed_today: int = 0
    last_week_done: int = 0
    last_week_total: int = 0

    @property
    def open_count(self) -> int:
        """How many tasks wait."""
        return len(self.today) + len(self.late) + len(self.week)

    @property
    def today_minutes(self) -> int:
        """About how long today's tasks take."""
        return sum(task.minutes_left for task in self.today)


def list_own_assignments(learner: User) -> Any:  # a QuerySet whose joined names mypy does not know
    """Return assignments of the learner's classes with his own progress beside each, in one query."""
    return (
        assignments_learnt_by(learner)
        .annotate(mine=FilteredRelation("progress", condition=Q(progress__learner=learner)))
        .annotate(
            my_done_count=F("mine__done_count"),
            my_last_part=F("mine__last_part"),
            my_opened_at=F("mine__opened_at"),
            my_finished_at=F("mine__finished_at"),
            my_touched_at=F("mine__updated_at"),
        )
        .select_related("subject", "teacher")
    )


def as_task(assignment: Assignment) -> Task:
    """Read the annotations of ``list_own_assignments``."""
    row = vars(assignment)
    return Task(
        assignment,
        done_count=row["my_done_count"] or 0,
        last_part=row["my_last_part"] or 1,
        opened_at=row["my_opened_at"],
        finished_at=row["my_finished_at"],
        touched_at=row["my_touched_at"],
    )


def read_home(learner: User, *, now: datetime) -> Home:
    """Sort what was given into today, late, this week and later; one query."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    last_monday = monday - timedelta(days=7)
    since = now - timedelta(days=(today - last_monday).days + 1)
    rows = list_own_assignments(learner).filter(
        Q(due_at__gte=since) | Q(late_until__gte=now, mine__finished_at=None)
    )
    tasks = [as_task(row) for row in rows.order_by("due_at", "pk")]
    home = Home(days=_week_line(tasks, monday, today))
    for task in tasks:
        due = task.assignment.due_on
        if last_monday <= due < monday:
            home.last_week_total += 1
            home.last_week_done += task.finished_at is not None
        if task.finished_at is not None:
            continue
        is_open = task.assignment.is_accepting_at(now)
        if due == today and task.assignment.due_at < now:
            home.ended_today += 1
            home.closed_today += not is_open
        if is_open:
            _place(home, task, today=today, now=now)
    begun = [task for task in (*home.today, *home.late, *home.week, *home.later) if task.opened_at]
    home.current = max(begun, key=lambda task: task.touched_at or now, default=None)
    return home


def _place(home: Home, task: Task, *, today: date, now: datetime) -> None:
    due = task.assignment.due_on
    sunday = today + timedelta(days=6 - today.weekday())
    if task.assignment.due_at < now:
        home.late.append(task)
    elif due == today:
        home.today.append(task)
    elif due <= sunday:
        home.week.append(task)
    else:
        home.later.append(task)


def _week_line(tasks: list[Task], monday: date, today: date) -> list[Day]:
    days = {
        monday + timedelta(days=number): Day(
            monday + timedelta(days=number), is_today=monday + timedelta(days=number) == today
        )
        for number in range(7)
    }
    for task in tasks:
        finished = timezone.localdate(task.finished_at) if task.finished_at else None
        if finished in days:
            days[finished].done += 1
        elif task.finished_at is None and task.assignment.due_on in days:
            days[task.assignment.due_on].due += 1
    return list(days.values())


def count_waiting(learner: User, *, now: datetime) -> int:
    """Count tasks that wait this week, for the bottom bar; one query."""
    today = timezone.localdate(now)
    week_end = now + timedelta(days=7 - today.weekday())
    rows = list_own_assignments(learner).filter(
        Q(due_at__gte=now, due_at__lt=week_end) | Q(due_at__lt=now, late_until__gte=now),
        mine__finished_at=None,
    )
    return int(rows.count())


def list_finished(learner: User) -> list[Task]:
    """List lessons that the learner has finished, the newest first, to practise again."""
    rows = list_own_assignments(learner).filter(mine__finished_at__isnull=False)
    return [as_task(row) for row in rows.order_by("-my_finished_at")[:50]]


def list_class_tasks(learner: User, school_class: SchoolClass, subject: str = "") -> Any:
    """Return what a class was given with the learner's progress, the last due first.

    ``subject`` narrows it to the code of a subject. Rows go through ``as_task``.
    """
    rows = list_own_assignments(learner).filter(school_class=school_class)
    rows = rows.filter(subject__code=subject) if subject else rows
    return rows.order_by("-due_at", "-pk")
