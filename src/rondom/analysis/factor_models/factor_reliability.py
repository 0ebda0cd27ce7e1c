"""How well items measure their factor: average variance extracted, composite and maximal reliability."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import eigh

from rondom.analysis.estimates import Floats, Interval, NotComputed, TooFewData
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.model import Matrices, Model, Numbers
from rondom.analysis.quantiles import normal_quantile, require_level

Share = Callable[[Matrices, int, list[int]], Any]
"""A share of variance of a factor's items, given their places; also at complex values."""

_STEP = 1e-30


@dataclass(frozen=True, slots=True)
class FactorQuality:
    """One estimate about one factor in one group; ``convention`` names its definition."""

    factor: str
    group: str
    estimate: float
    interval: Interval | None
    respondents: int
    items: tuple[str, ...]
    convention: str


def average_variance_extracted(fit: Fit, *, level: float = 0.95) -> tuple[FactorQuality | NotComputed, ...]:
    """Share of the variance of a factor's items that is the factor's (Fornell and Larcker 1981).

    Of every factor that has items, in every group; interval by the delta method. NotComputed for a factor
    with items that load on another factor as well, as in semTools.
    """
    return _of_every_factor(fit, _extracted, "AVE (Fornell en Larcker)", level)


def composite_reliability_of(
    fit: Fit, *, level: float = 0.95, observed: bool = True
) -> tuple[FactorQuality | NotComputed, ...]:
    """Share of the variance of a sum of items that is due to their factor (omega).

    ``observed`` divides by the variance that was observed, as semTools' compRelSEM does by default
    (McDonald's hierarchical omega, omega3); otherwise by what the model implies (Bollen's omega, omega2 of
    semTools), and only that one has an interval (delta method).
    """
    if not observed:
        return _of_every_factor(fit, _composite, "omega (Bollen), variantie volgens het model", level)
    found: list[FactorQuality | NotComputed] = []
    for one in _of_every_factor(fit, _composite, "", level):
        if isinstance(one, NotComputed):
            found.append(one)
            continue
        group = fit.group_labels.index(one.group)
        at = [fit.model.items.index(name) for name in one.items]
        covariances, implied = fit.moments[group].covariances, fit.moments[group].implied
        ratio = float(implied[np.ix_(at, at)].sum() / covariances[np.ix_(at, at)].sum())
        convention = "omega (McDonald), waargenomen variantie"
        found.append(
            FactorQuality(
                *(one.factor, one.group, one.estimate * ratio, None),
                *(one.respondents, one.items, convention),
            )
        )
    return tuple(found)


def maximal_reliability_of(fit: Fit, *, group: int = 0) -> float:
    """Of the best weighted sum of all items: what no other weights can surpass (semTools' maximalRelia).

    The share of its observed variance that the factors explain; the weights follow from the data, so it is
    an upper bound and has no interval. Raises TooFewData for an improper solution.
    """
    if fit.improper:
        raise TooFewData("De oplossing is onmogelijk (Heywood): er is geen maximale betrouwbaarheid.")
    parts = fit.matrices(group)
    explained = parts.common @ parts.loadings.T
    return float(eigh(explained, fit.moments[group].covariances, eigvals_only=True)[-1])


def _extracted(parts: Matrices, factor: int, at: list[int]) -> Numbers:
    own = parts.loadings[at, factor] ** 2 * parts.factor_covariances[factor, factor]
    found: Numbers = own.sum() / np.diag(parts.sigma)[at].sum()
    return found


def _composite(parts: Matrices, factor: int, at: list[int]) -> Numbers:
    own = parts.loadings[at, factor].sum() ** 2 * parts.factor_covariances[factor, factor]
    found: Numbers = own / parts.sigma[np.ix_(at, at)].sum()
    return found


def _of_every_factor(
    fit: Fit, share: Share, convention: str, level: float
) -> tuple[FactorQuality | NotComputed, ...]:
    every = [
        (group, factor, _items_of(fit.model, name))
        for group in range(fit.model.groups)
        for factor, name in enumerate(fit.model.factors)
    ]
    return tuple(
        _of_one(fit, share, convention, require_level(level), group, factor, at)
        for group, factor, at in every
        if at
    )


def _of_one(
    fit: Fit, share: Share, convention: str, level: float, group: int, factor: int, at: list[int]
) -> FactorQuality | NotComputed:
    name = fit.model.factors[factor]
    if fit.model.ordered and not set(at) <= set(fit.model.continuous):
        return NotComputed(f"{name}: gebruik ordinal_reliability voor geordende items.")
    if fit.improper:
        return NotComputed(f"{name}: de oplossing is onmogelijk (Heywood).")
    twice = np.count_nonzero(fit.matrices(group).loadings[at], axis=1) > 1
    if twice.any():
        item = fit.model.items[at[int(twice.argmax())]]
        return NotComputed(f"{name}: item {item} laadt ook op een andere factor.")
    estimate = float(share(fit.matrices(group), factor, at))
    slopes = _slopes(fit, share, group, factor, at)
    apart = normal_quantile((1 + level) / 2) * float(np.sqrt(slopes @ fit.covariance @ slopes))
    interval = Interval(estimate - apart, estimate + apart, level, "delta")
    items = tuple(fit.model.items[i] for i in at)
    return FactorQuality(name, fit.group_labels[group], estimate, interval, fit.n[group], items, convention)


def _slopes(fit: Fit, share: Share, group: int, factor: int, at: list[int]) -> Floats:
    """Derivatives of a share to the free parameters, by complex steps."""
    found = np.zeros(fit.model.free)
    for place in range(fit.model.free):
        moved = fit.x.astype(np.complex128)
        moved[place] += 1j * _STEP
        found[place] = share(fit.model.matrices(moved, group), factor, at).imag / _STEP
    return found


def _items_of(model: Model, factor: str) -> list[int]:
    """Places of the items that load on this factor directly."""
    named = model.design.indicators(factor)
    return [model.items.index(name) for name in named if name in model.items]
