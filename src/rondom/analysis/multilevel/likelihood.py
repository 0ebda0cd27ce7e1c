"""The likelihood of a random-intercept model, in one dimension: the ratio of the two variances.

With t the variance between groups divided by the variance within, everything else follows from t: a group of
n people weighs n / (1 + n t). Groups of equal size share one term, so that a value costs as many steps as
there are different sizes, whatever the number of people.
"""

from dataclasses import dataclass
from math import log, pi

import numpy as np
from scipy.optimize import brentq

from rondom.analysis.estimates import Floats
from rondom.analysis.multilevel.counted import Counted


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The model at one ratio ``t``: coefficients, their unscaled covariance, and the sum of squares left.

    ``log_groups`` is the logarithm of the determinant of the groups' weights; ``slopes`` and the rest say
    how the products of all variables, the sum of squares and the determinants change with ``t``.
    """

    t: float
    beta: Floats
    unscaled: Floats
    rss: float
    log_groups: float
    slopes: Floats
    rss_slope: float
    groups_slope: float
    fixed_slope: float


_SHARES = (0.002, 0.01, 0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 0.99, 0.999)
"""The grid, as the reliability that the mean of a typical group then has."""


class Likelihood:
    """-2 log-likelihood of scores by ML (``reml`` False) or REML, as a function of the ratio of variances."""

    def __init__(self, counted: Counted) -> None:
        used = counted.n > 0
        sizes, places, counts = np.unique(counted.n[used], return_inverse=True, return_counts=True)
        self.sizes, self.counts = sizes.astype(np.float64), counts.astype(np.float64)
        rows = np.column_stack([np.ones(int(used.sum())), counted.means[used]])
        self.width = rows.shape[1]
        products = (rows[:, :, None] * rows[:, None, :]).reshape(len(rows), -1)
        shape = (len(sizes), self.width**2)
        self.between: Floats = np.zeros(shape)
        np.add.at(self.between, places, products)
        self.within = np.zeros((self.width, self.width))
        self.within[1:, 1:] = counted.within
        self.respondents, self.fixed = int(counted.n.sum()), self.width - 1

    def at(self, t: float) -> Point:
        """The model when the variance between groups is ``t`` times that within."""
        shrink = 1 + self.sizes * t
        weights = self.sizes / shrink
        crossed = self.within + (weights @ self.between).reshape(self.width, -1)
        slopes = -(weights**2 @ self.between).reshape(self.width, -1)
        own, with_score = crossed[:-1, :-1], crossed[:-1, -1]
        unscaled = 1 / own if len(own) == 1 else np.linalg.inv(own).astype(np.float64, copy=False)
        beta = unscaled @ with_score
        away = np.ones(self.width)
        away[:-1] = -beta
        return Point(
            t=t,
            beta=beta,
            unscaled=unscaled,
            rss=float(away @ crossed @ away),
            log_groups=float(self.counts @ np.log(shrink)),
            slopes=slopes,
            rss_slope=float(away @ slopes @ away),
            groups_slope=float(self.counts @ weights),
            fixed_slope=float((unscaled * slopes[:-1, :-1]).sum()),
        )

    def freedom(self, *, reml: bool) -> int:
        """What the sum of squares is divided by to give the variance within groups."""
        return self.respondents - (self.fixed if reml else 0)

    def deviance(self, point: Point, *, reml: bool) -> float:
        """-2 log-likelihood at this ratio, with the best variance for it; REML as in lme4."""
        n = self.freedom(reml=reml)
        found = n * (1 + log(2 * pi * point.rss / n)) + point.log_groups
        return found - (float(np.linalg.slogdet(point.unscaled)[1]) if reml else 0.0)

    def slope(self, t: float, *, reml: bool) -> float:
        """How the deviance rises with ``t``."""
        point = self.at(t)
        found = self.freedom(reml=reml) * point.rss_slope / point.rss + point.groups_slope
        return found + (point.fixed_slope if reml else 0.0)

    def best(self, *, reml: bool) -> Point:
        """The ratio with the smallest deviance: the best place on a grid, then where the slope is zero."""
        typical = float(self.respondents / self.counts.sum())
        grid = [0.0, *(share / (1 - share) / typical for share in _SHARES)]
        heights = [self.deviance(self.at(t), reml=reml) for t in grid]
        place = int(np.argmin(heights))
        low, high = grid[max(place - 1, 0)], grid[min(place + 1, len(grid) - 1)]
        while place == len(grid) - 1 and self.slope(high, reml=reml) < 0 and high < 1e15:
            low, high = high, 100 * high
        if self.slope(low, reml=reml) >= 0 or self.slope(high, reml=reml) <= 0:
            return self.at(low)
        return self.at(float(brentq(lambda t: self.slope(t, reml=reml), low, high, xtol=1e-15, rtol=1e-13)))
