"""Writes of figures: counting sittings, reporting on tests, telling banks what was learnt."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions import notify, record_audit
from accounts.models import User
from assessments.analysis import irt
from assessments.analysis.report import (
    LEAST_FOR_DIFFICULTY,
    TestFigures,
    analyse,
    group_shares,
)
from assessments.analysis.tally import Tally, add_tallies, read_tally
from assessments.models import (
    ItemFigure,
    KeyDoubt,
    Question,
    QuestionVersion,
    Sitting,
    SittingTally,
    Test,
    TestReport,
)
from assessments.queries.figures import count_sitting, read_right_answers

_THOUSAND = 1000


@transaction.atomic
def tally_sitting(sitting: Sitting, *, now: datetime) -> SittingTally:
    """Count a sitting; a second call counts anew and gives the same."""
    SittingTally.objects.filter(sitting=sitting).update(is_stale=False)
    tally = count_sitting(sitting)
    kept, _created = SittingTally.objects.update_or_create(
        sitting=sitting,
        defaults={
            "test_id": sitting.test_id,
            "school_id": sitting.school_id,
            "size": tally.size,
            "counts": tally.to_json(),
            "counted_at": now,
        },
    )
    return kept


@transaction.atomic
def report_test(test: Test, *, now: datetime) -> TestReport:
    """Add up the test's sittings, write its reports and tell its banks; again gives the same."""
    rows = list(
        SittingTally.objects.filter(test=test)
        .select_related("sitting__school_class")
        .order_by("sitting__school_class__sort_key", "pk")
    )
    tallies = [(row, read_tally(row.counts)) for row in rows]
    versions = _list_versions(tally for _row, tally in tallies)
    labels = _label(versions)
    whole = _write_report(test, tallies, labels=labels, school_id=None, now=now)
    by_school: dict[int, list[tuple[SittingTally, Tally]]] = defaultdict(list)
    for row, tally in tallies:
        by_school[row.school_id].append((row, tally))
    for school_id, own in by_school.items():
        _write_report(test, own, labels=labels, school_id=school_id, now=now)
    figures = analyse(add_tallies(tally for _row, tally in tallies))
    _tell_bank(test, figures, versions)
    _raise_doubts(test, figures, versions, now=now)
    return whole


def fit_curves(test: Test) -> int | None:
    """Fit response curves when enough pupils took the test; returns the parameters an item got."""
    items, answers = read_right_answers(test)
    parameters = irt.choose_parameters(len(answers))
    curves: dict[str, Any] = {}
    if parameters is not None and len(items) > 1:
        model = irt.fit(answers, parameters=parameters)
        curves = {
            "v": 1,
            "parameters": parameters,
            "has_converged": model.has_converged,
            "items": {
                item: None
                if curve is None
                else [
                    round(each, 3)
                    for each in (
                        curve.slope,
                        curve.difficulty,
                        curve.slope_error,
                        curve.intercept_error,
                    )
                ]
                for item, curve in zip(items, model.curves, strict=True)
            },
        }
    TestReport.objects.filter(test=test, school=None).update(curves=curves)
    return parameters


@transaction.atomic
def decide_doubt(doubt: KeyDoubt, *, is_kept: bool, by: User, now: datetime) -> KeyDoubt:
    """Close a doubt: the key is right, or it was mended. Only the first decision counts."""
    state = KeyDoubt.State.KEPT if is_kept else KeyDoubt.State.MENDED
    changed = KeyDoubt.objects.filter(pk=doubt.pk, state=KeyDoubt.State.OPEN).update(
        state=state, decided_by=by, decided_at=now
    )
    if changed:
        detail = {"question": doubt.version.question.public_id, "decision": str(state)}
        record_audit(by, "key.doubt_decided", about=doubt, detail=detail)
    doubt.refresh_from_db()
    return doubt


def _list_versions(tallies: Any) -> dict[str, QuestionVersion]:
    keys = {int(key) for tally in tallies for key in tally.items}
    found = (
        QuestionVersion.objects.filter(pk__in=keys)
        .select_related("question__bank__owner", "question__author")
        .prefetch_related("question__outcomes")
    )
    return {str(version.pk): version for version in found}


