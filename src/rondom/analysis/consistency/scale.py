"""The covariances of one scale, of which every pair of items is known."""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.codes import names_of
from rondom.analysis.covariances import Covariances
from rondom.analysis.estimates import Floats, TooFewData


def given_covariances(matrix: Floats, *, n: int, items: Sequence[str] = ()) -> Covariances:
    """A matrix (items x items) that was computed elsewhere over ``n`` respondents.

    Covariances, or correlations: with polychoric ones alpha and Guttman's lambdas become ordinal.
    """
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ValueError("Een covariantiematrix is vierkant: een rij en een kolom per item.")
    if not np.isfinite(matrix).all() or not np.allclose(matrix, matrix.T, rtol=0, atol=1e-8):
        raise ValueError("Een covariantiematrix is symmetrisch en heeft geen lege cellen.")
    if not (np.diag(matrix) > 0).all():
        raise ValueError("Elk item heeft spreiding nodig: de diagonaal is groter dan nul.")
    names = names_of(len(matrix), items)
    return Covariances(names, matrix, np.full(matrix.shape, n, dtype=np.int64), n, ())


def scale_matrix(found: Covariances, *, standardised: bool, least: int = 2) -> Floats:
    """Covariances or correlations of at least so many items, of which the sum has variance.

    Raises TooFewData, with the reason, otherwise.
    """
    if found.respondents < 2:
        raise TooFewData("Voor betrouwbaarheid zijn de antwoorden van ten minste twee mensen nodig.")
    if len(found.items) < least:
        named = "; ".join(f"{left.item}: {left.reason}" for left in found.left_out)
        because = f" Weggelaten: {named}." if named else ""
        raise TooFewData(
            f"Hiervoor zijn ten minste {least} items met verschillende antwoorden nodig.{because}"
        )
    found.require_pairs()
    matrix = found.correlations if standardised else found.matrix
    if float(matrix.sum()) <= 1e-12 * float(np.trace(matrix)):
        raise TooFewData(
            "De som van de items heeft geen spreiding. "
            "Controleer omgekeerd gestelde vragen en ontbrekende antwoorden."
        )
    return matrix
