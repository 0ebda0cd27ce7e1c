"""Simulated professionals: what someone in this sector and neighbourhood would answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from rondom.instruments import NOBODY, Choice, Instrument, Item, Kind, Missing, Repeat

SCALES = ("S", "O", "T", "W")

SECTOR_EFFECTS: Mapping[str, Mapping[str, float]] = {
    "po": {"S": 0.2, "O": -0.3, "T": 0.4, "W": -0.2},
    "ko": {"S": -0.2, "O": -0.6, "T": 0.1, "W": -0.4},
    "jgz": {"S": 0.6, "O": 0.1, "T": 0.2, "W": 0.2},
    "soc": {"S": 0.7, "O": 0.9, "T": 0.4, "W": 0.4},
    "wel": {"S": 0.1, "O": 0.5, "T": 0.5, "W": 0.3},
    "ink": {"S": 0.4, "O": 0.8, "T": -0.2, "W": 0.0},
    "won": {"S": -0.3, "O": -0.4, "T": -0.8, "W": -0.3},
    "vrw": {"S": 0.0, "O": 0.7, "T": 0.1, "W": 0.1},
}
"""How far a sector stands from the middle, per scale, in standard deviations."""

HARD_ITEMS: Mapping[str, float] = {
    "O8": -0.9,
    "S3": -0.6,
    "T7": -0.8,
    "W2": -0.5,
    "O6": 0.7,
    "T2": 0.9,
    "S6": 0.4,
}
"""Items that are done less (or more) than others."""

NOT_FOR: Mapping[str, frozenset[str]] = {
    "won": frozenset({"O5", "T3", "T8"}),
    "ink": frozenset({"O5", "T3"}),
}
"""Items that do not fit the work of a sector."""

NEAR: Mapping[str, tuple[str, ...]] = {
    "po": ("jgz", "soc", "ko"),
    "ko": ("jgz", "po"),
    "jgz": ("soc", "ko", "po"),
    "soc": ("po", "jgz", "ink", "wel"),
    "wel": ("soc", "vrw"),
    "ink": ("soc", "won"),
    "won": ("ink", "soc"),
    "vrw": ("wel", "soc"),
}
"""Sectors that people have contact with first."""

NEARER = 4.0
"""So many times as likely."""

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "gaat_goed": (
        "Het wijkteam is goed bereikbaar en denkt met ons mee.",
        "De koffieochtend in het buurthuis werkt goed. Daar komen ouders elkaar tegen.",
        "School en voedselbank kennen elkaar. Een kind met een lege broodtrommel wordt gezien.",
        "Collega's durven het gesprek over geld te beginnen.",
        "Het fonds keert snel uit als een kind wil sporten.",
    ),
    "helpt_meest": (
        "Een overzicht van regelingen op één bladzijde.",
        "Horen of de hulp is aangekomen. Nu stopt het na de verwijzing.",
        "Samen oefenen hoe je over geld begint.",
        "Tijd. Een goed gesprek past niet in tien minuten.",
        "Eén contactpersoon per organisatie, dan weten wij wie we kunnen bellen.",
    ),
    "idee": (
        "Een vast inloopmoment van het wijkteam in de school.",
        "Elk uitje vooraf toetsen: kan elk kind mee?",
        "Ouders vragen hoe zij het loket zouden inrichten.",
        "Een ruilkast voor winterkleren bij het consultatiebureau.",
        "Twee keer per jaar met alle partners om tafel.",
    ),
}

THRESHOLDS = np.array([-1.5, -0.6, 0.35, 1.25])


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who answers, with what they tend to do."""

    sector: str
    traits: Mapping[str, float]
    partners: Mapping[str, str]  # organisation -> its sector
    rng: Generator = field(repr=False)

    def is_near(self, partner: str) -> bool:
        return self.partners.get(partner) in NEAR.get(self.sector, ())


def make_person(
    rng: Generator,
    *,
    sector: str,
    area_effect: float,
    wave_effect: Mapping[str, float],
    partners: Mapping[str, str],
) -> Person:
    """A person drawn from their sector and neighbourhood. Scales go together moderately (r about .4)."""
    common = rng.normal() * 0.6
    effects = SECTOR_EFFECTS.get(sector, {})
    traits = {
        scale: common + rng.normal() * 0.75 + effects.get(scale, 0) + area_effect + wave_effect.get(scale, 0)
        for scale in SCALES
    }
    return Person(sector, traits, partners, rng)


