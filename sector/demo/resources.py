"""Demo resources: real small files, complete metadata, passed through the real review."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from curriculum.models import Outcome

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
    ("image", "Hình minh họa: {topic}", "Hình vẽ dùng cho bảng trình chiếu và phiếu học tập."),
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
        kind, title, description = _PATTERNS[(number // len(topics)) % len(_PATTERNS)]
        topic = topics[number % len(topics)]
        yield ResourceSpec(
            title=title.format(topic=topic.text[:1].upper() + topic.text[1:])[:200],
            description=description,
            kind=kind,
            topic=topic,
            licence=random.choice(LICENCES),
            ai_label="assisted" if random.random() < 0.2 else "none",
        )
