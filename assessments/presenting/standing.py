"""How a question stands, for its page and its reviewers: authors, use, remarks, likeness, review."""

from typing import Any

from accounts.permissions import AnyUser
from assessments.cleaning import render_html
from assessments.items.compare import compare
from assessments.items.shape import read_content
from assessments.models import Bank, Question, QuestionOffer
from assessments.permissions import can_edit_bank
from assessments.quality import check_question
from assessments.quality_words import say_finding
from assessments.queries.similar import find_twins, list_twins_of
from assessments.queries.usage import count_exposures, count_papers, list_authors
from review.models import Review
from review.queries import find_review

from .banks import present_content, safe
from .listing import say_remarks


def present_standing(user: AnyUser, question: Question) -> dict[str, Any]:
    """Return what the page of a question says beside its text."""
    review = _find_newest_review(question)
    state, scope = question.state, question.bank.scope
    is_top = scope == Bank.Scope.SECTOR and state == Question.State.READY
    return {
        "question": question,
        "source": question.source,
        "origin": question.origin,
        "authors": list_authors(question),
        "papers": count_papers([question.pk]).get(question.pk, 0),
        "exposures": count_exposures([question.pk]).get(question.pk, 0),
        "notes": say_remarks(question),
        "twins": list_twins_of(user, question),
        "can_edit": can_edit_bank(user, question.bank),
        "can_submit": state in {Question.State.DRAFT, Question.State.READY} and not is_top,
        "review": review,
        "returned_note": _find_note(review),
    }


def present_facts(review: Review) -> dict[str, Any] | None:
    """Return the facts of the question under review, and the bank it goes into."""
    offer = _find_offer(review)
    return {"question": offer.question, "target": offer.target} if offer else None


def present_for_review(user: AnyUser, review: Review) -> dict[str, Any] | None:
    """Return the version that is under review, with remarks, what changed, and its like."""
    offer = _find_offer(review)
    if offer is None:
        return None
    question = offer.question
    versions = {version.number: version for version in question.versions.all()}
    version, before = versions[review.version], versions.get(review.version - 1)
    content = read_content(version.content)
    found = check_question(content, level=question.level, has_outcome=bool(question.outcomes.all()))
    twins = [
        twin
        for twin in find_twins(user, {0: content}).get(0, [])
        if twin.question.pk != question.pk and twin.question.origin_id != question.pk
    ]
    return {
        "shown": present_content(content),
        "stimulus": safe(render_html(question.stimulus.html)) if question.stimulus else "",
        "changes": compare(read_content(before.content), content) if before else [],
        "notes": [say_finding(finding) for finding in found],
        "twins": twins,
    }


def _find_offer(review: Review) -> QuestionOffer | None:
    return (
        QuestionOffer.objects.select_related(
            "question__grade", "question__stimulus", "question__bank", "target"
        )
        .prefetch_related("question__versions", "question__outcomes")
        .filter(pk=review.subject_id)
        .first()
    )


def _find_newest_review(question: Question) -> Review | None:
    reviews = [find_review(offer) for offer in question.offers.all()]
    known = [review for review in reviews if review is not None]
    return max(known, key=lambda review: review.submitted_at, default=None)


def _find_note(review: Review | None) -> str:
    """Return what the reviewer who returned it wrote."""
    if review is None or review.state != Review.State.RETURNED:
        return ""
    notes = [step.note for step in review.steps.all() if step.state == "returned"]
    return notes[0] if notes else ""
