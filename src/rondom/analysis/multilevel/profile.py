"""Profile-likelihood intervals: the values that the data do not contradict, whatever the rest may be."""

from collections.abc import Callable
from math import exp, log, pi, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtri

from rondom.analysis.estimates import Floats, Interval
from rondom.analysis.multilevel.likelihood import Likelihood, Point

METHOD = "profiel van de likelihood (ML)"


class Profiles:
    """Intervals of one model; of the ML likelihood, also when the estimates are by REML, as lme4 does."""

    def __init__(self, likelihood: Likelihood, level: float) -> None:
        self.model, self.level = likelihood, level
        self.best = likelihood.best(reml=False)
        self.variance = self.best.rss / likelihood.respondents
        self.lowest = likelihood.deviance(self.best, reml=False)
        self.rise = float(chdtri(1, 1 - level))

    def ratio(self) -> tuple[float, float]:
        """Of the variance between groups divided by that within."""
        typical = self.model.respondents / self.model.counts.sum()
        return self._ends(
            lambda t: self.model.deviance(self.model.at(t), reml=False), self.best.t, 0.5 / typical
        )

    def sd_between(self) -> Interval:
        """Of the standard deviation between groups."""
        estimate = sqrt(self.best.t * self.variance)
        step = 0.3 * sqrt(self.variance * self.model.counts.sum() / self.model.respondents)
        return Interval(*self._ends(self._with_between, estimate, step), self.level, METHOD)

    def sd_within(self) -> Interval:
        """Of the standard deviation within groups, sought on a log scale: it is never zero."""
        low, high = self._ends(
            lambda log_sd: self._with_within(exp(log_sd)),
            log(self.variance) / 2,
            1 / sqrt(2 * self.model.respondents),
            least=-np.inf,
        )
        return Interval(exp(low), exp(high), self.level, METHOD)

    def fixed(self, turn: Floats, offset: float = 0.0) -> Interval:
        """Of a combination of coefficients, plus ``offset``."""
        estimate, se = (
            float(turn @ self.best.beta),
            sqrt(self.variance * float(turn @ self.best.unscaled @ turn)),
        )
        low, high = self._ends(lambda value: self._with_fixed(turn, value), estimate, se, least=-np.inf)
        return Interval(low + offset, high + offset, self.level, METHOD)

    def _ends(
        self, profile: Callable[[float], float], estimate: float, se: float, least: float = 0.0
    ) -> tuple[float, float]:
        """Where the profile has risen to the border, on either side; ``least`` when it never does.

        The root of the rise is nearly a straight line, so that a few steps find its border.
        """
        border, known = sqrt(self.rise), {estimate: -sqrt(self.rise)}

        def above(value: float) -> float:
            if value not in known:
                known[value] = sqrt(max(profile(value) - self.lowest, 0.0)) - border
            return known[value]

        ends = []
        for side in (-1, 1):
            inner, far = estimate, max(estimate + side * 1.05 * border * se, least)
            while (height := above(far)) < 0 and far > least:
                inner, far = far, max(estimate + 1.5 * (far - estimate), least)
            within = height < 0 or far == inner
            ends.append(least if within else float(brentq(above, inner, far, xtol=1e-7 * se, rtol=1e-9)))
        return ends[0], ends[1]

    def _with_between(self, sd: float) -> float:
        """The deviance at this spread between groups, with the best variance within."""
        n, between = self.model.respondents, sd**2

        def slope(log_within: float) -> float:
            within = exp(log_within)
            point = self.model.at(between / within)
            return n - point.rss / within - point.t * (point.groups_slope + point.rss_slope / within)

        within = exp(_root(slope, log(self.variance), 2 / sqrt(n)))
        return self._deviance(self.model.at(between / within), within)

    def _with_within(self, sd: float) -> float:
        """The deviance at this spread within groups, with the best variance between."""
        within = sd**2
        return self._deviance(
            self._best_ratio(lambda point: point.groups_slope + point.rss_slope / within), within
        )

    def _with_fixed(self, turn: Floats, value: float) -> float:
        """The deviance with this combination of coefficients fixed, with the best ratio."""
        n = self.model.respondents

        def restricted(point: Point) -> tuple[float, Floats]:
            step = point.unscaled @ turn / float(turn @ point.unscaled @ turn)
            beta = point.beta + step * (value - float(turn @ point.beta))
            away = beta - point.beta
            return point.rss + float(away @ np.linalg.solve(point.unscaled, away)), np.append(-beta, 1.0)

        def slope(point: Point) -> float:
            rss, away = restricted(point)
            return point.groups_slope + n * float(away @ point.slopes @ away) / rss

        best = self._best_ratio(slope)
        return n * (1 + log(2 * pi * restricted(best)[0] / n)) + best.log_groups

    def _best_ratio(self, slope: Callable[[Point], float]) -> Point:
        """The ratio where this slope is zero; zero itself when the slope rises from there."""
        people_per_group = self.model.respondents / self.model.counts.sum()
        start, least = max(self.best.t, 0.01 / people_per_group), 1e-5 / people_per_group
        found = _root(
            lambda log_t: slope(self.model.at(exp(log_t))),
            log(start),
            2 / sqrt(self.model.counts.sum()),
            log(least),
        )
        if found > log(least) or slope(self.model.at(0.0)) < 0:
            return self.model.at(exp(found))
        return self.model.at(0.0)

    def _deviance(self, point: Point, within: float) -> float:
        return self.model.respondents * log(2 * pi * within) + point.log_groups + point.rss / within


def _root(slope: Callable[[float], float], start: float, width: float, least: float = -np.inf) -> float:
    """Where a rising slope is zero, from ``start``; the height there hardly depends on the last digits.

    ``least`` itself when the slope still rises there.
    """
    low, high = max(start - width, least), start + width
    while slope(low) > 0:
        if low == least:
            return least
        low, high, width = max(low - 2 * width, least), low, 2 * width
    while slope(high) < 0:
        low, high, width = high, high + 2 * width, 2 * width
    return float(brentq(slope, low, high, xtol=1e-5 * (high - low), rtol=1e-9))
