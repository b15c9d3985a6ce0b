"""Reads of banks, questions and imports."""

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.permissions import AnyUser
from assessments.items.shape import Content, read_content
from assessments.models import Bank, ImportDraft, Question, QuestionCount, Test
from assessments.permissions import banks_visible_to, can_edit_bank, tests_visible_to
from core.errors import NotFoundError


def list_banks(user: AnyUser) -> QuerySet[Bank]:
    """Banks that the person may read, with the prepared count of their questions."""
    counted = (
        QuestionCount.objects.filter(bank_id=OuterRef("pk"))
        .exclude(state=Question.State.RETIRED)
        .values("bank_id")
        .annotate(total=Sum("n"))
        .values("total")
    )
    return (
        banks_visible_to(user)
        .select_related("organisation", "subject", "owner")
        .annotate(question_count=Coalesce(Subquery(counted), 0))
        .order_by("scope", "sort_key", "pk")
    )


def access_bank(user: AnyUser, public_id: str) -> Bank:
    """Fetch a bank that the person may read, or raise NotFoundError."""
    found = (
        banks_visible_to(user)
        .select_related("organisation", "subject", "owner")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def access_editable_bank(user: AnyUser, public_id: str) -> Bank:
    """Fetch a bank into which the person may write, or raise NotFoundError."""
    bank = access_bank(user, public_id)
    if not can_edit_bank(user, bank):
        raise NotFoundError
    return bank


def list_questions(bank: Bank, *, text: str = "", kind: str = "") -> QuerySet[Question]:
    """Questions of a bank that are not retired: the newest import first, in the file's order."""
    questions = (
        Question.objects.filter(bank=bank)
        .exclude(state=Question.State.RETIRED)
        .select_related("current", "subject", "grade")
        .order_by("-created_at", "pk")
    )
    if kind:
        questions = questions.filter(type=kind)
    if text.strip():
        questions = questions.filter(current__stem_text__icontains=text.strip())
    return questions


def list_chosen(bank: Bank, public_ids: list[str]) -> list[Question]:
    """Fetch questions of a bank by their ids, in the order asked for; strangers are left out."""
    found = list_questions(bank).filter(public_id__in=public_ids[:100])
    found = found.prefetch_related("outcomes")
    by_id = {question.public_id: question for question in found}
    return [by_id[each] for each in dict.fromkeys(public_ids) if each in by_id]


def access_question(user: AnyUser, public_id: str) -> Question:
    """Fetch a question of a bank that the person may read, or raise NotFoundError."""
    found = (
        Question.objects.filter(bank__in=banks_visible_to(user), public_id=public_id)
        .select_related("current", "bank__organisation", "bank__owner", "subject", "grade")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def get_content(question: Question) -> Content:
    """Return the newest content of a question, or raise NotFoundError."""
    if question.current is None:
        raise NotFoundError
    return read_content(question.current.content)


def access_editable_question(user: AnyUser, public_id: str) -> Question:
    """Fetch a question that the person may change, or raise NotFoundError."""
    question = access_question(user, public_id)
    if not can_edit_bank(user, question.bank):
        raise NotFoundError
    return question


def access_import(user: AnyUser, public_id: str) -> ImportDraft:
    """Fetch the person's own import, or raise NotFoundError."""
    found = (
        ImportDraft.objects.filter(owner_id=user.pk, public_id=public_id)
        .select_related("bank__organisation", "bank__owner")
        .first()
    )
    if found is None or not can_edit_bank(user, found.bank):
        raise NotFoundError
    return found


def list_open_imports(bank: Bank, user: AnyUser) -> QuerySet[ImportDraft]:
    """Return the person's imports into a bank that are not saved yet, the newest first."""
    drafts = ImportDraft.objects.filter(bank=bank, owner_id=user.pk, saved_at=None)
    return drafts.defer("report", "saved_so_far").order_by("-pk")[:10]


def list_fingerprints(bank: Bank, fingerprints: list[str]) -> set[str]:
    """Tell which of these fingerprints the bank has already."""
    return set(
        Question.objects.filter(bank=bank, current__fingerprint__in=fingerprints)
        .exclude(state=Question.State.RETIRED)
        .values_list("current__fingerprint", flat=True)
    )


def list_checks_visible_to(user: AnyUser) -> QuerySet[Test]:
    """Return checks that the person may place in a lesson, newest first."""
    return tests_visible_to(user).select_related("paper", "subject", "grade")


def access_test(user: AnyUser, public_id: str) -> Test:
    """Fetch a test that the person may use, or raise NotFoundError."""
    found = list_checks_visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found
