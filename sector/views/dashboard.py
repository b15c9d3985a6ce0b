"""The dashboard of indicators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Organisation
from accounts.permissions import has_capability
from accounts.requests import UserRequest
from core.errors import NotAllowedError, NotFoundError
from sector.actions.periods import freeze_period
from sector.indicators.chart import draw_trend
from sector.models import Period
from sector.queries import dashboard as queries

UNITS_A_PAGE = 50
TREND_INDICATOR = "TCH_DLR"


@login_required
def show_dashboard(request: UserRequest) -> HttpResponse:
    """Show the figures of a month for the unit of this person."""
    scope = queries.access_scope(request.user, request.GET.get("don-vi", ""))
    period = queries.find_period(request.GET.get("ki", ""))
    if period is None:
        return render(request, "sector/dashboard_empty.html", {"scope": scope})
    is_by_school = request.GET.get("theo") == "truong" or scope.kind != "department"
    by = "school" if is_by_school else "ward"
    units = queries.list_units(scope, period, by=by)
    page = Paginator(units, UNITS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "scope": scope,
        "period": period,
        "periods": queries.list_periods(),
        "by": by,
        "query": f"ki={period.code}&don-vi={scope.public_id}&theo={request.GET.get('theo', '')}&",
        "narrow_rail": True,
        "page": page,
        "rows": queries.list_rows(page.object_list, period),
        "corrections": queries.list_corrections(scope, period),
        "computed_at": queries.find_last_computed(scope, period),
        "helps": queries.list_needing_help(scope, period),
        "can_freeze": period.ends_on < timezone.localdate()
        and has_capability(request.user, "indicator.freeze", scope),
    }
    return render(request, "sector/dashboard.html", {**context, **_present_figures(scope, period)})


def _present_figures(scope: Organisation, period: Period) -> dict[str, Any]:
    """Put the sums of the whole unit and their course beside their targets."""
    totals = queries.list_totals(scope, period)
    trend = queries.list_trend(scope, TREND_INDICATOR)
    target = next((one.target for one in totals if one.indicator.code == TREND_INDICATOR), None)
    points = [(f"{one.period.starts_on:%-m/%y}", one.value) for one in trend]
    chart = draw_trend(points, target)
    return {"totals": totals, "trend": trend, "target": target, "chart": chart}


@login_required
@require_POST
def freeze(request: UserRequest, code: str) -> HttpResponse:
    """Close a month that is over."""
    scope = queries.access_scope(request.user)
    period = queries.find_period(code)
    if period is None:
        raise NotFoundError
    if not has_capability(request.user, "indicator.freeze", scope):
        raise NotAllowedError
    freeze_period(period, by=request.user, now=timezone.now())
    messages.success(
        request, _("The month is closed. Its figures are on their way to the sector database.")
    )
    return redirect("sector:show_dashboard")
