"""Pages of the machine room: health, metrics, progress of a job."""

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from . import queries
from .errors import NotFoundError
from .health import run_checks
from .metrics import render_metrics


@require_GET
@never_cache
def show_liveness(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's shape
    """Say that this process answers, and nothing about the rest."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
@never_cache
def show_readiness(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # a view's shape
    """Say whether this server can serve; 503 when something critical fails."""
    results = run_checks()
    is_ready = all(result.is_ok for result in results if result.is_critical)
    checks = {
        result.name: {
            "ok": result.is_ok,
            "critical": result.is_critical,
            "note": result.note,
            "ms": result.milliseconds,
        }
        for result in results
    }
    return JsonResponse({"ready": is_ready, "checks": checks}, status=200 if is_ready else 503)


@require_GET
@never_cache
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Give Prometheus its figures: to this machine, or to who knows METRICS_TOKEN."""
    if not _may_read_metrics(request):
        raise NotFoundError
    return HttpResponse(render_metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())
    # Behind a proxy everybody comes from this machine; then a token is needed.
    is_direct = "X-Forwarded-For" not in request.headers
    return is_direct and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1", ""}


@require_GET
@never_cache
@login_required
def show_job_progress(request: HttpRequest, public_id: str) -> JsonResponse:
    """Tell the person who asked for a job how far it is."""
    job = queries.access_job(request.user.pk, public_id)
    return JsonResponse(
        {
            "state": job.state,
            "stage": gettext(job.stage) if job.stage else "",
            "done": job.done_count,
            "total": job.total_count,
            "error": job.error,
        }
    )
