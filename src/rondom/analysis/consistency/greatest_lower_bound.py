"""The greatest lower bound of reliability: the least that any errors of the items leave possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from rondom.analysis.consistency.scale import scale_matrix
from rondom.analysis.covariances import Covariances, covariances, covariances_from
from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.tabulate import Tables

SWEEPS = 20_000
_GAP = 1e-7  # what the bound may be off by, as a part of all variance


@dataclass(frozen=True, slots=True, eq=False)
class GreatestLowerBound:
    """``value``: no reliability that fits these covariances is lower. ``errors`` are the error variances
    per item at which it is reached. Its interval comes from ``bootstrap``; in small samples it is far
    too high.
    """

    value: float
    errors: Floats
    standardised: bool
    items: tuple[str, ...]
    respondents: int


def greatest_lower_bound(
    scores: Floats, *, standardised: bool = False, items: Sequence[str] = ()
) -> GreatestLowerBound:
    """The greatest lower bound for scores (respondents x items; NaN is no answer; keyed the same way).

    The largest sum of error variances, none negative, that leaves the other covariances possible.
    Raises TooFewData as ``guttman`` does, and for covariances that are not positive semidefinite.
    Source: Jackson and Agunwamba (1977); docs/methods/greatest-lower-bound.md.
    """
    return greatest_lower_bound_of(covariances(scores, items=items), standardised=standardised)


def greatest_lower_bound_from(tables: Tables, *, standardised: bool = False) -> GreatestLowerBound:
    """The same from tables with item pairs: select the items of the scale first, reversed where needed."""
    return greatest_lower_bound_of(covariances_from(tables), standardised=standardised)


def greatest_lower_bound_of(found: Covariances, *, standardised: bool = False) -> GreatestLowerBound:
    """The same from covariances that were computed before."""
    matrix = scale_matrix(found, standardised=standardised)
    smallest = float(np.linalg.eigvalsh(matrix)[0])
    if smallest < -1e-10 * float(np.trace(matrix)):
        shown = f"{smallest:.4g}".replace(".", ",")
        raise TooFewData(
            f"De covarianties passen niet bij elkaar: de kleinste eigenwaarde is {shown}. "
            "Laat items weg die door weinig mensen samen zijn beantwoord."
        )
    errors = _largest_errors(matrix)
    value = 1 - float(errors.sum()) / float(matrix.sum())
    return GreatestLowerBound(value, errors, standardised, found.items, found.respondents)


def _largest_errors(matrix: Floats) -> Floats:
    """Error variances with the largest sum that leave a positive semidefinite matrix.

    A semidefinite programme, solved by its dual: vectors of length one or more, a row per item, that make
    the sum of C_ij v_i v_j smallest. Row by row that has an answer in closed form (Wang, Chang and
    Kolter, 2017). It ends when the errors prove themselves: feasible, and as large as the dual allows.
    """
    k = len(matrix)
    own = np.diag(matrix)
    across = np.arange(1, k + 1)[:, None] * np.arange(1, ceil(sqrt(2 * k)) + 2)
    vectors = np.cos(across**1.5)
    vectors /= np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    allowed = _GAP * float(own.sum())
    for sweep in range(SWEEPS):
        for item in range(k):
            pull = matrix[item] @ vectors - own[item] * vectors[item]
            length = sqrt(float(pull @ pull))
            if length > 0:
                vectors[item] = -pull / min(length, own[item])
        if sweep % 20 == 0:
            errors, dual = _proven(matrix, vectors)
            if dual - float(errors.sum()) < allowed:
                return errors
    raise TooFewData("De grootste ondergrens is niet te vinden: het zoeken komt niet tot een eind.")


def _proven(matrix: Floats, vectors: Floats) -> tuple[Floats, float]:
    """Feasible errors in proportion to those of the vectors, and the most that any errors can sum to."""
    own = np.diag(matrix)
    pull = matrix @ vectors - own[:, None] * vectors
    errors = np.maximum(own - np.sqrt((pull**2).sum(axis=1)), 0.0)
    dual = float((vectors * (matrix @ vectors)).sum())
    root = np.sqrt(errors)
    firm = matrix + 1e-12 * float(own.sum()) * np.eye(len(matrix))
    share = float(np.linalg.eigvalsh(root[:, None] * np.linalg.solve(firm, np.diag(root)))[-1])
    return errors / max(share, 1.0), dual
