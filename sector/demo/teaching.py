"""Lessons, checks and work of classes in the demo department, made through the same actions as people's."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from accounts.models import Organisation, SchoolClass, TeachingAssignment, User
from assessments.actions.attempts import save_form, start_attempt
from assessments.actions.banks import create_bank, import_questions
from assessments.actions.checks import create_check
from assessments.actions.scoring import score_attempt
from assessments.models import Attempt, PaperKey, Question, Sitting
from content.actions.lessons import create_lesson, publish_lesson, save_body
from content.models import Lesson
from content.queries.lessons import list_lesson_parts
from lms.actions.assignments import assign_lesson
from lms.actions.progress import finish_part, open_part
from lms.models import Assignment

from .questions import GENERATORS, make_gift
from .tested import load_tested


@dataclass(frozen=True)
class LessonPlan:
    """One lesson to give: days from today until it is due, and how far the class has come."""

    subject: str
    title: str
    due_in_days: int
    given_days_ago: int
    share_done: float
    has_check: bool = False
    minutes: int = 20


# What class 8A of the story's school has on its table.
CLASS_8A = (
    LessonPlan("toan", "Bài 14. Hình thang cân", -6, 12, 0.92, has_check=True, minutes=25),
    LessonPlan("toan", "Bài 15. Định lí Thalès trong tam giác", 0, 3, 0.4, minutes=20),
    LessonPlan("tieng-anh", "Unit 6: luyện nghe và phát âm /br/, /pr/", 0, 2, 0.3),
    LessonPlan("ngu-van", "Viết đoạn văn ghi lại cảm nghĩ về bài thơ “Thu điếu”", -2, 8, 0.7),
    LessonPlan("khtn", "Phiếu thực hành: đo pH của một số dung dịch", 2, 1, 0.1, minutes=30),
    LessonPlan(
        "toan", "Luyện tập: phương trình bậc nhất một ẩn", 3, 1, 0.2, has_check=True, minutes=15
    ),
    LessonPlan(
        "tin-hoc", "Tạo sơ đồ tư duy về thông tin trong môi trường số", 6, 1, 0.05, minutes=25
    ),
)
OTHER_CLASSES = (
    LessonPlan("toan", "Ôn tập giữa kì: các dạng bài cơ bản", -3, 9, 0.5, has_check=True),
    LessonPlan("toan", "Khám phá: số và hình quanh em", 4, 1, 0.1),
)

_PARTS = (
    ("Mở đầu", "<p>Quan sát hình và cho biết điều em nhận thấy. Ghi một câu vào vở trước khi đọc tiếp.</p>"),
    ("Kiến thức mới", "<p>Đọc phần bài học trong sách, gạch chân ý chính và ghi lại điều em chưa rõ để hỏi thầy cô.</p>"),
    ("Luyện tập", "<p>Làm các bài luyện tập trong sách. Trình bày vào vở, chụp lại nếu thầy cô yêu cầu.</p>"),
    ("Vận dụng", "<p>Tìm một tình huống quanh em dùng được kiến thức vừa học.</p>"),
)  # fmt: skip
# What the lesson on Thalès says in two of its parts.
_THALES_PARTS = {
    "Kiến thức mới": "<p>Với tam giác \\(ABC\\) và đường thẳng song song với \\(BC\\) cắt \\(AB, AC\\) tại \\(M, N\\), ta có</p>",
    "Luyện tập": "<p>Tính \\(x\\) biết \\(\\frac{x}{6} = \\frac{2}{3}\\). Trình bày lời giải vào vở, chụp lại nếu thầy cô yêu cầu.</p>",
}  # fmt: skip


class TeachingLoader:
    """Gives lessons to classes and lets pupils do part of the work, at times in the past."""

    def __init__(self, random: Random, *, now: datetime) -> None:
        """Remember the generator and the moment from which days are counted."""
        self.random = random
        self.now = now
        self.block_number = 0

    def load_bank(self, teacher: User, subject: str, grade: int, count: int) -> list[Question]:
        """Import a GIFT file of generated questions into the teacher's own bank."""
        taught = TeachingAssignment.objects.filter(teacher=teacher, subject__code=subject).first()
        bank = create_bank(
            teacher,
            f"Câu hỏi lớp {grade}",
            subject=taught.subject if taught else None,
            now=self.now,
        )
        data = make_gift(subject, grade, count, self.random).encode()
        import_questions(
            bank, data=data, filename=f"{subject}-{grade}.gift", by=teacher, now=self.now
        )
        return list(Question.objects.filter(bank=bank).order_by("pk"))

    def give(
        self, plan: LessonPlan, school_class: SchoolClass, questions: list[Question]
    ) -> Assignment | None:
        """Write a lesson, give it to the class, and do a share of the pupils' work."""
        teaching = (
            TeachingAssignment.objects.filter(school_class=school_class, subject__code=plan.subject)
            .select_related("teacher", "subject")
            .first()
        )
        if teaching is None:
            return None
        given_at = self.now - timedelta(days=plan.given_days_ago)
        lesson = self._write_lesson(plan, teaching, school_class, questions, given_at)
        day = timezone.localdate(self.now) + timedelta(days=plan.due_in_days)
        due_at = timezone.make_aware(datetime.combine(day, time(21)))
        assignment = assign_lesson(
            lesson,
            school_class=school_class,
            by=teaching.teacher,
            due_at=due_at,
            late_until=due_at + timedelta(days=3),
            show_results="answers",
            now=given_at,
        )
        self._let_class_work(plan, assignment)
        return assignment

    def _block(self, kind: str, value: object) -> dict[str, object]:
        self.block_number += 1
        return {"type": kind, "value": value, "id": str(UUID(int=self.block_number))}

    def _write_lesson(
        self,
        plan: LessonPlan,
        teaching: TeachingAssignment,
        school_class: SchoolClass,
        questions: list[Question],
        given_at: datetime,
    ) -> Lesson:
        lesson = create_lesson(
            teaching.teacher,
            school_class.school,
            title=plan.title,
            subject=teaching.subject,
            grade=school_class.grade,
            estimated_minutes=plan.minutes,
            now=given_at,
        )
        blocks = []
        own_parts = _THALES_PARTS if "Thalès" in plan.title else {}
        for title, html in _PARTS:
            text = own_parts.get(title, html)
            blocks += [self._block("part", title), self._block("text", text)]
            if title == "Kiến thức mới" and own_parts:
                blocks.append(
                    self._block("formula", "\\frac{AM}{AB} = \\frac{AN}{AC} = \\frac{MN}{BC}")
                )
                blocks.append(self._block("keep", "<p>Hai cặp cạnh tương ứng tỉ lệ với nhau.</p>"))
        if plan.has_check and questions:
            chosen = self.random.sample(questions, 5)
            test = create_check(
                owner=teaching.teacher, title="Kiểm tra nhanh", questions=chosen, now=given_at
            )
            blocks.append(self._block("check", {"test": test.pk, "intro": ""}))
        save_body(lesson, blocks, by=teaching.teacher, now=given_at)
        return publish_lesson(lesson, by=teaching.teacher, now=given_at)

    def _let_class_work(self, plan: LessonPlan, assignment: Assignment) -> None:
        pupils = User.objects.filter(enrolments__school_class=assignment.school_class).order_by(
            "pk"
        )
        parts = list_lesson_parts(assignment.lesson, assignment.revision_id)
        for pupil in pupils:
            if self.random.random() > plan.share_done + 0.1:
                continue
            latest = min(self.now, assignment.due_at)
            span = max(1.0, (latest - assignment.opens_at).total_seconds() - 3600)
            at = assignment.opens_at + timedelta(seconds=self.random.uniform(0, span))
            is_whole = pupil.username != "hs.minhanh" and self.random.random() < 0.85
            self._study(assignment, pupil, parts if is_whole else parts[:2], at)

    def _study(self, assignment: Assignment, pupil: User, parts: list, at: datetime) -> None:  # type: ignore[type-arg]  # lms's own dataclass
        for part in parts:
            open_part(assignment, pupil, number=part.number, now=at)
            if part.is_check:
                sitting = assignment.checks.get(part_key=part.key).sitting
                self.sit(sitting, pupil, at)
            else:
                finish_part(assignment, pupil, part_key=part.key, number=part.number, now=at)
            at += timedelta(minutes=self.random.uniform(2, 6))

    def sit(self, sitting: Sitting, pupil: User, at: datetime) -> Attempt:
        """Let a pupil take a test at a moment, answering as well as he happens to be."""
        attempt = start_attempt(sitting.public_id, learner=pupil, now=at)
        key = PaperKey.objects.get(paper=attempt.paper).body
        skill = self.random.uniform(0.45, 0.98)
        answers = {}
        for item in key["items"]:
            # One question of each check is the class's weak one.
            knows = self.random.random() < (skill * 0.45 if item["n"] == 4 else skill)
            answers[item["n"]] = _answer(item, self.random, knows=knows)
        save_form(attempt, answers, is_last=True, now=at + timedelta(minutes=6))
        return score_attempt(attempt.pk, now=at + timedelta(minutes=7))


