"""The person's language and look on every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]


class PreferencesMiddleware:
    """Activates the language of the person, or of the cookie before sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch for this request only."""
        language = request.COOKIES.get("language", "vi")
        if request.user.is_authenticated:
            language = request.user.language
        with translation.override(language if language in {"vi", "en"} else "vi"):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response
