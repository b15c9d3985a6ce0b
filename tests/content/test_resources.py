"""What happens to resources: making, review, approval, versions, withdrawal, use."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.queries.rights import audience_tokens
from content.actions.lessons import publish_lesson
from content.actions.placing import place_in_lesson
from content.actions.resources import (
    create_resource,
    hand_in,
    save_version,
    submit_resource,
    withdraw_resource,
)
from content.actions.usage import record_download, record_opening
from content.errors import ResourceIncompleteError, ResourceInReviewError
from content.events import resource_approved
from content.models import Resource, ResourceVersion
from content.queries.resources import access_resource, list_approved_resources
from core.errors import NotFoundError
from core.models import RuleSet
from records.models import Statement
from review.actions import decide_step
from review.errors import OwnWorkError
from review.queries import find_review
from search.models import Document
from search.queries import search_documents
from tests.factories.accounts import HeadFactory, PupilFactory, SchoolFactory, TeacherFactory
from tests.factories.content import make_details, make_resource
from tests.factories.lessons import LessonFactory, text
from tests.factories.review import ReviewPlace

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def place():
    return ReviewPlace()


def find_titles(user, text="phuong trinh"):
    found = search_documents(text, owner="content.resource", tokens=audience_tokens(user))
    return [hit.document.title for hit in found.hits]


def hand_in_new(place, **fields):
    return hand_in(
        None,
        make_details(**fields),
        school=place.school,
        audience=Resource.Audience.SCHOOL,
        by=place.author,
        now=NOON,
    )


def decide(version, user, decision="pass"):
    review = find_review(version.resource, version.number)
    decide_step(review, user=user, decision=decision, note="Sửa hình 2.", now=NOON)


def test_codes_count_up_within_level_subject_and_grade(place):
    first = make_resource(place.author)
    second = make_resource(place.author)

    assert first.resource.code == "HP-03TOAN08-00001"
    assert second.resource.code == "HP-03TOAN08-00002"


def test_the_code_stays_when_the_subject_changes(place):
    version = make_resource(place.author)
    code = version.resource.code

    save_version(
        version.resource,
        make_details(title="Tên khác"),
        audience="sector",
        by=place.author,
        now=NOON,
    )

    resource = Resource.objects.get(pk=version.resource_id)
    assert (resource.code, resource.audience) == (code, "sector")
    assert resource.versions.get().title == "Tên khác"


def test_names_are_stored_composed(place):
    version = make_resource(place.author, title="Phu\u031bo\u031bng tri\u0300nh")

    assert version.title == "Phương trình"


def test_a_resource_passes_its_group_and_its_head_into_the_bank(place):
    heard = []

    def listen(version, **_):
        heard.append(version.number)

    resource_approved.connect(listen)
    colleague = TeacherFactory(school=place.school)
    version = hand_in_new(place)

    decide(version, place.group_head)
    assert find_titles(colleague) == []
    decide(version, place.school_head)

    resource = Resource.objects.get(pk=version.resource_id)
    assert resource.state == "approved"
    assert resource.approved_version_id == version.pk
    assert find_titles(colleague) == ["Phương trình bậc nhất một ẩn và cách giải"]
    assert access_resource(colleague, resource.public_id) == resource
    assert list(list_approved_resources(colleague)) == [resource]
    assert heard == [1]


def test_nobody_reviews_his_own_resource(place):
    version = hand_in(
        None,
        make_details(),
        school=place.school,
        audience="school",
        by=place.group_head,
        now=NOON,
    )

    with pytest.raises(OwnWorkError):
        decide(version, place.group_head)


def test_incomplete_resources_are_not_handed_in(place):
    version = make_resource(place.author, outcomes=[], description="", link="")

    with pytest.raises(ResourceIncompleteError) as refused:
        submit_resource(version.resource, by=place.author, now=NOON)

    assert refused.value.fields == ["description", "outcomes", "file"]


def test_nothing_changes_while_reviewers_have_it(place):
    version = hand_in_new(place)

    with pytest.raises(ResourceInReviewError):
        save_version(version.resource, make_details(), audience="school", by=place.author, now=NOON)
    with pytest.raises(ResourceInReviewError):
        submit_resource(version.resource, by=place.author, now=NOON)


def test_what_was_returned_comes_back_as_the_next_version(place):
    version = hand_in_new(place)
    decide(version, place.group_head, "return")
    assert ResourceVersion.objects.get(pk=version.pk).state == "returned"

    again = hand_in(
        version.resource,
        make_details(title="Phương trình, bản sửa"),
        school=place.school,
        audience="school",
        by=place.author,
        now=NOON,
    )
    decide(again, place.group_head)
    decide(again, place.school_head)

    assert again.number == 2
    assert find_titles(place.author) == ["Phương trình, bản sửa"]


def test_readers_keep_the_approved_version_until_the_next_is_approved(place):
    version = make_resource(place.author, state="approved")
    colleague = TeacherFactory(school=place.school)

    newer = hand_in(
        version.resource,
        make_details(title="Phương trình, bản hai"),
        school=place.school,
        audience="school",
        by=place.author,
        now=NOON,
    )
    assert find_titles(colleague) == [version.title]
    decide(newer, place.group_head)
    decide(newer, place.school_head)

    assert find_titles(colleague) == ["Phương trình, bản hai"]
    states = version.resource.versions.values_list("state", flat=True)
    assert list(states) == ["replaced", "approved"]


def test_a_draft_of_another_school_is_not_found(place):
    version = make_resource(place.author)

    with pytest.raises(NotFoundError):
        access_resource(TeacherFactory(), version.resource.public_id)
    with pytest.raises(NotFoundError):
        access_resource(TeacherFactory(school=place.school), version.resource.public_id)


def test_a_schools_resource_stays_in_the_school(place):
    version = make_resource(place.author, state="approved")
    stranger = TeacherFactory()

    assert find_titles(stranger) == []
    with pytest.raises(NotFoundError):
        access_resource(stranger, version.resource.public_id)


def test_a_resource_for_the_sector_is_found_by_every_teacher(place):
    version = make_resource(place.author, state="approved", audience="sector")
    stranger = TeacherFactory()

    assert find_titles(stranger) == [version.title]
    assert access_resource(stranger, version.resource.public_id)


def test_the_sector_may_keep_its_bank_closed_until_its_own_review(place):
    RuleSet.objects.create(
        code="content.sharing", version=2, body={"sector_after": "sector"}, valid_from=NOON.date()
    )
    make_resource(place.author, state="approved", audience="sector")

    assert find_titles(TeacherFactory()) == []
    assert len(find_titles(TeacherFactory(school=place.school))) == 1


def test_pupils_do_not_read_the_bank(place):
    version = make_resource(place.author, state="approved", audience="sector")

    with pytest.raises(NotFoundError):
        access_resource(PupilFactory(school=place.school), version.resource.public_id)


def test_a_withdrawn_resource_leaves_the_bank(place):
    version = make_resource(place.author, state="approved", audience="sector")

    withdraw_resource(version.resource, by=place.author, now=NOON)
    withdraw_resource(version.resource, by=place.author, now=NOON)

    assert find_titles(place.author) == []
    assert Resource.objects.get(pk=version.resource_id).state == "withdrawn"
    with pytest.raises(NotFoundError):
        access_resource(HeadFactory(school=place.school), version.resource.public_id)


def test_what_was_taken_back_from_review_is_a_draft_again(place):
    version = hand_in_new(place)

    withdraw_resource(version.resource, by=place.author, now=NOON)

    assert Resource.objects.get(pk=version.resource_id).state == "draft"
    submit_resource(version.resource, by=place.author, now=NOON)
    assert find_review(version.resource, 1).state == "open"


def test_opening_counts_once_a_day_and_not_for_its_owner(place):
    version = make_resource(place.author, state="approved")
    colleague = TeacherFactory(school=place.school)

    record_opening(version.resource, place.author, now=NOON)
    record_opening(version.resource, colleague, now=NOON)
    record_opening(version.resource, colleague, now=NOON)
    record_opening(version.resource, colleague, now=NOON + timedelta(days=1))

    assert Resource.objects.get(pk=version.resource_id).opened_count == 2


def test_a_download_by_a_teacher_is_use(place):
    version = make_resource(place.author, state="approved")
    colleague = TeacherFactory(school=place.school)

    record_download(version.resource, colleague, now=NOON)
    record_download(version.resource, colleague, now=NOON)

    statement = Statement.objects.get(verb="used")
    assert statement.school_id == place.school.pk
    assert Resource.objects.get(pk=version.resource_id).downloaded_count == 2


def test_making_and_saving_need_no_reviewers():
    teacher = TeacherFactory(school=SchoolFactory())

    version = create_resource(
        teacher, teacher.role_grants.get().organisation, make_details(outcomes=[]), now=NOON
    )

    assert version.state == "draft"


def test_a_published_lesson_counts_as_use_of_its_resources(place):
    version = make_resource(place.author, state="approved")
    colleague = TeacherFactory(school=place.school)
    lesson = LessonFactory(owner=colleague, blocks=[text()])

    place_in_lesson(version.resource, lesson, by=colleague, now=NOON)
    place_in_lesson(version.resource, lesson, by=colleague, now=NOON)
    lesson.refresh_from_db()
    publish_lesson(lesson, by=colleague, now=NOON)

    resource = Resource.objects.get(pk=version.resource_id)
    assert resource.used_count == 1
    assert resource.uses.get().title == lesson.title
    assert Statement.objects.filter(verb="used", object_id=resource.public_id).exists()
    assert Document.objects.get(object_id=resource.pk).popularity == 1
