"""A paper of all ten types on its way: pictures, the plain page, what leaks, what waits for a mark."""

import gzip
import json
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments.actions.banks import add_questions, import_questions
from assessments.actions.files import keep_files
from assessments.actions.scoring import score_attempt
from assessments.formats import report as reports
from assessments.formats.report import ImportReport, Place, SharedText, settle
from assessments.models import Answer, Attempt, KeptFile, PaperKey, Stimulus
from core.assets import read_manifest
from media.actions import bin_file
from media.errors import FileInUseError
from media.models import StoredFile
from tests.factories.assessments import (
    TEN_TYPES,
    AttemptFactory,
    BankFactory,
    choice_content,
    essay_content,
    file_content,
    make_attempt,
    make_question,
    make_test,
    number_content,
    ordering_content,
    read_body,
    right_answers,
)
from tests.factories.media import make_image

pytestmark = pytest.mark.django_db

PICTURE = '<p>Xem hình <img src="file:hinh-1.png" alt="Tam giác ABC"></p>'


@pytest.fixture
def attempt() -> Attempt:
    return AttemptFactory(contents=[make() for make in TEN_TYPES])


def plain_page(attempt: Attempt) -> str:
    return reverse("assessments:take_plainly", args=[attempt.sitting.public_id])


def open_plainly(client, attempt: Attempt) -> str:
    client.force_login(attempt.learner)
    opened = client.post(
        reverse("assessments:open_attempt", args=[attempt.sitting.public_id]), follow=True
    )
    return opened.text


def as_form(attempt: Attempt) -> dict:
    """Write right answers as the plain page posts them."""
    form: dict = {}
    for n, answer in right_answers(attempt.paper).items():
        kind = read_body(attempt.paper)["items"][n - 1]["type"]
        if kind == "ordering":
            form |= {f"cau-{n}-{t}": str(place) for place, t in enumerate(answer, start=1)}
        elif isinstance(answer, dict):
            said = {t: {True: "1", False: "0"}.get(v, v) for t, v in answer.items()}
            form |= {f"cau-{n}-{t}": v for t, v in said.items()}
        else:
            form[f"cau-{n}"] = answer
    return form


def test_the_plain_page_takes_all_ten_types(client, attempt):
    page = open_plainly(client, attempt)
    photo = SimpleUploadedFile("bai.png", make_image("PNG"), content_type="image/png")

    saved = client.post(
        plain_page(attempt), {**as_form(attempt), "cau-10-tep": photo, "luu": "1"}, follow=True
    )
    kept = StoredFile.objects.get(owner=attempt.learner).public_id
    client.post(plain_page(attempt), {**as_form(attempt), "cau-10": [kept], "nop": "1"})

    assert page.count('<fieldset class="q"') == 10
    assert "bai.png" in saved.text
    scores = dict(Answer.objects.values_list("position", "value"))
    assert scores[6] == right_answers(attempt.paper)[6]
    assert scores[10] == [kept]


def test_what_needs_a_person_keeps_the_score_back(client, attempt):
    answers = {**right_answers(attempt.paper), 10: ["none"]}
    done = make_attempt(attempt.sitting, attempt.learner, scored=True, answers=answers)
    result = reverse("assessments:show_result", args=[done.public_id])
    client.force_login(attempt.learner)

    waiting = client.get(result).text
    Answer.objects.filter(position__in=[9, 10]).update(score=Decimal("0.5"))
    scored = score_attempt(done.pk, now=timezone.now())

    assert "chấm phần tự luận" in waiting
    assert scored.state == Attempt.State.SCORED
    assert scored.score == 9
    assert "9,0" in client.get(result).text


def test_an_essay_left_blank_waits_for_nobody(client, attempt):
    answers = {n: a for n, a in right_answers(attempt.paper).items() if n < 9}
    done = make_attempt(attempt.sitting, attempt.learner, scored=True, answers=answers)

    assert done.state == Attempt.State.SCORED
    assert done.score == 8


def test_nothing_that_a_pupil_gets_before_the_end_holds_a_key(client, attempt):
    page = open_plainly(client, attempt)
    opening = client.post(
        reverse("assessments:open_attempt", args=[attempt.sitting.public_id]),
        headers={"accept": "application/json"},
    )
    paper = client.get(opening.json()["paper"], headers={"accept-encoding": ""})
    start = client.get(reverse("assessments:start_attempt", args=[attempt.sitting.public_id]))

    key = PaperKey.objects.get(paper=attempt.paper).body
    order = next(item["order"] for item in key["items"] if item["type"] == "ordering")
    for text in (page, opening.text, paper.text, start.text):
        assert json.dumps(order) not in text
        for word in ('"share"', '"order"', '"pairs"', '"ladder"', "rubric", "diệp lục", "8.5"):
            assert word not in text


def test_a_strangers_file_is_not_opened_by_naming_it(client, attempt):
    stranger = keep(make_question(content=choice_content()).author)
    answers = {10: [stranger.public_id]}
    done = make_attempt(attempt.sitting, attempt.learner, submitted=True, answers=answers)
    client.force_login(attempt.sitting.created_by)

    page = client.get(reverse("assessments:show_result", args=[done.public_id]))

    assert page.status_code == 200
    assert stranger.public_id not in page.text


def keep(owner) -> StoredFile:
    from io import BytesIO

    from media.actions import save_file

    return save_file(owner, "hinh.png", BytesIO(make_image("PNG")), now=timezone.now())


