"""Models of ordered items by ULS, DWLS and their robust versions (WLSMV and kin), as lavaan fits them.

Least squares between observed and implied thresholds and polychoric correlations, with the inverse of their
asymptotic variances as weights (DWLS) or without (ULS); standard errors and test come from the whole
asymptotic covariance matrix. Source: Muthén, du Toit and Spisic (1997); docs/methods/wlsmv.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from rondom.analysis.cfa.chi_square import ChiSquare
from rondom.analysis.cfa.fit import Fit, improper_parameters
from rondom.analysis.cfa.fit_measures import Measures, other_measures, test_measures
from rondom.analysis.cfa.identification import require_identified
from rondom.analysis.cfa.jacobian import jacobian
from rondom.analysis.cfa.least_squares import evaluate_squares, weighted_by
from rondom.analysis.cfa.model import Model
from rondom.analysis.cfa.optimise import Optimum, minimise
from rondom.analysis.cfa.ordered_robust import with_robust
from rondom.analysis.cfa.ordered_samples import OrderedSamples
from rondom.analysis.cfa.ordered_tests import Traces, corrected, saturated_traces, traces
from rondom.analysis.cfa.residuals import GroupMoments
from rondom.analysis.cfa.start import starting_values
from rondom.analysis.estimates import Floats
from rondom.analysis.polychoric import OrdinalSample

OrderedEstimator = Literal["WLSMV", "WLSMVS", "WLSM", "DWLS", "ULSMV", "ULSMVS", "ULSM", "ULS"]
"""DWLS and ULS have ordinary standard errors and the plain test. With M the standard errors are robust and
the test is corrected in mean (M), mean and variance on fewer degrees of freedom (MVS, Satterthwaite), or mean
and variance by a scale and a shift (MV)."""

ESTIMATORS: tuple[OrderedEstimator, ...] = (
    "WLSMV",
    "WLSMVS",
    "WLSM",
    "DWLS",
    "ULSMV",
    "ULSMVS",
    "ULSM",
    "ULS",
)


@dataclass(frozen=True, slots=True, eq=False)
class OrderedFit(Fit):
    """A fitted ordered model: a ``Fit`` with the thresholds, correlations and covariances it came from."""

    ordered_samples: tuple[OrdinalSample, ...] = ()

    @property
    def correction(self) -> str:
        """What is corrected in the test."""
        return _correction(self.estimator)

    def weights(self) -> tuple[Floats, ...]:
        """The diagonal of W per group."""
        return tuple(_weight(sample, self.estimator) for sample in self.ordered_samples)

    @property
    def shares(self) -> tuple[float, ...]:
        """Each group's share of the respondents."""
        return tuple(n / self.respondents for n in self.n)


def fit_ordered(model: Model, data: OrderedSamples, *, estimator: OrderedEstimator = "WLSMV") -> OrderedFit:
    """Fit an ordered model. Raises NotIdentified or NotConverged; impossible values are in ``improper``."""
    if estimator not in ESTIMATORS:
        raise ValueError(f"Geordende items kennen {estimator} niet. Kies uit: {', '.join(ESTIMATORS)}.")
    samples, total = data.samples, sum(data.n)
    weights = [_weight(sample, estimator) for sample in samples]
    optimum = _searched(model, samples, weights, total)
    deltas = jacobian(model, optimum.x)
    require_identified(model, deltas)
    shares = [n / total for n in data.n]
    gammas = [sample.gamma for sample in samples]
    df = model.moments_per_group * model.groups - model.free
    statistic = 2 * total * optimum.value
    found = traces(weights, gammas, deltas, shares) if _is_robust(estimator) else Traces(0.0, 0.0)
    test = corrected(statistic, df, found, _correction(estimator), follows=_follows(estimator))
    baseline = _baseline(samples, weights, estimator)
    moments = _moments(model, samples, optimum.x)
    if _is_robust(estimator):
        test, baseline = with_robust(model, (test, baseline), samples, moments, weights, deltas)
    return OrderedFit(
        model=model,
        estimator=estimator,
        missing=samples[0].missing,
        group_labels=data.labels,
        n=data.n,
        asked=data.asked,
        x=optimum.x,
        covariance=_covariance(weights, gammas, deltas, shares, robust=_is_robust(estimator))
        / (total - model.groups),
        moments=moments,
        test=test,
        baseline=baseline,
        measures=_measures(model, samples, weights, optimum, test, baseline),
        iterations=optimum.iterations,
        samples=(),
        warnings=(),
        improper=improper_parameters(model, optimum.x),
        ordered_samples=samples,
    )


def _is_robust(estimator: str) -> bool:
    return estimator not in ("DWLS", "ULS")


def _correction(estimator: str) -> str:
    by_end = (("MVS", "mean.var"), ("MV", "scaled.shifted"), ("M", "mean"))
    return next((name for end, name in by_end if estimator.endswith(end)), "none")


def _follows(estimator: str) -> bool:
    return not estimator.startswith("ULS")


def _weight(sample: OrdinalSample, estimator: str) -> Floats:
    if estimator.startswith("ULS"):
        return np.ones(len(sample.estimates))
    weight: Floats = 1 / sample.variances
    return weight


def _searched(
    model: Model, samples: Sequence[OrdinalSample], weights: Sequence[Floats], total: int
) -> Optimum:
    # lavaan counts n - 1 respondents of each group in the discrepancy.
    shares = [(sample.respondents - 1) / total for sample in samples]
    observed = [sample.estimates for sample in samples]
    start = _start(model, samples)
    return minimise(lambda x: evaluate_squares(model, observed, weights, shares, x), start)


