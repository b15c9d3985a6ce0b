"""Loading the whole demo department, one step after the other, each said aloud."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from django.db import connection, transaction

from accounts.models import Organisation
from core.models import RuleSet
from curriculum.models import SchoolYear

from .exams import load_exams
from .history import load_past_months, load_weeks_of_use
from .organisations import Tree, load_organisations
from .people import People, PeopleLoader
from .plan import Plan
from .portal import load_portal
from .resources import ResourceLoader
from .teaching import load_teaching

SEED = 2026
# The last row of a load: where it is missing, the load was broken off.
MARK = "sector.demo"
Say = Callable[[str], None]


class HalfLoadedError(Exception):
    """An earlier load was broken off; its rows stand in the way of a new one."""


def is_loaded() -> bool:
    """Say whether the whole demo department is there; raises HalfLoadedError when a part is."""
    if not Organisation.objects.filter(is_demo=True).exists():
        return False
    if not RuleSet.objects.filter(code=MARK).exists():
        message = (
            "Lần nạp dữ liệu mẫu trước bị ngắt giữa chừng. Xóa cơ sở dữ liệu mẫu "
            "(trên máy cá nhân: var/db.sqlite3) rồi chạy lại."
        )
        raise HalfLoadedError(message)
    return True


def _hurry() -> None:
    """Do not wait for the disk after each small write: a broken load is thrown away whole."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def load_demo(plan: Plan, *, now: datetime, say: Say) -> tuple[Tree, People]:
    """Load the department; people and organisations are one transaction, the rest follows in steps."""
    _hurry()
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
    say("Cổng thông tin")
    load_portal(tree, people, now=now)
    if plan.resources:
        say("Học liệu, qua thẩm định của tổ và của trường")
        ResourceLoader(random, now=now).load(plan.resources)
    if plan.teaching_schools:
        say("Ngân hàng câu hỏi, bài giảng và việc đã giao")
        schools = [school for _, school in tree.schools[: plan.teaching_schools]]
        load_teaching(random, now=now, questions=plan.questions, schools=schools)
    say("Ma trận và bộ đề")
    load_exams(random, now=now)
    RuleSet.objects.create(
        code=MARK, version=1, body={}, valid_from=now.date(), source="load_demo", is_verified=True
    )
    return tree, people
