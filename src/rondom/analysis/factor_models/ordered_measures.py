"""Fit measures of ordered models under lavaan's names. Sources: docs/methods/wlsmv.md."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.fit_measures import Measures, other_measures, test_measures
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.residuals import GroupMoments, residuals_of
from rondom.analysis.ordinal import OrdinalSample


def group_moments(model: Model, samples: Sequence[OrdinalSample], x: Floats) -> tuple[GroupMoments, ...]:
    """Observed and implied correlations per group; variances and covariances of continuous items."""
    column, row = model.pairs
    found = []
    for sample, implied in zip(samples, model.moments(x), strict=True):
        square = np.eye(len(model.items))
        square[row, column] = square[column, row] = implied[sample.thresholds :]
        found.append(GroupMoments(sample.matrix, square))
    return tuple(found)


def ordered_measures(
    model: Model,
    samples: Sequence[OrdinalSample],
    weights: Sequence[Floats],
    x: Floats,
    tests: tuple[ChiSquare, ChiSquare],
) -> Measures:
    """All of a fit, with its test and that of its baseline."""
    # lavaan counts n - 1 per group in everything that follows from least squares.
    total = sum(sample.respondents for sample in samples)
    n, (test, baseline) = total - model.groups, tests
    moments = model.moments_per_group * model.groups
    parameters = moments - test.df
    fmin = test.statistic / (2 * total)
    found: Measures = {"npar": float(parameters), "fmin": fmin, "ntotal": float(total)}
    found |= test_measures(test, baseline, n=n, groups=model.groups)
    found |= _residual_measures(model, samples, group_moments(model, samples, x), x)
    gfi = _gfi(model, samples, weights, x)
    found |= other_measures(test, gfi, parameters=parameters, moments=moments, n=n)
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


def _residual_measures(
    model: Model, samples: Sequence[OrdinalSample], every: Sequence[GroupMoments], x: Floats
) -> Measures:
    """rmr, srmr and crmr count the lower triangle: as it is, divided by observed standard deviations, and of
    correlations; without _nomean also thresholds. All but crmr count the diagonal, as zeros. Means and
    variances of continuous items do not count."""
    found = dict.fromkeys(_RESIDUAL, 0.0)
    n, items = sum(sample.respondents for sample in samples), len(model.items)
    lower = np.tril_indices(items, -1)
    parts = zip(samples, every, model.moments(x), strict=True)
    for group, (sample, moments, implied) in enumerate(parts):
        share, residuals = sample.respondents / n, residuals_of(model.items, moments)
        cut = np.flatnonzero(model.is_cut(model.threshold_items(group)))
        above = float(((sample.estimates[cut] - implied[cut]) ** 2).sum())
        for name, matrix, diagonal in (
            ("rmr", residuals.covariances, items),
            ("srmr_bentler", residuals.standardised, items),
            ("crmr", residuals.correlations, 0),
        ):
            below, count = float((matrix[lower] ** 2).sum()), len(lower[0]) + diagonal
            found[name] += share * sqrt((below + above) / (count + len(cut)))
            found[name + "_nomean"] += share * sqrt(below / count)
    found["srmr"] = found["srmr_bentler_nomean"]
    return dict(found)
