"""Means and covariances of answers with holes, by maximum likelihood (EM): the saturated model."""

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.likelihood import slopes_of
from rondom.analysis.factor_models.optimise import NotConverged
from rondom.analysis.factor_models.points import OutsideError, points_of
from rondom.analysis.factor_models.samples import Sample


def saturated_moments(sample: Sample, *, iterations: int = 2000) -> tuple[Floats, Floats]:
    """Means and covariances (n in the denominator) of one group, using every answer.

    With complete answers these are just counted. Assumes that answers are missing at random. Raises
    TooFewData when two items were never answered together, NotConverged when EM does not end, or ends where
    covariances are no longer positive definite.
    """
    if sample.complete:
        return sample.blocks[0].means[0], sample.blocks[0].covariances[0]
    mu, sigma = _start(sample)
    for _ in range(iterations):
        try:
            points = points_of(sample, mu, sigma, sample.n)
        except OutsideError:
            break
        slopes = slopes_of(points, len(mu))
        # Expected means and products of everyone, given what they answered, are these steps along the slopes.
        change = -sigma @ slopes.mu
        new_sigma = sigma - 2 * sigma @ slopes.sigma @ sigma - np.outer(change, change)
        deviations = np.sqrt(np.diag(new_sigma))
        moved = max(
            float(np.abs(change / deviations).max()),
            float(np.abs((new_sigma - sigma) / np.outer(deviations, deviations)).max()),
        )
        mu, sigma = mu + change, new_sigma
        if moved < 1e-9:
            return mu, sigma
    raise NotConverged(
        "De samenhang tussen de items is met zoveel ontbrekende antwoorden niet te schatten. "
        "Laat items met veel ontbrekende antwoorden weg."
    )


def _start(sample: Sample) -> tuple[Floats, Floats]:
    """Means and variances of each item by itself."""
    known = np.vstack([block.known for block in sample.blocks])
    n = np.concatenate([block.n for block in sample.blocks])
    if (known.T * n @ known).min() == 0:
        raise TooFewData(
            "Twee items zijn nooit door dezelfde mensen beantwoord: hun samenhang is niet te schatten. "
            "Laat een van beide weg."
        )
    mu, variances = item_moments(sample)
    if variances.min() <= 0:
        raise TooFewData("Een item kreeg van iedereen hetzelfde antwoord. Laat dit item weg.")
    return mu, np.diag(variances)


def item_moments(sample: Sample) -> tuple[Floats, Floats]:
    """Mean and variance (n in the denominator) of each item over everyone who answered it."""
    known = np.vstack([block.known for block in sample.blocks])
    weights = np.concatenate([block.n for block in sample.blocks])[:, None] * known
    means = np.vstack([block.means for block in sample.blocks])
    own = np.vstack([np.diagonal(block.covariances, axis1=1, axis2=2) for block in sample.blocks])
    total = weights.sum(axis=0)
    mu = (weights * means).sum(axis=0) / total
    return mu, (weights * (own + (means - mu) ** 2)).sum(axis=0) / total
