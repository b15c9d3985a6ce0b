"""Loading the whole demo department, one step after the other, each said aloud."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.db import transaction

from accounts.models import Organisation
from curriculum.models import SchoolYear

from .history import load_past_months, load_weeks_of_use
from .organisations import Tree, load_organisations
from .people import People, PeopleLoader
from .plan import Plan
from .teaching import load_teaching

SEED = 2026
Say = Callable[[str], None]


def is_loaded() -> bool:
    """Say whether demo rows are there already."""
    return Organisation.objects.filter(is_demo=True).exists()


def load_demo(plan: Plan, *, now: datetime, say: Say) -> tuple[Tree, People]:
    """Load the department; people and organisations are one transaction, the rest follows in steps."""
    random = Random(SEED)
    school_year = SchoolYear.objects.get(starts_on__lte=now.date(), ends_on__gte=now.date())
    with transaction.atomic():
        say("Đơn vị và lớp học")
        tree = load_organisations(plan, school_year)
        say("Thầy cô và học sinh")
        people = PeopleLoader(tree, plan, school_year, random).load()
    with transaction.atomic():
        say("Số liệu các tháng trước")
        load_past_months(tree, people, random, now=now)
        load_weeks_of_use(tree, people, random, plan=plan, now=now)
    if plan.has_teaching:
        say("Ngân hàng câu hỏi, bài giảng và việc đã giao")
        load_teaching(random, now=now, questions=plan.questions)
    return tree, people
