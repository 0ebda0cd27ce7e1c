"""Covariances of sums of ordered items, from thresholds and correlations of what is behind them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.ordinal import bivariate_density, bivariate_normal


@dataclass(frozen=True, slots=True, eq=False)
class SumCovariance:
    """The covariance of two sums of the same items, and its slopes to thresholds and correlations.

    A correlation of items i and j stands at (i, j) and at (j, i); each of them has half of the slope.
    """

    value: float
    by_cut: Floats
    by_correlation: Floats


def covariance_of_sums(cuts: Floats, owner: Integers, correlations: Floats) -> SumCovariance:
    """Of sums of answers 1 to k whose latent responses have these correlations between the two sums.

    ``cuts`` are the thresholds of all items, ``owner`` the place of each one's item. The covariance of two
    cut-up variables is the sum over their thresholds t, u of Phi2(t, u; r) - Phi(t) Phi(u).
    """
    rho = np.clip(correlations[np.ix_(owner, owner)], -1.0, 1.0)
    shares = ndtr(cuts)
    joint = bivariate_normal(cuts[:, None], cuts[None, :], rho)
    inside = np.abs(rho) < 1
    bounded = np.where(inside, rho, 0.0)
    apart = cuts[None, :] - rho * cuts[:, None]
    rest = np.sqrt((1 - bounded) * (1 + bounded))
    conditional = np.where(inside, ndtr(apart / rest), (np.sign(apart) + 1) / 2)
    height = np.exp(-(cuts**2) / 2) / np.sqrt(2 * np.pi)
    belongs = (owner[:, None] == np.arange(len(correlations))).astype(np.float64)
    density = np.where(inside, bivariate_density(cuts[:, None], cuts[None, :], bounded), 0.0)
    return SumCovariance(
        float((joint - np.outer(shares, shares)).sum()),
        2 * height * (conditional - shares).sum(axis=1),
        belongs.T @ density @ belongs,
    )
