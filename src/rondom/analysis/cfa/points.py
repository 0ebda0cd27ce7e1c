"""Patterns of answers set against a mean vector and a covariance matrix."""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.cfa.inverses import positive_inverse
from rondom.analysis.cfa.samples import Pattern, Sample
from rondom.analysis.estimates import Floats


class OutsideError(Exception):
    """An implied covariance matrix is not positive definite at this point: step back."""


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One pattern against mu and Sigma: W = Sigma_oo^-1, d = m - mu, T = S + d d', all for its own items.

    ``weight`` is its share of all respondents; ``discrepancy`` is log |Sigma_oo| + tr T W.
    """

    pattern: Pattern
    weight: float
    inverse: Floats
    apart: Floats
    moments: Floats
    discrepancy: float


def points_of(sample: Sample, mu: Floats | None, sigma: Floats, total: int) -> list[Point]:
    """Every pattern of a group; without ``mu`` the means fit perfectly. Raises OutsideError."""
    return [_point(pattern, mu, sigma, total) for pattern in sample.patterns]


def _point(pattern: Pattern, mu: Floats | None, sigma: Floats, total: int) -> Point:
    own = sigma[np.ix_(pattern.items, pattern.items)]
    try:
        inverse, log_determinant = positive_inverse(own)
    except np.linalg.LinAlgError as error:
        raise OutsideError from error
    apart = np.zeros(len(own)) if mu is None else pattern.means - mu[pattern.items]
    moments = pattern.covariances + np.outer(apart, apart)
    discrepancy = log_determinant + float((inverse * moments).sum())
    return Point(pattern, pattern.n / total, inverse, apart, moments, discrepancy)
