"""What a parent sees: the own children only, as much as the children see themselves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Guardianship
from assessments.models import Sitting
from tests.factories.accounts import ParentFactory, PupilFactory, SchoolClassFactory, grant_role
from tests.factories.assessments import make_attempt, make_sitting
from tests.factories.lms import AssignmentFactory, finish

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CHILDREN = "lms:show_children"


@pytest.fixture
def school_class():
    return SchoolClassFactory(name="8A")


@pytest.fixture
def child(school_class):
    return PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")


@pytest.fixture
def parent(client, child):
    parent = ParentFactory(child=child, full_name="Nguyễn Văn Thành")
    client.force_login(parent)
    return parent


def read(client, url_name, *args):
    return client.get(reverse(url_name, args=args)).content.decode()


def give_check(child):
    school_class = child.enrolments.get().school_class
    return make_attempt(make_sitting(school_class), child, scored=True)


def test_a_parent_lands_on_the_children(client, parent):
    assert client.get("/")["Location"] == reverse(CHILDREN)


def test_the_page_shows_what_the_child_has_to_do(client, parent, child, school_class):
    assignment = AssignmentFactory(school_class=school_class)

    page = read(client, CHILDREN)

    assert child.full_name in page
    assert assignment.title in page
    assert reverse("lms:study", args=[assignment.public_id]) not in page


def test_a_child_of_somebody_else_is_not_there(client, parent):
    other = PupilFactory(full_name="Trần Gia Huy")

    assert client.get(reverse("lms:show_child", args=[other.public_id])).status_code == 404
    assert other.full_name not in read(client, CHILDREN)


def test_a_link_that_has_ended_shows_nothing(client, parent, child):
    Guardianship.objects.update(valid_to=timezone.localdate() - DAY)

    assert client.get(reverse("lms:show_child", args=[child.public_id])).status_code == 404
    assert child.full_name not in read(client, CHILDREN)


def test_the_role_alone_shows_no_child(client, child):
    client.force_login(ParentFactory())

    page = read(client, CHILDREN)

    assert child.full_name not in page
    assert "Chưa có con nào" in page


def test_a_link_without_the_role_shows_no_child(client, child):
    stranger = PupilFactory()
    Guardianship.objects.create(guardian=stranger, pupil=child, valid_from=timezone.localdate())
    client.force_login(stranger)

    assert client.get(reverse("lms:show_child", args=[child.public_id])).status_code == 404


def test_a_mark_that_the_teacher_keeps_back_is_not_shown(client, parent, child):
    shown, kept = give_check(child), give_check(child)
    Sitting.objects.filter(pk=kept.sitting_id).update(show=Sitting.Show.NOTHING)
    type(shown.sitting.test).objects.filter(pk=shown.sitting.test_id).update(title="Bài đã trả")
    type(kept.sitting.test).objects.filter(pk=kept.sitting.test_id).update(title="Bài còn giữ")

    page = read(client, "lms:show_child", child.public_id)

    assert "Bài đã trả" in page
    assert "Bài còn giữ" not in page


def test_what_is_finished_and_what_was_missed_stand_apart(client, parent, child, school_class):
    done = AssignmentFactory(school_class=school_class)
    missed = AssignmentFactory(school_class=school_class, due_at=timezone.now() - DAY)
    finish(done, child)

    page = read(client, "lms:show_child", child.public_id)

    assert page.index("Không làm kịp") < page.index(missed.title)
    assert page.index("Đã xong") < page.rindex(done.title)


def test_looking_at_children_leaves_one_row_with_the_list(client, parent, child):
    read(client, CHILDREN)

    entry = AuditEntry.objects.get(verb="child.view")
    assert entry.actor == parent
    assert entry.detail == {"people": [child.pk]}


def test_the_page_costs_the_same_for_one_task_and_for_many(client, parent, school_class):
    AssignmentFactory(school_class=school_class)
    url = reverse(CHILDREN)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(5):
        AssignmentFactory(school_class=school_class)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(one)


def test_a_teacher_who_is_a_parent_keeps_the_rail(client, parent, child, school_class):
    grant_role(parent, "teacher", school_class.school)

    assert "rail__list" in read(client, CHILDREN)
