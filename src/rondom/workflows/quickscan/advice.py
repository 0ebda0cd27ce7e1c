"""Advice: what could help when an answer stays low. Starting points, to be checked with professionals.

Every line says for which questions it is, what to do, who could pull it and how much work it is; its code and
those questions stay with whatever is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SOURCE = "Adviesbibliotheek van Rondom, eerste versie, te controleren"


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice. ``items`` are questions of the quickscan; ``effort`` is klein, middel or groot."""

    code: str
    items: tuple[str, ...]
    activity: str
    who: str
    effort: str


_TABLE = """
gesprek | S3 S4 | school, kinderopvang en welzijn | middel
    Train het gesprek over geld, samen met een ervaringsdeskundige. Maak een kaart met openingszinnen.
consult | S7 | wijkteam | klein
    Spreek een vast moment af waarop het wijkteam op school is, om de twee weken.
regelingen | O1 O2 | gemeente en welzijn | klein
    Maak een kaart van een A4 met alle regelingen in de wijk, en laat zien hoe u ze aanvraagt.
kosten | O3 O5 | school en vereniging | klein
    Toets bij elke activiteit wat zij een gezin kost. Zorg voor een noodpotje en iets gratis.
schaamte | O6 | alle organisaties | klein
    Laat een ervaringsdeskundige meekijken: waar voelt hulp als schande? Bied iedereen hetzelfde aan.
overdracht | O7 O8 | alle organisaties | klein
    Spreek een warme overdracht af, en bel na drie weken terug.
stress | T1 T5 | welzijn en wijkteam | groot
    Train werken met mensen die onder stress staan.
ontmoeten | T6 T7 | school en welzijn | middel
    Begin een ouderkamer of een koffieochtend, en bereid met ouders een groep voor.
wijkkaart | W1 W2 | gemeente | klein
    Maak een wijkkaart: per sector een contactpunt, met een afspraak hoe snel men antwoordt.
leren | W3 W8 | coördinator | middel
    Houd twee keer per jaar een leerbijeenkomst over één onderwerp.
rollen | W6 | gemeente en school | klein
    Leg de rollen vast op één bladzijde. Een brugfunctionaris kan de schakel zijn.
"""
"""Two lines each: code, questions, who and effort; and beneath it what to do."""


def _read(head: str, activity: str) -> Advice:
    code, items, who, effort = (part.strip() for part in head.split("|"))
    return Advice(code, tuple(items.split()), activity.strip(), who, effort)


_LINES = _TABLE.strip().splitlines()
LIBRARY = tuple(_read(*pair) for pair in zip(_LINES[::2], _LINES[1::2], strict=True))


def advice_for(items: Iterable[str]) -> list[Advice]:
    """The advice about any of these questions, in the order of the library."""
    wanted = set(items)
    return [one for one in LIBRARY if wanted & set(one.items)]
