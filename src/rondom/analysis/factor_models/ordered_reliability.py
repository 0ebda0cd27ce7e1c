"""Ordinal omega and the average variance extracted, from a fitted ordered model.

Omega is the reliability of the sum of the scores 1..k as they are added up (Green and Yang 2009, formula 21):

    sum over items i, j of  cov(y_i, y_j*)  /  sum over i, j of  cov(y_i, y_j)

where y* shares only the factor with y. A covariance of cut-up variables is the sum over thresholds t, u of
Phi2(t, u; r) - Phi(t) Phi(u), with r = lambda_i lambda_j above and the correlation of i and j below.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats, Integers, Interval, NotComputed
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.least_squares import weighted_by
from rondom.analysis.factor_models.ordered import OrderedFit
from rondom.analysis.factor_models.sums_of_categories import covariance_of_sums
from rondom.analysis.share_interval import share_interval

Total = Literal["observed", "implied"]
"""Variance of the sum below the line: with the observed polychoric correlations (semTools' compRelSEM and
omega3) or with those that the model implies (semTools' omega)."""


@dataclass(frozen=True, slots=True)
class OrdinalReliability:
    """Of the sum of one factor's items in one group.

    ``ave`` is the share of the variance of the latent responses that the factor explains (Fornell and Larcker
    1981; with one group the mean squared standardised loading). Intervals are symmetric for ln(1 - x); they
    take the uncertainty of thresholds, loadings and correlations along, and allow for clusters. From tables
    alone there are none.
    """

    factor: str
    group: int
    omega: float
    omega_interval: Interval | None
    ave: float
    ave_interval: Interval | None
    items: int
    respondents: int
    total: Total


def ordinal_reliability(
    fit: OrderedFit, *, total: Total = "observed", level: float = 0.95
) -> tuple[OrdinalReliability | NotComputed, ...]:
    """Per group and factor, in the order of the model. NotComputed says why a factor has none.

    Source: Green and Yang (2009), Psychometrika 74, 155-167; docs/methods/ordinal-reliability.md.
    """
    factors = range(len(fit.model.factors))
    every = [(group, factor) for group in range(fit.model.groups) for factor in factors]
    return tuple(_of_factor(fit, group, factor, total, level) for group, factor in every)


def _of_factor(
    fit: OrderedFit, group: int, factor: int, total: Total, level: float
) -> OrdinalReliability | NotComputed:
    model, name = fit.model, fit.model.factors[factor]
    items = np.flatnonzero(model.matrices(fit.x, group).loadings[:, factor])
    reason = _refusal(fit, group, name, items)
    if reason:
        return NotComputed(reason)
    loadings, ave = _loadings_and_ave(fit, group, factor, items, fit.x)
    to_loadings, to_ave = _slopes(fit, group, factor, items)
    omega, by_parameter, by_estimate = _omega(fit, group, items, loadings, to_loadings, total)
    errors = [
        _error(fit, group, by_parameter, by_estimate),
        _error(fit, group, to_ave, np.zeros(len(by_estimate))),
    ]
    clusters = fit.ordered_samples[group].clusters
    df = None if clusters is None else clusters - 1
    return OrdinalReliability(
        factor=name,
        group=group,
        omega=omega,
        omega_interval=share_interval(omega, errors[0], level=level, df=df),
        ave=ave,
        ave_interval=share_interval(ave, errors[1], level=level, df=df),
        items=len(items),
        respondents=fit.n[group],
        total=total,
    )


def _refusal(fit: OrderedFit, group: int, name: str, items: Integers) -> str:
    if any(row.lhs == name and row.rhs in fit.model.factors and row.op == "=~" for row in fit.model.table):
        return f"{name} bestaat uit andere factoren: hun items vormen geen schaal met één betrouwbaarheid."
    if len(items) < 2:
        return f"{name} heeft één item: van één item is geen betrouwbaarheid te berekenen."
    if fit.improper:
        return f"De oplossing is onmogelijk ({', '.join(fit.improper)}): daaruit volgt geen betrouwbaarheid."
    continuous = np.intersect1d(items, fit.model.continuous)
    if len(continuous):
        return (
            f"Item {fit.model.items[continuous[0]]} van {name} is continu: ordinale betrouwbaarheid is er "
            "alleen van geordende items."
        )
    shared = np.count_nonzero(fit.matrices(group).loadings[items], axis=1) > 1
    if shared.any():
        item = fit.model.items[items[int(shared.argmax())]]
        return f"Item {item} van {name} laadt ook op een andere factor: de som meet dan niet alleen {name}."
    return ""


def _loadings_and_ave(
    fit: OrderedFit, group: int, factor: int, items: Integers, x: Floats
) -> tuple[Floats, float]:
    """Loadings with variance 1 for factor and latent responses, and the average variance extracted."""
    parts = fit.model.matrices(x, group)
    own = parts.loadings[items, factor] * np.sqrt(parts.factor_covariances[factor, factor])
    scale = parts.scale[items]
    return scale * own, float((own**2).sum() / (1 / scale**2).sum())


def _slopes(fit: OrderedFit, group: int, factor: int, items: Integers) -> tuple[Floats, Floats]:
    """Of those loadings (loadings x free parameters) and of the average variance, by central differences."""
    to_loadings, to_ave = np.zeros((len(items), fit.model.free)), np.zeros(fit.model.free)
    for place in range(fit.model.free):
        step = np.zeros(fit.model.free)
        step[place] = 1e-6
        (ahead, more), (behind, less) = (
            _loadings_and_ave(fit, group, factor, items, fit.x + side * step) for side in (1, -1)
        )
        to_loadings[:, place], to_ave[place] = (ahead - behind) / 2e-6, (more - less) / 2e-6
    return to_loadings, to_ave


def _omega(
    fit: OrderedFit, group: int, items: Integers, loadings: Floats, to_loadings: Floats, total: Total
) -> tuple[float, Floats, Floats]:
    """Omega with its slopes to the free parameters and, directly, to the observed estimates."""
    model, sample = fit.model, fit.ordered_samples[group]
    implied, delta = model.moments(fit.x)[group], jacobian(model, fit.x)[group]
    owner = model.threshold_items(group)
    mine = np.flatnonzero(np.isin(owner, items))
    cuts, owner = implied[mine], np.searchsorted(items, owner[mine])
    column, row = model.pairs
    pairs = np.flatnonzero(np.isin(column, items) & np.isin(row, items))
    first, second = np.searchsorted(items, column[pairs]), np.searchsorted(items, row[pairs])
    square = np.eye(len(items))
    source = sample.estimates if total == "observed" else implied
    square[first, second] = square[second, first] = source[sample.thresholds + pairs]
    true = covariance_of_sums(cuts, owner, np.outer(loadings, loadings))
    whole = covariance_of_sums(cuts, owner, square)
    omega = true.value / whole.value
    by_cut = (true.by_cut - omega * whole.by_cut) / whole.value
    by_pair = -2 * omega * whole.by_correlation[first, second] / whole.value
    by_parameter = by_cut @ delta[mine] + 2 * (true.by_correlation @ loadings) @ to_loadings / whole.value
    by_estimate = np.zeros(len(sample.estimates))
    if total == "implied":
        return omega, by_parameter + by_pair @ delta[sample.thresholds + pairs], by_estimate
    by_estimate[sample.thresholds + pairs] = by_pair
    return omega, by_parameter, by_estimate


def _error(fit: OrderedFit, group: int, by_parameter: Floats, by_estimate: Floats) -> float:
    """Delta method: parameters too are functions of thresholds and correlations. 0 from tables alone."""
    weighted, variance = fit.weighted(), 0.0
    if any(sample.covariances is None for sample in weighted.samples):
        return 0.0
    slope_of = by_parameter if fit.slopes is None else by_parameter @ fit.slopes
    back = np.linalg.solve(weighted.bread(), slope_of)
    parts = zip(weighted.samples, weighted.weights, weighted.deltas, weighted.shares, strict=True)
    for at, (sample, weight, delta, share) in enumerate(parts):
        slope = share * (weighted_by(weight, delta) @ back) + (by_estimate if at == group else 0.0)
        variance += float(slope @ sample.gamma @ slope) / sample.respondents
    return float(np.sqrt(max(variance, 0.0)))
