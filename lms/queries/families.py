"""What a parent sees of a child: what waits, what is done, and marks the teacher lets pupils see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from accounts.models import SchoolClass, User
from accounts.queries import list_classes_learnt_by

from .returned import Returned, list_returned
from .tasks import Home, Task, as_task, list_own_assignments, read_home

# As many as fit on a phone without scrolling for long; the child's own page has the rest.
SHORT_LIST = 5
LONG_LIST = 30


@dataclass
class ChildView:
    """One child as his parent sees him: never beside other children."""

    child: User
    home: Home
    classes: list[SchoolClass]
    returned: list[Returned]
    finished: list[Task] = field(default_factory=list)
    closed: list[Task] = field(default_factory=list)

    @property
    def waiting(self) -> list[Task]:
        """Everything that still takes work, the most urgent first."""
        home = self.home
        return [*home.late, *home.today, *home.week, *home.later]

    @property
    def shown(self) -> list[Task]:
        """The first of them."""
        return self.waiting[:SHORT_LIST]

    @property
    def more_count(self) -> int:
        """How many are not shown."""
        return max(0, len(self.waiting) - SHORT_LIST)


def read_children(children: Iterable[User], *, now: datetime) -> list[ChildView]:
    """Read the short view of each child; five queries a child."""
    return [read_child(child, now=now, limit=2) for child in children]


def read_child(child: User, *, now: datetime, limit: int = LONG_LIST) -> ChildView:
    """Read what waits for the child and what was returned, newest first."""
    return ChildView(
        child,
        read_home(child, now=now),
        list(list_classes_learnt_by(child)),
        list_returned(child, limit=limit),
    )


def add_past(view: ChildView) -> ChildView:
    """Add what is finished and what is closed unfinished in this school year; one query."""
    now = timezone.now()
    classes = [school_class.pk for school_class in view.classes]
    rows = list_own_assignments(view.child).filter(school_class_id__in=classes)
    tasks = [as_task(row) for row in rows.order_by("-due_at", "-pk")[: 2 * LONG_LIST]]
    view.finished = [task for task in tasks if task.finished_at][:LONG_LIST]
    view.closed = [
        task for task in tasks if not task.finished_at and not task.assignment.is_accepting_at(now)
    ][:LONG_LIST]
    return view
