"""What a group's answers would be if they were complete, given a mean vector and a covariance matrix.

With K the inverse of Sigma, z the deviations of a respondent and m the items that are missing: V = K_mm^-1 is
what stays unsure of the missing answers, and their expected deviations are -V (K z)_m with z 0 where missing.
With those filled in, z' K z = z_o' Sigma_oo^-1 z_o, K z is Sigma_oo^-1 z_o with 0 where missing, and

    log |Sigma_oo| = log |Sigma| + log |K_mm|,   W = K - K V K

is Sigma_oo^-1 with 0 where missing (V with 0 where known). Only matrices as large as what is missing are
inverted, all patterns that lack the same number together.
"""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.holes import Part
from rondom.analysis.factor_models.inverses import inverse as inverse_of
from rondom.analysis.factor_models.inverses import positive_inverse
from rondom.analysis.factor_models.optimise import OutsideError
from rondom.analysis.factor_models.samples import Sample


@dataclass(frozen=True, slots=True, eq=False)
class Completed:
    """A group at ``mu`` (None: means fit perfectly) and Sigma, of which ``inverse`` is K.

    ``mean`` and ``products`` are the means of z and z z' with the expected answers filled in, ``unsure`` that
    of V, all over the respondents of the group. ``log_determinant`` is the mean of log |Sigma_oo|.
    """

    sample: Sample
    mu: Floats | None
    inverse: Floats
    mean: Floats
    products: Floats
    unsure: Floats
    log_determinant: float

    @property
    def value(self) -> float:
        """The mean of log |Sigma_oo| + z_o' Sigma_oo^-1 z_o."""
        return self.log_determinant + float((self.inverse * self.products).sum())

    @property
    def known(self) -> Floats:
        """The mean of W."""
        found: Floats = self.inverse - self.inverse @ self.unsure @ self.inverse
        return found


def complete(sample: Sample, mu: Floats | None, sigma: Floats) -> Completed:
    """A group against these means and covariances. Raises OutsideError."""
    items = len(sigma)
    try:
        inverse, log_determinant = positive_inverse(sigma)
        whole = sample.whole
        apart = np.zeros(items) if mu is None else whole.mean - mu
        mean = whole.n * apart
        products = whole.n * (whole.covariance + np.outer(apart, apart))
        unsure, lost = np.zeros(items * items), 0.0
        for part in sample.parts:
            assert mu is not None
            rows, variances = filled(part, mu, inverse)
            mean += part.ones @ rows
            products += rows.T @ rows
            weighted = part.n[:, None, None] * variances
            cells = _cells(part, items).reshape(-1)
            unsure += np.bincount(cells, weighted.reshape(-1), minlength=items * items)
            diagonal = np.diagonal(np.linalg.cholesky(variances), axis1=1, axis2=2)
            lost -= 2 * float(part.n @ np.log(diagonal).sum(axis=1))
    except np.linalg.LinAlgError as error:
        raise OutsideError from error
    return Completed(
        sample,
        mu,
        inverse,
        mean / sample.n,
        products / sample.n,
        unsure.reshape(items, items) / sample.n,
        log_determinant + lost / sample.n,
    )


def filled(part: Part, mu: Floats, inverse: Floats) -> tuple[Floats, Floats]:
    """z of every row with expected deviations where missing, and V of every pattern."""
    variances = unsure_of(part, inverse)
    rows: Floats = part.apart(mu)
    if not part.missing.size:
        return rows, variances
    places = np.arange(len(rows))[:, None], part.missing[part.pattern]
    pull = (rows @ inverse)[places]
    rows[places] = -(variances[part.pattern] @ pull[:, :, None])[:, :, 0]
    return rows, variances


def unsure_of(part: Part, inverse: Floats) -> Floats:
    """V of every pattern: patterns x lacking x lacking."""
    return inverse_of(missing_block(part, inverse))


def missing_block(part: Part, matrix: Floats) -> Floats:
    """Of every pattern the rows and columns of the items that it lacks."""
    return matrix.reshape(-1)[_cells(part, len(matrix))]


def _cells(part: Part, items: int) -> Integers:
    """Of every pattern where these stand in a matrix of all items, row after row."""
    return part.missing[:, :, None] * items + part.missing[:, None, :]
