"""Nearness of a correlation matrix to one that can exist: its smallest eigenvalue, and a named repair."""

import numpy as np

from rondom.analysis.estimates import Floats

_SMALLEST = 1e-12


def smallest_eigenvalue(matrix: Floats) -> float:
    """Below zero: no group of people can have these correlations."""
    return float(np.linalg.eigvalsh(matrix)[0])


def smoothed(matrix: Floats) -> Floats:
    """The matrix with its eigenvalues below 1e-12 put at 1e-10 and its diagonal back at one.

    The eigenvalues are first scaled back to their old sum, as psych's ``cor.smooth`` does. A matrix without
    such eigenvalues comes back unchanged. Source: Knol and Berger (1991), Multivariate Behavioral Research
    26, 457-477.
    """
    values, vectors = np.linalg.eigh(matrix)
    if values[0] >= _SMALLEST:
        return matrix
    values = np.where(values < _SMALLEST, 100 * _SMALLEST, values)
    values *= len(values) / values.sum()
    repaired = (vectors * values) @ vectors.T
    spread = np.sqrt(np.diag(repaired))
    found: Floats = repaired / np.outer(spread, spread)
    np.fill_diagonal(found, 1.0)
    return found
