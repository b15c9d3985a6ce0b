"""Banks, questions, checks, sittings and attempts for tests.

    question = QuestionFactory(bank=BankFactory(owner=hà))
    sitting = SittingFactory(school_class=lop_8a, questions=5)
    attempt = AttemptFactory(running=True)

Sittings are open from an hour ago for an hour, unless ``opens_at``/``closes_at`` say otherwise;
attempts come from ``schedule_sitting``, as in life.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from accounts.models import SchoolClass, User
from assessments.actions.attempts import start_attempt, submit_attempt
from assessments.actions.banks import add_questions
from assessments.actions.checks import create_check
from assessments.actions.schedules import give_test
from assessments.actions.scoring import score_attempt
from assessments.actions.sittings import schedule_sitting
from assessments.batches import DraftBatch, record_batches
from assessments.formats.markup import Markup
from assessments.formats.parts import make_content
from assessments.formats.report import Place, settle
from assessments.items.paper import unpack
from assessments.models import Attempt, Bank, Paper, PaperKey, Question, Schedule, Sitting, Test
from assessments.tokens import get_month

from .accounts import PupilFactory, SchoolClassFactory, TeacherFactory, get_subject

HOUR = timedelta(hours=1)


def choice_content(stem: str = "Chọn số chẵn.", options: str = "2 3 5 7", **more: Any) -> dict:
    """Return a single choice whose first option is the key."""
    markup = Markup(str)
    parts = [
        {"html": text, "share": "0" if index else "1", "feedback": ""}
        for index, text in enumerate(options.split())
    ]
    return make_content("single_choice", stem, more.pop("solution", ""), markup, options=parts)


def multiple_content(stem: str = "Chọn các số chẵn.") -> dict:
    options = [("2", "0.5"), ("4", "0.5"), ("3", "-0.5"), ("5", "-0.5")]
    parts = [{"html": text, "share": share, "feedback": ""} for text, share in options]
    return make_content("multiple_choice", stem, "", Markup(str), options=parts)


def statements_content(stem: str = "Xét các ý sau.") -> dict:
    truths = [
        ("Ý đúng một", True),
        ("Ý sai một", False),
        ("Ý đúng hai", True),
        ("Ý sai hai", False),
    ]
    parts = [{"html": text, "is_true": truth, "level": ""} for text, truth in truths]
    return make_content("true_false_statements", stem, "", Markup(str), statements=parts)


def number_content(stem: str = "Tính 17 : 2.", value: str = "8.5", tolerance: str = "0") -> dict:
    answers = [{"value": value, "tolerance": tolerance, "share": "1"}]
    return make_content("short_number", stem, "", Markup(str), answers=answers)


def text_content(stem: str = "Thủ đô của Việt Nam?", text: str = "Hà Nội") -> dict:
    texts = [{"text": text, "share": "1"}]
    return make_content("short_text", stem, "", Markup(str), texts=texts, is_case_sensitive=False)


def ordering_content(stem: str = "Xếp từ bé đến lớn.", entries: str = "1 2 3 4") -> dict:
    parts = [{"html": text} for text in entries.split()]
    return make_content("ordering", stem, "", Markup(str), entries=parts)


def matching_content(stem: str = "Nối nước với thủ đô.") -> dict:
    pairs = [("Việt Nam", "Hà Nội"), ("Lào", "Viêng Chăn"), ("Nhật Bản", "Tô-ki-ô")]
    parts = [{"html": left, "match": right} for left, right in pairs]
    return make_content("matching", stem, "", Markup(str), pairs=parts, extra_matches=["Băng Cốc"])


def cloze_content(stem: str = "Nước sôi ở [[1]] độ C; đó là sự [[2]] của [[3]].") -> dict:
    options = [("bay hơi", "0"), ("sôi", "1"), ("đông đặc", "0")]
    gaps = [
        {
            "kind": "number",
            "weight": "2",
            "answers": [{"value": "100", "tolerance": "0", "share": "1"}],
        },
        {
            "kind": "choice",
            "weight": "1",
            "options": [{"html": text, "share": share, "feedback": ""} for text, share in options],
        },
        {
            "kind": "text",
            "weight": "1",
            "texts": [{"text": "nước", "share": "1"}],
            "is_case_sensitive": False,
        },
    ]
    return make_content("cloze", stem, "", Markup(str), gaps=gaps)


RUBRIC = [
    {
        "name": "Nội dung",
        "levels": [{"points": "0", "text": "Thiếu"}, {"points": "2", "text": "Đủ ý"}],
    },
    {
        "name": "Diễn đạt",
        "levels": [{"points": "0", "text": "Sai"}, {"points": "1", "text": "Mạch lạc"}],
    },
]


def essay_content(stem: str = "Vì sao lá cây màu xanh?") -> dict:
    reply = {"lines": 10, "fewest_words": 5, "most_words": 200, "most_files": 0}
    return make_content(
        "essay",
        stem,
        "",
        Markup(str),
        reply=reply,
        rubric=RUBRIC,
        marker_note="Cần nêu chất diệp lục.",
    )


def file_content(stem: str = "Chụp bài làm của em.") -> dict:
    return make_content(
        "file_answer",
        stem,
        "",
        Markup(str),
        accepts=["image", "document"],
        most_files=2,
        rubric=RUBRIC,
        marker_note="Cần có hình vẽ.",
    )


# The five of the foundation, which many stories count on; the ten of the bank.
ALL_TYPES = (choice_content, multiple_content, statements_content, number_content, text_content)
MANUAL_TYPES = (essay_content, file_content)
TEN_TYPES = (*ALL_TYPES, ordering_content, matching_content, cloze_content, *MANUAL_TYPES)


class BankFactory(factory.django.DjangoModelFactory):
    """A teacher's own bank; ``BankFactory(group=subject_group)`` is the group's."""

    class Meta:
        model = Bank

    scope = Bank.Scope.OWN
    owner = factory.SubFactory(TeacherFactory)
    name = factory.Sequence(lambda n: f"Ngân hàng {n}")
    created_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Bank:
        group = kwargs.pop("group", None)
        if group is not None:
            kwargs.update(scope=Bank.Scope.GROUP, organisation=group, owner=None)
        return super()._create(model_class, *args, **kwargs)


def make_question(bank: Bank | None = None, content: dict | None = None, **more: Any) -> Question:
    """Put a question into a bank through the action."""
    bank = bank or BankFactory()
    element = settle(Place(1, more.pop("name", "")), content or choice_content())
    more.setdefault("subject", get_subject("toan"))
    return add_questions(bank, [element], by=bank.owner, now=timezone.now(), **more)[0]


def QuestionFactory(**fields: Any) -> Question:  # noqa: N802  # reads like its siblings
    return make_question(**fields)


def make_test(owner: User | None = None, contents: list[dict] | None = None, **more: Any) -> Test:
    """Publish a check; by default one question of each type, two points each."""
    bank = BankFactory(**({"owner": owner} if owner else {}))
    contents = contents or [make() for make in ALL_TYPES]
    questions = [make_question(bank, content) for content in contents]
    fields: dict[str, Any] = {"title": "Kiểm tra số 3", "now": timezone.now(), **more}
    return create_check(owner=bank.owner, questions=questions, **fields)


def make_sitting(
    school_class: SchoolClass | None = None,
    test: Test | None = None,
    *,
    pupils: int = 0,
    **more: Any,
) -> Sitting:
    """Give a test to a class that has so many pupils more."""
    school_class = school_class or SchoolClassFactory()
    for _ in range(pupils):
        PupilFactory(school_class=school_class)
    teacher = test.owner if test else TeacherFactory(teaches=[school_class])
    duration = more.pop("duration_minutes", None)
    test = test or make_test(teacher, more.pop("contents", None), duration_minutes=duration)
    now = timezone.now()
    fields = {"opens_at": now - HOUR, "closes_at": now + HOUR, "by": teacher, "now": now, **more}
    return schedule_sitting(test, school_class=school_class, **fields)


def give(test: Test, classes: list[SchoolClass], **terms: Any) -> Schedule:
    """Give a test as its page does: open since a minute, for an hour."""
    now = terms.pop("now", None) or timezone.now()
    window = {"opens_at": now - HOUR / 60, "closes_at": now + HOUR}
    return give_test(test, classes=classes, by=test.owner, now=now, **{**window, **terms})


def SittingFactory(**fields: Any) -> Sitting:  # noqa: N802
    return make_sitting(**fields)


def make_attempt(
    sitting: Sitting | None = None,
    learner: User | None = None,
    *,
    running: bool = False,
    submitted: bool = False,
    scored: bool = False,
    answers: dict[int, Any] | None = None,
    now: datetime | None = None,
    **more: Any,
) -> Attempt:
    """Return an attempt: prepared, or further along with ``running``, ``submitted``, ``scored``."""
    if sitting is None:
        school_class = SchoolClassFactory()
        learner = learner or PupilFactory(school_class=school_class)
        sitting = make_sitting(school_class, **more)
    learner = learner or sitting.attempts.order_by("pk")[0].learner
    attempt = Attempt.objects.get(sitting=sitting, learner=learner)
    now = now or timezone.now()
    if running or submitted or scored:
        attempt = start_attempt(sitting.public_id, learner=learner, now=now)
    if answers:
        save_answers(attempt, answers, now=now)
    if submitted or scored:
        attempt = submit_attempt(attempt, now=now)
    return score_attempt(attempt.pk, now=now) if scored else attempt


def AttemptFactory(**fields: Any) -> Attempt:  # noqa: N802
    return make_attempt(**fields)


def save_answers(
    attempt: Attempt, answers: dict[int, Any], *, now: datetime | None = None, seq: int = 1
) -> None:
    """Save answers as the player does, by position."""
    import json

    events = [{"q": position, "a": value} for position, value in answers.items()]
    draft = DraftBatch(attempt.pk, attempt.epoch, seq, get_month(attempt), json.dumps(events))
    record_batches([draft], now=now or timezone.now())


def read_body(paper: Paper) -> dict[str, Any]:
    return unpack(bytes(Paper.objects.get(pk=paper.pk).body))


def right_answers(paper: Paper, *, wrong: set[int] = frozenset()) -> dict[int, Any]:
    """Return full answers to a paper by position, and blanks that score nothing for ``wrong``."""
    key = PaperKey.objects.get(paper=paper).body
    return {
        item["n"]: _wrong(item) if item["n"] in wrong else _right(item) for item in key["items"]
    }


def _right(item: dict[str, Any]) -> Any:
    options = item.get("options", {})
    positive = [token for token, option in options.items() if Decimal(option["share"]) > 0]
    return {
        "single_choice": lambda: positive[0],
        "multiple_choice": lambda: positive,
        "true_false_statements": lambda: item["statements"],
        "short_number": lambda: item["answers"][0]["value"].replace(".", ","),
        "short_text": lambda: item["texts"][0]["text"],
        "ordering": lambda: item["order"],
        "matching": lambda: item["pairs"],
        "cloze": lambda: {str(n): _fill(gap) for n, gap in enumerate(item["gaps"], start=1)},
        "essay": lambda: "Vì lá có chất diệp lục.",
        "file_answer": list,
    }[item["type"]]()


def _fill(gap: dict[str, Any]) -> str:
    if gap["kind"] == "choice":
        return next(t for t, option in gap["options"].items() if Decimal(option["share"]) == 1)
    return gap["texts"][0]["text"] if gap["kind"] == "text" else gap["answers"][0]["value"]


def _wrong(item: dict[str, Any]) -> Any:
    options = item.get("options", {})
    rest = [token for token, option in options.items() if Decimal(option["share"]) <= 0]
    return {
        "single_choice": lambda: rest[0],
        "multiple_choice": lambda: rest,
        "true_false_statements": lambda: {t: not v for t, v in item["statements"].items()},
        "short_number": lambda: "9999",
        "short_text": lambda: "không biết",
        "ordering": lambda: item["order"][::-1],
        "matching": lambda: dict(zip(item["pairs"], ["zzzz"] * 9, strict=False)),
        "cloze": lambda: {"1": "zzzz"},
        "essay": lambda: "",
        "file_answer": list,
    }[item["type"]]()
