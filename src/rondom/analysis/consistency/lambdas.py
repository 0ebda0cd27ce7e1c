"""Guttman's six lower bounds of reliability."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from rondom.analysis.consistency.scale import scale_matrix
from rondom.analysis.consistency.split_half import split_half_of
from rondom.analysis.covariances import Covariances, LeftOut, covariances, covariances_from
from rondom.analysis.estimates import Floats, NotComputed
from rondom.analysis.smc import squared_multiple_correlations
from rondom.analysis.tabulate import Tables


@dataclass(frozen=True, slots=True)
class Lambdas:
    """Guttman's lambdas of one scale; no unit. None exceeds reliability when errors are unrelated.

    ``lambda3`` is alpha, ``lambda4`` the best split-half, ``lambda6`` (G6 in psych) uses what each item
    shares with all others. Their interval comes from ``bootstrap``.
    """

    lambda1: float
    lambda2: float
    lambda3: float
    lambda4: float
    lambda5: float
    lambda6: float | NotComputed
    standardised: bool
    items: int
    respondents: int
    left_out: tuple[LeftOut, ...]


def guttman(
    scores: Floats,
    *,
    standardised: bool = False,
    rng: np.random.Generator | None = None,
    items: Sequence[str] = (),
) -> Lambdas:
    """The lambdas of scores (respondents x items; NaN is no answer; items keyed the same way).

    ``standardised`` counts every item with the same spread, as R's psych does. ``rng`` is needed for
    ``lambda4`` of more than twenty items. Raises TooFewData with fewer than two items that vary or items
    whose sum does not vary. Source: Guttman (1945); docs/methods/guttman-lambdas.md.
    """
    return guttman_of(covariances(scores, items=items), standardised=standardised, rng=rng)


def guttman_from(
    tables: Tables, *, standardised: bool = False, rng: np.random.Generator | None = None
) -> Lambdas:
    """The same from tables with item pairs: select the items of the scale first, reversed where needed."""
    return guttman_of(covariances_from(tables), standardised=standardised, rng=rng)


def guttman_of(
    found: Covariances, *, standardised: bool = False, rng: np.random.Generator | None = None
) -> Lambdas:
    """The same from covariances that were computed before."""
    matrix = scale_matrix(found, standardised=standardised)
    k, total, own = len(matrix), float(matrix.sum()), np.diag(matrix)
    squares = (matrix**2).sum(axis=0) - own**2
    lambda1 = 1 - float(own.sum()) / total
    return Lambdas(
        lambda1=lambda1,
        lambda2=lambda1 + sqrt(k / (k - 1) * float(squares.sum())) / total,
        lambda3=k / (k - 1) * lambda1,
        lambda4=split_half_of(found, standardised=standardised, rng=rng).best.guttman,
        lambda5=lambda1 + 2 * sqrt(float(squares.max())) / total,
        lambda6=_lambda6(matrix, found.correlations),
        standardised=standardised,
        items=k,
        respondents=found.respondents,
        left_out=found.left_out,
    )


def _lambda6(matrix: Floats, correlations: Floats) -> float | NotComputed:
    explained = squared_multiple_correlations(correlations)
    if explained is None:
        smallest = f"{np.linalg.eigvalsh(correlations)[0]:.4g}".replace(".", ",")
        return NotComputed(
            "Lambda 6 bestaat niet: de correlaties zijn niet positief-definiet "
            f"(kleinste eigenwaarde {smallest})."
        )
    return 1 - float(np.diag(matrix) @ (1 - explained)) / float(matrix.sum())
