"""The way of a question: draft, under review by another person, ready, retired, up to shared banks."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.queries.organisations import find_school_of, list_subject_groups
from assessments.errors import (
    AlreadyOfferedError,
    NoGroupError,
    NoSubjectError,
    NothingAboveError,
    QuestionInReviewError,
    StateNotAllowedError,
)
from assessments.models import Bank, Question, QuestionOffer, QuestionVersion
from assessments.permissions import can_edit_bank
from assessments.queries.usage import list_authors
from core.errors import NotAllowedError
from curriculum.models import Subject
from review.actions import submit_for_review
from review.models import Review
from review.queries import find_review

from .copies import copy_up
from .indexing import touch_questions

State = Question.State
# What a bank's keepers may do without a review: from, to. In a bank of one's own everything else too.
_SHARED_STEPS = {
    (State.DRAFT, State.RETIRED),
    (State.READY, State.RETIRED),
    (State.RETIRED, State.DRAFT),
}


class Way(NamedTuple):
    """Where a question goes next: into which bank, who is asked, and for which school."""

    target: Bank
    procedure: str
    school: Organisation


@transaction.atomic
def submit_question(question: Question, *, by: User, now: datetime) -> Review:
    """Hand the newest version in for the next bank; it is copied there when another person passes it.

    A second call gives the open review. Raises NoSubjectError, NoGroupError, NothingAboveError,
    AlreadyOfferedError, and the review's NoReviewerError when nobody else could decide.
    """
    question = _lock(question)
    if not can_edit_bank(by, question.bank):
        raise NotAllowedError
    open_review = _find_open(question)
    if open_review is not None:
        return open_review
    if question.current is None or question.subject is None:
        raise NoSubjectError
    way = find_way(question, question.subject, by=by, now=now)
    offer = _write_offer(question, question.current, way.target, by=by, now=now)
    _set_state(question, State.IN_REVIEW)
    return submit_for_review(
        offer,
        kind=Review.Kind.QUESTION,
        procedure=way.procedure,
        version=question.current.number,
        title=question.current.stem_text or question.name or question.public_id,
        school=way.school,
        curriculum_subject=question.subject,
        submitted_by=by,
        url=reverse("assessments:edit_question", args=[question.public_id]),
        writers=list_authors(question),
        now=now,
    )


def find_way(question: Question, subject: Subject, *, by: User, now: datetime) -> Way:
    """Return where the question goes from its bank in its state."""
    bank, is_ready = question.bank, question.state == State.READY
    if question.state == State.RETIRED:
        raise NothingAboveError
    if bank.scope == Bank.Scope.OWN:
        school = find_school_of(by)
        group = list_subject_groups(school, subject).first() if school else None
        if school is None or group is None:
            raise NoGroupError
        return Way(find_shared_bank(group, subject, now=now), "question", school)
    place = bank.organisation
    if place is None:  # pragma: no cover  # a constraint forbids it
        raise NothingAboveError
    if bank.scope == Bank.Scope.GROUP and not is_ready:
        return Way(bank, "question", place.parent or place)
    if bank.scope == Bank.Scope.GROUP:
        department = Organisation.objects.get(pk=place.ancestor_ids[0])
        target = find_shared_bank(department, subject, now=now)
        return Way(target, "question_sector", place.parent or place)
    if is_ready:
        raise NothingAboveError
    return Way(bank, "question_sector", place)


@transaction.atomic
def find_shared_bank(owner: Organisation, subject: Subject, *, now: datetime) -> Bank:
    """Return the bank of a subject group or of the department for a subject; make it when needed."""
    owner = Organisation.objects.select_for_update().get(pk=owner.pk)
    is_group = owner.kind == Organisation.Kind.SUBJECT_GROUP
    scope = Bank.Scope.GROUP if is_group else Bank.Scope.SECTOR
    banks = Bank.objects.filter(scope=scope, organisation=owner, deleted_at=None)
    found = banks.filter(subject=subject).first() or banks.filter(subject=None).first()
    if found is not None:
        return found
    with translation.override("vi"):
        names = {"subject": subject.name, "owner": owner.name}
        name = _("%(subject)s, bank of %(owner)s") % names
    return Bank.objects.create(
        scope=scope, organisation=owner, subject=subject, name=name[:120], created_at=now
    )


@transaction.atomic
def pass_offer(offer_id: int, number: int, *, now: datetime) -> Question:
    """Take the version that passed its review: copy it up, or make it ready in its place.

    A second call changes nothing more.
    """
    offer = QuestionOffer.objects.select_related("target", "version").get(pk=offer_id)
    question = _lock(offer.question)
    if question.state == State.IN_REVIEW:
        _set_state(question, State.READY)
    if offer.target_id == question.bank_id:
        return question
    version = question.versions.get(number=number)
    copy = copy_up(question, version, offer.target, now=now)
    touch_questions([copy.pk])
    return copy


@transaction.atomic
def return_offer(offer_id: int) -> None:
    """Give a question back with its work untouched, in the state from which it was handed in."""
    offer = QuestionOffer.objects.get(pk=offer_id)
    question = _lock(offer.question)
    if question.state == State.IN_REVIEW:
        _set_state(question, State(offer.state_before))


@transaction.atomic
def set_states(questions: Sequence[Question], state: str, *, by: User) -> int:
    """Make questions ready, drafts or retired; return how many changed.

    Raises StateNotAllowedError in shared banks, where only a review makes a question ready, and
    QuestionInReviewError while reviewers have one of them.
    """
    changed = []
    for question in questions:
        if not can_edit_bank(by, question.bank):
            raise NotAllowedError
        if question.state == State.IN_REVIEW:
            raise QuestionInReviewError
        if question.state == state:
            continue
        step = (State(question.state), State(state))
        if question.bank.scope != Bank.Scope.OWN and step not in _SHARED_STEPS:
            raise StateNotAllowedError
        changed.append(question.pk)
    Question.objects.filter(pk__in=changed).exclude(state=State.IN_REVIEW).update(state=state)
    touch_questions(changed)
    return len(changed)


def _find_open(question: Question) -> Review | None:
    for offer in question.offers.all():
        found = find_review(offer)
        if found is not None and found.state == Review.State.OPEN:
            return found
    return None


def _write_offer(
    question: Question, version: QuestionVersion, target: Bank, *, by: User, now: datetime
) -> QuestionOffer:
    values = {
        "version": version,
        "state_before": question.state,
        "submitted_by": by,
        "submitted_at": now,
    }
    offer, is_new = QuestionOffer.objects.get_or_create(
        question=question, target=target, defaults=values
    )
    if is_new:
        return offer
    passed = find_review(offer, version.number)
    if passed is not None and passed.state == Review.State.PASSED:
        raise AlreadyOfferedError
    for name, value in values.items():
        setattr(offer, name, value)
    offer.save()
    return offer


def _lock(question: Question) -> Question:
    rows = Question.objects.select_for_update(of=("self",))
    return rows.select_related("bank__organisation__parent", "current", "subject").get(
        pk=question.pk
    )


def _set_state(question: Question, state: Question.State) -> None:
    question.state = state
    question.save(update_fields=["state"])
    touch_questions([question.pk])
