"""What a respondent sees when something cannot be done, in the language that they read."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rondom.cores.measure.languages import PATH, around, chosen
from rondom.foundation.refusals import Refused

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


class RespondentMiddleware:
    """Pages for respondents are in their language, also where something goes wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PATH):
            return self.get_response(request)
        with translation.override(around(chosen(request))):
            response = self.get_response(request)
            if response.status_code not in REASONS:
                return response
            title, reason = REASONS[HTTPStatus(response.status_code)]
            shown = _stopped(request, str(title), str(reason), response.status_code)
            if "Allow" in response:
                shown["Allow"] = response["Allow"]
            return shown

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused) or not request.path.startswith(PATH):
            return None
        return _stopped(request, _("Dit kan nu niet"), str(exception), HTTPStatus.CONFLICT)


def _stopped(request: HttpRequest, title: str, reason: str, status: int) -> HttpResponse:
    return render(
        request, "measure/answering/stopped.html", {"title": title, "reason": reason}, status=status
    )
