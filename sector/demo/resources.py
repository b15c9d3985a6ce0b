"""Demo resources: real small files, complete metadata, passed through the real review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from random import Random

from accounts.models import TeachingAssignment, User
from accounts.queries import find_school_of, list_people_with_role
from content.actions.resources import ResourceDetails, create_resource, hand_in
from content.models import Resource
from curriculum.models import Outcome
from media.actions.files import save_file
from media.models import StoredFile
from review.actions import decide_step
from review.queries import find_review

from .files import make_audio, make_card, make_video, make_worksheet

SOURCE = "Tự biên soạn cho dữ liệu mẫu"
LICENCES = ("cc_by", "cc_by", "cc_by_nc", "cc_by_nc_sa", "sector_only")


@dataclass(frozen=True)
class ResourceSpec:
    """What one resource is made from."""

    title: str
    description: str
    kind: str
    topic: Outcome
    licence: str
    ai_label: str


# The story's resource stands first: it is found by "phuong trinh bac nhat".
STORY_TITLE = "Phương trình bậc nhất một ẩn và cách giải"

_PATTERNS = (
    (
        "worksheet",
        "Phiếu học tập: {topic}",
        "Ba bài luyện tập theo mức biết, hiểu, vận dụng, có chỗ làm bài.",
    ),
    ("video", "Video ngắn: {topic}", "Video minh họa sáu giây, dùng để mở đầu tiết học."),
    ("image", "Thẻ kiến thức: {topic}", "Một trang tóm tắt, dùng trình chiếu hoặc in phát."),
    ("lecture", "Bài trình bày: {topic}", "Tóm tắt kiến thức cần nhớ và ví dụ có lời giải."),
    (
        "worksheet",
        "Luyện tập ba mức độ: {topic}",
        "Phiếu luyện tập ở nhà, học sinh tự chấm theo đáp án.",
    ),
    ("audio", "Âm thanh hướng dẫn: {topic}", "Âm báo bắt đầu và kết thúc hoạt động nhóm."),
)


def list_specs(topics: list[Outcome], count: int, random: Random) -> Iterator[ResourceSpec]:
    """Yield ``count`` specs spread over the topics; the same seed gives the same list."""
    if not topics:
        return
    for number in range(count):
        topic = topics[number % len(topics)]
        # Neighbours in a list are of different kinds; a topic meets each kind once.
        kind, title, description = _PATTERNS[(number // len(topics) + number) % len(_PATTERNS)]
        yield ResourceSpec(
            title=title.format(topic=topic.text[:1].upper() + topic.text[1:])[:200],
            description=description,
            kind=kind,
            topic=topic,
            licence=random.choice(LICENCES),
            ai_label="assisted" if random.random() < 0.2 else "none",
        )


class ResourceLoader:
    """Makes resources of teachers and lets their heads pass them, as people would."""

    def __init__(self, random: Random, *, now: datetime) -> None:
        """Remember the generator and the moment of loading."""
        self.random = random
        self.now = now
        self.files: dict[tuple[int, str], StoredFile] = {}

    def load(self, count: int) -> None:
        """Make ``count`` resources over the topics of Toán and Tin học; a few stay on the way."""
        topics = list(
            Outcome.objects.filter(kind=Outcome.Kind.TOPIC, subject__code__in=["toan", "tin-hoc"])
            .select_related("subject", "grade")
            .order_by("-subject__code", "grade__number", "position")
        )
        authors = self._list_authors()
        if not topics or not authors:
            return
        story = next(
            (
                one
                for one in topics
                if one.grade and one.grade.number == 8 and "bậc nhất" in one.text
            ),
            topics[0],
        )
        self._load_one(
            ResourceSpec(STORY_TITLE, STORY_TEXT, "video", story, "cc_by", "none"),
            authors["toan"][-1],
            stop="",
        )
        for number, spec in enumerate(list_specs(topics, count - 1, self.random)):
            assert spec.topic.subject is not None  # noqa: S101 - asked for above
            mine = authors.get(spec.topic.subject.code)
            if mine:
                self._load_one(spec, mine[number % len(mine)], stop=_STOPS.get(number % 25, ""))

    def _list_authors(self) -> dict[str, list[User]]:
        """Return up to six teachers a subject, school by school; the story's teacher has made none yet."""
        found: dict[str, list[User]] = {}
        taught = TeachingAssignment.objects.filter(
            subject__code__in=["toan", "tin-hoc"], school_class__grade__number__in=[6, 7, 8, 9]
        ).select_related("teacher", "subject", "school_class__school")
        for one in taught.order_by("school_class__school_id", "pk"):
            people = found.setdefault(one.subject.code, [])
            is_story = (
                one.school_class.school.short_name == "THCS Hồng Bàng"
                and one.teacher.username == "gv.ha"
            )
            if one.teacher not in people and not is_story and len(people) < 6:
                people.append(one.teacher)
        return found

    def _load_one(self, spec: ResourceSpec, author: User, *, stop: str) -> None:
        school = find_school_of(author)
        subject, grade = spec.topic.subject, spec.topic.grade
        if school is None or subject is None or grade is None:
            return
        at = self.now - timedelta(days=self.random.randint(3, 60))
        details = ResourceDetails(
            title=spec.title,
            description=spec.description,
            keywords=spec.topic.text[:200],
            kind=spec.kind,
            subject=subject,
            grade=grade,
            outcomes=list(spec.topic.children.all()[:2]) or [spec.topic],
            licence=spec.licence,
            source=SOURCE,
            ai_label=spec.ai_label,
            ai_model="Công cụ soạn thử" if spec.ai_label != "none" else "",
            ai_checked_by=author if spec.ai_label != "none" else None,
            file=self._file_of(author, spec),
        )
        audience = (
            Resource.Audience.SECTOR
            if self.random.random() < 0.85 or spec.title == STORY_TITLE
            else "school"
        )
        if stop == "draft":
            create_resource(author, school, details, audience=audience, now=at)
            return
        version = hand_in(None, details, school=school, audience=audience, by=author, now=at)
        self._decide(version.resource, stop=stop, at=at)
        weeks = (self.now - at).days // 7
        opened = self.random.randint(0, 12) * weeks if not stop else 0
        Resource.objects.filter(pk=version.resource_id).update(opened_count=opened)

    def _file_of(self, author: User, spec: ResourceSpec) -> StoredFile:
        suffix = {"video": "mp4", "image": "png", "audio": "mp3"}.get(spec.kind, "pdf")
        # Films and sounds take seconds to make: an author's share one.
        name = suffix if suffix in {"mp4", "mp3"} else spec.title
        key = (author.pk, name)
        if key not in self.files:
            number = len(self.files)
            data = _make(suffix, spec, number, author)
            self.files[key] = save_file(
                author, f"{spec.title[:80]}.{suffix}", BytesIO(data), now=self.now
            )
        return self.files[key]

    def _decide(self, resource: Resource, *, stop: str, at: datetime) -> None:
        review = find_review(resource)
        for position in range(1, 3):
            if review is None or stop == f"step{position}":
                return
            step = review.steps.filter(state="waiting").first()
            if step is None:
                return
            reviewer = (
                list_people_with_role(step.role, step.organisation)
                .exclude(pk=resource.owner_id)
                .first()
            )
            if reviewer is None:
                return
            at += timedelta(hours=self.random.randint(4, 30))
            is_return = stop == "return" and position == 1
            decide_step(
                review,
                user=reviewer,
                decision="return" if is_return else "pass",
                note="Ghi rõ nguồn của hình ở trang đầu rồi gửi lại giúp tổ."
                if is_return
                else "Đúng yêu cầu cần đạt, dùng được ngay.",
                now=min(at, self.now),
            )
            if is_return:
                return


# Where a few of every 25 resources stop on their way.
_STOPS = {7: "step1", 13: "step2", 19: "return", 23: "draft"}
STORY_TEXT = "Video ngắn giải phương trình bậc nhất một ẩn bằng quy tắc chuyển vế và quy tắc nhân, kèm hình vẽ đồ thị."


def _make(suffix: str, spec: ResourceSpec, number: int, author: User) -> bytes:
    if suffix == "mp4":
        return make_video(number % 5)
    if suffix == "mp3":
        return make_audio(262 + 40 * (number % 4))
    over = f"{spec.topic.subject} · {spec.topic.grade}"
    outcomes = [outcome.text.rstrip(".") for outcome in spec.topic.children.all()[:3]]
    if suffix == "png":
        topic = spec.topic.text[:1].upper() + spec.topic.text[1:]
        return make_card(over=over, title=topic, points=outcomes, tint=number)
    tasks = [
        f"Nêu một ví dụ cho thấy em đã {outcome[:1].lower()}{outcome[1:]}." for outcome in outcomes
    ]
    return make_worksheet(
        title=spec.title, over=over, lead=spec.description, tasks=tasks, author=author.full_name
    )
