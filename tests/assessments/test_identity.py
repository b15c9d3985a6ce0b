"""The plug-in point for an outside service: off by default, and a person decides."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from assessments.identity import Finding, ask_service, find_service
from assessments.models import Attempt
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import make_attempt, make_sitting, make_test

pytestmark = pytest.mark.django_db


class Service:
    """A service that knows one person; what it was asked is kept."""

    asked: list[str] = []
    known = ""

    def compare(self, person_code: str) -> Finding:
        self.asked.append(person_code)
        if not self.known:
            raise ConnectionError
        return Finding.MATCH if person_code == self.known else Finding.NO_MATCH


@pytest.fixture
def attempt():
    school_class = SchoolClassFactory()
    PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")
    sitting = make_sitting(school_class, make_test(TeacherFactory(teaches=[school_class])))
    return sitting.attempts.select_related("sitting__created_by", "learner").get()


@pytest.fixture
def service(settings):
    settings.IDENTITY_CHECK = f"{__name__}.Service"
    Service.asked, Service.known = [], ""
    return Service


def press(client, attempt: Attempt, wish: str, *, by=None):
    client.force_login(by or attempt.sitting.created_by)
    address = reverse(
        "assessments:help_attempt", args=[attempt.sitting.public_id, attempt.public_id]
    )
    response = client.post(address, {"viec": wish}, follow=True)
    attempt.refresh_from_db()
    return response


def test_it_is_off_until_an_installation_names_a_service(client, attempt):
    page = press(client, attempt, "dung-nguoi")

    assert find_service() is None
    assert page.status_code == 404
    assert attempt.identity == ""


@pytest.mark.parametrize(
    ("known", "words"), [("him", "khớp"), ("another", "không khớp"), ("", "không trả lời")]
)
def test_the_service_answers_and_decides_nothing(client, attempt, service, known, words):
    service.known = attempt.learner.public_id if known == "him" else known

    page = press(client, attempt, "hoi-dich-vu")

    assert words in page.text
    assert service.asked == [attempt.learner.public_id]
    assert attempt.identity == ""


def test_an_answer_of_no_known_kind_is_silence(attempt):
    class Odd:
        def compare(self, _person_code):
            return "82 %"

    assert ask_service(Odd(), attempt.learner) == Finding.SILENT


def test_what_the_proctor_says_is_shown_noted_and_stops_nobody(client, attempt, service):
    page = press(client, attempt, "khong-dung-nguoi")

    assert attempt.identity == Attempt.Identity.NO_MATCH
    assert "không đúng người" in page.text
    entry = AuditEntry.objects.get(verb="attempt.identity_no_match")
    assert entry.actor == attempt.sitting.created_by
    assert make_attempt(attempt.sitting, attempt.learner, scored=True).score is not None

    press(client, attempt, "hoi-dich-vu")
    assert attempt.identity == Attempt.Identity.NO_MATCH


def test_a_teacher_of_another_class_is_refused(client, attempt, service):
    assert press(client, attempt, "dung-nguoi", by=TeacherFactory()).status_code == 404
    assert attempt.identity == ""
