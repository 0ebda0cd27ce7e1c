"""Tests of ordered models: the plain statistic and its corrections for what the weights leave out.

With W the weights, Delta the Jacobian, Gamma the asymptotic covariances and
U = W - W Delta (Delta' W Delta)^-1 Delta' W, the statistic is a weighted sum of chi-squares, with mean
tr U Gamma and variance 2 tr (U Gamma)^2. Sources: Satorra and Bentler (1994); Asparouhov and Muthén (2010),
Simple second order chi-square correction.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.least_squares import weighted_by
from rondom.analysis.factor_models.ordered_weighted import Weighted

Correction = str
"""``none``, ``mean`` (Satorra-Bentler), ``mean.var`` (Satterthwaite) or ``scaled.shifted``."""


@dataclass(frozen=True, slots=True)
class Traces:
    """tr U Gamma and tr (U Gamma)^2."""

    first: float
    second: float


def traces(weighted: Weighted) -> Traces:
    """Of a fitted model, over all groups; nothing larger than moments x parameters is made from Gamma."""
    outer, first, second = np.zeros((weighted.deltas[0].shape[1],) * 2), 0.0, 0.0
    middle = np.zeros_like(outer)
    parts = zip(weighted.samples, weighted.weights, weighted.deltas, weighted.shares, strict=True)
    for sample, weight, delta, share in parts:
        along = weighted_by(weight, delta)
        moved = sample.gamma @ along
        middle += share * (along.T @ moved)
        outer += share * (moved.T @ weighted_by(weight, moved))
        saturated = saturated_traces(weight, sample.gamma)
        first, second = first + saturated.first, second + saturated.second
    bread = weighted.bread()
    inner, both = np.linalg.solve(bread, middle), np.linalg.solve(bread, outer)
    return Traces(
        first - float(np.trace(inner)), second - 2 * float(np.trace(both)) + float((inner * inner.T).sum())
    )


def saturated_traces(weight: Floats, gamma: Floats) -> Traces:
    """tr W Gamma and tr (W Gamma)^2."""
    product = weighted_by(weight, gamma)
    return Traces(float(np.trace(product)), float((product * product.T).sum()))


def corrected(
    statistic: float, df: int, found: Traces, correction: Correction, *, follows: bool
) -> ChiSquare:
    """The statistic with its correction. Without degrees of freedom there is nothing to correct."""
    if correction == "none" or df == 0 or found.second <= 0:
        return ChiSquare(statistic, df, follows)
    if correction == "scaled.shifted":
        scale = sqrt(found.second / df)
        shift = df - found.first / scale
        return ChiSquare(statistic, df, follows, statistic / scale + shift, float(df), scale, shift)
    if correction == "mean.var":
        scale = found.second / found.first
        return ChiSquare(statistic, df, follows, statistic / scale, found.first / scale, scale)
    scale = found.first / df
    return ChiSquare(statistic, df, follows, statistic / scale, float(df), scale)
