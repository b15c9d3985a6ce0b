"""Pages travel compressed; files that are compressed already do not travel twice."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSIBLE = ("text/", "application/json", "application/xml", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's gzip for whole answers of text.

    Guessing secrets from the length of compressed pages (BREACH) finds nothing here: the CSRF token is
    masked anew in each answer, and Django adds up to 100 random bytes to each.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress pages and JSON; leave streams and files as they are."""
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(COMPRESSIBLE):
            return response
        assert isinstance(response, HttpResponse)  # noqa: S101  # what is not streaming is whole
        return super().process_response(request, response)