def _start(model: Model, samples: Sequence[OrdinalSample]) -> Floats:
    none = [np.zeros(len(model.items)) for _ in samples]
    found = starting_values(model, none, [sample.matrix for sample in samples])
    known = set()
    for group, sample in enumerate(samples):
        names = dict(zip(sample.names, sample.estimates, strict=True))
        for row in model.table:
            if row.op == "|" and row.group == group and row.free >= 0 and row.free not in known:
                found[row.free] = names[row.name] if row.start is None else row.start
                known.add(row.free)
    return found


def _covariance(
    weights: Sequence[Floats],
    gammas: Sequence[Floats],
    deltas: Sequence[Floats],
    shares: Sequence[float],
    *,
    robust: bool,
) -> Floats:
    """Of the free parameters, per respondent: E^-1, or robust E^-1 (Delta' W Gamma W Delta) E^-1."""
    size = deltas[0].shape[1]
    bread, meat = np.zeros((size, size)), np.zeros((size, size))
    for weight, gamma, delta, share in zip(weights, gammas, deltas, shares, strict=True):
        weighted = weighted_by(weight, delta)
        bread += share * (delta.T @ weighted)
        if robust:
            meat += share * (weighted.T @ gamma @ weighted)
    inverse = np.linalg.inv(bread)
    found: Floats = np.asarray(inverse @ meat @ inverse if robust else inverse, dtype=np.float64)
    return found


def _baseline(samples: Sequence[OrdinalSample], weights: Sequence[Floats], estimator: str) -> ChiSquare:
    """Thresholds free, no correlations."""
    statistic, df, first, second = 0.0, 0, 0.0, 0.0
    for sample, weight in zip(samples, weights, strict=True):
        own = slice(sample.thresholds, None)
        rho = sample.estimates[own]
        statistic += (sample.respondents - 1) * float(weight[own] @ rho**2)
        df += len(rho)
        if _is_robust(estimator):
            found = saturated_traces(weight[own], sample.gamma[own, own])
            first, second = first + found.first, second + found.second
    traced = Traces(first, second)
    return corrected(statistic, df, traced, _correction(estimator), follows=_follows(estimator))


def _moments(model: Model, samples: Sequence[OrdinalSample], x: Floats) -> tuple[GroupMoments, ...]:
    """Observed and implied correlations per group."""
    column, row = model.pairs
    found = []
    for sample, implied in zip(samples, model.moments(x), strict=True):
        square = np.eye(len(model.items))
        square[row, column] = square[column, row] = implied[sample.thresholds :]
        found.append(GroupMoments(sample.matrix, square))
    return tuple(found)


def _measures(
    model: Model,
    samples: Sequence[OrdinalSample],
    weights: Sequence[Floats],
    optimum: Optimum,
    test: ChiSquare,
    baseline: ChiSquare,
) -> Measures:
    # lavaan counts n - 1 per group in everything that follows from least squares.
    total = sum(sample.respondents for sample in samples)
    n = total - model.groups
    found: Measures = {"npar": float(model.free), "fmin": optimum.value, "ntotal": float(total)}
    found |= test_measures(test, baseline, n=n, groups=model.groups)
    found |= _residual_measures(model, samples, optimum.x)
    moments = model.moments_per_group * model.groups
    gfi = _gfi(model, samples, weights, optimum.x)
    found |= other_measures(test, gfi, parameters=model.free, moments=moments, n=n)
    found.pop("ecvi", None)  # defined for a likelihood
    found["wrmr"] = sqrt(test.statistic / model.moments_per_group)
    return found


_RESIDUAL = ("rmr", "rmr_nomean", "srmr", "srmr_bentler", "srmr_bentler_nomean", "crmr", "crmr_nomean")


def _gfi(model: Model, samples: Sequence[OrdinalSample], weights: Sequence[Floats], x: Floats) -> float:
    """The weighted share of the squared estimates that is implied; groups count by their respondents."""
    n, found = sum(sample.respondents for sample in samples), 0.0
    for sample, weight, implied in zip(samples, weights, model.moments(x), strict=True):
        apart = float(weight @ (sample.estimates - implied) ** 2)
        found += sample.respondents / n * (1 - apart / float(weight @ sample.estimates**2))
    return found


def _residual_measures(model: Model, samples: Sequence[OrdinalSample], x: Floats) -> Measures:
    """srmr counts the lower triangle with its diagonal of zeros, crmr without, rmr also the thresholds."""
    found = dict.fromkeys(_RESIDUAL, 0.0)
    n, items = sum(sample.respondents for sample in samples), len(model.items)
    for sample, implied in zip(samples, model.moments(x), strict=True):
        squares = (sample.estimates - implied) ** 2
        cuts, pairs = sample.thresholds, items * (items - 1) // 2
        share, below, every = sample.respondents / n, float(squares[cuts:].sum()), float(squares.sum())
        found["rmr"] += share * sqrt(every / (cuts + pairs + items))
        found["rmr_nomean"] += share * sqrt(below / (pairs + items))
        found["srmr"] += share * sqrt(below / (pairs + items))
        found["srmr_bentler"] += share * sqrt(every / (cuts + pairs + items))
        found["srmr_bentler_nomean"] += share * sqrt(below / (pairs + items))
        found["crmr"] += share * sqrt(every / (cuts + pairs))
        found["crmr_nomean"] += share * sqrt(below / pairs)
    return dict(found)
