"""Scores of one respondent on the correlation of two items of which at least one is continuous.

Everything is about scores z in standard deviations from their mean. With cuts a and b around the answer,
R^2 = 1 - rho^2, limits u = (cut - rho z) / R, P = Phi(u_a) - Phi(u_b) and phi the normal density, one
respondent's loglikelihood of z and answer is log phi(z) + log P; of two scores it is that of the bivariate
normal distribution. Sources: Olsson, Drasgow and Dorans (1982), Psychometrika 47, 337-347; Muthén (1984),
Psychometrika 49, 115-132.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.ordinal.polyserial import chances_between
from rondom.analysis.ordinal.two_step import at_limit, search

_FAR = 40.0  # beyond it a normal density is zero


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Slopes of each respondent's loglikelihood: to the correlation, to mean and variance of each score (in
    its own units), and to the cuts above and below the answer."""

    rho: Floats
    means: tuple[Floats, ...]
    variances: tuple[Floats, ...]
    above: Floats
    below: Floats


def fit_serial(z: Floats, ranks: NDArray[np.integer], cuts: Floats) -> tuple[float, bool]:
    """The correlation of scores with answers (from 1), given the cuts; False when it runs to one or fails."""

    def derivatives(busy: Integers, rho: Floats) -> tuple[Floats, Floats]:
        slope, bend = _derivatives(z, ranks, cuts, float(rho[0]))
        return np.array([slope]), np.array([bend])

    rho, converged = search(derivatives, np.corrcoef(z, ranks)[:1, 1])
    return float(rho[0]), bool(converged[0] & ~at_limit(rho)[0])


def serial_scores(z: Floats, ranks: NDArray[np.integer], cuts: Floats, rho: float) -> Scores:
    """Of a score and an answer."""
    rest = sqrt((1 - rho) * (1 + rho))
    (upper, above, high), (lower, below, low) = _around(z, ranks, cuts, rho)
    chance = chances_between(below, above)
    high, low = high / chance, low / chance
    apart = rho / rest * (high - low)
    return Scores(
        rho=(high * (rho * upper - z) - low * (rho * lower - z)) / rest**3,
        means=(z + apart,),
        variances=((z * z - 1 + z * apart) / 2,),
        above=high / rest,
        below=-low / rest,
    )


def linear_scores(z: Floats, other: Floats, rho: float) -> Scores:
    """Of two scores."""
    rest = (1 - rho) * (1 + rho)
    product, none = z * other, np.zeros(0)
    return Scores(
        rho=rho / rest + product / rest - rho * (z * z - 2 * rho * product + other * other) / rest**2,
        means=((z - rho * other) / rest, (other - rho * z) / rest),
        variances=(
            (z * z - rho * product) / (2 * rest) - 0.5,
            (other * other - rho * product) / (2 * rest) - 0.5,
        ),
        above=none,
        below=none,
    )


def _derivatives(z: Floats, ranks: NDArray[np.integer], cuts: Floats, rho: float) -> tuple[float, float]:
    """First and second derivative of the loglikelihood to the correlation."""
    rest = sqrt((1 - rho) * (1 + rho))
    first, second, limits = np.zeros(len(z)), np.zeros(len(z)), []
    for sign, (cut, limit, density) in zip((1, -1), _around(z, ranks, cuts, rho), strict=True):
        turn = (rho * cut - z) / rest**3
        curve = (cut * rest**2 + 3 * rho * (rho * cut - z)) / rest**5
        first += sign * density * turn
        # The density is zero where the limit is infinite.
        second += sign * density * (curve - np.clip(limit, -_FAR, _FAR) * turn**2)
        limits.append(limit)
    chance = chances_between(limits[1], limits[0])
    share = first / chance
    return float(share.sum()), float((second / chance - share**2).sum())


def _around(
    z: Floats, ranks: NDArray[np.integer], cuts: Floats, rho: float
) -> tuple[tuple[Floats, Floats, Floats], ...]:
    """The cut above and below each answer (0 when there is none), its limit, and the density there."""
    ends = np.concatenate([[-np.inf], cuts, [np.inf]])
    rest = sqrt((1 - rho) * (1 + rho))
    found = []
    for cut in (ends[ranks], ends[ranks - 1]):
        limit = (cut - rho * z) / rest
        density = np.exp(-(np.minimum(np.abs(limit), _FAR) ** 2) / 2) / sqrt(2 * np.pi)
        found.append((np.where(np.isfinite(cut), cut, 0.0), limit, density))
    return tuple(found)
