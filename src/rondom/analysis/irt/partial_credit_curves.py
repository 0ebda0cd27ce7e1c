"""The partial credit curves of many items at once, and the moments of the points that they give.

Betas are items x k: zero, then the sums of thresholds; infinite for points that an item does not have. The
points of an item are counted from 0 over those that somebody used.
"""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.irt.partial_credit import PartialCredit

_AT_ONCE = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Of the points of each item at each place (items x places): the mean, and moments around it."""

    mean: Floats
    variance: Floats
    third: Floats
    fourth: Floats


def betas_of(model: PartialCredit) -> Floats:
    """Items x k, from the thresholds."""
    widest = max(len(item.points) for item in model.items)
    betas = np.full((len(model.items), widest), np.inf)
    betas[:, 0] = 0
    for row, item in zip(betas, model.items, strict=True):
        row[1 : len(item.points)] = np.cumsum(item.thresholds)
    return betas


def moments(betas: Floats, theta: Floats) -> Moments:
    """Of every item at every place."""
    if len(theta) <= _AT_ONCE:
        return _moments(betas, theta)
    parts = [_moments(betas, theta[start : start + _AT_ONCE]) for start in range(0, len(theta), _AT_ONCE)]
    return Moments(
        mean=np.hstack([part.mean for part in parts]),
        variance=np.hstack([part.variance for part in parts]),
        third=np.hstack([part.third for part in parts]),
        fourth=np.hstack([part.fourth for part in parts]),
    )


def _moments(betas: Floats, theta: Floats) -> Moments:
    points = np.arange(betas.shape[1], dtype=np.float64)[:, None]
    heights = points * theta - betas[:, :, None]
    chance = np.exp(heights - heights.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    mean = (points * chance).sum(axis=1)
    away = points - mean[:, None]
    second = away**2 * chance
    third = (away * second).sum(axis=1)
    return Moments(mean, second.sum(axis=1), third, (away**2 * second).sum(axis=1))
