"""Means and covariances of answers with holes, by maximum likelihood (EM): the saturated model."""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.cfa.optimise import NotConverged
from rondom.analysis.cfa.samples import Pattern, Sample
from rondom.analysis.estimates import Floats, TooFewData


def saturated_moments(sample: Sample, *, iterations: int = 2000) -> tuple[Floats, Floats]:
    """Means and covariances (n in the denominator) of one group, using every answer.

    With complete answers these are just counted. Assumes that answers are missing at random. Raises
    TooFewData when two items were never answered together, NotConverged when EM does not end.
    """
    if sample.complete:
        return sample.patterns[0].means, sample.patterns[0].covariances
    mu, sigma = _start(sample.patterns)
    for _ in range(iterations):
        new_mu, new_sigma = _round(sample.patterns, sample.n, mu, sigma)
        deviations = np.sqrt(np.diag(new_sigma))
        moved = max(
            float(np.abs((new_mu - mu) / deviations).max()),
            float(np.abs((new_sigma - sigma) / np.outer(deviations, deviations)).max()),
        )
        mu, sigma = new_mu, new_sigma
        if moved < 1e-9:
            return mu, sigma
    raise NotConverged(
        "De samenhang tussen de items is met zoveel ontbrekende antwoorden niet te schatten. "
        "Laat items met veel ontbrekende antwoorden weg."
    )


def _start(patterns: Sequence[Pattern]) -> tuple[Floats, Floats]:
    items = 1 + max(int(pattern.items.max()) for pattern in patterns)
    n, sums, squares = np.zeros((3, items))
    together = np.zeros((items, items))
    for pattern in patterns:
        at = pattern.items
        n[at] += pattern.n
        sums[at] += pattern.n * pattern.means
        squares[at] += pattern.n * (np.diag(pattern.covariances) + pattern.means**2)
        together[np.ix_(at, at)] += pattern.n
    if together.min() == 0:
        raise TooFewData(
            "Twee items zijn nooit door dezelfde mensen beantwoord: hun samenhang is niet te schatten. "
            "Laat een van beide weg."
        )
    mu = sums / n
    variances = squares / n - mu**2
    if variances.min() <= 0:
        raise TooFewData("Een item kreeg van iedereen hetzelfde antwoord. Laat dit item weg.")
    return mu, np.diag(variances)


def _round(patterns: Sequence[Pattern], total: int, mu: Floats, sigma: Floats) -> tuple[Floats, Floats]:
    """Expected sums and products of everyone, given what they answered; then means and covariances."""
    items = len(mu)
    sums, products = np.zeros(items), np.zeros((items, items))
    for pattern in patterns:
        at = pattern.items
        others = np.setdiff1d(np.arange(items), at)
        weights = np.linalg.solve(sigma[np.ix_(at, at)], sigma[np.ix_(at, others)])
        full = np.zeros((len(at), items))
        full[:, at] = np.eye(len(at))
        full[:, others] = weights
        mean = mu + (pattern.means - mu[at]) @ full
        rest = np.zeros((items, items))
        rest[np.ix_(others, others)] = sigma[np.ix_(others, others)] - sigma[np.ix_(others, at)] @ weights
        sums += pattern.n * mean
        products += pattern.n * (full.T @ pattern.covariances @ full + rest + np.outer(mean, mean))
    new = sums / total
    return new, products / total - np.outer(new, new)
