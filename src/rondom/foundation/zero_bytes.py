"""A byte of zero stands in no address, and PostgreSQL knows no text with it: a page would break on it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
ZERO = "\0"


class ZeroByteMiddleware:
    """There is no page at such an address; in what comes after the question mark it is left out.

    What is sent in a form is for the form to judge.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ZERO in request.path_info:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)
