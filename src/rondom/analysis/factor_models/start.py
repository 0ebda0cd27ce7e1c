"""Starting values: loadings by the centroid method, half of a variance for residuals."""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.model import Model


def starting_values(
    model: Model, means: Sequence[Floats], covariances: Sequence[Floats], *, strength: float | None = None
) -> Floats:
    """Of the free parameters, from the means and covariances of every group.

    With ``strength`` every loading starts as that correlation of item and factor, and factors as unrelated:
    for another try where the data say little. A parameter that is shared by groups starts at the value of the
    first. Values given in the model by ``start(...)`` go first.
    """
    found = np.zeros(model.free)
    known = np.zeros(model.free, dtype=bool)
    for group, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        guesses = _guesses(model, group, mean, covariance, strength)
        for row in model.table:
            if row.group == group and row.free >= 0 and not known[row.free]:
                guess = guesses.get((row.lhs, row.op, row.rhs), 0.0)
                found[row.free] = guess if row.start is None else row.start
                known[row.free] = True
    return found


def _guesses(
    model: Model, group: int, mean: Floats, covariance: Floats, strength: float | None
) -> dict[tuple[str, str, str], float]:
    fixed = {(row.lhs, row.op, row.rhs): row.fixed for row in model.table if row.group == group}
    found: dict[tuple[str, str, str], float] = {}
    composites = {}
    for factor in model.factors:
        indicators = model.design.indicators(factor)
        at = [model.items.index(name) for name in indicators if name in model.items]
        unit = _unit(fixed, factor, indicators)
        weights = _centroid(covariance[np.ix_(at, at)]) if at else np.ones(0)
        if strength is not None:
            weights = strength * np.sign(weights) * np.sqrt(np.diag(covariance)[at])
        size = weights[0] if unit == "marker" and at else 1.0
        for name, weight in zip((model.items[i] for i in at), weights, strict=True):
            found[factor, "=~", name] = weight / size
        for name in indicators:
            if name in model.factors:
                found[factor, "=~", name] = 1.0 if unit == "marker" else 0.5
        found[factor, "~~", factor] = size**2 if at else 0.5
        composites[factor] = (at, weights, size)
    if strength is None:
        _add_factor_covariances(found, composites, covariance)
    for item, own, average in zip(model.items, np.diag(covariance), mean, strict=True):
        found[item, "~~", item] = own / 2
        found[item, "~1", ""] = average
        found[item, "~*~", item] = 1.0
    return found


def _unit(fixed: dict[tuple[str, str, str], float | None], factor: str, indicators: Sequence[str]) -> str:
    first = fixed.get((factor, "=~", indicators[0]))
    return "variance" if first is None else "marker"


def _centroid(covariance: Floats) -> Floats:
    """Loadings of one factor with variance 1: row sums of reduced correlations over the root of their sum."""
    deviations = np.sqrt(np.diag(covariance))
    turned = covariance / np.outer(deviations, deviations)
    signs = np.where(turned[0] < 0, -1.0, 1.0)
    turned *= np.outer(signs, signs)
    np.fill_diagonal(turned, 0.0)
    np.fill_diagonal(turned, np.maximum(turned.max(axis=0), 0.25))
    total = turned.sum()
    if total <= 0:
        return signs * deviations / 2
    bounded: Floats = signs * deviations * np.clip(turned.sum(axis=0) / np.sqrt(total), 0.1, 0.9)
    return bounded


def _add_factor_covariances(
    found: dict[tuple[str, str, str], float],
    composites: dict[str, tuple[list[int], Floats, float]],
    covariance: Floats,
) -> None:
    for one, (at, weights, size) in composites.items():
        for other, (those, others, unit) in composites.items():
            if one == other or not at or not those or set(at) & set(those):
                continue
            own = np.diag(covariance)
            first, second = weights / own[at], others / own[those]
            crossed = first @ covariance[np.ix_(at, those)] @ second
            correlation = crossed / ((first @ weights) * (second @ others))
            found[one, "~~", other] = float(np.clip(correlation, -0.8, 0.8)) * size * unit
