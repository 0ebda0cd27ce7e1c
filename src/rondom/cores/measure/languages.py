"""Which language a respondent reads: questions in the one they chose, the page around them in the same.

Where a language is not there, the page around the questions stays Dutch.
"""

from pathlib import Path

from django.http import HttpRequest
from django.utils import translation
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy

from rondom.instruments import Instrument, Problem
from rondom.ui import languages
from rondom.ui.languages import Pages, chosen

PATH = "/meedoen/"
LOCALE = Path(__file__).parent / "locale"
PAGES = Pages(PATH, LOCALE, (gettext_lazy("Naar de vragenlijst"), "measure:resume"))


def speak(request: HttpRequest, instrument: Instrument) -> str:
    """The language of the questions: what was chosen, else the questionnaire's own. The rest of the page
    follows it where it can."""
    code = chosen(request)
    language = code if code in instrument.languages else instrument.default_language
    translation.activate(around(language))
    return language


def around(code: str) -> str:
    """The language of the page around questions in this language."""
    return languages.around(code, PAGES.languages)


def said(problem: str) -> str:
    """What is wrong with an answer, in the reader's language; the questionnaire's own words stay."""
    if not isinstance(problem, Problem):
        return problem
    return problem.said_as(translation.gettext(problem.sentence), comma=get_format("DECIMAL_SEPARATOR"))
