"""A model's endpoint, and outcomes to find."""

import pytest

from ai_assist.actions import change_policy
from curriculum.models import Framework, Outcome
from tests.factories.accounts import get_grade, get_subject

from .fake_openai import FakeOpenAI

TEXTS = [
    ("T1", "Nhận biết được phương trình bậc nhất một ẩn và cách giải."),
    ("T2", "Giải quyết được một số vấn đề thực tiễn gắn với phương trình bậc nhất."),
    ("T3", "Giải thích được định lí Thalès trong tam giác (thuận và đảo)."),
    ("T4", "Mô tả được hình chóp tam giác đều, hình chóp tứ giác đều."),
]


@pytest.fixture
def outcomes(db):
    """Give Toán 8 four outcomes instead of the programme's."""
    Outcome.objects.filter(
        subject=get_subject("toan"), grade=get_grade(8), kind=Outcome.Kind.OUTCOME
    ).delete()
    framework, _ = Framework.objects.get_or_create(code="test", defaults={"name": "Test"})
    return [
        Outcome.objects.create(
            framework=framework,
            kind=Outcome.Kind.OUTCOME,
            code=code,
            text=text,
            subject=get_subject("toan"),
            grade=get_grade(8),
            position=number,
        )
        for number, (code, text) in enumerate(TEXTS)
    ]


@pytest.fixture
def model(settings):
    """Configure a model; the policy is still off."""
    settings.JOB_HEARTBEAT = False
    fake = FakeOpenAI()
    settings.AI_BASE_URL = fake.url
    settings.AI_API_KEY = "secret-key"
    settings.AI_MODEL = "fine"
    yield fake
    fake.stop()


@pytest.fixture
def switched_on(db, model):
    """Switch the policy on."""
    from django.utils import timezone

    change_policy({"is_on": True}, today=timezone.localdate())
    return model
