"""Inverses of information and covariance matrices."""

import numpy as np

from rondom.analysis.estimates import Floats


def inverse(matrix: Floats) -> Floats:
    """Of a matrix that has one, or of each in a stack of them."""
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def positive_inverse(matrix: Floats) -> tuple[Floats, float]:
    """Of a positive definite matrix, and the logarithm of its determinant. Raises LinAlgError otherwise."""
    root = np.linalg.cholesky(matrix)
    return inverse(matrix), 2 * float(np.log(np.diag(root)).sum())
