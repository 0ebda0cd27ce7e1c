"""Evidence about content, which no answer can show: what people said who looked at the questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import comb
from typing import Self


class Named(StrEnum):
    """Choices with a short name, which files and the database keep, and the words that people read."""

    words: str

    def __new__(cls, value: str, words: str) -> Self:
        made = str.__new__(cls, value)
        made._value_ = value
        made.words = words
        return made


class People(Named):
    """Who looked, by role; never by name."""

    RESPONDENTS = "invullers", "mensen die de vragenlijst invullen"
    STRUGGLING_READERS = "laaggeletterd", "invullers die moeite hebben met lezen"
    EXPERIENCE = "ervaringsdeskundigen", "ervaringsdeskundigen"
    FIELD = "vakdeskundigen", "deskundigen uit het vak"
    METHOD = "onderzoekers", "onderzoekers"


class Way(Named):
    """How they looked."""

    PANEL = "panel", "een panel van deskundigen"
    INTERVIEWS = "interviews", "hardop denken of doorvragen (cognitieve interviews)"
    GROUP = "groepsgesprek", "een groepsgesprek"
    LITERATURE = "literatuur", "literatuur of een theorie"
    OTHER = "anders", "op een andere manier"


class Aspect(Named):
    """The three parts of content validity in COSMIN, as a question."""

    RELEVANCE = "relevant", "Doen de vragen ertoe?"
    COMPREHENSIVENESS = "volledig", "Is het volledig?"
    COMPREHENSIBILITY = "begrijpelijk", "Zijn de vragen te begrijpen?"


class Verdict(Named):
    """What was found about one aspect."""

    GOOD = "goed", "goed"
    MIXED = "wisselend", "wisselend"
    POOR = "slecht", "niet goed"
    NOT_ASKED = "niet", "niet onderzocht"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one aspect, and what people said."""

    verdict: Verdict
    words: str = ""


@dataclass(frozen=True, slots=True)
class ContentStudy:
    """One time that people looked at the questions of one version of an instrument.

    ``people`` counts them per role. ``relevant`` holds, per item, how many of a ``panel`` of experts found it
    relevant (3 or 4 on four points); empty without a panel. Nothing says who thought what.
    """

    done_on: date
    people: Mapping[People, int]
    ways: tuple[Way, ...]
    findings: Mapping[Aspect, Finding]
    changed: str = ""
    source: str = ""
    panel: int = 0
    relevant: Mapping[str, int] = field(default_factory=dict)

    def finding(self, aspect: Aspect) -> Finding:
        """What was found about this; an aspect that is not named was not examined."""
        return self.findings.get(aspect, Finding(Verdict.NOT_ASKED))

    @property
    def day(self) -> str:
        """As people write it."""
        return f"{self.done_on.day}-{self.done_on.month}-{self.done_on.year}"

    def number(self, *people: People) -> int:
        """How many people of these roles."""
        return sum(self.people.get(one, 0) for one in people)


@dataclass(frozen=True, slots=True)
class ItemIndex:
    """``index`` is the share of the panel that found an item relevant (I-CVI), ``kappa`` that share above
    what chance gives (Polit, Beck and Owen 2007)."""

    item: str
    index: float
    kappa: float


@dataclass(frozen=True, slots=True)
class ContentIndex:
    """Of all items that a panel judged: ``average`` is S-CVI/Ave, ``universal`` the share of items that
    everyone found relevant (S-CVI/UA)."""

    panel: int
    items: tuple[ItemIndex, ...]
    average: float
    universal: float


def content_index(study: ContentStudy) -> ContentIndex | None:
    """Content validity index; None without a panel."""
    if not study.relevant or not study.panel:
        return None
    items = tuple(_item(name, agreed, study.panel) for name, agreed in study.relevant.items())
    indices = [one.index for one in items]
    return ContentIndex(
        panel=study.panel,
        items=items,
        average=sum(indices) / len(indices),
        universal=sum(one == 1 for one in indices) / len(indices),
    )


def _item(name: str, agreed: int, panel: int) -> ItemIndex:
    """Chance: everyone tosses a coin, and exactly so many find the item relevant."""
    index, chance = agreed / panel, comb(panel, agreed) * 0.5**panel
    return ItemIndex(name, index, (index - chance) / (1 - chance))


def people_in_words(studies: Sequence[ContentStudy], among: Iterable[People] = People) -> str:
    """The people of these studies by role, as ``8 onderzoekers, 2 ervaringsdeskundigen``."""
    counts = {one: sum(study.number(one) for study in studies) for one in among}
    return ", ".join(f"{count} {one.words}" for one, count in counts.items() if count) or "niemand"
