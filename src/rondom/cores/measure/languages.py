"""Which language a respondent reads: questions in the one they chose, the page around them in the same.

What stands around the questions is written in Dutch; ``locale`` has it in other languages, found by the Dutch
text. Where a language is not there, the page around the questions stays Dutch.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import translation
from django.utils.formats import get_format
from django.utils.text import capfirst

from rondom.instruments import Instrument, Problem

COOKIE = "rondom_invultaal"
PATH = "/meedoen/"
DUTCH = "nl"
LOCALE = Path(__file__).parent / "locale"


@cache
def translated() -> tuple[str, ...]:
    """The languages that a page can be in: Dutch, and those that are there completely."""
    found = LOCALE.glob("*/LC_MESSAGES/django.mo")
    return (DUTCH, *sorted(translation.to_language(path.parts[-3]) for path in found))


def chosen(request: HttpRequest) -> str:
    """The language that someone chose on this device; empty when they chose none."""
    return unquote(request.COOKIES.get(COOKIE, ""))


def choose(response: HttpResponseRedirect, code: str) -> HttpResponseRedirect:
    """From here on in this language; answers stay, because they are codes."""
    response.set_cookie(
        COOKIE, quote(code[:40]), path=PATH, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response


def speak(request: HttpRequest, instrument: Instrument) -> str:
    """The language of the questions: what was chosen, else the questionnaire's own. The rest of the page
    follows it where it can."""
    code = chosen(request)
    language = code if code in instrument.languages else instrument.default_language
    translation.activate(around(language))
    return language


def offered(codes: Collection[str], current: str) -> list[tuple[str, str, bool]]:
    """What can be chosen: code, own name, and whether it is this one. Nothing when there is no choice."""
    return [(code, name_of(code), code == current) for code in codes] if len(codes) > 1 else []


def around(code: str) -> str:
    """The language of the page around questions in this language."""
    return next((one for one in (code, code.partition("-")[0]) if one in translated()), DUTCH)


def name_of(code: str) -> str:
    """What a language is called by who speaks it."""
    try:
        return str(capfirst(translation.get_language_info(code)["name_local"]))
    except KeyError:
        return code


def direction(code: str) -> str:
    """From which side a language is read, as HTML says it."""
    return "rtl" if code.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def said(problem: str) -> str:
    """What is wrong with an answer, in the reader's language; the questionnaire's own words stay."""
    if not isinstance(problem, Problem):
        return problem
    return problem.said_as(translation.gettext(problem.sentence), comma=get_format("DECIMAL_SEPARATOR"))
