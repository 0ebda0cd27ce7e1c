"""Patterns of answers set against a mean vector and a covariance matrix."""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.samples import Patterns, Sample


class OutsideError(Exception):
    """An implied covariance matrix is not positive definite at this point: step back."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Some patterns against mu and Sigma; per pattern, with 0 for the items that it lacks.

    ``inverse`` is W = Sigma_oo^-1, ``apart`` d = m - mu, ``moments`` T = S + d d', ``discrepancy``
    log |Sigma_oo| + tr T W, and ``weights`` the shares of all respondents.
    """

    patterns: Patterns
    weights: Floats
    inverse: Floats
    apart: Floats
    moments: Floats
    discrepancy: Floats

    @property
    def along(self) -> Floats:
        """W d."""
        found: Floats = (self.inverse @ self.apart[:, :, None])[:, :, 0]
        return found

    @property
    def middle(self) -> Floats:
        """W T W."""
        found: Floats = self.inverse @ self.moments @ self.inverse
        return found


def points_of(sample: Sample, mu: Floats | None, sigma: Floats, total: int) -> list[Points]:
    """Every block of a group; without ``mu`` the means fit perfectly. Raises OutsideError."""
    return [_points(block, mu, sigma, total) for block in sample.blocks]


def _points(patterns: Patterns, mu: Floats | None, sigma: Floats, total: int) -> Points:
    known = patterns.known
    both = known[:, :, None] & known[:, None, :]
    # An unknown item gets variance 1 and no covariance: that changes nothing in what is known.
    own = np.where(both, sigma, np.eye(len(sigma)))
    try:
        root, turned = np.linalg.cholesky(own), np.linalg.inv(own)
    except np.linalg.LinAlgError as error:
        raise OutsideError from error
    inverse = np.where(both, turned, 0.0)
    apart = np.zeros(known.shape) if mu is None else np.where(known, patterns.means - mu, 0.0)
    moments = patterns.covariances + apart[:, :, None] * apart[:, None, :]
    log_determinant = 2 * np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    discrepancy = log_determinant + (inverse * moments).sum(axis=(1, 2))
    return Points(patterns, patterns.n / total, inverse, apart, moments, discrepancy)
