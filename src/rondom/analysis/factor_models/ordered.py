"""Models of ordered items by ULS, DWLS and their robust versions (WLSMV and kin), as lavaan fits them.

Least squares between observed and implied thresholds and polychoric correlations (means, variances and
covariances of continuous items among ordered ones), with the inverse of their
asymptotic variances as weights (DWLS) or without (ULS); standard errors and test come from the whole
asymptotic covariance matrix. Source: Muthén, du Toit and Spisic (1997); docs/methods/wlsmv.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.fit import Fit, improper_parameters
from rondom.analysis.factor_models.identification import require_identified
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.least_squares import evaluate_squares
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.optimise import Evaluation, Optimum, minimise
from rondom.analysis.factor_models.ordered_measures import group_moments, ordered_measures
from rondom.analysis.factor_models.ordered_residuals import Narrowing, narrowed, narrowing
from rondom.analysis.factor_models.ordered_robust import with_robust
from rondom.analysis.factor_models.ordered_samples import OrderedSamples
from rondom.analysis.factor_models.ordered_tests import Traces, corrected, saturated_traces, traces
from rondom.analysis.factor_models.ordered_weighted import Weighted
from rondom.analysis.factor_models.start import starting_values
from rondom.analysis.ordinal import OrdinalSample

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
    slopes: Floats | None = None
    """Of the free parameters to those that equal residuals leave free; None where all stay free."""

    def weighted(self) -> Weighted:
        """Samples, weights and Jacobian at the estimates."""
        weights = [_weight(sample, self.estimator) for sample in self.ordered_samples]
        return Weighted(self.ordered_samples, weights, narrowed(jacobian(self.model, self.x), self.slopes))


def fit_ordered(model: Model, data: OrderedSamples, *, estimator: OrderedEstimator = "WLSMV") -> OrderedFit:
    """Fit an ordered model. Raises NotIdentified or NotConverged; impossible values are in ``improper``."""
    if estimator not in ESTIMATORS:
        raise ValueError(f"Geordende items kennen {estimator} niet. Kies uit: {', '.join(ESTIMATORS)}.")
    narrow = narrowing(model)
    optimum, x = _searched(model, data.samples, estimator, narrow)
    require_identified(model, jacobian(model, x))
    slopes = None if narrow is None else narrow.slopes(x)
    weights = [_weight(sample, estimator) for sample in data.samples]
    weighted = Weighted(data.samples, weights, narrowed(jacobian(model, x), slopes))
    moments = group_moments(model, data.samples, x)
    tests = _tests(weighted, optimum, estimator)
    if _is_robust(estimator):
        tests = with_robust(model, tests, moments, weighted)
    return OrderedFit(
        model=model,
        estimator=estimator,
        missing=data.samples[0].missing,
        group_labels=data.labels,
        n=data.n,
        asked=data.asked,
        x=x,
        covariance=_covariance(weighted, slopes, robust=_is_robust(estimator)),
        moments=moments,
        test=tests[0],
        baseline=tests[1],
        measures=ordered_measures(model, data.samples, weights, x, tests),
        iterations=optimum.iterations,
        samples=(),
        improper=improper_parameters(model, x),
        ordered_samples=data.samples,
        slopes=slopes,
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
    if sample.variances.min() <= 0:
        which = sample.names[int(sample.variances.argmin())]
        raise TooFewData(f"De onzekerheid van {which} is niet te schatten: er zijn te weinig respondenten.")
    weight: Floats = 1 / sample.variances
    return weight


def _searched(
    model: Model, samples: Sequence[OrdinalSample], estimator: str, narrow: Narrowing | None
) -> tuple[Optimum, Floats]:
    """The optimum, and all free parameters there."""
    total = sum(sample.respondents for sample in samples)
    # lavaan counts n - 1 respondents of each group in the discrepancy.
    shares = [(sample.respondents - 1) / total for sample in samples]
    observed = [sample.estimates for sample in samples]
    weights = [_weight(sample, estimator) for sample in samples]
    start = _start(model, samples)
    if narrow is None:
        optimum = minimise(lambda x: evaluate_squares(model, observed, weights, shares, x), start)
        return optimum, optimum.x

    def evaluate(free: Floats) -> Evaluation:
        wide = narrow.widened(free)
        here, slopes = evaluate_squares(model, observed, weights, shares, wide), narrow.slopes(wide)
        return Evaluation(here.value, slopes.T @ here.gradient, slopes.T @ here.hessian @ slopes)

    optimum = minimise(evaluate, start[narrow.kept])
    return optimum, narrow.widened(optimum.x)


def _start(model: Model, samples: Sequence[OrdinalSample]) -> Floats:
    found = starting_values(
        model, [sample.means for sample in samples], [sample.matrix for sample in samples]
    )
    known = set()
    for group, sample in enumerate(samples):
        names = dict(zip(sample.names, sample.estimates, strict=True))
        for row in model.table:
            if row.op == "|" and row.group == group and row.free >= 0 and row.free not in known:
                found[row.free] = names[row.name] if row.start is None else row.start
                known.add(row.free)
    return found


def _tests(weighted: Weighted, optimum: Optimum, estimator: str) -> tuple[ChiSquare, ChiSquare]:
    """Of the model, and of its baseline: what is about one item free, no correlations."""
    correction, follows, robust = _correction(estimator), _follows(estimator), _is_robust(estimator)
    none = Traces(0.0, 0.0)
    moments = sum(len(sample.estimates) for sample in weighted.samples)
    df, statistic = moments - weighted.deltas[0].shape[1], 2 * weighted.respondents * optimum.value
    test = corrected(statistic, df, traces(weighted) if robust else none, correction, follows=follows)
    statistic, df, first, second = 0.0, 0, 0.0, 0.0
    for sample, weight in zip(weighted.samples, weighted.weights, strict=True):
        own = slice(sample.alone, None)
        rho = sample.estimates[own]
        statistic += (sample.respondents - 1) * float(weight[own] @ rho**2)
        df += len(rho)
        if robust:
            found = saturated_traces(weight[own], sample.gamma[own, own])
            first, second = first + found.first, second + found.second
    return test, corrected(statistic, df, Traces(first, second), correction, follows=follows)


def _covariance(weighted: Weighted, slopes: Floats | None, *, robust: bool) -> Floats:
    """Of all free parameters: E^-1, or robust E^-1 (Delta' W Gamma W Delta) E^-1, over n - groups."""
    inverse = np.linalg.inv(weighted.bread())
    found = inverse @ weighted.meat() @ inverse if robust else inverse
    if slopes is not None:
        found = slopes @ found @ slopes.T
    return np.asarray(found / (weighted.respondents - len(weighted.samples)), dtype=np.float64)
