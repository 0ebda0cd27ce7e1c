"""The correlation of an ordinal item with a score: polyserial, biserial when the item has two points."""

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.ordinal.rectangles import SMALLEST_CHANCE
from rondom.analysis.ordinal.two_step import LIMIT
from rondom.analysis.quantiles import normal_quantile, require_level

_STEPS = 100
_PRECISION = 1e-10


@dataclass(frozen=True, slots=True)
class Polyserial:
    """Correlation of a score with the normal variable behind an item.

    ``thresholds`` are the cuts between the ``used`` points, in standard deviations. On the ``boundary`` rho
    is put at plus or minus 0.9999, without standard error (None).
    """

    rho: float
    se: float | None
    interval: Interval | None
    thresholds: tuple[float, ...]
    used: tuple[int, ...]
    n: int
    boundary: bool
    method: Literal["two-step", "ml"]


def polyserial(
    scores: Floats,
    answers: NDArray[np.integer],
    *,
    method: Literal["two-step", "ml"] = "ml",
    level: float = 0.95,
) -> Polyserial:
    """From scores (NaN is none) and answers (1 to k, negative is none) of the same respondents.

    Only who has both counts. "ml" finds rho and thresholds together for scores in standard deviations, as
    polycor's polyserial(ML=TRUE); "two-step" takes the thresholds from the answers and then finds rho. The
    standard error comes from the observed information (of "two-step" as if the thresholds were known).
    Raises TooFewData when fewer than three have both, or one of them does not vary. Source: Olsson, Drasgow
    and Dorans (1982), Psychometrika 47, 337-347.
    """
    if scores.shape != answers.shape or scores.ndim != 1:
        raise ValueError("Geef van elke respondent een score en een antwoord.")
    both = (answers > 0) & ~np.isnan(scores)
    _require_spread(scores[both], answers[both])
    used, rank = np.unique(answers[both], return_inverse=True)
    z = (scores[both] - scores[both].mean()) / scores[both].std(ddof=1)
    cuts = ndtri(np.cumsum(np.bincount(rank))[:-1] / len(rank))
    start = np.append(cuts, atanh(float(np.clip(np.corrcoef(z, rank)[0, 1], -0.95, 0.95))))
    free = slice(0 if method == "ml" else len(cuts), None)
    at, edge = _searched(start, z, rank, free)
    return _result(at, _hessian(at, z, rank)[free, free], used, len(rank), edge, method, level)


def _require_spread(scores: Floats, answers: NDArray[np.integer]) -> None:
    if len(scores) < 3:
        raise TooFewData("Voor deze correlatie zijn ten minste drie mensen nodig met score en antwoord.")
    if np.ptp(scores) == 0 or np.ptp(answers) == 0:
        raise TooFewData("Wie score en antwoord heeft, heeft overal dezelfde: er is geen samenhang te zien.")


def _searched(at: Floats, z: Floats, rank: Integers, free: slice) -> tuple[Floats, bool]:
    """Newton's steps, halved until the likelihood does not fall; True when rho runs to the boundary."""
    bound = atanh(LIMIT)
    for _ in range(_STEPS):
        slope, information = _gradient(at, z, rank)[free], -_hessian(at, z, rank)[free, free]
        if np.linalg.eigvalsh(information)[0] <= 0:
            information = np.diag(np.maximum(np.abs(np.diag(information)), 1.0))
        step = np.zeros(len(at))
        step[free] = np.clip(np.linalg.solve(information, slope), -0.5, 0.5)
        there = _not_lower(at, step, z, rank, bound)
        moved = float(np.abs(there - at).max())
        at = there
        if moved < _PRECISION or abs(at[-1]) >= bound:
            break
    return at, bool(abs(at[-1]) >= bound)