def _answer(item: dict, random: Random, *, knows: bool) -> object:  # type: ignore[type-arg]  # shape in items/paper.py
    if item["type"] == "single_choice":
        right = [token for token, option in item["options"].items() if option["share"] == "1"]
        wrong = [token for token in item["options"] if token not in right]
        return right[0] if knows or not wrong else random.choice(wrong)
    value = item["answers"][0]["value"]
    return value if knows else str(int(float(value)) + random.randint(1, 4))


def load_teaching(
    random: Random, *, now: datetime, questions: int, schools: list[Organisation]
) -> None:
    """Fill the banks of teachers of Toán and Tin học, and give work to lower secondary classes."""
    loader = TeachingLoader(random, now=now)
    taught = list(
        TeachingAssignment.objects.filter(
            subject__code__in=["toan", "tin-hoc"],
            school_class__grade__number__in=[6, 7, 8, 9],
            school_class__school__in=schools,
        )
        .select_related("teacher", "subject", "school_class__grade")
        .order_by("pk")
    )
    banks = _load_banks(loader, taught, questions)
    classes = SchoolClass.objects.filter(school__in=schools, grade__number__in=[6, 7, 8, 9])
    for school_class in classes.select_related("school", "grade").order_by("pk"):
        is_story = school_class.name == "8A" and school_class.school.short_name == "THCS Hồng Bàng"
        if not is_story and not school_class.name.endswith("A"):
            continue
        for plan in CLASS_8A if is_story else OTHER_CLASSES:
            teachers = (
                one.teacher_id
                for one in taught
                if one.school_class_id == school_class.pk and one.subject.code == plan.subject
            )
            key = (next(teachers, 0), plan.subject, school_class.grade.number)
            loader.give(plan, school_class, banks.get(key, []))
        if is_story:
            _load_tested(loader, school_class, taught, banks)


def _load_tested(
    loader: TeachingLoader,
    school_class: SchoolClass,
    taught: list[TeachingAssignment],
    banks: dict[tuple[int, str, int], list[Question]],
) -> None:
    """Let the class take its tests in Toán; its teacher's bank holds their questions."""
    for one in taught:
        key = (one.teacher_id, "toan", school_class.grade.number)
        if one.school_class_id == school_class.pk and one.subject.code == "toan" and key in banks:
            load_tested(
                loader.random,
                school_class,
                one.subject,
                banks[key],
                sit=loader.sit,
                now=loader.now,
            )


def _load_banks(
    loader: TeachingLoader, taught: list[TeachingAssignment], questions: int
) -> dict[tuple[int, str, int], list[Question]]:
    """Give each teacher a bank a subject and grade; together about as many questions as wanted."""
    wanted = {
        (one.teacher_id, one.subject.code, one.school_class.grade.number): one.teacher
        for one in taught
        if (one.subject.code, one.school_class.grade.number) in GENERATORS
    }
    count = max(6, questions // max(1, len(wanted)))
    return {
        key: loader.load_bank(teacher, key[1], key[2], count) for key, teacher in wanted.items()
    }
