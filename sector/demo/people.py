"""People of the demo department: teachers with roles and classes, pupils with parents, officers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.models import (
    Enrolment,
    Guardianship,
    Organisation,
    Role,
    RoleGrant,
    SchoolClass,
    TeachingAssignment,
    User,
)
from core.text import fold, name_sort_key
from curriculum.models import SchoolYear, Subject

from .names import Person, draw_person
from .organisations import GROUPS, Tree
from .plan import Plan, SchoolPlan

# Demo accounts only exist in the demo data set; the password is shown on the first page.
PASSWORD = "benhoc-demo-2026"  # noqa: S105


@dataclass
class People:
    """Who was made, by school."""

    teachers: dict[int, list[User]] = field(default_factory=dict)
    pupils: dict[int, list[User]] = field(default_factory=dict)
    named: dict[str, User] = field(default_factory=dict)


class PeopleLoader:
    """Draws people from one seeded generator and inserts them in large batches."""

    def __init__(self, tree: Tree, plan: Plan, school_year: SchoolYear, random: Random) -> None:
        """Remember where people go; one password hash serves all, or loading would take minutes."""
        self.tree = tree
        self.pupils_per_class = plan.pupils_per_class
        self.school_year = school_year
        self.random = random
        self.password = make_password(PASSWORD)
        self.roles = {role.code: role for role in Role.objects.all()}
        self.since: date = school_year.starts_on
        self.usernames: set[str] = set()
        self.people = People()
        self.grants: list[RoleGrant] = []
        self.teacher_number = 0
        self.pupil_number = 0

    def make_user(
        self, person: Person, prefix: str, sector_code: str = "", username: str = ""
    ) -> User:
        """Build a person without saving; usernames are unique within the load."""
        stem = username or f"{prefix}.{fold(person.full_name.split()[-1])}"
        name, number = stem, 1
        while name in self.usernames:
            number += 1
            name = f"{stem}{number}"
        self.usernames.add(name)
        return User(
            username=name,
            full_name=person.full_name,
            sort_key=name_sort_key(person.full_name),
            name_fold=fold(person.full_name),
            gender=person.gender,
            sector_code=sector_code,
            password=self.password,
            is_demo=True,
        )

    def grant(self, user: User, role: str, organisation: Organisation) -> None:
        """Note a role; all are inserted at the end."""
        self.grants.append(
            RoleGrant(
                user=user,
                role=self.roles[role],
                organisation=organisation,
                school_year=self.school_year,
                valid_from=self.since,
            )
        )

    def load(self) -> People:
        """Make everybody."""
        self._load_officers()
        for plan, school in self.tree.schools:
            teachers = self._load_teachers(plan, school)
            self._load_leadership(plan, school, teachers)
            self._load_pupils(school)
            self._save_grants()
        return self.people

    def _save_grants(self) -> None:
        RoleGrant.objects.bulk_create(self.grants, batch_size=2000)
        self.grants = []

    def _named(self, key: str, name: str, gender: int, username: str) -> User:
        user = self.make_user(Person(name, gender), "", username=username)
        user.save()
        self.people.named[key] = user
        return user

    def _load_officers(self) -> None:
        department = self.tree.department
        # The sign-in page offers the first account of each role: the story's people come first.
        self._named("student", "Nguyễn Minh Anh", 2, "hs.minhanh")
        officer = self._named("department_officer", "Vũ Minh Châu", 2, "cb.chau")
        self.grant(officer, "department_officer", department)
        reviewer = self._named("sector_reviewer", "Trịnh Quốc Bảo", 1, "td.bao")
        self.grant(reviewer, "sector_reviewer", department)
        protector = self._named("data_protection_officer", "Hoàng Thị Vân", 2, "bv.van")
        self.grant(protector, "data_protection_officer", department)
        admin = self._named("system_admin", "Đoàn Hải Nam", 1, "qt.nam")
        self.grant(admin, "system_admin", department)
        for number, ward in enumerate(self.tree.wards.values()):
            if number == 0:
                user = self._named("ward_officer", "Lưu Thanh Tùng", 1, "ph.tung")
            else:
                user = self.make_user(draw_person(self.random), "cbp")
                user.save()
            self.grant(user, "ward_officer", ward)

    def _load_teachers(self, plan: SchoolPlan, school: Organisation) -> list[User]:
        drafts = []
        for number in range(plan.teachers):
            self.teacher_number += 1
            code = f"32{self.teacher_number:08d}"
            if plan.name == "THCS Hồng Bàng" and number < len(_KNOWN_STAFF):
                name, gender, username = _KNOWN_STAFF[number]
                drafts.append(self.make_user(Person(name, gender), "", code, username))
            else:
                drafts.append(
                    self.make_user(draw_person(self.random, female_share=0.7), "gv", code)
                )
        teachers = User.objects.bulk_create(drafts)
        self.people.teachers[school.pk] = teachers
        for teacher in teachers:
            self.grant(teacher, "teacher", school)
        self._assign_classes(school, plan, teachers)
        return teachers

    def _assign_classes(self, school: Organisation, plan: SchoolPlan, teachers: list[User]) -> None:
        subjects = list(Subject.objects.filter(levels__slug=plan.level).order_by("position"))
        by_subject = _share_subjects(subjects, teachers)
        rows: list[TeachingAssignment] = []
        homerooms = cycle(teachers)
        # The story's class comes first, so that the first teacher gets it.
        for school_class in sorted(self.tree.classes[school.pk], key=lambda one: one.name != "8A"):
            homeroom = next(homerooms)
            self.grant(homeroom, "homeroom_teacher", school)
            taught = [(next(by_subject[subject.pk]), subject) for subject in subjects]
            rows += self._teach(school_class, taught, homeroom)
        TeachingAssignment.objects.bulk_create(rows, ignore_conflicts=True)

    def _teach(
        self, school_class: SchoolClass, taught: list[tuple[User, Subject]], homeroom: User
    ) -> Iterator[TeachingAssignment]:
        if not any(teacher == homeroom for teacher, _ in taught):
            # The homeroom teacher teaches at least one subject of the class.
            taught[-1] = (homeroom, taught[-1][1])
        marked = False
        for teacher, subject in taught:
            is_homeroom = teacher == homeroom and not marked
            marked = marked or is_homeroom
            yield TeachingAssignment(
                school_class=school_class,
                teacher=teacher,
                subject=subject,
                is_homeroom=is_homeroom,
                valid_from=self.since,
            )

    def _load_leadership(
        self, plan: SchoolPlan, school: Organisation, teachers: list[User]
    ) -> None:
        is_hong_bang = plan.name == "THCS Hồng Bàng"
        if is_hong_bang:
            self.people.named |= {
                "teacher": teachers[0],
                "subject_group_head": teachers[1],
                "school_head": teachers[2],
                "school_admin": teachers[3],
                "homeroom_teacher": teachers[0],
                "it_contact": teachers[4],
                "proctor": teachers[5],
                "other_staff": teachers[6],
            }
        head, admin, contact, proctor, staff = (teachers[i % len(teachers)] for i in range(2, 7))
        self.grant(head, "school_head", school)
        self.grant(admin, "school_admin", school)
        self.grant(contact, "it_contact", school)
        self.grant(proctor, "proctor", school)
        self.grant(staff, "other_staff", school)
        for number, group in enumerate(self.tree.groups[school.pk]):
            self.grant(
                teachers[1 if number == 0 else (7 + number) % len(teachers)],
                "subject_group_head",
                group,
            )

    def _load_pupils(self, school: Organisation) -> None:
        pupils_here: list[User] = []
        for school_class in self.tree.classes[school.pk]:
            pupils = User.objects.bulk_create(self._draft_pupils())
            if school.short_name == "THCS Hồng Bàng" and school_class.name == "8A":
                pupils.append(self._load_story_pupil(school))
            pupils.sort(key=lambda pupil: pupil.sort_key)
            Enrolment.objects.bulk_create(
                Enrolment(
                    school_class=school_class, pupil=pupil, number=number, valid_from=self.since
                )
                for number, pupil in enumerate(pupils, start=1)
            )
            for pupil in pupils:
                self.grant(pupil, "student", school)
            pupils_here += pupils
        self.people.pupils[school.pk] = pupils_here

    def _draft_pupils(self) -> list[User]:
        drafts = []
        for _ in range(self.pupils_per_class + self.random.randint(-2, 2)):
            self.pupil_number += 1
            code = f"{3100000000 + self.pupil_number}"
            drafts.append(self.make_user(draw_person(self.random), "", code, f"hs{code}"))
        return drafts

    def _load_story_pupil(self, school: Organisation) -> User:
        pupil = self.people.named["student"]
        parent = self._named("parent", "Nguyễn Văn Thành", 1, "phhs.thanh")
        self.grant(parent, "parent", school)
        Guardianship.objects.create(guardian=parent, pupil=pupil, valid_from=self.since)
        return pupil


_KNOWN_STAFF = [
    ("Lê Thu Hà", 2, "gv.ha"),
    ("Đỗ Quang Hùng", 1, "tt.hung"),
    ("Phạm Thị Mai Lan", 2, "ht.lan"),
    ("Bùi Thanh Sơn", 1, "qtt.son"),
    ("Ngô Hải Yến", 2, "cntt.yen"),
    ("Trần Đức Nam", 1, "gt.nam"),
    ("Cao Thị Nga", 2, "nv.nga"),
]


def _share_subjects(subjects: list[Subject], teachers: list[User]) -> dict[int, Iterator[User]]:
    """Give every subject its teachers; the first two teach what the first group looks after."""
    first_codes = next(iter(GROUPS.values()))
    ordered = sorted(subjects, key=lambda subject: subject.code not in first_codes)
    shares: dict[int, list[User]] = {subject.pk: [] for subject in ordered}
    for number, teacher in enumerate(teachers):
        subject = ordered[0] if number < 2 else ordered[number % len(ordered)]
        shares[subject.pk].append(teacher)
    for number, subject in enumerate(ordered):
        if not shares[subject.pk]:
            shares[subject.pk].append(teachers[number % len(teachers)])
    return {key: cycle(value) for key, value in shares.items()}
