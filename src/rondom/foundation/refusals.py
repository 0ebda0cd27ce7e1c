"""'This cannot be done now', said to the user in Dutch."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Refused(Exception):
    """An action does not fit the state that things are in. The message says what to do."""


Handler = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Shows a refusal as a page with status 409."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(request, "refused.html", {"reason": str(exception)}, status=409)
