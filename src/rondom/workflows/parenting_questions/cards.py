"""Paper for parents, to fill in with a pen: cards for a question, and what they thought of a group."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rondom.cores.measure.sealing import new_code
from rondom.documents.pdf import make_pdf
from rondom.ui.languages import complete, name_of
from rondom.workflows.parenting_questions.apps import LOCALE
from rondom.workflows.parenting_questions.audience import who_reads_questions
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.opinion import ANSWERS, QUESTION
from rondom.workflows.parenting_questions.models.question import AgeGroup

FOLDER = "workflows/parenting_questions/documents"
NUMBER = 10
"""Cards in one document, two on a page."""

MOST_AREAS = 12
"""More neighbourhoods do not fit on a card: then there is a line to write on."""

NOT_IN_THE_FONT = frozenset({"ar"})
"""Languages that the typeface of documents cannot write."""


def languages() -> list[tuple[str, str]]:
    """The languages in which paper can be printed: code and name."""
    return [(one, name_of(one)) for one in complete(LOCALE) if one not in NOT_IN_THE_FONT]


def cards_of(pool: Pool, link: str, *, language: str, made_on: date) -> bytes:
    """Ten cards. ``link`` is where a parent reads what became of the question. The codes are kept nowhere."""
    codes = [new_code() for _number in range(NUMBER)]
    areas = [area.name for area in pool.areas.all()]
    if len(areas) > MOST_AREAS:
        areas = ["_" * 40]
    with translation.override(language):
        data = _data(codes, areas, link) | {"who": who_reads_questions(pool), "language": language}
        return make_pdf(f"{FOLDER}/cards.typ", data, made_on=made_on)


def opinion_paper(*, language: str, made_on: date) -> bytes:
    """Four on a page: did it help? A face for every answer, so that reading is not needed."""
    with translation.override(language):
        data = {
            "language": language,
            "demo": settings.DEMO,
            "question": _(QUESTION),
            "what_to_do": _("Zet een kruis bij één gezicht. Schrijf geen naam op."),
            "answers": [{"words": _(words), "face": face(MOUTHS[name])} for name, words in ANSWERS.items()],
        }
        return make_pdf(f"{FOLDER}/opinion.typ", data, made_on=made_on)


MOUTHS = {"much": "M15 29 Q24 39 33 29", "a_little": "M15 32 L33 32", "nothing": "M15 35 Q24 25 33 35"}


def face(mouth: str) -> str:
    """A face as SVG text."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="#1d2433" '
        'stroke-width="2.4" stroke-linecap="round"><circle cx="24" cy="24" r="21"/>'
        f'<path d="M17 19 v.1 M31 19 v.1" stroke-width="5"/><path d="{mouth}"/></svg>'
    )


def _data(codes: Sequence[str], areas: Sequence[str], link: str) -> dict[str, object]:
    return {
        "demo": settings.DEMO,
        "codes": codes,
        "title": _("Heeft u een vraag over opvoeden?"),
        "write": _("Schrijf uw vraag hier op. Schrijf geen namen op."),
        "ages": [_("Hoe oud is uw kind?"), *(str(one.label) for one in AgeGroup if one != AgeGroup.ALL)],
        "areas": [_("In welke wijk woont u?"), *areas],
        "code": _("Uw code"),
        "keep": _("Bewaar dit strookje."),
        "back": _("Wilt u later weten wat er met uw vraag gebeurt? Typ uw code op dit adres:"),
        "link": link,
        "address": link.partition("://")[2],
        "danger": _("Is er nu gevaar? Bel 112. Geweld of onveiligheid thuis? Bel Veilig Thuis: 0800-2000."),
    }
