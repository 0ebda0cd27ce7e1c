"""ML, MLR and FIML: the parts of a fit that come from the normal likelihood."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.baseline import Saturated, independent_moments, saturated
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.completed import Completed, missing_block, unsure_of
from rondom.analysis.factor_models.curvature import observed_information
from rondom.analysis.factor_models.estimated import Estimated
from rondom.analysis.factor_models.fit_measures import likelihood_measures
from rondom.analysis.factor_models.identification import require_identified
from rondom.analysis.factor_models.inverses import inverse
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.likelihood import (
    all_at,
    evaluate,
    log_likelihood,
    log_likelihood_at,
    shares,
)
from rondom.analysis.factor_models.missing_robust import (
    Corrected,
    moment_information,
    robust_of_independent,
    robust_of_model,
    trace_of,
)
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.optimise import Evaluation, NotConverged, Optimum, minimise, way_down
from rondom.analysis.factor_models.residuals import GroupMoments
from rondom.analysis.factor_models.robust import independent_trace, meat_of, saturated_trace
from rondom.analysis.factor_models.samples import Sample, as_complete
from rondom.analysis.factor_models.start import starting_values

_SADDLES = 5
_TRIES = ((False, None), (True, None), (False, 0.3), (True, 0.3), (True, 0.15), (True, 0.6))


def estimate_normal(model: Model, samples: tuple[Sample, ...], *, robust: bool, fiml: bool) -> Estimated:
    """Estimates, their covariance and tests; ``robust`` for MLR."""
    h1 = saturated(samples, model.items)
    optimum, exact = maximise(model, samples, h1)
    x, n = optimum.x, sum(sample.n for sample in samples)
    here = all_at(model, samples, x)
    logl = log_likelihood_at(here)
    require_identified(model, _unit_free(model, jacobian(model, x), h1.covariances))
    bread = exact if robust or fiml else optimum.hessian
    meat = meat_of(model, samples, x) if robust else None
    covariance = sampling_covariance(bread, meat, n)
    test, baseline = tests_of(model, samples, h1, x, logl, bread, meat)
    return Estimated(
        x,
        covariance,
        optimum.iterations,
        test,
        baseline,
        _moments(model, x, h1),
        goodness_of_fit(model, h1, x, here),
        n,
        likelihood_measures(logl, h1.logl, parameters=model.free, n=n),
    )


def maximise(model: Model, samples: Sequence[Sample], h1: Saturated) -> tuple[Optimum, Floats]:
    """Maximum likelihood, and observed information there (the exact Hessian).

    With holes in the answers the search begins at the solution for the saturated moments, and takes their
    information for that of the model.
    Where one start leads nowhere the next is tried. Raises NotConverged when none does.
    """
    complete = all(sample.complete for sample in samples)
    first = samples if complete else as_complete(samples, h1.means, h1.covariances)
    refused = NotConverged("")
    for careful, strength in _TRIES:
        start = starting_values(model, h1.means, h1.covariances, strength=strength)
        try:
            found = _maximise_from(model, first, start, careful=careful)
            return found if complete else _maximise_from(model, samples, found[0].x, h1.informed)
        except NotConverged as error:
            refused = error
    raise refused


def sampling_covariance(bread: Floats, meat: Floats | None, n: int) -> Floats:
    """Of the free parameters, from the information per respondent.

    As lavaan: expected information for ML with complete answers, observed for FIML, and for MLR Huber and
    White's sandwich on observed information, with the cross-product of scores as ``meat``.
    """
    own = inverse(bread)
    return own / n if meat is None else own @ meat @ own / n


def tests_of(
    model: Model,
    samples: Sequence[Sample],
    h1: Saturated,
    x: Floats,
    logl: float,
    bread: Floats,
    meat: Floats | None,
) -> tuple[ChiSquare, ChiSquare]:
    """Tests of the model (``logl`` at ``x``) and of the baseline model, robust where the estimator is."""
    p = len(model.items)
    moments = model.groups * model.moments_per_group
    df, baseline_df = moments - model.free, moments - model.groups * p * (2 if model.means else 1)
    means, sigmas = independent_moments(samples)
    test = ChiSquare(max(2 * (h1.logl - logl), 0.0), df)
    baseline = ChiSquare(max(2 * (h1.logl - log_likelihood(samples, means, sigmas)), 0.0), baseline_df)
    if df <= 0 or baseline_df <= 0:
        return test, baseline
    every = moment_information(samples, h1, robust=meat is not None) if h1.informed else ()
    if meat is not None:
        whole = (
            trace_of(every)
            if every
            else saturated_trace(samples, h1.means, h1.covariances, with_means=model.means)
        )
        fitted = float(np.trace(np.linalg.solve(bread, meat)))
        own = independent_trace(samples, means, sigmas, with_means=model.means)
        test, baseline = _scaled(test, (whole - fitted) / df), _scaled(baseline, (whole - own) / baseline_df)
    if not every:
        return test, baseline
    return (
        _with_robust(test, robust_of_model(model, samples, h1, x, every)),
        _with_robust(baseline, robust_of_independent(samples, h1, every)),
    )


def goodness_of_fit(model: Model, h1: Saturated, x: Floats, every: Sequence[Completed]) -> float:
    """GFI: 1 - e'We / s'Ws, with e the residuals of the moments s and W their information at the model."""
    found, samples = 0.0, [here.sample for here in every]
    for group, (share, here) in enumerate(zip(shares(samples), every, strict=True)):
        parts = model.matrices(x, group)
        mean = h1.means[group] if model.means else np.zeros(len(model.items))
        implied = parts.mu if model.means else mean
        whole = _weighted_square(here, mean, h1.covariances[group])
        left = _weighted_square(here, mean - implied, h1.covariances[group] - parts.sigma)
        found += share * (1 - left / whole)
    return found


def _weighted_square(here: Completed, mean: Floats, covariance: Floats) -> float:
    """m'W m + tr(C W C W) / 2, the mean over respondents."""
    inverse, known = here.inverse, here.known
    squares = float((inverse @ covariance @ (2 * known - inverse) * covariance).sum())
    moved = inverse @ covariance @ inverse
    for part in here.sample.parts:
        product = unsure_of(part, inverse) @ missing_block(part, moved)
        squares += float(part.n @ (product * product.swapaxes(1, 2)).sum(axis=(1, 2))) / here.sample.n
    return squares / 2 + float(mean @ known @ mean)


