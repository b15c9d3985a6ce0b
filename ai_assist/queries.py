"""Reads of the assistant."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation, User
from content.models import Lesson
from core.errors import NotFoundError
from curriculum.models import Grade, Outcome, Subject

from .matching import Candidate, find_matches
from .models import AIUse, Draft

# A copy of a copy of a copy still began with a model.
MOST_COPIES = 20


def suggest_outcomes(text: str, *, subject: Subject, grade: Grade, limit: int = 5) -> list[Outcome]:
    """Return the outcomes of this subject and grade that the text is about, best first."""
    outcomes = {outcome.pk: outcome for outcome in list_outcomes(subject, grade)}
    candidates = [
        Candidate(outcome.pk, outcome.text, outcome.parent.text if outcome.parent else "")
        for outcome in outcomes.values()
    ]
    return [outcomes[match.key] for match in find_matches(text, candidates, limit=limit)]


def list_outcomes(subject: Subject, grade: Grade) -> QuerySet[Outcome]:
    """Outcomes of a subject in a grade, in the programme's order."""
    return Outcome.objects.filter(
        subject=subject, grade=grade, kind=Outcome.Kind.OUTCOME
    ).select_related("parent")


def access_draft(user: User, public_id: str) -> Draft:
    """Fetch one's own draft, or raise NotFoundError."""
    draft = (
        Draft.objects.filter(owner=user, public_id=public_id)
        .select_related("subject", "grade", "use")
        .first()
    )
    if draft is None:
        raise NotFoundError
    return draft


def get_draft(draft_id: int) -> Draft:
    """Return the draft for a job."""
    return Draft.objects.select_related("owner", "subject", "grade").get(pk=draft_id)


def list_drafts(user: User) -> QuerySet[Draft]:
    """One's own drafts, newest first."""
    return Draft.objects.filter(owner=user).select_related("subject", "grade").order_by("-pk")


def list_names_around(school: Organisation) -> list[str]:
    """Names of everybody at the school, so that none of them leaves the house."""
    here = Q(role_grants__organisation__path__startswith=school.path) | Q(
        enrolments__school_class__school=school
    )
    return list(User.objects.filter(here).order_by().values_list("full_name", flat=True).distinct())


def find_use_of_lesson(lesson: Lesson) -> AIUse | None:
    """Return the call of a model that this lesson, or what it was copied from, began with."""
    found: Lesson | None = lesson
    for _step in range(MOST_COPIES):
        if found is None:
            return None
        use = AIUse.objects.filter(
            about=f"content.lesson:{found.pk}", state=AIUse.State.DONE
        ).first()
        if use is not None:
            return use
        found = found.copied_from
    return None