def answers_of(person: Person, instrument: Instrument) -> dict[str, object]:
    """What this person fills in, everything that applies or not; some skip a question."""
    answers: dict[str, object] = {}
    for page in instrument.pages:
        for part in page.parts:
            answer: object = _repeat(person, part, answers, instrument) if isinstance(part, Repeat) else None
            if isinstance(part, Item) and person.rng.random() > 0.015:
                answer = _answer(person, part, instrument)
            if answer not in (None, [], {}):
                answers[part.name] = answer
    return answers


def _answer(person: Person, item: Item, instrument: Instrument) -> object:
    choices = instrument.choice_list(item)
    match item.kind:
        case Kind.ONE:
            return _one(person, item, choices.choices)
        case Kind.MANY:
            codes = [choice.code for choice in choices.points]
            return _some(person.rng, codes, most=min(3, len(codes)))
        case Kind.PARTNERS:
            return _partners(person, most=int(item.maximum or 5))
        case Kind.NUMBER:
            return _number(person, item)
        case Kind.TEXT:
            return _text(person, item)
        case _:
            return None


def _one(person: Person, item: Item, choices: Sequence[Choice]) -> str:
    points = [choice for choice in choices if choice.missing is None]
    apart = {choice.missing: choice.code for choice in choices if choice.missing}
    draw = person.rng.random()
    if Missing.NOT_APPLICABLE in apart and (item.name in NOT_FOR.get(person.sector, ()) or draw < 0.02):
        return apart[Missing.NOT_APPLICABLE]
    if Missing.UNKNOWN in apart and draw > 0.975:
        return apart[Missing.UNKNOWN]
    if item.name[0] in SCALES and item.name[1:].isdigit() and len(points) == 5:
        value = person.traits[item.name[0]] * 0.8 + HARD_ITEMS.get(item.name, 0) + person.rng.normal() * 0.75
        return points[int(np.searchsorted(THRESHOLDS, value))].code
    return points[int(person.rng.integers(len(points)))].code


def _number(person: Person, item: Item) -> int:
    low, high = item.minimum or 0, item.maximum if item.maximum is not None else 10
    middle = (low + high) / 2 + person.traits["S"] * (high - low) / 6
    return round(float(np.clip(person.rng.normal(middle, (high - low) / 7), low, high)))


def _text(person: Person, item: Item) -> str | None:
    sentences = SENTENCES.get(item.name, ())
    writes = sentences and person.rng.random() < 0.12
    return sentences[int(person.rng.integers(len(sentences)))] if writes else None


def _some(rng: Generator, codes: Sequence[str], *, most: int, least: int = 1) -> list[str]:
    number = min(len(codes), int(rng.integers(least, max(least, most) + 1)))
    chosen = set(rng.permutation(np.array(codes))[:number].tolist()) if number else set()
    return [code for code in codes if code in chosen]


def _partners(person: Person, *, most: int) -> list[str]:
    """Near sectors first; a few people have contact with nobody."""
    codes = list(person.partners)
    if not codes or person.rng.random() < 0.04:
        return [NOBODY]
    likely = np.array([NEARER if person.is_near(code) else 1.0 for code in codes])
    number = min(len(codes), int(person.rng.integers(1, most + 1)))
    chosen = person.rng.choice(codes, size=number, replace=False, p=likely / likely.sum())
    return sorted(chosen.tolist(), key=codes.index)


def _repeat(
    person: Person, repeat: Repeat, answers: Mapping[str, object], instrument: Instrument
) -> dict[str, dict[str, object]] | None:
    chosen = answers.get(repeat.over)
    if not isinstance(chosen, list) or chosen == [NOBODY]:
        return None
    return {
        code: {
            item.name: answer
            for item in repeat.items
            if (answer := _about(person, code, item, instrument)) not in (None, [])
        }
        for code in chosen
    }


def _about(person: Person, partner: str, item: Item, instrument: Instrument) -> object:
    """An answer about one organisation: contact with near sectors is more frequent."""
    points = instrument.choice_list(item).points
    if item.name != "contact" or not points:
        return _answer(person, item, instrument)
    middle = (2.4 if person.is_near(partner) else 0.9) + 0.4 * person.traits["W"]
    return points[round(float(np.clip(person.rng.normal(middle, 0.9), 0, len(points) - 1)))].code
