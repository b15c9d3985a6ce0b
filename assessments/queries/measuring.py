"""How questions did in tests so far: the measured share right of today's wording."""

from django.db.models import F, FloatField, QuerySet, Sum
from django.db.models.functions import Cast

from assessments.analysis.report import LEAST_FOR_DIFFICULTY
from assessments.models import ItemFigure, Question

_THOUSAND = 1000


def list_measured(questions: QuerySet[Question]) -> dict[int, float]:
    """Return the share right by question, weighed by answers, where there are enough answers.

    Only the wording that papers would take counts: an older one may have been easier.
    """
    rows = (
        ItemFigure.objects.filter(
            version__question__in=questions,
            version=F("version__question__current"),
            facility__isnull=False,
        )
        .order_by()
        .values_list("version__question")
        .annotate(
            answers=Sum("size"),
            right=Sum(Cast(F("size") * F("facility"), FloatField())),
        )
        .filter(answers__gte=LEAST_FOR_DIFFICULTY)
    )
    return {question: right / answers / _THOUSAND for question, answers, right in rows}