def _unit_free(
    model: Model, derivatives: Sequence[Floats], covariances: Sequence[Floats]
) -> tuple[Floats, ...]:
    """Derivatives of means and covariances in standard deviations: units of items then do not matter."""
    column, row = model.pairs
    found = []
    for delta, covariance in zip(derivatives, covariances, strict=True):
        deviations = np.sqrt(np.diag(covariance))
        products = deviations[row] * deviations[column]
        units = np.concatenate([deviations, products]) if model.means else products
        found.append(delta / units[:, None])
    return tuple(found)


def _moments(model: Model, x: Floats, h1: Saturated) -> tuple[GroupMoments, ...]:
    found = []
    for group, (mean, covariance) in enumerate(zip(h1.means, h1.covariances, strict=True)):
        parts = model.matrices(x, group)
        mu = (mean, parts.mu) if model.means else (None, None)
        found.append(GroupMoments(covariance, parts.sigma, *mu))
    return tuple(found)


def _maximise_from(
    model: Model,
    samples: Sequence[Sample],
    start: Floats,
    informed: Sequence[Floats] = (),
    *,
    careful: bool = False,
) -> tuple[Optimum, Floats]:
    def value(x: Floats) -> Evaluation:
        return evaluate(model, samples, x, informed)

    def exact(x: Floats) -> Floats:
        return observed_information(model, samples, x)

    found = minimise(value, start, exact=exact, careful=careful)
    for _ in range(_SADDLES):
        curved = exact(found.x)
        down = way_down(found, curved)
        if down is None:
            return found, curved
        found = minimise(value, found.x + 0.1 * down, exact=exact, careful=True)
    raise NotConverged("De schatting blijft op een zadelpunt steken. Vereenvoudig het model.")


def _scaled(plain: ChiSquare, scaling: float) -> ChiSquare:
    """With complete answers the robust indices take the plain statistic and its scaling."""
    if scaling <= 0:
        return plain
    scaled = replace(plain, scaled=plain.statistic / scaling, scaled_df=plain.df, scaling=scaling)
    return _with_robust(scaled, (plain.statistic, scaling))


def _with_robust(plain: ChiSquare, corrected: Corrected) -> ChiSquare:
    return replace(plain, robust=corrected[0], robust_scaling=corrected[1])
