"""Pages for people without an account are in the language that they choose.

Pages are written in Dutch. A package's ``locale`` has its texts in other languages, found by the Dutch text;
the ``locale`` of this package has what stands on every page. A language is there when both are complete: a
page is never in two languages at once. What people wrote is data and stays as it is, marked as Dutch.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import capfirst

COOKIE = "rondom_taal"
DUTCH = "nl"
OURS = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages for people without an account: where their addresses begin, and the folder with their texts.

    ``way_on`` is the text and the name of an address, for who cannot go on where they are.
    """

    path: str
    locale: Path
    way_on: tuple[Any, str] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        return complete(self.locale)


_pages: list[Pages] = []


def translate_pages(*pages: Pages) -> None:
    """From now on these pages are in the language of who reads them. Apps call this once, in ``ready()``."""
    _pages.extend(pages)


def pages_at(path: str) -> Pages | None:
    """The pages that an address belongs to; None when it is of the site, which is in Dutch."""
    return next((one for one in _pages if path.startswith(one.path)), None)


@cache
def complete(locale: Path) -> tuple[str, ...]:
    """The languages that pages can be in: Dutch, and those that are there completely."""
    found = [{one.parts[-3] for one in folder.glob("*/LC_MESSAGES/django.mo")} for folder in (locale, OURS)]
    return (DUTCH, *sorted(translation.to_language(one) for one in set.intersection(*found)))


def around(code: str, languages: Collection[str]) -> str:
    """The one of these languages in which to show a page to who chose this one."""
    return next((one for one in (code, code.partition("-")[0]) if one in languages), DUTCH)


def chosen(request: HttpRequest) -> str:
    """The language that someone chose on this device; empty when they chose none."""
    return unquote(request.COOKIES.get(COOKIE, ""))


def keep(response: HttpResponse, code: str) -> None:
    """From here on in this language, on every page for people without an account."""
    response.set_cookie(COOKIE, quote(code[:40]), secure=settings.HTTPS, httponly=True, samesite="Lax")


def as_sent(request: HttpRequest) -> dict[str, Any]:
    """What a form begins with: what was sent; as it stood, unchecked, when someone only chose a language."""
    if "language" in request.POST:
        return {"initial": request.POST.dict()}
    return {"data": request.POST or None}


def offered(codes: Collection[str], current: str) -> list[tuple[str, str, bool]]:
    """What can be chosen: code, own name, and whether it is this one. Nothing when there is no choice."""
    return [(code, name_of(code), code == current) for code in codes] if len(codes) > 1 else []


def name_of(code: str) -> str:
    """What a language is called by who speaks it."""
    try:
        return str(capfirst(translation.get_language_info(code)["name_local"]))
    except KeyError:
        return code


def direction(code: str) -> str:
    """From which side a language is read, as HTML says it."""
    return "rtl" if code.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"
