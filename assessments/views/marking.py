"""Pages of marking: what waits, a sitting's questions, one answer after the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import marking as actions
from assessments.marking_forms import MarkForm, RuleForm
from assessments.models import Answer, ManualMark, MarkingRule
from assessments.permissions import can_settle_results
from assessments.presenting import marking as presenting
from assessments.presenting.papers import present_paper
from assessments.queries import marking as queries
from assessments.queries.results import get_key_of
from assessments.queries.settling import list_appeals_waiting
from core.errors import NotFoundError

TEACH = "class.teach"
_LISTED = 100
_SHEET = "assessments/mark_answer.html"


@require_GET
@require_capability(TEACH, place="marking")
def list_marking(request: UserRequest) -> HttpResponse:
    """List sittings with answers that wait for the person's marks."""
    sittings = queries.list_sittings_to_mark(request.user)[:_LISTED]
    context = {"sittings": sittings, "appeals": list_appeals_waiting(request.user)[:_LISTED]}
    return render(request, "assessments/marking_list.html", context)


@require_GET
@require_capability(TEACH, place="marking")
def show_marking(request: UserRequest, public_id: str) -> HttpResponse:
    """Show a sitting's questions to mark, how far each is, and the rule."""
    sitting = queries.access_sitting_to_mark(request.user, public_id)
    rule = queries.get_rule(sitting)
    number = queries.find_round(request.user, sitting, rule)
    may_set = can_settle_results(request.user, sitting)
    context = {
        "sitting": sitting,
        "rule": rule,
        "round": number,
        "questions": queries.list_questions_to_mark(sitting, rule, number),
        "form": RuleForm(sitting=sitting, initial=_initial(rule)) if may_set else None,
    }
    return render(request, "assessments/marking.html", context)


@require_POST
@require_capability(TEACH, place="marking")
def save_marking_rule(request: UserRequest, public_id: str) -> HttpResponse:
    """Change how a sitting is marked; who gave the test may."""
    sitting = queries.access_sitting_to_mark(request.user, public_id)
    if not can_settle_results(request.user, sitting):
        raise NotFoundError
    form = RuleForm(request.POST, sitting=sitting)
    if not form.is_valid():
        messages.error(request, _("The rule was not changed: look at the largest difference."))
        return redirect("assessments:show_marking", public_id)
    actions.save_rule(sitting, by=request.user, fields=form.cleaned_data)
    messages.success(request, _("The rule of marking is kept."))
    return redirect("assessments:show_marking", public_id)


@require_http_methods(["GET", "POST"])
@require_capability(TEACH, place="marking")
@never_cache
def mark_answer(request: UserRequest, public_id: str, n: int, k: int) -> HttpResponse:
    """Show one answer with its rubric, and take the mark."""
    sitting = queries.access_sitting_to_mark(request.user, public_id)
    rule = queries.get_rule(sitting)
    number = queries.find_round(request.user, sitting, rule)
    question = _find_question(n, k, queries.list_questions_to_mark(sitting, rule, number))
    answer = question.places[k - 1].answer
    mark = queries.find_mark(answer, number)
    form = MarkForm(
        request.POST or None, item=question.item, answer=answer, initial=_mark_initial(mark)
    )
    if request.method == "POST" and form.is_valid():
        _keep(request, form, answer, round_number=number)
        if k < len(question.places):
            return redirect("assessments:mark_answer", public_id, n, k + 1)
        messages.success(request, _("That was the last answer to this question."))
        return redirect("assessments:show_marking", public_id)
    context = {
        "sitting": sitting,
        "question": question,
        "sheet": presenting.present_sheet(question, k, mark=mark, rule=rule),
        "shown": present_paper(sitting.test.paper, get_key_of(sitting.test.paper))[n - 1],
        "form": form,
        "comments": queries.list_comments(request.user),
    }
    return render(request, _SHEET, context, status=422 if form.errors else 200)


def _find_question(
    n: int, k: int, questions: list[queries.QuestionToMark]
) -> queries.QuestionToMark:
    found = next((each for each in questions if each.n == n), None)
    if found is None or not 1 <= k <= len(found.places):
        raise NotFoundError
    return found


def _keep(request: UserRequest, form: MarkForm, answer: Answer, *, round_number: int) -> None:
    now = timezone.now()
    points, fields = form.read_mark()
    actions.save_mark(
        answer, by=request.user, round_number=round_number, points=points, fields=fields, now=now
    )
    if form.cleaned_data["keep"]:
        actions.save_comment(request.user, form.cleaned_data["comment"], now=now)


def _initial(rule: MarkingRule) -> dict[str, object]:
    names = ("is_anonymous", "is_double", "second_marker", "third_marker")
    most_apart = f"{rule.most_apart.normalize():f}".replace(".", ",")
    return {**{name: getattr(rule, name) for name in names}, "most_apart": most_apart}


def _mark_initial(mark: ManualMark | None) -> dict[str, object]:
    if mark is None:
        return {}
    return {"points": f"{mark.points.normalize():f}".replace(".", ","), "comment": mark.comment}
