"""What the marking screen shows and reads: an answer in sentences or files, the rubric, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core import signing

from assessments.items.sentences import split_sentences
from assessments.models import Answer, Attempt, ManualMark, MarkingRule
from assessments.queries.files import describe_handed_in
from assessments.queries.marking import Place, QuestionToMark, list_marks_to_show
from assessments.scoring.manual import rubric_points

MOST_NOTES = 20
BLANK_NOTES = 3
_SALT = "assessments.marking"
_LONGEST_NOTE = 300


@dataclass(frozen=True)
class ShownNote:
    """One note: at a sentence, or at a place of a file in per cent."""

    number: int
    place: int | None = None
    x: int | None = None
    y: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence of an essay with the numbers of its notes; ``gap`` is what stood before it."""

    number: int
    text: str
    gap: str
    notes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class ShownFile:
    """A file that was handed in, with its pins; anonymous ones have a number for a name."""

    number: int
    name: str
    kind: str
    url: str
    download: str
    pins: list[ShownNote] = field(default_factory=list)


@dataclass(frozen=True)
class RubricLevel:
    """One level of a line of the rubric."""

    index: int
    points: Decimal
    # The points as people write them.
    label: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class RubricLine:
    """One line of the rubric."""

    index: int
    name: str
    levels: list[RubricLevel]


@dataclass(frozen=True)
class MarkingSheet:
    """Everything about one answer on the marking screen."""

    place: Place
    full: Decimal
    name: str
    sentences: list[Sentence]
    files: list[ShownFile]
    rubric: list[RubricLine]
    notes: list[ShownNote]
    blanks: list[ShownNote]
    seal: str
    previous: int | None
    next: int | None

    @property
    def word_count(self) -> int:
        """How many words the essay has."""
        return sum(len(each.text.split()) for each in self.sentences)


def seal_answer(answer: Answer) -> str:
    """Name an answer so that a form cannot mark another one: lists may have grown meanwhile."""
    return signing.dumps(answer.pk, salt=_SALT)


def is_sealed(seal: str, answer: Answer) -> bool:
    """Tell whether the form was made for this answer."""
    try:
        return bool(signing.loads(seal, salt=_SALT) == answer.pk)
    except signing.BadSignature:
        return False


def present_sheet(
    question: QuestionToMark, number: int, *, mark: ManualMark | None, rule: MarkingRule
) -> MarkingSheet:
    """Show the k-th answer of a question."""
    place = question.places[number - 1]
    answer = place.answer
    stored = (mark.notes if mark else {}).get("items", [])
    text = answer.value if isinstance(answer.value, str) else ""
    spans = split_sentences(text)
    notes = [_show_note(index, note, spans) for index, note in enumerate(stored, start=1)]
    chosen = (mark.choices if mark else {}).get("levels", [])
    last = len(notes)
    return MarkingSheet(
        place=place,
        full=Decimal(question.item["points"]),
        name="" if rule.is_anonymous else answer.attempt.learner.full_name,
        sentences=_show_sentences(text, spans, notes),
        files=_show_files(answer, notes, is_anonymous=rule.is_anonymous),
        rubric=_show_rubric(question.item.get("rubric", []), chosen),
        notes=notes,
        blanks=[ShownNote(last + more) for more in range(1, BLANK_NOTES + 1)],
        seal=seal_answer(answer),
        previous=number - 1 if number > 1 else None,
        next=number + 1 if number < len(question.places) else None,
    )


