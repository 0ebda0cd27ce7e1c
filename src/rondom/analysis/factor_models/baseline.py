"""The saturated model and the baseline model (no covariances), also of answers with holes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.completed import complete
from rondom.analysis.factor_models.frame import saturated_frame
from rondom.analysis.factor_models.information import observed
from rondom.analysis.factor_models.likelihood import log_likelihood_at
from rondom.analysis.factor_models.missing import item_moments, saturated_moments
from rondom.analysis.factor_models.samples import Sample


@dataclass(frozen=True, slots=True, eq=False)
class Saturated:
    """Means and covariances of every group with nothing assumed, and the log-likelihood at them.

    ``informed`` is observed information about the moments, per respondent of each group; only of answers with
    holes, and empty otherwise.
    """

    means: tuple[Floats, ...]
    covariances: tuple[Floats, ...]
    logl: float
    informed: tuple[Floats, ...]


def saturated(samples: Sequence[Sample], items: Sequence[str]) -> Saturated:
    """Of every group. Raises TooFewData when a covariance matrix is not positive definite, naming why."""
    found = [saturated_moments(sample) for sample in samples]
    require_positive(samples, [sigma for _, sigma in found], items)
    means, sigmas = tuple(mu for mu, _ in found), tuple(sigma for _, sigma in found)
    every = [complete(sample, mu, sigma) for sample, mu, sigma in zip(samples, means, sigmas, strict=True)]
    informed: tuple[Floats, ...] = ()
    if not all(sample.complete for sample in samples):
        frame = saturated_frame(len(items), means=True)
        informed = tuple(observed(frame, here) for here in every)
    return Saturated(means, sigmas, log_likelihood_at(every), informed)


def independent_moments(samples: Sequence[Sample]) -> tuple[tuple[Floats, ...], tuple[Floats, ...]]:
    """Means and (diagonal) covariances of every group when items are unrelated: of each item by itself."""
    found = [item_moments(sample) for sample in samples]
    return tuple(mu for mu, _ in found), tuple(np.diag(variances) for _, variances in found)


def require_positive(samples: Sequence[Sample], sigmas: Sequence[Floats], items: Sequence[str]) -> None:
    """Raise TooFewData for a covariance matrix that is not positive definite, naming why."""
    for sample, sigma in zip(samples, sigmas, strict=True):
        _require_positive(sample, sigma, items)


def _require_positive(sample: Sample, sigma: Floats, items: Sequence[str]) -> None:
    within = f" van groep {sample.label}" if sample.label else ""
    variances = np.diag(sigma)
    for name, variance in zip(items, variances, strict=True):
        if variance <= 0:
            raise TooFewData(f"Item {name}{within} kreeg van iedereen hetzelfde antwoord. Laat dit item weg.")
    deviations = np.sqrt(variances)
    smallest = float(np.linalg.eigvalsh(sigma / np.outer(deviations, deviations))[0])
    if smallest < 1e-8:
        raise TooFewData(
            f"De correlatiematrix{within} is niet positief definiet (kleinste eigenwaarde {smallest:.2g}). "
            "Er zijn te weinig respondenten, of items zijn samen volledig te voorspellen: laat items weg."
        )
