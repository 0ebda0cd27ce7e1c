"""Means and covariances of answers with holes, by maximum likelihood (EM): the saturated model."""

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.acceleration import fixed_point
from rondom.analysis.factor_models.completed import complete
from rondom.analysis.factor_models.optimise import NotConverged
from rondom.analysis.factor_models.samples import Sample

_STILL = 1e-9  # the change in one step of EM, in standard deviations
_STEPS = 1000


def saturated_moments(sample: Sample) -> tuple[Floats, Floats]:
    """Means and covariances (n in the denominator) of one group, using every answer.

    With complete answers these are just counted. Assumes that answers are missing at random. Raises
    TooFewData when two items were never answered together, NotConverged when EM does not end, or ends where
    covariances are no longer positive definite.
    """
    if sample.complete:
        return sample.whole.mean, sample.whole.covariance
    mu, sigma = _start(sample)
    items, deviations = len(mu), np.sqrt(np.diag(sigma))
    pairs = np.tril_indices(items)
    units = np.concatenate([deviations, np.outer(deviations, deviations)[pairs]])

    def moments(x: Floats) -> tuple[Floats, Floats]:
        found = np.zeros((items, items))
        found[pairs] = found.T[pairs] = (x * units)[items:]
        return (x * units)[:items], found

    def step(x: Floats) -> tuple[float, Floats]:
        """Minus twice the log-likelihood per respondent, and the moments of the completed answers."""
        mu, sigma = moments(x)
        here = complete(sample, mu, sigma)
        new = here.products + here.unsure - np.outer(here.mean, here.mean)
        return here.value, np.concatenate([mu + here.mean, new[pairs]]) / units

    found = fixed_point(step, np.concatenate([mu, sigma[pairs]]) / units, still=_STILL, steps=_STEPS)
    if found is None:
        raise NotConverged(
            "De samenhang tussen de items is met zoveel ontbrekende antwoorden niet te schatten. "
            "Laat items met veel ontbrekende antwoorden weg."
        )
    return moments(found)


def _start(sample: Sample) -> tuple[Floats, Floats]:
    """Each mean and covariance over all who answered it; without covariances where these contradict."""
    n, mu, products = _by_pair(sample)
    if n.min() == 0:
        raise TooFewData(
            "Twee items zijn nooit door dezelfde mensen beantwoord: hun samenhang is niet te schatten. "
            "Laat een van beide weg."
        )
    sigma = products / n
    variances = np.diag(sigma)
    if variances.min() <= 0:
        raise TooFewData("Een item kreeg van iedereen hetzelfde antwoord. Laat dit item weg.")
    deviations = np.sqrt(variances)
    sound = np.linalg.eigvalsh(sigma / np.outer(deviations, deviations))[0] > 0.01
    return mu, sigma if sound else np.diag(variances)


def item_moments(sample: Sample) -> tuple[Floats, Floats]:
    """Mean and variance (n in the denominator) of each item over everyone who answered it."""
    n, mu, products = _by_pair(sample)
    return mu, np.diag(products) / np.diag(n)


def _by_pair(sample: Sample) -> tuple[Floats, Floats, Floats]:
    """Of each pair of items who answered both, the items' own means, and sums of products around those."""
    whole = sample.whole
    n = np.full((len(whole.mean),) * 2, float(whole.n))
    total = whole.n * whole.mean
    for part in sample.parts:
        known = np.ones((len(part.n), len(n)))
        known[np.arange(len(known))[:, None], part.missing] = 0
        n += (known.T * part.n) @ known
        total += part.ones @ part.rows
    mu = total / np.diag(n)
    apart = whole.mean - mu
    products = whole.n * (whole.covariance + np.outer(apart, apart))
    for part in sample.parts:
        rows = part.apart(mu)
        products += rows.T @ rows
    return n, mu, products
