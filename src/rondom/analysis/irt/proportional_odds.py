"""Proportional odds: a higher answer becomes likelier by the same factor at every border between points."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve
from scipy.special import expit

from rondom.analysis.estimates import Floats

_MOST_STEPS = 60
_FARTHEST = 40.0


class NoMaximum(Exception):
    """The likelihood has no highest point: some answers can be told without error."""


@dataclass(frozen=True, slots=True, eq=False)
class ProportionalOdds:
    """logit P(answer >= x) = intercept_x + design @ slopes, fitted by maximum likelihood.

    ``slope_ses`` are from the expected information.
    """

    intercepts: Floats
    slopes: Floats
    slope_ses: Floats
    loglik: float


def proportional_odds(design: Floats, counts: Floats) -> ProportionalOdds:
    """Fit to cells: ``design`` is cells x predictors, ``counts`` cells x points (each used).

    By Fisher scoring. Raises NoMaximum. Source: McCullagh (1980).
    """
    borders = counts.shape[1] - 1
    shares = counts.sum(axis=0) / counts.sum()
    above = 1 - shares.cumsum()[:-1]
    values = np.concatenate([np.log(above / (1 - above)), np.zeros(design.shape[1])])
    height, slope, information = _height(values, design, counts, borders)
    for _ in range(_MOST_STEPS):
        try:
            step = cho_solve(cho_factor(information), slope)
        except LinAlgError:
            raise NoMaximum from None
        gain = float(step @ slope)
        for part in (1.0, 0.5, 0.2, 0.05, 0.01):
            moved = values + part * step
            if (np.diff(moved[:borders]) < 0).all():
                found = _height(moved, design, counts, borders)
                if found[0] >= height - 1e-10:
                    break
        else:
            raise NoMaximum
        values, (height, slope, information) = moved, found
        if np.abs(values).max() > _FARTHEST:
            raise NoMaximum
        if gain < 1e-10:
            variances = np.diag(cho_solve(cho_factor(information), np.eye(len(values))))
            return ProportionalOdds(values[:borders], values[borders:], np.sqrt(variances[borders:]), height)
    raise NoMaximum


def _height(values: Floats, design: Floats, counts: Floats, borders: int) -> tuple[float, Floats, Floats]:
    """Log-likelihood, its slope, and the expected information."""
    cells = len(counts)
    logits = values[:borders] + (design @ values[borders:])[:, None]
    above = np.ones((cells, borders + 2))
    above[:, 1:-1], above[:, -1] = expit(logits), 0
    chance = np.maximum(above[:, :-1] - above[:, 1:], 1e-300)
    steep = above * (1 - above)
    # Cells x points x parameters: the change of the logarithm of each chance.
    change = np.zeros((cells, borders + 1, len(values)))
    for border in range(borders):
        change[:, border + 1, border] = steep[:, border + 1]
        change[:, border, border] = -steep[:, border + 1]
    change[:, :, borders:] = (steep[:, :-1] - steep[:, 1:])[:, :, None] * design[:, None, :]
    change /= chance[:, :, None]
    slope = np.einsum("cx,cxp->p", counts, change)
    people = counts.sum(axis=1)[:, None] * chance
    flat = change.reshape(-1, len(values))
    information: Floats = (flat * people.reshape(-1, 1)).T @ flat
    return float((counts * np.log(chance)).sum()), slope, information
