"""Question types of Moodle that choose, write or sort; each reader gives a content or a reason."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assessments.formats.markup import Markup
from assessments.formats.parts import (
    make_content,
    number_text,
    percent_share,
    plain,
    true_false_options,
)
from assessments.formats.report import Reason
from assessments.formats.rubrics import read_guide
from assessments.items.shape import Content

from .cloze import read_cloze, read_gapfill, read_missing_words
from .nodes import html_of, text_of

Head = dict[str, Any]
_TRUE = {"true": True, "false": False}
_YES = {"true", "1"}


def _multichoice(node: Any, head: Head) -> Content | Reason:
    is_single = text_of(node.find("single"), "true").lower() in _YES
    options = [
        {
            "html": html_of(answer, head["markup"]),
            "share": percent_share(answer.get("fraction", "0")) or "x",
            "feedback": html_of(answer.find("feedback"), head["markup"]),
        }
        for answer in node.findall("answer")
    ]
    keep = text_of(node.find("shuffleanswers"), "true").lower() in {"false", "0"}
    kind = "single_choice" if is_single else "multiple_choice"
    return make_content(kind, **head, options=options, keep_order=keep)


def _all_right(node: Any, head: Head) -> Content | Reason:
    """Types that mark a set of right answers: each right one gets an equal share here."""
    answers = node.findall("answer")
    shares = [Decimal(percent_share(each.get("fraction", "0")) or "0") for each in answers]
    marked = [text_of(each.find("correctanswer")) in _YES for each in answers]
    right = [mark or share > 0 for mark, share in zip(marked, shares, strict=True)]
    part = plain((1 / Decimal(max(sum(right), 1))).quantize(Decimal("0.00001")))
    head["markup"].reasons.append(Reason("all_or_nothing"))
    options = [
        {
            "html": html_of(answer, head["markup"]),
            "share": part if is_right else "0",
            "feedback": html_of(answer.find("feedback"), head["markup"]),
        }
        for answer, is_right in zip(answers, right, strict=True)
    ]
    keep = text_of(node.find("shuffleanswers"), "true").lower() in {"false", "0"}
    return make_content("multiple_choice", **head, options=options, keep_order=keep)


def _truefalse(node: Any, head: Head) -> Content | Reason:
    told: dict[bool, tuple[str, str]] = {}
    for answer in node.findall("answer"):
        word = _TRUE.get(text_of(answer).lower())
        share = percent_share(answer.get("fraction", "0"))
        if word is None or share is None:
            return Reason("no_key")
        told[word] = (share, html_of(answer.find("feedback"), head["markup"]))
    right = [word for word, (share, _) in told.items() if share == "1"]
    if len(right) != 1:
        return Reason("no_key")
    feedback = tuple(told.get(word, ("", ""))[1] for word in (True, False))
    options = true_false_options(is_true=right[0], feedback=(feedback[0], feedback[1]))
    return make_content("single_choice", **head, **options)


def _statements(node: Any, head: Head) -> Content | Reason:
    """Kprime and multiple true/false: each row is a statement, the first column means true."""
    weights = {
        (each.get("rownumber"), each.get("columnnumber")): number_text(text_of(each.find("value")))
        for each in node.findall("weight")
    }
    statements = []
    for row in node.findall("row"):
        number = row.get("number")
        told = [Decimal(weights.get((number, column)) or 0) > 0 for column in ("1", "2")]
        if told[0] == told[1]:
            return Reason("no_key")
        if text_of(row.find("feedbacktext")):
            head["markup"].reasons.append(Reason("answer_feedback"))
        html = html_of(row.find("optiontext"), head["markup"])
        statements.append({"html": html, "is_true": told[0], "level": ""})
    return make_content("true_false_statements", **head, statements=statements)


def _shortanswer(node: Any, head: Head) -> Content | Reason:
    texts = []
    for answer in node.findall("answer"):
        share = percent_share(answer.get("fraction", "0")) or "x"
        if text_of(answer.find("feedback")) or share == "0":
            # A wrong answer is kept by Moodle for its feedback only.
            head["markup"].reasons.append(Reason("answer_feedback"))
        if share != "0":
            texts.append({"text": text_of(answer), "share": share})
    strict = text_of(node.find("usecase"), "0") == "1"
    return make_content("short_text", **head, texts=texts, is_case_sensitive=strict)


def _numerical(node: Any, head: Head) -> Content | Reason:
    answers = []
    for answer in node.findall("answer"):
        share = percent_share(answer.get("fraction", "0")) or "x"
        if text_of(answer.find("feedback")) or share == "0":
            head["markup"].reasons.append(Reason("answer_feedback"))
        if share == "0":
            continue
        written = text_of(answer)
        value = number_text(written)
        tolerance = number_text(text_of(answer.find("tolerance"), "0") or "0")
        if value is None or tolerance is None:
            return Reason("bad_number", written[:60])
        answers.append({"value": value, "tolerance": tolerance, "share": share})
    if node.find("units/unit") is not None:
        head["markup"].reasons.append(Reason("units"))
    return make_content("short_number", **head, answers=answers)


def _matching(node: Any, head: Head) -> Content | Reason:
    pairs, extras = [], []
    for each in node.findall("subquestion"):
        match = head["markup"].read(text_of(each.find("answer")), "plain")
        html = html_of(each, head["markup"])
        if html:
            pairs.append({"html": html, "match": match})
        elif match:
            extras.append(match)
    used = {pair["match"] for pair in pairs}
    extras = [each for each in dict.fromkeys(extras) if each not in used]
    return make_content("matching", **head, pairs=pairs, extra_matches=extras)


def _ordering(node: Any, head: Head) -> Content | Reason:
    answers = node.findall("answer")
    places = [Decimal(number_text(each.get("fraction", "0")) or 0) for each in answers]
    # Old files have no places: there the order of the file counts.
    ordered = sorted(zip(places, answers, strict=True), key=lambda each: each[0])
    entries = [{"html": html_of(answer, head["markup"])} for _, answer in ordered]
    return make_content("ordering", **head, entries=entries)


def _essay(node: Any, head: Head) -> Content | Reason:
    markup: Markup = head["markup"]
    note, rubric = read_guide(html_of(node.find("graderinfo"), markup))
    guide: dict[str, Any] = {"rubric": rubric, "marker_note": note}
    if text_of(node.find("responsetemplate")):
        markup.reasons.append(Reason("template_text"))
    files = _count(node.find("attachments"))
    if text_of(node.find("responseformat")) == "noinline":
        named = text_of(node.find("filetypeslist")).lower()
        kinds = [each for each in ("document", "image", "audio") if each in named]
        accepts = kinds or ["document", "image", "audio"]
        return make_content("file_answer", **head, accepts=accepts, most_files=files or 1, **guide)
    reply = {
        "lines": _count(node.find("responsefieldlines"), 200),
        "fewest_words": _count(node.find("minwordlimit"), 5000) or None,
        "most_words": _count(node.find("maxwordlimit"), 5000) or None,
        "most_files": files,
    }
    return make_content("essay", **head, reply=reply, **guide)


def _count(node: Any, most: int = 10) -> int:
    """Read a count; Moodle writes -1 for «as many as one likes»."""
    text = text_of(node, "0")
    if text == "-1":
        return most
    return min(int(text), most) if text.isdigit() else 0


READERS: dict[str, Callable[[Any, Head], Content | Reason]] = {
    "multichoice": _multichoice,
    "multichoiceset": _all_right,
    "oumultiresponse": _all_right,
    "truefalse": _truefalse,
    "kprime": _statements,
    "mtf": _statements,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "order": _ordering,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "ddwtos": read_missing_words,
    "gapselect": read_missing_words,
    "gapfill": read_gapfill,
    "essay": _essay,
}
