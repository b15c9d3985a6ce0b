"""The pages of the assistant, and who does not find them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.queries import find_school_of
from ai_assist.actions import start_draft
from ai_assist.models import Draft
from tests.factories.accounts import PupilFactory, TeacherFactory, get_grade, get_subject

pytestmark = pytest.mark.django_db


def ask(client, **more):
    return client.post(
        reverse("ai_assist:start_draft"),
        {
            "title": "Định lí Thalès",
            "subject": get_subject("toan").pk,
            "grade": get_grade(8).pk,
            "minutes": 45,
            "description": "",
            **more,
        },
    )


@pytest.fixture
def teacher(client):
    teacher = TeacherFactory()
    client.force_login(teacher)
    return teacher


def test_a_teacher_gets_outcomes_and_an_outline_without_any_model(client, teacher, outcomes):
    assert "không dùng AI" in client.get(reverse("ai_assist:start_draft")).content.decode()

    page = client.get(ask(client).url).content.decode()

    assert "Hình thành kiến thức mới" in page
    assert "Thalès trong tam giác" in page
    assert "Có hỗ trợ của AI" not in page


def test_the_outline_becomes_a_lesson(client, teacher, outcomes):
    draft = Draft.objects.get(public_id=ask(client).url.strip("/").split("/")[-1])

    response = client.post(reverse("ai_assist:make_lesson", args=[draft.public_id]), follow=True)

    assert response.status_code == 200
    assert "Vận dụng" in response.content.decode()


def test_other_outcomes_can_be_ticked(client, teacher, outcomes):
    public_id = ask(client).url.strip("/").split("/")[-1]

    page = client.post(
        reverse("ai_assist:choose_outcomes", args=[public_id]),
        {"outcomes": [outcomes[3].pk]},
        follow=True,
    ).content.decode()

    assert "hình chóp tam giác đều" in page


def test_a_waiting_draft_shows_its_progress(client, teacher, switched_on):
    page = client.get(ask(client).url).content.decode()

    assert "data-job=" in page


def test_a_missing_title_is_told(client, teacher):
    response = ask(client, title="")

    assert response.status_code == 200
    assert not Draft.objects.exists()


def test_another_teachers_draft_is_not_found(client, teacher):
    other = TeacherFactory()
    draft = start_draft(
        other,
        find_school_of(other),
        title="X",
        subject=get_subject("toan"),
        grade=get_grade(8),
        now=timezone.now(),
    )

    for name in ("show_draft", "choose_outcomes", "make_lesson"):
        url = reverse(f"ai_assist:{name}", args=[draft.public_id])
        response = client.get(url) if name == "show_draft" else client.post(url)
        assert response.status_code == 404


def test_a_pupil_does_not_find_the_page(client):
    client.force_login(PupilFactory())

    assert client.get(reverse("ai_assist:start_draft")).status_code == 404


def test_the_number_of_queries_does_not_grow_with_drafts(client, teacher):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("ai_assist:start_draft")
    ask(client)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(5):
        ask(client)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(few) == len(many)


def test_the_form_of_a_resource_ticks_outcomes_that_fit_and_keeps_those_ticked(
    client, teacher, outcomes
):
    form_page = client.get(reverse("content:create_resource")).content.decode()
    address = reverse("ai_assist:suggest_outcomes")
    assert address in form_page

    answer = client.get(
        address,
        {
            "title": "dinh li thales",
            "subject": get_subject("toan").pk,
            "grade": get_grade(8).pk,
            "outcomes": [outcomes[0].pk],
        },
    ).content.decode()

    assert f'value="{outcomes[0].pk}" checked' in answer
    assert f'value="{outcomes[2].pk}" checked' in answer
    assert f'value="{outcomes[3].pk}" checked' not in answer
    assert client.get(address, {"title": "x"}).status_code == 200


def test_a_pupil_gets_no_suggestions(client):
    client.force_login(PupilFactory())

    assert client.get(reverse("ai_assist:suggest_outcomes")).status_code == 404