def _not_lower(at: Floats, step: Floats, z: Floats, rank: Integers, bound: float) -> Floats:
    """The point after the step, or after so much of it that the likelihood does not fall."""
    least = _loglikelihood(at, z, rank) - 1e-10
    for _ in range(30):
        there = at + step
        there[-1] = np.clip(there[-1], -bound, bound)
        if (np.diff(there[:-1]) > 0).all() and _loglikelihood(there, z, rank) >= least:
            return there
        step = step / 2
    return at


def _limits(at: Floats, z: Floats, rank: Integers) -> tuple[Floats, Floats, float]:
    """Of everyone the cut above and below, given the score, in units of the spread left; and that spread."""
    rho = tanh(float(at[-1]))
    rest = sqrt((1 - rho) * (1 + rho))
    ends = np.concatenate([[-np.inf], at[:-1], [np.inf]])
    return (ends[rank + 1] - rho * z) / rest, (ends[rank] - rho * z) / rest, rest


def _chances(at: Floats, z: Floats, rank: Integers) -> Floats:
    above, below, _ = _limits(at, z, rank)
    return chances_between(below, above)


def chances_between(below: Floats, above: Floats) -> Floats:
    """Of a standard normal variable, for each pair of limits; never quite zero."""
    # In the upper tail differences of the complement keep their digits.
    upper = below > 0
    chance = ndtr(np.where(upper, -below, above)) - ndtr(np.where(upper, -above, below))
    found: Floats = np.maximum(chance, SMALLEST_CHANCE)
    return found


def _loglikelihood(at: Floats, z: Floats, rank: Integers) -> float:
    return float(np.log(_chances(at, z, rank)).sum())


def _gradient(at: Floats, z: Floats, rank: Integers) -> Floats:
    """To the thresholds and to Fisher's z of rho."""
    above, below, rest = _limits(at, z, rank)
    rho, chance = tanh(float(at[-1])), _chances(at, z, rank)
    high, low = (
        np.exp(-(np.minimum(np.abs(limit), 40.0) ** 2) / 2) / np.sqrt(2 * np.pi) for limit in (above, below)
    )
    weight_high, weight_low = high / chance, low / chance
    cuts, size = at[:-1], len(at) - 1
    to_cuts = np.bincount(rank, weight_high, size + 1)[:-1] - np.bincount(rank, weight_low, size + 1)[1:]
    ends = np.concatenate([[0.0], cuts, [0.0]])
    # d limit / d rho = (rho cut - score) / rest^3; times rest^2 for Fisher's z.
    turn_high, turn_low = (rho * ends[rank + 1] - z) / rest, (rho * ends[rank] - z) / rest
    to_z = weight_high * np.where(np.isfinite(above), turn_high, 0) - weight_low * np.where(
        np.isfinite(below), turn_low, 0
    )
    return np.append(to_cuts / rest, to_z.sum())


def _hessian(at: Floats, z: Floats, rank: Integers) -> Floats:
    found = np.zeros((len(at), len(at)))
    for place in range(len(at)):
        step = np.zeros(len(at))
        step[place] = 1e-5
        found[place] = (_gradient(at + step, z, rank) - _gradient(at - step, z, rank)) / 2e-5
    return (found + found.T) / 2


def _result(
    at: Floats,
    hessian: Floats,
    used: NDArray[np.integer],
    n: int,
    edge: bool,
    method: Literal["two-step", "ml"],
    level: float,
) -> Polyserial:
    rho = float(np.copysign(LIMIT, at[-1])) if edge else tanh(float(at[-1]))
    variance = 0.0 if edge else float(np.linalg.inv(-hessian)[-1, -1])
    margin = normal_quantile((1 + require_level(level)) / 2) * sqrt(max(variance, 0.0))
    interval = Interval(tanh(atanh(rho) - margin), tanh(atanh(rho) + margin), level, "Fisher z")
    known = variance > 0
    return Polyserial(
        rho=rho,
        se=sqrt(variance) * (1 - rho * rho) if known else None,
        interval=interval if known else None,
        thresholds=tuple(at[:-1].tolist()),
        used=tuple(int(point) for point in used),
        n=n,
        boundary=edge,
        method=method,
    )
