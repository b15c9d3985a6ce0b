"""Forms of a test: the same questions in other orders, one for each neighbour in the room."""

import random
import secrets
from datetime import datetime

from django.db import transaction

from assessments.items.shape import Content, read_content
from assessments.items.shuffle import shuffle_options, shuffle_questions
from assessments.models import Paper, PaperItem, QuestionVersion, Test, TestForm

from .checks import freeze_paper

MOST_FORMS = 24


@transaction.atomic
def make_forms(test: Test, count: int, *, now: datetime) -> list[TestForm]:
    """See that the test has so many forms: its own paper first, then shuffled ones. Safe to repeat.

    Codes are drawn like 104, 237, so that neither order nor number tells anything.
    """
    Test.objects.select_for_update().get(pk=test.pk)
    forms = list(test.forms.all())
    codes = {form.code for form in forms}
    count = min(count, MOST_FORMS)
    if count > 1 and not forms:
        forms.append(_add_form(test, test.paper, codes))
    while count > 1 and len(forms) < count:
        forms.append(_add_form(test, _shuffle_paper(test.paper, now=now), codes))
    return forms


def _add_form(test: Test, paper: Paper, codes: set[str]) -> TestForm:
    code = next(code for code in iter(_draw_code, "") if code not in codes)
    codes.add(code)
    return TestForm.objects.create(test=test, code=code, paper=paper)


def _draw_code() -> str:
    return str(100 + secrets.randbelow(900))


def _shuffle_paper(paper: Paper, *, now: datetime) -> Paper:
    chance = random.SystemRandom()
    items = list(
        PaperItem.objects.filter(paper=paper)
        .select_related("version__question", "stimulus")
        .order_by("position")
    )
    ordered = shuffle_questions(
        items,
        run_of=lambda item: (item.version.content["type"], item.stimulus_id),
        shuffle=lambda members: _shuffle_alone(members, chance),
    )
    versions = [item.version for item in ordered]
    return freeze_paper(
        versions,
        [item.points for item in ordered],
        contents=[_shuffle_content(version, chance) for version in versions],
        stimuli=[item.stimulus for item in ordered],
        now=now,
    )


def _shuffle_alone(members: list[PaperItem], chance: random.Random) -> None:
    """Questions of one shared text keep their order: they often lead into each other."""
    if members[0].stimulus_id is None:
        chance.shuffle(members)


def _shuffle_content(version: QuestionVersion, chance: random.Random) -> Content:
    return shuffle_options(read_content(version.content), shuffle=chance.shuffle)
