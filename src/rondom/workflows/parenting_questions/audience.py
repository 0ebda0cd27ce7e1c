"""'Wie ziet dit?' for parents who ask: the same words on their page and on paper.

A test holds them against the rules: the roles that may read a question are those that are named here.
"""

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from rondom.workflows.parenting_questions.models import Pool


def who_reads_questions(pool: Pool) -> str:
    """Who will read what a parent asks."""
    municipality = pool.circle.municipality
    if municipality is None:
        return _(
            "Uw vraag lezen mensen die in de wijk met ouders werken. Ook de gemeente en onderzoekers lezen "
            "hem. Niemand weet dat hij van u is."
        )
    return _(
        "Uw vraag lezen mensen die in de wijk met ouders werken. Ook de gemeente %(municipality)s en "
        "onderzoekers lezen hem. Niemand weet dat hij van u is."
    ) % {"municipality": _apart(str(municipality))}


def _apart(name: str) -> str:
    """A Dutch name within a text that runs from right to left keeps its own direction."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" if get_language_bidi() else name
