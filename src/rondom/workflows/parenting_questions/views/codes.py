"""Someone comes back with the code that they kept."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rondom.cores.measure.guessing import count_wrong_guess, guesses_too_often

T = TypeVar("T")


def look_up(request: HttpRequest, find: Callable[[str], T | None]) -> tuple[T | None, dict[str, Any], int]:
    """What belongs to the code, what the page needs to ask for one (again), and the status of the page.

    A code that was found is kept on the page, so that the same page can be had in another language.
    """
    code = request.POST.get("code", "")
    asking = {"code": code, "problem": "", "also": "", "kept": ""}
    if "code" not in request.POST:
        return None, asking, HTTPStatus.OK
    if guesses_too_often(request):
        often = _("U heeft het vaak geprobeerd. Wacht een minuut en probeer het dan nog eens.")
        return None, asking | {"problem": often}, HTTPStatus.TOO_MANY_REQUESTS
    found = find(code)
    if found is None:
        count_wrong_guess(request)
        unknown = _("Wij kennen deze code niet. Kijk of u hem precies zo heeft overgenomen.")
        return None, asking | {"problem": unknown}, HTTPStatus.UNPROCESSABLE_ENTITY
    return found, asking | {"code": "", "also": "code", "kept": code}, HTTPStatus.OK
