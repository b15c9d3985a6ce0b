"""Frames of exams: the department's own, which are verified, and matrices offered as templates."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.frames import save_frame
from assessments.actions.matrices import create_matrix, share_matrix
from assessments.errors import FrameKeptError
from assessments.matrix.frames import Frame, read_frame, write_frame
from assessments.models import Matrix
from assessments.queries.matrices import find_any_frame, list_all_frames, list_frames_for_all
from core.errors import NotAllowedError
from core.models import RuleSet
from curriculum.models import SchoolYear
from tests.factories.accounts import (
    OfficerFactory,
    SchoolFactory,
    SectorReviewerFactory,
    TeacherFactory,
    get_school_year,
)
from tests.factories.matrices import make_matrix

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def officer():
    return OfficerFactory()


def entered(**more):
    return {
        "name": "Khung cuối kì của Sở",
        "source": "HD 12/SGDĐT",
        "from_year": get_school_year().code,
        "form_choice": "4",
        "form_statements": "2",
        "form_short": "1",
        "form_essay": "3",
        "level_know": "4",
        "level_understand": "3",
        "level_apply": "3",
        "points_choice": "0,25",
        **more,
    }


def test_an_officer_makes_a_frame_and_schools_start_from_it(client, officer):
    client.force_login(officer)

    response = client.post(reverse("assessments:create_frame"), entered())

    assert response.status_code == 302
    made = next(frame for frame in list_frames_for_all() if frame.is_own)
    assert dict(made.by_form) == {"choice": 4, "statements": 2, "short": 1, "essay": 3}
    teacher = TeacherFactory()
    matrix = make_matrix(teacher)
    planned = create_matrix(
        teacher,
        "Mới",
        subject=matrix.subject,
        grade=matrix.grade,
        frame=made.key,
        now=timezone.now(),
    )
    assert planned.frame["name"] == "Khung cuối kì của Sở"


def test_a_frame_that_does_not_make_ten_points_is_shown_again(client, officer):
    client.force_login(officer)

    response = client.post(reverse("assessments:create_frame"), entered(form_essay="2"))

    assert response.status_code == 422
    assert "9" in response.context["form"].errors["form_choice"][0]
    assert not any(frame.is_own for frame in list_all_frames())


def test_a_mark_of_verification_needs_its_source(client, officer):
    client.force_login(officer)

    response = client.post(
        reverse("assessments:create_frame"), entered(source="", is_verified="on")
    )

    assert "source" in response.context["form"].errors


def test_each_change_is_a_new_version_and_old_matrices_keep_their_copy(client, officer):
    made = save_frame(Frame("", "Cũ"), by=officer, today=TODAY())
    versions = RuleSet.objects.filter(code="assessments.frames").count()
    client.force_login(officer)

    client.post(reverse("assessments:edit_frame", args=[made.key]), entered(name="Mới"))

    assert find_any_frame(made.key).name == "Mới"
    assert RuleSet.objects.filter(code="assessments.frames").count() == versions + 1
    client.post(reverse("assessments:drop_frame", args=[made.key]))
    assert find_any_frame(made.key) is None


def test_frames_of_a_circular_and_other_people_are_refused(client, officer):
    with pytest.raises(FrameKeptError):
        save_frame(read_frame({"key": "cv7991", "name": "x"}), by=officer, today=TODAY())
    with pytest.raises(NotAllowedError):
        save_frame(Frame("", "Của tôi"), by=TeacherFactory(), today=TODAY())
    made = save_frame(Frame("", "Của Sở"), by=officer, today=TODAY())
    client.force_login(TeacherFactory())

    assert client.get(reverse("assessments:create_frame")).status_code == 404
    assert client.get(reverse("assessments:edit_frame", args=[made.key])).status_code == 404
    assert client.post(reverse("assessments:drop_frame", args=[made.key])).status_code == 404


def test_a_frame_of_a_later_school_year_is_listed_but_not_offered(officer):
    later = SchoolYear.objects.filter(starts_on__gt=get_school_year().starts_on).first()
    code = later.code if later else "9998-9999"

    made = save_frame(Frame("", "Năm sau", from_year=code), by=officer, today=TODAY())

    assert made.key in {frame.key for frame in list_all_frames()}
    assert made.key not in {frame.key for frame in list_frames_for_all()}


def test_pages_say_which_frames_nobody_compared_with_their_text(client):
    client.force_login(TeacherFactory())

    listed = client.get(reverse("assessments:list_frames")).content.decode()
    offered = client.get(reverse("assessments:create_matrix")).content.decode()

    assert listed.count("Chưa đối chiếu văn bản") == 2
    assert "Ngoại ngữ (chưa đối chiếu văn bản)" in offered
    assert "Toán (chưa đối chiếu" not in offered


def test_a_frame_is_written_as_it_is_read():
    stored = {"key": "so-x", "name": "Khung", "by_level": {"know": "4"}, "is_verified": True}

    assert read_frame(write_frame(read_frame(stored))) == read_frame(stored)


def test_a_reviewer_of_the_sector_offers_a_shared_matrix_to_all_schools(client):
    matrix = make_matrix()
    share_matrix(matrix, Matrix.Sharing.SCHOOL, by=matrix.owner, now=timezone.now())
    url = reverse("assessments:share_matrix", args=[matrix.public_id])
    client.force_login(SectorReviewerFactory())

    client.post(url, {"share": "sector"})

    client.force_login(TeacherFactory(school=SchoolFactory()))
    page = client.get(reverse("assessments:edit_matrix", args=[matrix.public_id]))
    assert page.status_code == 200
    assert "Mẫu cho toàn ngành" in page.content.decode()
    client.post(url, {"share": "own"})
    assert Matrix.objects.get(pk=matrix.pk).sharing == Matrix.Sharing.SECTOR


def test_a_teacher_does_not_offer_a_matrix_to_all_schools_but_may_take_it_back():
    matrix = make_matrix()
    with pytest.raises(NotAllowedError):
        share_matrix(matrix, Matrix.Sharing.SECTOR, by=matrix.owner, now=timezone.now())
    matrix.sharing = Matrix.Sharing.SECTOR

    share_matrix(matrix, Matrix.Sharing.OWN, by=matrix.owner, now=timezone.now())

    assert Matrix.objects.get(pk=matrix.pk).sharing == Matrix.Sharing.OWN
