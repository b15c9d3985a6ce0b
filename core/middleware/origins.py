"""Two origins: the application never serves authors' files, the content origin knows no session."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import resolve

GetResponse = Callable[[HttpRequest], HttpResponse]


class OriginMiddleware:
    """Answers the content host from its own short URL list, before sessions exist."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the rest of the chain and the content origin's host and port."""
        self.get_response = get_response
        self.content_host = urlsplit(settings.CONTENT_ORIGIN).netloc

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve content requests here; hand everything else on."""
        if request.get_host() != self.content_host:
            return self.get_response(request)
        try:
            match = resolve(request.path_info, urlconf=settings.CONTENT_URLCONF)
            request.resolver_match = match
            return match.func(request, *match.args, **match.kwargs)
        except Http404:
            return HttpResponseNotFound()