def _show_note(number: int, note: Mapping[str, Any], spans: Sequence[tuple[int, int]]) -> ShownNote:
    if note["kind"] == "image":
        return ShownNote(number, note["file"], note["x"] // 10, note["y"] // 10, note["text"])
    places = [index for index, span in enumerate(spans, start=1) if span[0] == note["from"]]
    return ShownNote(number, places[0] if places else None, text=note["text"])


def _show_sentences(
    text: str, spans: Sequence[tuple[int, int]], notes: Sequence[ShownNote]
) -> list[Sentence]:
    shown, end = [], 0
    for number, (start, stop) in enumerate(spans, start=1):
        pointing = [note.number for note in notes if note.place == number]
        shown.append(Sentence(number, text[start:stop], text[end:start], pointing))
        end = stop
    return shown


def _show_files(
    answer: Answer, notes: Sequence[ShownNote], *, is_anonymous: bool
) -> list[ShownFile]:
    ids = answer.value if isinstance(answer.value, list) else []
    if not ids:
        return []
    found = describe_handed_in(ids, learner_id=answer.attempt.learner_id)
    return [
        ShownFile(
            number=number,
            name="" if is_anonymous else found[each]["name"],
            kind=found[each]["kind"],
            url=found[each]["url"],
            download=found[each]["download"],
            pins=[note for note in notes if note.place == number],
        )
        for number, each in enumerate((each for each in ids if each in found), start=1)
    ]


def _show_rubric(
    rubric: Sequence[Mapping[str, Any]], chosen: Sequence[int | None]
) -> list[RubricLine]:
    picked = [*chosen, *[None] * len(rubric)]
    return [
        RubricLine(
            index=index,
            name=line["name"],
            levels=[
                RubricLevel(
                    at,
                    Decimal(level["points"]),
                    f"{Decimal(level['points']).normalize():f}".replace(".", ","),
                    level["text"],
                    picked[index] == at,
                )
                for at, level in enumerate(line["levels"])
            ],
        )
        for index, line in enumerate(rubric)
    ]


def read_levels(posted: Mapping[str, Any], item: Mapping[str, Any]) -> list[int | None]:
    """Read the level chosen of each line of the rubric."""
    said = [posted.get(f"tieu-chi-{index}", "") for index in range(len(item.get("rubric", [])))]
    return [int(each) if each.isascii() and each.isdigit() else None for each in said]


def propose_points(item: Mapping[str, Any], levels: Sequence[int | None]) -> Decimal | None:
    """Return what the rubric comes to, or None while a line is open."""
    return rubric_points(item.get("rubric", []), levels, Decimal(item["points"]))


def read_notes(posted: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
    """Read the notes of the form; rows without words or without a place are left out."""
    text = answer.value if isinstance(answer.value, str) else ""
    spans = split_sentences(text)
    file_count = len(answer.value) if isinstance(answer.value, list) else 0
    items = []
    for number in range(1, MOST_NOTES + 1):
        words = posted.get(f"ghi-chu-{number}", "").strip()[:_LONGEST_NOTE]
        place = _read_int(posted.get(f"ghi-chu-{number}-cho", ""), least=1, most=10_000)
        if not words or place is None:
            continue
        if text and place <= len(spans):
            start, end = spans[place - 1]
            items.append({"kind": "text", "from": start, "to": end, "text": words})
        elif place <= file_count:
            x, y = (
                _read_int(posted.get(f"ghi-chu-{number}-{axis}", ""), least=0, most=100)
                for axis in "xy"
            )
            items.append(
                {
                    "kind": "image",
                    "file": place,
                    "x": 10 * (50 if x is None else x),
                    "y": 10 * (50 if y is None else y),
                    "text": words,
                }
            )
    return {"v": 1, "items": items}


def _read_int(text: str, *, least: int, most: int) -> int | None:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        return None
    return min(max(int(text), least), most)


@dataclass(frozen=True)
class ShownMark:
    """A teacher's words on one answer, for the pupil."""

    position: int
    points: Decimal
    comment: str
    notes: list[dict[str, str]]


def present_marks(attempt: Attempt) -> list[ShownMark]:
    """Return what markers wrote, with the sentences that their notes point at."""
    marks = list_marks_to_show(attempt)
    if not marks:
        return []
    values = dict(attempt.answers.filter(position__in=marks).values_list("position", "value"))
    return [
        ShownMark(
            position=mark.position,
            points=mark.points,
            comment=mark.comment,
            notes=[
                {"text": note["text"], "quote": _quote(note, values.get(mark.position))}
                for note in mark.notes.get("items", [])
            ],
        )
        for mark in marks.values()
    ]


def _quote(note: Mapping[str, Any], value: Any) -> str:
    if note["kind"] != "text" or not isinstance(value, str):
        return ""
    return value[note["from"] : note["to"]]
