"""Who has no account reads pages in the language that they chose, also when something is wrong."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rondom.foundation.refusals import Handler, Refused
from rondom.ui.languages import around, chosen, keep, pages_at

REASONS = {
    HTTPStatus.FORBIDDEN: (
        gettext_lazy("Het formulier was verlopen"),
        gettext_lazy(
            "Wij hebben niets bewaard. Ga terug, ververs de pagina en verstuur het formulier nog een keer. "
            "Lukt het dan nog niet? Kijk of uw browser cookies toestaat."
        ),
    ),
    HTTPStatus.NOT_FOUND: (
        gettext_lazy("Deze pagina is er niet"),
        gettext_lazy(
            "Kijk of u het adres goed heeft overgenomen. Kreeg u een link? Vraag dan wie hem stuurde om een "
            "nieuwe."
        ),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        gettext_lazy("Dit kan nu niet"),
        gettext_lazy("Dit adres werkt alleen via de knop op een pagina. Ga terug en druk daar op de knop."),
    ),
}


class VisitorMiddleware:
    """Shows the pages of visitors in their language; a button ``language`` on any of them chooses one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        pages = pages_at(request.path)
        if pages is None:
            return self.get_response(request)
        with translation.override(around(chosen(request), pages.languages)):
            response = self.get_response(request)
            if response.status_code in REASONS:
                title, reason = REASONS[HTTPStatus(response.status_code)]
                return _stopped(request, str(title), str(reason), response)
            if "language" in request.POST:
                keep(response, request.POST["language"])
            return response

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """After the token of the form was found to be right."""
        pages = pages_at(request.path)
        if pages is not None and "language" in request.POST:
            translation.activate(around(request.POST["language"], pages.languages))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused) or pages_at(request.path) is None:
            return None
        refused = HttpResponse(status=HTTPStatus.CONFLICT)
        return _stopped(request, _("Dit kan nu niet"), str(exception), refused)


def _stopped(request: HttpRequest, title: str, reason: str, response: HttpResponse) -> HttpResponse:
    pages = pages_at(request.path)
    context = {"title": title, "reason": reason, "way_on": pages and pages.way_on}
    shown = render(request, "visitors/stopped.html", context, status=response.status_code)
    if "Allow" in response:
        shown["Allow"] = response["Allow"]
    return shown
