"""The tree of the demo department and its classes."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import Organisation, SchoolClass
from core.ids import new_public_id
from core.text import text_sort_key
from curriculum.models import Grade, Level, SchoolYear, Subject

from .plan import Plan, SchoolPlan

FOUNDED = date(2025, 7, 1)


@dataclass
class Tree:
    """The rows that people are put into."""

    department: Organisation
    divisions: list[Organisation]
    wards: dict[str, Organisation]
    schools: list[tuple[SchoolPlan, Organisation]] = field(default_factory=list)
    classes: dict[int, list[SchoolClass]] = field(default_factory=dict)
    groups: dict[int, list[Organisation]] = field(default_factory=dict)


def _make(kind: str, name: str, code: str, parent: Organisation | None) -> Organisation:
    return Organisation.objects.create(
        kind=kind,
        name=name,
        short_name=name,
        code=code,
        parent=parent,
        valid_from=FOUNDED,
        is_demo=True,
    )


# Subject groups (tổ chuyên môn) by the subjects they look after.
GROUPS = {
    "Tổ Toán – Tin": ("toan", "tin-hoc"),
    "Tổ Ngữ văn – Ngoại ngữ": ("ngu-van", "tieng-anh"),
    "Tổ Khoa học tự nhiên": ("khtn", "vat-li", "hoa-hoc", "sinh-hoc", "cong-nghe"),
    "Tổ Khoa học xã hội": ("lich-su-dia-li", "lich-su", "dia-li", "gdcd", "gdktpl"),
}


def load_organisations(plan: Plan, school_year: SchoolYear) -> Tree:
    """Make the department, its divisions, wards, schools, subject groups and classes."""
    kind = Organisation.Kind
    department = _make(kind.DEPARTMENT, "Sở GDĐT Hải Phòng", "31", None)
    secondary = _make(kind.DIVISION, "Phòng Giáo dục Trung học", "31-GDTrH", department)
    primary = _make(kind.DIVISION, "Phòng GD Mầm non – Tiểu học", "31-MNTH", department)
    continuing = _make(kind.DIVISION, "Phòng GDTX, GDNN và Đại học", "31-GDTX", department)
    levels = {level.slug: level for level in Level.objects.all()}
    secondary.levels.set([levels["thcs"], levels["thpt"]])
    primary.levels.set([levels["mam-non"], levels["tieu-hoc"]])
    continuing.levels.set([levels["gdtx"]])
    wards = {
        name: _make(kind.WARD, name, f"31{number:03d}", department)
        for number, name in enumerate(plan.wards, start=1)
    }
    tree = Tree(department, [secondary, primary, continuing], wards)
    numbers = dict.fromkeys(plan.wards, 0)
    subjects = {subject.code: subject for subject in Subject.objects.all()}
    grades = {grade.number: grade for grade in Grade.objects.all()}
    for school_plan in plan.schools:
        numbers[school_plan.ward] += 1
        ward = wards[school_plan.ward]
        school = _make(
            kind.SCHOOL, school_plan.name, f"{ward.code}{numbers[school_plan.ward]:03d}", ward
        )
        school.levels.set([levels[school_plan.level]])
        tree.schools.append((school_plan, school))
        tree.groups[school.pk] = _load_groups(school, school_plan, subjects)
        tree.classes[school.pk] = _load_classes(school, school_plan, school_year, grades)
    return tree


def _load_groups(
    school: Organisation, plan: SchoolPlan, subjects: dict[str, Subject]
) -> list[Organisation]:
    if plan.level not in {"thcs", "thpt", "gdtx"}:
        group = _make(Organisation.Kind.SUBJECT_GROUP, "Tổ chuyên môn", f"{school.code}-T1", school)
        group.subjects.set(Subject.objects.filter(levels__slug=plan.level))
        return [group]
    groups = []
    for number, (name, codes) in enumerate(GROUPS.items(), start=1):
        group = _make(Organisation.Kind.SUBJECT_GROUP, name, f"{school.code}-T{number}", school)
        group.subjects.set([subjects[code] for code in codes if code in subjects])
        groups.append(group)
    return groups


def _load_classes(
    school: Organisation, plan: SchoolPlan, school_year: SchoolYear, grades: dict[int, Grade]
) -> list[SchoolClass]:
    return SchoolClass.objects.bulk_create(
        SchoolClass(
            public_id=new_public_id(),
            school=school,
            school_year=school_year,
            grade=grades[number],
            name=name,
            code=f"{school.code}-{name}",
            sort_key=f"{number + 50:03d} {text_sort_key(name)}",
        )
        for number, name in plan.classes
    )