def _label(versions: Mapping[str, QuestionVersion]) -> dict[str, dict[str, list[str]]]:
    """Return the groups of each item: its level and its outcomes."""
    return {
        "levels": {key: [version.question.level] for key, version in versions.items()},
        "outcomes": {
            key: [outcome.code for outcome in version.question.outcomes.all()]
            for key, version in versions.items()
        },
    }


def _write_report(
    test: Test,
    tallies: list[tuple[SittingTally, Tally]],
    *,
    labels: Mapping[str, Mapping[str, list[str]]],
    school_id: int | None,
    now: datetime,
) -> TestReport:
    whole = add_tallies(tally for _row, tally in tallies)
    groups = {name: group_shares(whole, labels[name]) for name in ("levels", "outcomes")}
    figures = {**analyse(whole).to_json(), **groups, "classes": _list_classes(tallies, test)}
    report, _created = TestReport.objects.update_or_create(
        test=test,
        school_id=school_id,
        defaults={"size": whole.size, "figures": figures, "made_at": now},
    )
    return report


def _list_classes(tallies: list[tuple[SittingTally, Tally]], test: Test) -> list[dict[str, Any]]:
    """Return classes in the order of their names: never by their results."""
    full = float(test.paper.max_score)
    listed = []
    for row, tally in tallies:
        mean = sum(total * n for total, n in tally.totals.items()) / (tally.size or 1)
        school_class = row.sitting.school_class
        listed.append(
            {
                "name": school_class.name,
                "sitting": row.sitting.public_id,
                "size": tally.size,
                "share": mean / full if tally.size and full else None,
            }
        )
    return listed


def _tell_bank(test: Test, figures: TestFigures, versions: Mapping[str, QuestionVersion]) -> None:
    """Keep each wording's figures, and take the expected difficulty of questions from them."""
    for item in figures.items:
        if item.key not in versions:
            continue
        ItemFigure.objects.update_or_create(
            test=test,
            version=versions[item.key],
            defaults={
                "size": item.count,
                "facility": _thousandths(item.facility),
                "discrimination": _thousandths(item.discrimination),
            },
        )
    for question_id in {version.question_id for version in versions.values()}:
        _set_difficulty(question_id)


def _set_difficulty(question_id: int) -> None:
    """Take the mean facility of the newest wording, weighed by its answers, when they are enough."""
    rows = ItemFigure.objects.filter(
        version__question_id=question_id,
        version=Question.everything.filter(pk=question_id).values("current")[:1],
        facility__isnull=False,
    ).values_list("size", "facility")
    size = sum(n for n, _facility in rows)
    if size < LEAST_FOR_DIFFICULTY:
        return
    mean = sum(n * (facility or 0) for n, facility in rows) / size / _THOUSAND
    value = Decimal(str(round(min(max(mean, 0.0), 1.0), 4)))
    Question.everything.filter(pk=question_id).update(expected_difficulty=value)


def _raise_doubts(
    test: Test, figures: TestFigures, versions: Mapping[str, QuestionVersion], *, now: datetime
) -> None:
    for item in figures.items:
        for part in item.parts:
            if part.doubt is None or item.key not in versions:
                continue
            key = next(each for each in part.options if each.is_key)
            rival = next(each for each in part.options if each.choice == part.doubt)
            evidence = {
                "v": 1,
                "size": item.count,
                "key": _describe(key, part.names),
                "rival": _describe(rival, part.names),
            }
            doubt, is_new = KeyDoubt.objects.get_or_create(
                test=test,
                version=versions[item.key],
                part=part.name,
                defaults={"evidence": evidence, "raised_at": now},
            )
            if is_new:
                _tell_owner(doubt)


def _describe(option: Any, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "choice": option.choice,
        "text": names.get(option.choice, option.choice),
        "count": option.count,
        "r": round(option.discrimination, 3) if option.discrimination is not None else None,
    }


def _tell_owner(doubt: KeyDoubt) -> None:
    question = doubt.version.question
    owner = question.bank.owner or question.author
    text = _("The key of a question may be wrong: %(stem)s") % {
        "stem": doubt.version.stem_text[:120]
    }
    notify(owner, text, reverse("assessments:list_doubts"))


def _thousandths(value: float | None) -> int | None:
    return None if value is None else round(value * _THOUSAND)
