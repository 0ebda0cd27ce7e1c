"""Do items and people answer as the partial credit model says? Mean squares: infit and outfit."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Booleans, Floats, Integers, TooFewData
from rondom.analysis.irt.partial_credit import PartialCredit
from rondom.analysis.irt.partial_credit_curves import betas_of, moments
from rondom.analysis.irt.responses import answers_as_fitted
from rondom.analysis.irt.sums import Cells, places_of


@dataclass(frozen=True, slots=True)
class ItemFit:
    """One item over ``n`` people: mean squares (1 as the model says, lower is more orderly) and their t.

    ``infit`` weighs people by what they tell about the item, ``outfit`` weighs all alike. A t is None where
    the mean square cannot vary.
    """

    name: str
    infit: float
    infit_t: float | None
    outfit: float
    outfit_t: float | None
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class ItemFits:
    """All items of the model. ``n`` people take part; ``apart`` have no place, or answered one item alone."""

    items: tuple[ItemFit, ...]
    n: int
    apart: int
    missing: str = "elk mens met de eigen antwoorden, twee of meer"
    estimator: str = "maximum likelihood per som, uiterste sommen niet"


@dataclass(frozen=True, slots=True, eq=False)
class PersonFit:
    """The same per respondent, over the items they ``answered``.

    NaN where ``known`` is False, and a t also where it does not exist.
    """

    infit: Floats
    infit_t: Floats
    outfit: Floats
    outfit_t: Floats
    answered: Integers
    known: Booleans
    n: int
    apart: int
    missing: str = "elk mens met de eigen antwoorden, twee of meer"
    estimator: str = "maximum likelihood per som, uiterste sommen niet"


def item_fit(model: PartialCredit, answers: Answers) -> ItemFits:
    """Of answers (respondents x all items the model was given).

    Raises TooFewData when nobody takes part. Source: Wright and Masters (1982);
    docs/methods/partial-credit.md.
    """
    people = _People(model, answers)
    found = []
    for item, part in zip(model.items, people.every_item(), strict=True):
        if not len(part.people):
            raise TooFewData(f"Niemand die meetelt, beantwoordde item {item.name}.")
        sums = _Sums(1)
        sums.add(np.zeros(len(part.people), dtype=np.int64), part)
        infit, infit_t, outfit, outfit_t = (float(one[0]) for one in sums.fit())
        found.append(
            ItemFit(item.name, infit, _or_none(infit_t), outfit, _or_none(outfit_t), len(part.people))
        )
    return ItemFits(tuple(found), people.n, people.apart)


def person_fit(model: PartialCredit, answers: Answers) -> PersonFit:
    """Of answers (respondents x all items the model was given).

    Raises TooFewData when nobody takes part. Source: Wright and Masters (1982);
    docs/methods/partial-credit.md.
    """
    people = _People(model, answers)
    sums = _Sums(len(answers))
    for part in people.every_item():
        sums.add(part.people, part)
    answered = (people.codes >= 0).sum(axis=0)
    return PersonFit(*sums.fit(), answered, people.known, people.n, people.apart)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Of one item: the people who answered it, squared residuals, and moments that the model expects."""

    people: Integers
    squares: Floats
    variance: Floats
    fourth: Floats


class _People:
    """Who has a place and answered two items or more, and what they were expected to answer."""

    def __init__(self, model: PartialCredit, answers: Answers) -> None:
        self.codes = answers_as_fitted(answers, model.columns, [item.points for item in model.items])
        betas, self.cells = betas_of(model), Cells.of(model, answers)
        theta, _ = places_of(betas, self.cells, weighted=False)
        fits = np.isfinite(theta) & (self.cells.answered.sum(axis=0) > 1)
        self.known: Booleans = fits[self.cells.member]
        self.n = int(self.known.sum())
        self.apart = len(answers) - self.n
        if not self.n:
            raise TooFewData("Niemand heeft twee antwoorden en een som tussen de laagste en de hoogste.")
        self.moments = moments(betas, np.where(fits, theta, 0.0))

    def every_item(self) -> Iterator[_Part]:
        for at, row in enumerate(self.codes):
            people = np.flatnonzero(self.known & (row >= 0))
            cell = self.cells.member[people]
            squares = (row[people] - self.moments.mean[at][cell]) ** 2
            yield _Part(people, squares, self.moments.variance[at][cell], self.moments.fourth[at][cell])


class _Sums:
    """Sums of residuals, for one item or for each person."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.n: Floats = np.zeros(size)
        self.squares, self.variance, self.spread = np.zeros(size), np.zeros(size), np.zeros(size)
        self.standard, self.standard_spread = np.zeros(size), np.zeros(size)

    def add(self, where: Integers, part: _Part) -> None:
        def total(values: Floats) -> Floats:
            return np.bincount(where, values, self.size).astype(np.float64)

        self.n += total(np.ones(len(where)))
        self.squares += total(part.squares)
        self.variance += total(part.variance)
        self.spread += total(part.fourth - part.variance**2)
        self.standard += total(part.squares / part.variance)
        self.standard_spread += total(part.fourth / part.variance**2 - 1)

    def fit(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Infit, its t, outfit, its t; NaN for who has no residuals."""
        none = self.n == 0
        n, variance = np.where(none, np.nan, self.n), np.where(none, np.nan, self.variance)
        infit, outfit = self.squares / variance, self.standard / n
        return (
            infit,
            _t(infit, np.sqrt(np.maximum(self.spread, 0)) / variance),
            outfit,
            _t(outfit, np.sqrt(np.maximum(self.standard_spread, 0)) / n),
        )


def _t(mean_square: Floats, sd: Floats) -> Floats:
    """The cube root of a mean square is close to normal (Wilson and Hilferty)."""
    sd = np.where(sd > 1e-6, sd, np.nan)
    found: Floats = (np.cbrt(mean_square) - 1) * 3 / sd + sd / 3
    return found


def _or_none(value: float) -> float | None:
    return value if np.isfinite(value) else None
