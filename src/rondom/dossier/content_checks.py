"""What uses ask of the content of a questionnaire."""

from collections.abc import Iterator, Sequence

from rondom.charts.words import decimal
from rondom.dossier.content import (
    Aspect,
    ContentIndex,
    ContentStudy,
    People,
    Verdict,
    content_index,
    people_in_words,
)
from rondom.dossier.evidence import Check, Outcome
from rondom.dossier.limits import CVI_ITEM, CVI_SCALE, ENOUGH_TALKED, FEWEST_IN_PANEL, SMALL_PANEL

WHAT = {
    Aspect.RELEVANCE: "De vragen doen ertoe, zeggen mensen uit de praktijk",
    Aspect.COMPREHENSIVENESS: "Er ontbreekt niets belangrijks, zeggen mensen uit de praktijk",
    Aspect.COMPREHENSIBILITY: "Wie invult, begrijpt de vragen zoals ze zijn bedoeld",
}
_FILLS_IN = (People.RESPONDENTS, People.STRUGGLING_READERS)
_KNOWS = (*_FILLS_IN, People.EXPERIENCE, People.FIELD)
WHO = {
    Aspect.RELEVANCE: _KNOWS,
    Aspect.COMPREHENSIVENESS: _KNOWS,
    Aspect.COMPREHENSIBILITY: _FILLS_IN,
}
"""Whose word counts: only people who fill it in can tell whether they understand it."""


def content_checks(studies: Sequence[ContentStudy]) -> tuple[Check, ...]:
    """One per aspect, and one about the judgements of a panel where there are any."""
    return (*(_aspect(studies, aspect) for aspect in Aspect), *_panels(studies))


def _aspect(studies: Sequence[ContentStudy], aspect: Aspect) -> Check:
    """For when all who looked found it good and enough of them are of those whose word counts; against when
    all found it poor, however few: one does not need many to see that a question goes wrong."""
    asked = [study for study in studies if study.finding(aspect).verdict is not Verdict.NOT_ASKED]
    said = {study.finding(aspect).verdict for study in asked}
    counted = sum(study.number(*WHO[aspect]) for study in asked)
    outcome = Outcome.MISSING
    if said == {Verdict.POOR}:
        outcome = Outcome.AGAINST
    elif said == {Verdict.GOOD} and counted >= ENOUGH_TALKED.value:
        outcome = Outcome.FOR
    found = "niet vastgelegd: vraag het mensen en leg het vast"
    if asked:
        verdict = next(iter(said)) if len(said) == 1 else Verdict.MIXED
        found = f"{verdict.words}{_by_whom(asked, aspect, counted)}"
    return Check(
        WHAT[aspect],
        found,
        f"minstens {ENOUGH_TALKED.value:.0f} mensen die {_who(aspect)}, en een goed oordeel",
        outcome,
        ENOUGH_TALKED.source,
    )


def _by_whom(asked: Sequence[ContentStudy], aspect: Aspect, counted: int) -> str:
    if not counted:
        return f", maar niet gevraagd aan mensen die {_who(aspect)}"
    told = f", volgens {people_in_words(asked, WHO[aspect])}"
    if counted < ENOUGH_TALKED.value:
        told += "; dat zijn te weinig mensen om op te bouwen"
    struggling = sum(study.number(People.STRUGGLING_READERS) for study in asked)
    if aspect is Aspect.COMPREHENSIBILITY and not struggling:
        told += "; niemand van hen had moeite met lezen"
    return told


def _who(aspect: Aspect) -> str:
    return "invullen" if WHO[aspect] == _FILLS_IN else "invullen, het zelf meemaakten of het vak kennen"


def _panels(studies: Sequence[ContentStudy]) -> Iterator[Check]:
    for study in studies:
        found = content_index(study)
        if found is not None:
            yield _panel(found, study)


def _panel(found: ContentIndex, study: ContentStudy) -> Check:
    """Everyone in a small panel must agree on an item; in a larger one nearly everyone (Lynn 1986)."""
    limit = 1.0 if found.panel <= SMALL_PANEL.value else CVI_ITEM.value
    weak = [one.item for one in found.items if one.index < limit]
    outcome = Outcome.AGAINST if weak or found.average < CVI_SCALE.value else Outcome.FOR
    told = f"S-CVI {decimal(found.average, 2)}, panel van {found.panel}"
    if weak:
        told += f"; onder de grens: {', '.join(weak)}"
    if found.panel < FEWEST_IN_PANEL.value:
        outcome, told = Outcome.MISSING, f"{told}; dat zijn te weinig mensen om op te bouwen"
    return Check(
        f"Een panel vindt elke vraag relevant ({study.day})",
        told,
        f"gemiddeld minstens {decimal(CVI_SCALE.value, 2)}, en elke vraag minstens {decimal(limit, 2)}",
        outcome,
        CVI_ITEM.source,
    )
