"""Where people stand on the scale of a partial credit model, from the sum of their points."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Booleans, Floats, Integers, Interval, TooFewData
from rondom.analysis.irt.partial_credit import PartialCredit
from rondom.analysis.irt.partial_credit_curves import betas_of
from rondom.analysis.irt.sums import Cells, places_of
from rondom.analysis.quantiles import normal_quantile, require_level

Estimator = Literal["ml", "wle"]
_NAMES = {"ml": "maximum likelihood per som", "wle": "gewogen likelihood van Warm (WLE) per som"}


@dataclass(frozen=True, slots=True)
class SumParameter:
    """Who answered every item with this sum of points: their place, or None where it is not estimated."""

    total: int
    theta: float | None
    se: float | None
    interval: Interval | None
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class PersonParameters:
    """Per respondent the place on the scale and its standard error; NaN where ``known`` is False.

    ``sums`` are of points counted from 0. ``per_sum`` is for people who answer every item. ``n`` have a
    place; ``extreme`` answered but have the lowest or highest sum that their items allow. ``reliability`` is
    the person separation reliability, (variance of theta - mean squared error) / variance, over those n; it
    may fall below zero, and is None where theta does not vary.
    """

    theta: Floats
    se: Floats
    known: Booleans
    sums: Integers
    per_sum: tuple[SumParameter, ...]
    reliability: float | None
    n: int
    extreme: int
    unanswered: int
    estimator: str
    extremes: str
    missing: str = "elk mens met de eigen antwoorden"


def person_parameters(
    model: PartialCredit, answers: Answers, *, estimator: Estimator = "ml", level: float = 0.95
) -> PersonParameters:
    """Of answers (respondents x all items the model was given, also those it left out).

    With ``ml`` the lowest and highest sums have no place: the likelihood rises without end. With ``wle`` they
    have one, and all places have less bias. A point nobody used when the model was fitted counts as not
    answered. Raises TooFewData when nobody has a place. Source: Andersen (1970); Warm (1989);
    docs/methods/partial-credit.md.
    """
    require_level(level)
    if estimator not in get_args(Estimator):
        raise ValueError(f"Onbekende schatter {estimator}. Kies ml of wle.")
    cells, betas = Cells.of(model, answers), betas_of(model)
    theta, se = places_of(betas, cells, weighted=estimator == "wle")
    own, own_se = theta[cells.member], se[cells.member]
    known: Booleans = np.isfinite(own)
    answered: Booleans = np.any(cells.answered, axis=0)[cells.member]
    if not known.any():
        raise TooFewData(
            "Niemand heeft een plaats op de schaal: iedereen heeft de laagste of hoogste som. "
            "Kies estimator='wle', die ook dan een plaats geeft."
        )
    return PersonParameters(
        theta=own,
        se=own_se,
        known=known,
        sums=cells.sums[cells.member],
        per_sum=_per_sum(betas, cells, estimator, level),
        reliability=_separation(own[known], own_se[known]),
        n=int(known.sum()),
        extreme=int((cells.extreme[cells.member] & answered).sum()),
        unanswered=int((~answered).sum()),
        estimator=_NAMES[estimator],
        extremes="niet geschat" if estimator == "ml" else "geschat, met gewogen likelihood",
    )


def _per_sum(betas: Floats, cells: Cells, estimator: Estimator, level: float) -> tuple[SumParameter, ...]:
    whole = Cells.complete(betas)
    theta, se = places_of(betas, whole, weighted=estimator == "wle")
    complete: Booleans = np.all(cells.answered, axis=0)[cells.member]
    people = np.bincount(cells.sums[cells.member[complete]], minlength=len(whole.sums))
    z = normal_quantile((1 + level) / 2)
    return tuple(
        SumParameter(total, place, error, Interval(place - z * error, place + z * error, level, "Wald"), n)
        if np.isfinite(place)
        else SumParameter(total, None, None, None, n)
        for total, (place, error, n) in enumerate(
            zip(theta.tolist(), se.tolist(), people.tolist(), strict=True)
        )
    )


def _separation(theta: Floats, se: Floats) -> float | None:
    if len(theta) < 2 or np.ptp(theta) == 0:
        return None
    variance = float(theta.var(ddof=1))
    return (variance - float((se**2).mean())) / variance
