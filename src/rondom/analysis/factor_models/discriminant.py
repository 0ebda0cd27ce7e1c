"""Heterotrait-monotrait ratio: whether items of two factors differ enough to speak of two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.fit import Fit

Average = Literal["arithmetic", "geometric"]


@dataclass(frozen=True, slots=True, eq=False)
class HeterotraitMonotrait:
    """HTMT (arithmetic) or HTMT2 (geometric, semTools' default): factors x factors, 1 on the diagonal.

    An estimate of the correlation of the factors without a model. Above .85 (or .90 for factors that are
    close by nature) two factors are hard to tell apart (Henseler, Ringle and Sarstedt 2015).
    """

    factors: tuple[str, ...]
    ratios: Floats
    average: Average
    respondents: int


def htmt(fit: Fit, *, group: int = 0, average: Average = "geometric") -> HeterotraitMonotrait:
    """From the observed correlations of the items of a fitted model, as semTools' htmt."""
    model = fit.model
    items = {
        factor: [name for name in model.design.indicators(factor) if name in model.items]
        for factor in model.factors
    }
    covariances = fit.moments[group].covariances
    deviations = np.sqrt(np.diag(covariances))
    correlations = covariances / np.outer(deviations, deviations)
    scales = {factor: names for factor, names in items.items() if names}
    return htmt_from(correlations, model.items, scales, respondents=fit.n[group], average=average)


def htmt_from(
    correlations: Floats,
    items: Sequence[str],
    scales: Mapping[str, Sequence[str]],
    *,
    respondents: int,
    average: Average = "geometric",
) -> HeterotraitMonotrait:
    """From any correlation matrix (polychoric ones too); ``scales`` names the items of every factor.

    Correlations are taken without their sign. Raises TooFewData for a scale of one item or a scale whose
    items do not correlate.
    """
    sizes = np.abs(np.asarray(correlations, dtype=np.float64))
    places = {factor: [list(items).index(name) for name in names] for factor, names in scales.items()}
    within = {factor: _within(sizes, at, factor, average) for factor, at in places.items()}
    found = np.eye(len(places))
    for i, (one, at) in enumerate(places.items()):
        for j, (other, those) in enumerate(places.items()):
            if i != j:
                between = _mean(sizes[np.ix_(at, those)].ravel(), average)
                found[i, j] = between / np.sqrt(within[one] * within[other])
    return HeterotraitMonotrait(tuple(places), found, average, respondents)


def _within(sizes: Floats, at: Sequence[int], factor: str, average: Average) -> float:
    if len(at) < 2:
        raise TooFewData(f"HTMT bestaat pas als elke factor twee items heeft; {factor} heeft er een.")
    block = sizes[np.ix_(at, at)]
    mean = _mean(block[np.triu_indices(len(at), 1)], average)
    if mean <= 0:
        raise TooFewData(f"De items van {factor} hangen niet samen: HTMT bestaat niet.")
    return mean


def _mean(values: Floats, average: Average) -> float:
    if average == "arithmetic":
        return float(values.mean())
    return float(np.exp(np.log(values).mean())) if values.min() > 0 else 0.0
