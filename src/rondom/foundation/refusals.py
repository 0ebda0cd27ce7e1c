"""'This cannot be done now', said to the user in Dutch."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme


class Refused(Exception):
    """An action does not fit the state that things are in. The message says what to do."""


Handler = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Shows a refusal as a page with status 409, and an address that only a button opens as one with 405.

    What someone wrote stands on the page, so that nothing is lost.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_bare = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        if request.method != "GET" or not is_bare:
            return response
        reason = "Dit adres werkt alleen via de knop op een pagina. Ga terug en druk daar op de knop."
        shown = render(request, "refused.html", {"reason": reason}, status=response.status_code)
        shown["Allow"] = response["Allow"]
        return shown

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        context = {"reason": str(exception), "written": written(request), "back": came_from(request)}
        response = render(request, "refused.html", context, status=HTTPStatus.CONFLICT)
        add_never_cache_headers(response)
        return response


def came_from(request: HttpRequest) -> str:
    """The page of this site on which someone pressed the button, if the browser tells."""
    page = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()})
    return page if is_ours and request.method == "POST" else ""


SENTENCE = 20
"""What has so many letters and a space is something that someone would not like to type again."""


def written(request: HttpRequest) -> list[str]:
    """What someone wrote in the form that was refused, to copy."""
    sent = [value.strip() for values in request.POST.lists() for value in values[1]]
    return [value for value in sent if len(value) >= SENTENCE and any(map(str.isspace, value))]
