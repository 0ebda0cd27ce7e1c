"""What a matrix of correlations must be before dimensions are looked for in it."""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.codes import names_of
from rondom.analysis.estimates import Floats, TooFewData

_PERFECT = 1 - 1e-10
_SMALLEST = 1e-10  # below it an inverse is no longer about the data


def require_correlations(correlations: Floats, *, items: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of the items, when the matrix is one of correlations that can be inverted.

    Raises ValueError for what is no correlation matrix (square, symmetric, ones on the diagonal) and
    TooFewData for one that no data can have in full: fewer than two items, a cell that was never
    computed (NaN), a pair that correlates perfectly, or a matrix that is not positive definite. Nothing
    is smoothed.
    """
    if correlations.ndim != 2 or correlations.shape[0] != correlations.shape[1]:
        raise ValueError(
            "Een correlatiematrix is vierkant: een rij en een kolom per item. "
            "Uit scores maakt pearson() er een."
        )
    names = names_of(len(correlations), items)
    if len(names) < 2:
        raise TooFewData("Voor samenhang zijn ten minste twee items nodig.")
    _require_known(correlations, names)
    if not np.allclose(correlations, correlations.T, rtol=0, atol=1e-8):
        raise ValueError("Een correlatiematrix is symmetrisch.")
    if not np.allclose(np.diag(correlations), 1, rtol=0, atol=1e-8):
        raise ValueError("Op de diagonaal van een correlatiematrix staan enen. Geef correlaties.")
    _require_imperfect(correlations, names)
    require_positive_definite(correlations)
    return names


def require_respondents(n: int, items: int) -> int:
    """``n`` itself when there are more respondents than items."""
    if n <= items:
        raise TooFewData(
            f"Er zijn {n} respondenten voor {items} items. Nodig zijn er meer dan er items zijn; "
            "neem minder items of wacht op meer antwoorden."
        )
    return n


def require_positive_definite(correlations: Floats) -> None:
    """Raise TooFewData, with the smallest eigenvalue, for a matrix that no answers can have as a whole."""
    smallest = float(np.linalg.eigvalsh(correlations)[0])
    if smallest < _SMALLEST:
        shown = f"{smallest:.4g}".replace(".", ",")
        raise TooFewData(
            f"De correlatiematrix is niet positief-definiet: de kleinste eigenwaarde is {shown}. "
            "Laat items weg die (bijna) hetzelfde vragen of door weinig mensen samen zijn beantwoord."
        )


def eigenvalues_of(matrices: Floats) -> Floats:
    """Eigenvalues of one symmetric matrix, or of each of many, high to low."""
    values: Floats = np.linalg.eigvalsh(matrices)[..., ::-1].astype(np.float64)
    return values


def _require_known(correlations: Floats, names: tuple[str, ...]) -> None:
    unknown = np.argwhere(~np.isfinite(correlations))
    if len(unknown):
        first, second = unknown[0]
        raise TooFewData(
            f"De correlatie tussen de items {names[first]} en {names[second]} is niet bekend. "
            "Laat een van beide weg."
        )


def _require_imperfect(correlations: Floats, names: tuple[str, ...]) -> None:
    perfect = np.argwhere(np.triu(np.abs(correlations) >= _PERFECT, 1))
    if len(perfect):
        first, second = perfect[0]
        raise TooFewData(
            f"De items {names[first]} en {names[second]} hangen volledig samen. Laat een van beide weg."
        )
