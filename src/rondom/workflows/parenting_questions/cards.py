"""Cards on which parents write their question with a pen: each with a code that counts once."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rondom.cores.measure.sealing import new_code
from rondom.documents.pdf import make_pdf
from rondom.ui.languages import complete, name_of
from rondom.workflows.parenting_questions.apps import LOCALE
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import AgeGroup

TEMPLATE = "workflows/parenting_questions/documents/cards.typ"
NUMBER = 10
"""Cards in one document, two on a page."""

MOST_AREAS = 12
"""More neighbourhoods do not fit on a card: then there is a line to write on."""

NOT_IN_THE_FONT = frozenset({"ar"})
"""Languages that the typeface of documents cannot write."""


def languages() -> list[tuple[str, str]]:
    """The languages in which cards can be printed: code and name."""
    return [(one, name_of(one)) for one in complete(LOCALE) if one not in NOT_IN_THE_FONT]


def cards_of(pool: Pool, link: str, *, language: str, made_on: date) -> bytes:
    """Ten cards. ``link`` is where a parent reads what became of the question. The codes are kept nowhere."""
    codes = [new_code() for _number in range(NUMBER)]
    areas = [area.name for area in pool.areas.all()]
    if len(areas) > MOST_AREAS:
        areas = ["_" * 40]
    with translation.override(language):
        return make_pdf(TEMPLATE, _data(codes, areas, link, language), made_on=made_on)


def _data(codes: Sequence[str], areas: Sequence[str], link: str, language: str) -> dict[str, object]:
    return {
        "language": language,
        "demo": settings.DEMO,
        "codes": codes,
        "title": _("Heeft u een vraag over opvoeden?"),
        "write": _("Schrijf uw vraag hier op. Schrijf geen namen op."),
        "ages": [_("Hoe oud is uw kind?"), *(str(one.label) for one in AgeGroup if one != AgeGroup.ALL)],
        "areas": [_("In welke wijk woont u?"), *areas],
        "who": _(
            "Uw vraag lezen mensen die in de wijk met ouders werken. "
            "Ook de gemeente en onderzoekers lezen hem. Niemand weet dat hij van u is."
        ),
        "code": _("Uw code"),
        "keep": _("Bewaar dit strookje."),
        "back": _("Wilt u later weten wat er met uw vraag gebeurt? Typ uw code op dit adres:"),
        "link": link,
        "address": link.partition("://")[2],
        "danger": _("Is er nu gevaar? Bel 112. Geweld of onveiligheid thuis? Bel Veilig Thuis: 0800-2000."),
    }
