"""Marginal maximum likelihood of the graded response model: a start on some people, Newton steps on all.

The start comes from evenly spaced people when there are many; the steps that decide the estimates are over
everyone.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from rondom.analysis.estimates import Booleans, Floats, Integers, TooFewData
from rondom.analysis.irt.graded_item import (
    Curves,
    curves,
    expected_information,
    gradient,
    information,
    intercept_mask,
    log_chances,
)
from rondom.analysis.irt.missing_information import missing_information
from rondom.analysis.irt.quadrature import Grid, Passed, Precision, log_likelihood, pass_over
from rondom.analysis.irt.responses import Responses
from rondom.analysis.irt.starting_values import starting_values

SOME = 5000
"""Rows above which the start and the direction of steps come from evenly spaced rows, by rising answers."""
SINGLE_FROM = 2**14
"""Rows from which passes are made in single precision: sums over so many people keep six figures or more."""
_RARE = 0.005
_STEEPEST = 30.0
_GENTLE_STEPS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Parameters (items x k), the covariance of those that exist, the log-likelihood, and steps taken."""

    parameters: Floats
    covariance: Floats
    loglik: float
    steps: int


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """Answers (items x rows, -1 for none), how often each row counts, and the points each item has."""

    codes: NDArray[np.int8]
    times: Floats
    widths: Integers
    precision: Precision

    @property
    def kept(self) -> Integers:
        """The places of parameters that exist, among items x k."""
        return np.flatnonzero(intercept_mask(self.widths, int(self.widths.max())))

    def some(self, rows: int) -> "Data":
        """Evenly spaced people, weighed up to all; the data themselves when they have no more rows.

        Half of the rows go to people who gave a rare answer, so that no point of an item is lost.
        """
        if self.codes.shape[1] <= rows:
            return self
        rare = self._gave_a_rare_answer()
        parts = [_spread(self.times * kind, rows // 2) for kind in (rare, ~rare) if kind.any()]
        chosen, times = (np.concatenate(part) for part in zip(*parts, strict=True))
        order = np.argsort(chosen, kind="stable")
        codes = np.ascontiguousarray(self.codes[:, chosen[order]])
        return replace(self, codes=codes, times=times[order])

    def _gave_a_rare_answer(self) -> Booleans:
        found: Booleans = np.zeros(self.codes.shape[1], dtype=np.bool_)
        for row, width in zip(self.codes, self.widths.tolist(), strict=True):
            counts = np.bincount(row + 1, self.times, width + 1)
            found |= np.append(False, counts[1:] < _RARE * self.times.sum())[row + 1]
        return found


def _spread(times: Floats, rows: int) -> tuple[Integers, Floats]:
    """About ``rows`` evenly spaced rows and their weights; all rows that count when there are no more."""
    counting = np.flatnonzero(times)
    if len(counting) <= rows:
        return counting, times[counting]
    upto = times.cumsum()
    places = (np.arange(rows) + 0.5) / rows * upto[-1]
    chosen, hits = np.unique(np.searchsorted(upto, places, side="right"), return_counts=True)
    return chosen, hits * (upto[-1] / rows)


def fit_graded(responses: Responses, grid: Grid, most_steps: int) -> Fitted:
    """The estimates and their covariance. Raises TooFewData when there is no solution."""
    single = responses.codes.shape[1] >= SINGLE_FROM
    every = Data(responses.codes, responses.times, responses.widths, np.float32 if single else np.float64)
    few = every.some(SOME)
    start = starting_values(few.codes, few.times, few.widths)
    climb = _climbed(every, few, grid, responses.items, start, most_steps)
    chances = log_chances(climb.parameters, every.widths, grid.theta)
    loglik = log_likelihood(every.codes, every.times, chances, grid)
    return Fitted(climb.parameters, climb.covariance(), loglik, climb.steps)


def _climbed(
    every: Data, few: Data, grid: Grid, items: tuple[str, ...], start: Floats, most_steps: int
) -> "_Climb":
    """To the top of everyone's likelihood, by way of that of a few when it leads there."""
    close = 1e-3 if every.precision is np.float32 else 1e-8
    if few is not every:
        try:
            first = _Climb(few, few, grid, items, start)
            first.to_the_top(most_steps, close=0.1)
            climb = _Climb(every, few, grid, items, first.parameters, first.observed)
            climb.to_the_top(most_steps, close=close)
            return climb
        except TooFewData:
            pass
    climb = _Climb(every, every, grid, items, start)
    climb.to_the_top(most_steps, close=close)
    return climb


class _Climb:
    """Steps up the likelihood: some gentle ones (EM), then Newton's, with the information of ``few``."""

    def __init__(
        self,
        data: Data,
        few: Data,
        grid: Grid,
        items: tuple[str, ...],
        parameters: Floats,
        observed: Floats | None = None,
    ) -> None:
        self.data, self.grid, self.items, self.kept = data, grid, items, data.kept
        self.few = few
        self.parameters, self.observed, self.steps = parameters, observed, 0
        self.passed = self._pass(data, parameters)
        self.curves: Curves = self._curves()

    def to_the_top(self, most_steps: int, *, close: float) -> None:
        """Until a step was to raise the log-likelihood by no more than ``close``; that step is the last."""
        gentle = 0 if self.observed is not None else _GENTLE_STEPS
        while self.steps < most_steps:
            self.steps += 1
            if self.steps > gentle and (self.few is self.data or self.steps % 5 == 0):
                self.observed = self._information(self.few)
            step, expected_gain = self._step()
            moved = self._take(step, checked=expected_gain > close)
            if expected_gain <= close:
                return
            if not moved:
                break
        raise TooFewData("Het model kwam niet tot een oplossing. Neem meer mensen of minder items.")

    def covariance(self) -> Floats:
        """The inverse of the observed information. Raises TooFewData when that does not exist."""
        try:
            factor = cho_factor(self._information(self.data))
        except LinAlgError:
            raise TooFewData(
                "De standaardfouten bestaan niet: de gegevens leggen het model niet vast. Neem minder items."
            ) from None
        solved: Floats = cho_solve(factor, np.eye(len(self.kept)))
        return solved

    def _step(self) -> tuple[Floats, float]:
        slope = gradient(self.curves, self.passed.expected).ravel()[self.kept]
        if self.observed is not None:
            try:
                newton: Floats = cho_solve(cho_factor(self.observed), slope)
                return newton, float(newton @ slope) / 2
            except LinAlgError:
                pass
        people = self.passed.expected.sum(axis=1)
        complete = self._blocks(expected_information(self.curves, people))
        # An item that is nearly told without error has next to no information on where its borders are.
        complete[np.diag_indices(len(complete))] += 1e-6 * np.trace(complete) / len(complete)
        gentle: Floats = cho_solve(cho_factor(complete), slope)
        # Until the direction is Newton's, a small step does not mean that the top is near.
        return gentle, np.inf

    def _take(self, step: Floats, *, checked: bool) -> bool:
        """Go there, or part of the way when that is lower; False when there is no higher place."""
        start, height = self.parameters, self.passed.loglik
        rounding = (1e-7 if self.data.precision is np.float32 else 1e-13) * abs(height)
        for _ in range(12):
            moved = start.copy()
            moved.ravel()[self.kept] += step
            if self._in_order(moved):
                passed = self._pass(self.data, moved)
                if passed.loglik > height - rounding or not checked:
                    self.parameters, self.passed = moved, passed
                    self._require_slopes()
                    self.curves = self._curves()
                    return True
            step = step / 3
        return False

    def _in_order(self, parameters: Floats) -> bool:
        falls = parameters[:, 1:-1] > parameters[:, 2:]
        return bool(falls[intercept_mask(self.data.widths, parameters.shape[1])[:, 2:]].all())

    def _require_slopes(self) -> None:
        steepest = int(np.abs(self.parameters[:, 0]).argmax())
        if abs(self.parameters[steepest, 0]) > _STEEPEST:
            raise TooFewData(
                f"De helling van item {self.items[steepest]} groeit zonder grens. Laat dit item weg, "
                "of het item waarmee het bijna samenvalt."
            )

    def _pass(self, data: Data, parameters: Floats) -> Passed:
        chances = log_chances(parameters, data.widths, self.grid.theta)
        return pass_over(data.codes, data.times, chances, self.grid, data.precision)

    def _curves(self) -> Curves:
        return curves(self.parameters, self.data.widths, self.grid.theta)

    def _information(self, data: Data) -> Floats:
        """What these people tell: what they would if their places were seen, less what that hides."""
        passed = self.passed if data is self.data else self._pass(data, self.parameters)
        seen = self._blocks(information(self.curves, passed.expected))
        return seen - missing_information(
            data.codes, data.times, self.curves, self.grid, self.kept, data.precision
        )

    def _blocks(self, blocks: Floats) -> Floats:
        """Items x k x k as one matrix over the parameters that exist."""
        items, k, _ = blocks.shape
        whole = np.zeros((items, k, items, k))
        whole[np.arange(items), :, np.arange(items), :] = blocks
        return whole.reshape(items * k, -1)[np.ix_(self.kept, self.kept)]
