"""Resources in every state, made by the actions that people use.

    version = make_resource(owner=ha)                     # a draft
    version = make_resource(owner=ha, state="approved")   # in the bank of her school
    resource = make_resource(owner=ha, state="approved", audience="sector").resource

Reviewers are skipped: the state is written where a review would have written it.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries.organisations import find_school_of
from content.actions.publishing import approve_version, return_version
from content.actions.resources import ResourceDetails, create_resource
from content.models import Resource, ResourceVersion
from content.models.resources import VersionState
from curriculum.models import Framework, Outcome

from .accounts import TeacherFactory, get_grade, get_subject

TOPICS = {"030108.0701": "Phương trình bậc nhất"}


def get_outcome(
    code: str = "030108.0701b2", text: str = "Giải được phương trình bậc nhất"
) -> Outcome:
    """Return an outcome of Toán 8 under its topic, made when the seeds have none."""
    found = Outcome.objects.filter(code=code, kind=Outcome.Kind.OUTCOME).first()
    if found is not None:
        return found
    framework, _ = Framework.objects.get_or_create(
        code="test", defaults={"name": "Chương trình thử", "source": "test"}
    )
    place = {"framework": framework, "subject": get_subject(), "grade": get_grade(8)}
    topic, _ = Outcome.objects.get_or_create(
        **place,
        code=code[:11],
        defaults={"kind": Outcome.Kind.TOPIC, "text": TOPICS.get(code[:11], "Chủ đề khác")},
    )
    return Outcome.objects.create(
        **place, parent=topic, kind=Outcome.Kind.OUTCOME, code=code, text=text
    )


def make_details(**fields: Any) -> ResourceDetails:
    """Return complete details: everything that reviewers ask for."""
    values: dict[str, Any] = {
        "title": "Phương trình bậc nhất một ẩn và cách giải",
        "kind": ResourceVersion.Kind.WORKSHEET,
        "subject": get_subject(),
        "grade": get_grade(8),
        "licence": ResourceVersion.Licence.CC_BY,
        "source": "Tự biên soạn",
        "ai_label": ResourceVersion.AiLabel.NONE,
        "description": "Dùng cho hoạt động luyện tập, 15 phút.",
        "link": "https://example.vn/phuong-trinh",
        **fields,
    }
    if "outcomes" not in values:
        values["outcomes"] = [get_outcome()]
    return ResourceDetails(**values)


def make_resource(
    owner: User | None = None,
    *,
    state: str = VersionState.DRAFT,
    audience: str = Resource.Audience.SCHOOL,
    now: datetime | None = None,
    **fields: Any,
) -> ResourceVersion:
    """Make a resource whose only version has this state."""
    owner = owner or TeacherFactory()
    now = now or timezone.now()
    school = find_school_of(owner)
    assert school is not None
    version = create_resource(owner, school, make_details(**fields), audience=audience, now=now)
    if state != VersionState.DRAFT:
        ResourceVersion.objects.filter(pk=version.pk).update(state=VersionState.IN_REVIEW)
        Resource.objects.filter(pk=version.resource_id).update(state=VersionState.IN_REVIEW)
    if state == VersionState.APPROVED:
        approve_version(version.resource_id, version.number, now=now)
    if state == VersionState.RETURNED:
        return_version(version.resource_id, version.number, now=now)
    version.refresh_from_db()
    version.resource.refresh_from_db()
    return version
