"""Fit indices with missing answers: the discrepancy of the completed moments and what it is by chance.

FIML's own statistic loses power with what is missing, and so do indices made of it. Zhang and Savalei (2023)
take the discrepancy F between the saturated moments and what the model (estimated by FIML) implies, as if
the answers were complete, and subtract what F would be on average with a true model:

    k = tr Wc Q G Q' ,  Q = I - D (D'Wm D)^-1 D'Wm

with D the Jacobian of the model, Wc and Wm the information about the moments with complete answers and with
these, and G the covariance of the saturated moments (times n).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.baseline import Saturated, independent_moments
from rondom.analysis.factor_models.casewise import first_order
from rondom.analysis.factor_models.completed import complete
from rondom.analysis.factor_models.frame import independent_places, saturated_frame
from rondom.analysis.factor_models.information import expected
from rondom.analysis.factor_models.inverses import inverse
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.likelihood import log_likelihood, shares
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.samples import Sample, as_complete

Corrected = tuple[float, float]
"""n times the discrepancy, and its scaling: what it is by chance per degree of freedom."""


@dataclass(frozen=True, slots=True, eq=False)
class MomentInformation:
    """Of the saturated moments of one group, per respondent of all groups: Wm, Wc and G."""

    observed: Floats
    complete: Floats
    covariance: Floats


def moment_information(
    samples: Sequence[Sample], h1: Saturated, *, robust: bool
) -> tuple[MomentInformation, ...]:
    """Of every group; ``robust`` allows for answers that are not normal."""
    frame = saturated_frame(len(h1.means[0]), means=True)
    found = []
    for at, (share, sample, whole) in enumerate(
        zip(shares(samples), samples, _whole(samples, h1), strict=True)
    ):
        mu, sigma, informed = h1.means[at], h1.covariances[at], h1.informed[at]
        covariance = inverse(informed)
        if robust:
            covariance = covariance @ first_order(frame, complete(sample, mu, sigma)) @ covariance
        expected_of_whole = expected(frame, complete(whole, mu, sigma))
        found.append(MomentInformation(share * informed, share * expected_of_whole, covariance / share))
    return tuple(found)


def trace_of(every: Sequence[MomentInformation]) -> float:
    """tr B1 A1^-1 over all groups: A1 the observed information, and B1 A1^-1 is A1 times the covariance."""
    return sum(float((one.observed * one.covariance).sum()) for one in every)


def robust_of_model(
    model: Model, samples: Sequence[Sample], h1: Saturated, x: Floats, every: Sequence[MomentInformation]
) -> Corrected:
    """Of the fitted model."""
    parts = [model.matrices(x, group) for group in range(model.groups)]
    statistic = _discrepancy(samples, h1, [p.mu for p in parts], [p.sigma for p in parts])
    return statistic, _chance(jacobian(model, x), every)


def robust_of_independent(
    samples: Sequence[Sample], h1: Saturated, every: Sequence[MomentInformation]
) -> Corrected:
    """Of the baseline model."""
    items, groups = len(h1.means[0]), len(samples)
    own = np.eye(items + items * (items + 1) // 2)[:, independent_places(items, means=True)]
    blocks = [np.kron(np.eye(groups)[group], own) for group in range(groups)]
    return _discrepancy(samples, h1, *independent_moments(samples)), _chance(blocks, every)


def _discrepancy(
    samples: Sequence[Sample], h1: Saturated, means: Sequence[Floats], sigmas: Sequence[Floats]
) -> float:
    """n times that between the saturated moments and these, as if answers were complete."""
    whole = _whole(samples, h1)
    return 2 * (log_likelihood(whole, h1.means, h1.covariances) - log_likelihood(whole, means, sigmas))


def _chance(derivatives: Sequence[Floats], every: Sequence[MomentInformation]) -> float:
    """tr Wc Q G Q' per degree of freedom, with Wc, G and Wm block by group and D shared."""
    parameters: int = derivatives[0].shape[1]
    straight = 0.0
    bread, spread, weighted, crossed = np.zeros((4, parameters, parameters))
    for delta, one in zip(derivatives, every, strict=True):
        informed = one.observed @ delta
        straight += float((one.complete * one.covariance).sum())
        bread += delta.T @ informed
        spread += informed.T @ one.covariance @ informed
        weighted += delta.T @ one.complete @ delta
        crossed += delta.T @ one.complete @ one.covariance @ informed
    own = inverse(bread)
    by_parameters = own @ (2 * crossed - weighted @ own @ spread)
    df = sum(len(delta) for delta in derivatives) - parameters
    return (straight - float(np.trace(by_parameters))) / df


def _whole(samples: Sequence[Sample], h1: Saturated) -> tuple[Sample, ...]:
    return as_complete(samples, h1.means, h1.covariances)
