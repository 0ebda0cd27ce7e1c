"""Reliability of a sum of items, from the loadings and residuals of a factor model."""

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData


def composite_reliability(
    loadings: Floats, residuals: Floats, *, factor_variance: float = 1.0, observed: Floats | None = None
) -> float:
    """Reliability of the sum of items that load on one factor: omega, or composite reliability.

    ``loadings`` has a value per item, ``residuals`` a variance per item or the residual covariances
    (items x items). The variance of the sum is the one that the model implies, or with ``observed``
    covariances (items x items) the one that was found, as R's compRelSEM has it by default. Raises
    TooFewData for negative residual variances. Source: docs/methods/composite-reliability.md.
    """
    errors = _errors(residuals, len(loadings))
    true = factor_variance * float(loadings.sum()) ** 2
    total = true + float(errors.sum()) if observed is None else float(observed.sum())
    if total <= 0:
        raise TooFewData("De som van de items heeft geen spreiding.")
    return true / total


def maximal_reliability(
    loadings: Floats, residuals: Floats, *, phi: Floats | None = None, observed: Floats | None = None
) -> float:
    """Reliability of the best weighted sum of items: no other weights give a higher one.

    ``loadings`` has a value per item, or is items x factors with ``phi`` the covariances of the factors.
    ``residuals`` and ``observed`` as in ``composite_reliability``; R's maximalRelia is with the observed
    (n in the denominator). Raises TooFewData for negative residual variances, or item covariances that
    are not positive definite. Source: docs/methods/composite-reliability.md.
    """
    errors = _errors(residuals, len(loadings))
    pattern = loadings.reshape(len(loadings), -1)
    between = np.eye(pattern.shape[1]) if phi is None else phi
    total = pattern @ between @ pattern.T + errors if observed is None else observed
    if np.linalg.eigvalsh(total)[0] <= 1e-12 * float(np.trace(total)):
        raise TooFewData("De covarianties van de items zijn niet positief-definiet. Laat een item weg.")
    # True over total variance at its largest is an eigenvalue; a matrix of factors x factors has it too.
    return float(np.linalg.eigvals(between @ pattern.T @ np.linalg.solve(total, pattern)).real.max())


def _errors(residuals: Floats, items: int) -> Floats:
    errors = np.diag(residuals) if residuals.ndim == 1 else residuals
    if errors.shape != (items, items):
        raise ValueError("Geef per item één residuele variantie, of een vierkant van residuele covarianties.")
    if (np.diag(errors) < 0).any():
        raise TooFewData(
            "Een residuele variantie is negatief (Heywood-geval): betrouwbaarheid bestaat dan niet."
        )
    return errors