def test_pictures_of_a_file_are_kept_once_and_named_by_their_digest(client):
    bank = BankFactory()
    elements = (
        settle(Place(1), ordering_content(stem=PICTURE)),
        settle(Place(2), {**choice_content(stem=PICTURE), "solution": PICTURE}),
        settle(Place(3), choice_content(stem='<img src="file:hong.png" alt="">')),
    )
    files = {"hinh-1.png": make_image("PNG"), "hong.png": b"not a picture", "unused.png": b"x"}
    report = ImportReport("gift", elements, files=files)

    kept = keep_files(report, by=bank.owner, now=timezone.now())
    questions = add_questions(bank, kept.usable, by=bank.owner, now=timezone.now())

    assert StoredFile.objects.count() == 1
    stored = StoredFile.objects.get()
    [name] = kept.elements[0].content["files"]
    assert f'src="file:{name}"' in kept.elements[1].content["solution"]
    assert kept.elements[2].state == reports.DEGRADED
    assert "[hong.png]" in kept.elements[2].content["stem"]
    assert KeptFile.objects.filter(file=stored).count() == 2
    assert ImportReport.from_json(kept.to_json()) == kept
    with pytest.raises(FileInUseError):
        bin_file(stored, now=timezone.now())
    assert questions[0].current.content["files"] == {name: stored.public_id}


def test_a_paper_keeps_names_and_pages_give_addresses(client):
    bank = BankFactory()
    report = ImportReport(
        "gift",
        (settle(Place(1, stimulus="d1"), choice_content(stem=PICTURE)),),
        files={"hinh-1.png": make_image("PNG")},
        stimuli={"d1": SharedText("d1", "Đoạn trích", PICTURE)},
    )
    kept = keep_files(report, by=bank.owner, now=timezone.now())
    question = add_questions(
        bank, kept.usable, by=bank.owner, now=timezone.now(), stimuli=kept.stimuli
    )[0]
    from assessments.actions.checks import create_check
    from tests.factories.accounts import PupilFactory, SchoolClassFactory
    from tests.factories.assessments import make_sitting

    test = create_check(owner=bank.owner, title="Hình", questions=[question], now=timezone.now())
    school_class = SchoolClassFactory()
    PupilFactory(school_class=school_class)
    attempt = make_sitting(school_class, test).attempts.get()
    client.force_login(attempt.learner)

    opening = client.post(
        reverse("assessments:open_attempt", args=[attempt.sitting.public_id]),
        headers={"accept": "application/json"},
    ).json()
    page = client.get(plain_page(attempt)).text

    body = read_body(test.paper)
    [(name, public_id)] = test.paper.files.items()
    assert f'src="file:{name}"' in body["items"][0]["stem"]
    assert body["stimuli"][0]["title"] == "Đoạn trích"
    assert Stimulus.objects.get().questions.get() == question
    assert f"/f/{public_id}." in opening["files"][name]
    assert "file:" not in page
    assert page.count(f"/f/{public_id}.") == 2


def test_metadata_of_a_file_reaches_the_question(client):
    bank = BankFactory()
    said = {
        "original_level": "Vận dụng cao",
        "strand": "Đại số",
        "expected_difficulty": "0.35",
        "expected_seconds": 90,
    }
    element = settle(Place(1, metadata=said), essay_content())

    question = add_questions(bank, [element], by=bank.owner, now=timezone.now())[0]

    assert (question.level, question.original_level) == ("apply", "Vận dụng cao")
    assert question.expected_difficulty == Decimal("0.35")
    assert (question.strand, question.expected_seconds) == ("Đại số", 90)


def test_a_plain_upload_of_a_wrong_kind_is_told_and_the_rest_is_saved(client):
    attempt = AttemptFactory(contents=[file_content(), essay_content()])
    open_plainly(client, attempt)
    text = SimpleUploadedFile("bai.png", b"hello", content_type="image/png")

    page = client.post(
        plain_page(attempt), {"cau-1-tep": text, "cau-2": "Bài của em", "nop": "1"}, follow=True
    )

    assert "bai.png" in page.text
    assert "Bài của em" in page.text
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.STARTED


def test_a_bank_imported_from_a_file_keeps_working_without_pictures():
    bank = BankFactory()

    report = import_questions(
        bank, data="Câu {=a ~b}".encode(), filename="a.gift", by=bank.owner, now=timezone.now()
    )

    assert report.taken == 1


def test_two_tests_may_ask_the_same_with_different_keys():
    one, other = (
        make_test(contents=[number_content(stem="Tính.", value=value)]) for value in ("3", "4")
    )

    assert one.paper != other.paper
    assert right_answers(one.paper) != right_answers(other.paper)


def test_the_scripts_of_the_test_page_stay_small():
    """60 kB compressed for all that the page may load: formulas are rendered on the server."""
    manifest = read_manifest()
    entries = ["core/site", "assessments/player", "media/uploader"]
    waiting = [f"frontend/{name}.entry.ts" for name in entries]
    files = set()
    while waiting:
        chunk = manifest[waiting.pop()]
        files.add(chunk["file"])
        waiting += [*chunk.get("imports", []), *chunk.get("dynamicImports", [])]

    built = settings.FRONTEND_DIST / "static"
    size = sum(len(gzip.compress((built / file).read_bytes(), 9)) for file in files)

    assert len(files) >= 4
    assert size <= 60_000, size
