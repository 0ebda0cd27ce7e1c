"""What was found, and what it says about each use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rondom.analysis import Item, Reliability
from rondom.analysis.estimates import Interval, NotComputed
from rondom.dossier.content import ContentStudy


class Outcome(StrEnum):
    """What one finding says about a use."""

    FOR = "voor"
    AGAINST = "tegen"
    MISSING = "ontbreekt"


@dataclass(frozen=True, slots=True)
class Value:
    """One number with its interval and the respondents behind it."""

    value: float
    interval: Interval | None
    n: int


@dataclass(frozen=True, slots=True)
class ScaleEvidence:
    """One scale. ``omega`` is the ordinal omega of the sum score, from its own one-factor model; ``h`` is
    Loevinger's coefficient of scalability where there is one."""

    name: str
    label: str
    items: tuple[Item, ...]
    alpha: Reliability | NotComputed
    omega: Value | NotComputed
    ordinal_alpha: Value | NotComputed
    scored: int
    mean: float | None
    sd: float | None
    measurement_error: Value | NotComputed


@dataclass(frozen=True, slots=True)
class Loading:
    """The standardised loading of an item on its scale."""

    item: str
    scale: str
    value: Value


@dataclass(frozen=True, slots=True)
class Structure:
    """Whether the items form the scales that they are meant to form.

    ``eigenvalues`` and ``chance`` are of the parallel analysis; ``factors`` how many stand above chance.
    ``measures`` has lavaan's names. Each part is a NotComputed where the answers cannot carry it.
    """

    respondents: int
    smallest_eigenvalue: float | None
    adequacy: float | NotComputed
    eigenvalues: tuple[float, ...]
    chance: tuple[float, ...]
    factors: int | NotComputed
    model: str
    measures: Mapping[str, float | None] | NotComputed
    loadings: tuple[Loading, ...]
    correlations: Mapping[tuple[str, str], Value]
    discriminant: Mapping[tuple[str, str], float]
    warnings: tuple[str, ...]
    hand_over: str


@dataclass(frozen=True, slots=True)
class InvarianceStep:
    """One step towards comparable groups; ``holds`` None where that cannot be said."""

    name: str
    measures: Mapping[str, float | None]
    changes: Mapping[str, float]
    holds: bool | None
    reason: str
    candidates: tuple[str, ...]


class Size(StrEnum):
    """How much an item works otherwise in a group."""

    NEGLIGIBLE = "verwaarloosbaar"
    MODERATE = "matig"
    LARGE = "groot"
    UNSURE = "onzeker"


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """Whether people of different groups with the same score answer one item alike.

    ``gain`` is what the groups add to Nagelkerke's R-squared; ``uniform`` the part of it that is the same at
    every score. ``p`` is adjusted over all items of the comparison. ``higher`` and ``lower`` are the groups
    in which people with the same score answer highest and lowest; empty where the item works alike.
    """

    item: str
    scale: str
    gain: float
    uniform: float
    p: float
    n: int
    size: Size
    higher: str
    lower: str


@dataclass(frozen=True, slots=True)
class Differences:
    """All items of one comparison. ``reasons`` says per item why there is no result."""

    items: tuple[ItemDifference, ...]
    reasons: Mapping[str, str]

    @property
    def not_tested(self) -> str:
        """Which items have no result, and why; empty when all have one."""
        by_reason = {
            reason: [item for item, why in self.reasons.items() if why == reason]
            for reason in dict.fromkeys(self.reasons.values())
        }
        return " ".join(f"Niet te toetsen: {', '.join(items)}. {why}" for why, items in by_reason.items())


@dataclass(frozen=True, slots=True)
class GroupsEvidence:
    """One comparison. ``groups`` holds who took part per group; ``reached`` the last step that holds;
    ``merged`` the answers that were taken together because a group never gave them.

    ``followed``: the groups are measurements of the same people, and every person was followed; where that
    could not be done with measurements, ``not_followed`` says why and they were compared as if they were
    different people. ``icc1`` and ``icc2`` are per scale: how much people of one group resemble each other,
    and how reliable the means of groups are.
    """

    by: str
    groups: Mapping[str, int]
    left_out: Mapping[str, int]
    steps: tuple[InvarianceStep, ...]
    reached: str | None
    merged: tuple[str, ...]
    reason: str
    followed: bool
    not_followed: str
    differences: Differences
    icc1: Mapping[str, Value | NotComputed]
    icc2: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a use asks for: what was found, what is needed, and what that says.

    One that does not weigh is good to know, and decides nothing about the use.
    """

    what: str
    found: str
    needed: str
    outcome: Outcome
    source: str
    weighs: bool = True


@dataclass(frozen=True, slots=True)
class Use:
    """An intended use, with the checks that it stands on."""

    code: str
    title: str
    checks: tuple[Check, ...]

    @property
    def outcome(self) -> Outcome:
        """Against as soon as one check is; missing as long as one is; otherwise for."""
        outcomes = {check.outcome for check in self.checks if check.weighs}
        return next((one for one in (Outcome.AGAINST, Outcome.MISSING) if one in outcomes), Outcome.FOR)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the seven criteria of Dutch test reviewers, and what this dossier can say about it."""

    name: str
    words: str
    examined: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it, about the answers of ``respondents`` people."""

    instrument: str
    version: str
    status: str
    respondents: int
    scales: tuple[ScaleEvidence, ...]
    structure: Structure
    comparisons: tuple[GroupsEvidence, ...]
    content: tuple[ContentStudy, ...]
    uses: tuple[Use, ...]
    criteria: tuple[Criterion, ...]
    limits: str
    seed: int
