"""Who may do what, where and when."""

import pytest

from accounts.models import Organisation
from accounts.permissions import (
    CAPABILITIES,
    can_reset_password,
    has_capability,
    organisations_where,
    visible_classes,
)
from accounts.queries import (
    access_class,
    audience_tokens,
    find_school_of,
    list_classes_of,
    list_pupils,
    list_teachers,
)
from core.errors import NotFoundError
from tests.factories.accounts import (
    HeadFactory,
    OfficerFactory,
    PupilFactory,
    RoleGrantFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SchoolFactory,
    SubjectGroupHeadFactory,
    TeacherFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_every_capability_of_a_seeded_role_is_in_the_list():
    from accounts.models import Role

    used = {name for role in Role.objects.all() for name in role.capabilities}

    assert used <= set(CAPABILITIES)
    assert Role.objects.count() == 15


def test_a_capability_of_the_department_holds_in_each_of_its_schools():
    officer, school = OfficerFactory(), SchoolFactory()

    assert has_capability(officer, "report.sector", school)
    assert school in organisations_where(officer, "report.sector")


def test_a_capability_of_one_school_does_not_hold_in_another():
    head, other = HeadFactory(), SchoolFactory()

    assert has_capability(head, "report.school")
    assert not has_capability(head, "report.school", other)
    assert other not in organisations_where(head, "report.school")


def test_a_school_whose_number_starts_alike_is_not_below():
    school = SchoolFactory()
    head = HeadFactory(school=school)
    other = Organisation(path=f"{school.path[:-1]}3/")

    assert not has_capability(head, "report.school", other)


@pytest.mark.parametrize("time", ["ended", "future"])
def test_a_role_counts_only_while_it_holds(time):
    user = RoleGrantFactory(**{time: True}).user

    assert not has_capability(user, "class.teach")


def test_a_locked_account_may_do_nothing():
    assert not has_capability(TeacherFactory(is_active=False), "class.teach")


def test_an_unknown_capability_is_a_mistake_of_the_programmer():
    with pytest.raises(ValueError, match="is not a capability"):
        has_capability(UserFactory(), "class.fly")


def test_rights_are_read_once_a_request(django_assert_num_queries):
    teacher = TeacherFactory()

    with django_assert_num_queries(1):
        has_capability(teacher, "class.teach")
        has_capability(teacher, "review.group")
        find_school_of(teacher)


def test_the_school_of_a_subject_group_head_is_the_groups_school():
    head = SubjectGroupHeadFactory()

    assert find_school_of(head).kind == "school"


def test_a_teacher_opens_the_classes_he_teaches_and_no_other():
    mine = SchoolClassFactory()
    other = SchoolClassFactory(school=mine.school)
    teacher = TeacherFactory(teaches=[mine])

    assert access_class(teacher, mine.public_id) == mine
    with pytest.raises(NotFoundError):
        access_class(teacher, other.public_id)


def test_a_head_opens_every_class_of_the_school_and_none_elsewhere():
    mine, foreign = SchoolClassFactory(), SchoolClassFactory()
    head = HeadFactory(school=mine.school)

    assert list(visible_classes(head)) == [mine]
    with pytest.raises(NotFoundError):
        access_class(head, foreign.public_id)


def test_a_pupil_does_not_open_the_roster_of_the_own_class():
    school_class = SchoolClassFactory()

    with pytest.raises(NotFoundError):
        access_class(PupilFactory(school_class=school_class), school_class.public_id)


def test_an_officer_of_the_department_does_not_open_rosters():
    school_class = SchoolClassFactory()

    with pytest.raises(NotFoundError):
        access_class(OfficerFactory(), school_class.public_id)


def test_passwords_are_reset_by_the_classs_teachers_and_the_administrator_only():
    mine = SchoolClassFactory()
    teacher = TeacherFactory(teaches=[mine])
    colleague = TeacherFactory(school=mine.school)

    assert can_reset_password(teacher, mine)
    assert can_reset_password(SchoolAdminFactory(school=mine.school), mine)
    assert not can_reset_password(colleague, mine)
    assert not can_reset_password(HeadFactory(school=mine.school), mine)


def test_tokens_name_the_person_classes_school_roles_and_all_places_above():
    school_class = SchoolClassFactory()
    pupil = PupilFactory(school_class=school_class)
    school = school_class.school

    assert audience_tokens(pupil) == {
        f"person:{pupil.pk}",
        f"class:{school_class.pk}",
        f"school:{school.pk}",
        *(f"org:{pk}" for pk in school.ancestor_ids),
        "role:student",
        "sector",
    }


def test_a_person_without_roles_is_not_of_the_sector():
    user = UserFactory()

    assert audience_tokens(user) == {f"person:{user.pk}"}


def test_tokens_cost_two_queries(django_assert_num_queries):
    teacher = TeacherFactory(teaches=[SchoolClassFactory()])

    with django_assert_num_queries(2):
        audience_tokens(teacher)
        audience_tokens(teacher)


def test_lists_of_a_class_follow_names_and_time():
    school_class = SchoolClassFactory()
    second = PupilFactory(school_class=school_class, full_name="Nguyễn Minh Bình")
    first = PupilFactory(school_class=school_class, full_name="Trần Thị Ánh")
    teacher = TeacherFactory(teaches=[school_class])

    assert list(list_pupils(school_class)) == [first, second]
    assert list(list_teachers(school_class.school)) == [teacher]
    assert list(list_classes_of(teacher)) == [school_class] == list(list_classes_of(first))
