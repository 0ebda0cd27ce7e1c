"""Ordered and continuous items together: thresholds, means, variances, correlations and their covariances.

The mean and variance (n in the denominator) of a continuous item, and the thresholds of an ordered one, come
from that item alone; then a polychoric, polyserial or Pearson correlation from each pair. Source: Muthén
(1984), Psychometrika 49, 115-132.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import NOT_ANSWERED, Answers, names_of
from rondom.analysis.estimates import Floats, TooFewData, UnknownCode
from rondom.analysis.ordinal.asymptotic import summed_products
from rondom.analysis.ordinal.categories import Categories
from rondom.analysis.ordinal.mixed_influence import MixedFiller, Standing
from rondom.analysis.ordinal.sample import OrdinalSample, correlated, on_the_edge, require_clusters
from rondom.analysis.ordinal.serial import fit_serial
from rondom.analysis.ordinal.zero_cells import ZeroCells
from rondom.analysis.tabulate import tabulate

_SKEWED, _TAILED, _CHANCE = 0.25, 0.5, 3
"""Skewness and excess kurtosis from which standard errors and test are visibly off, and how many of their
standard errors under normality (root of 6 / n and of 24 / n) are beyond chance."""

_PERFECT = 1e-8  # what is left of a variance when another item says the rest


def mixed_sample(
    answers: Floats,
    *,
    points: Sequence[int],
    items: Sequence[str] = (),
    cluster: NDArray[np.integer] | None = None,
    zero_cells: ZeroCells = "keep",
) -> OrdinalSample:
    """``ordinal_sample`` of ordered and continuous items; ``points`` is 0 for a continuous one.

    ``answers`` is respondents x items: scores, and of an ordered item the codes 1 to its points. NaN is no
    answer, nor is a negative code of an ordered item; only who answered everything takes part. Scores should
    be about normal: ``not_normal`` names those that are not. Raises
    TooFewData when an item does not vary, two are perfectly correlated, or there are fewer than two clusters.
    """
    names = names_of(answers.shape[1], items)
    if len(points) != len(names) or all(points) or not any(points):
        raise ValueError(
            "Geef van elk item het aantal punten, en 0 van een continu item; van beide minstens één."
        )
    ordered = np.flatnonzero(np.array(points) > 0)
    known = ~np.isnan(answers)
    known[:, ordered] &= answers[:, ordered] > 0
    complete = np.asarray(known.all(axis=1))
    member = cluster if cluster is None else cluster[complete]
    clusters = None if member is None else len(np.unique(member))
    require_clusters(clusters)
    standing = _standing(answers, names, points, complete, zero_cells)
    return _sample(standing, names, points, member, clusters)


def _standing(
    answers: Floats, names: Sequence[str], points: Sequence[int], complete: NDArray[np.bool_], rule: ZeroCells
) -> Standing:
    """Both kinds of items by themselves, and all correlations."""
    ordered = [at for at, count in enumerate(points) if count]
    continuous = [at for at, count in enumerate(points) if not count]
    codes, scores = _codes(answers[:, ordered]), answers[complete][:, continuous]
    # Also answers of who takes no part are looked at: a wrong code is a fault.
    every, labels = [points[at] for at in ordered], [names[at] for at in ordered]
    tabulate(codes, points=every, items=labels)
    found, rho = correlated(tabulate(codes[complete], points=every, items=labels), rule)
    means, deviations = scores.mean(axis=0), scores.std(axis=0)
    for at, deviation in zip(continuous, deviations, strict=True):
        if not deviation > 0:
            raise TooFewData(f"Item {names[at]} kreeg van iedereen hetzelfde antwoord. Laat dit item weg.")
    z, ranks = (scores - means) / deviations, found.ranks(codes[complete])
    own = [names[at] for at in continuous]
    return Standing(
        found, rho, tuple(own), means, deviations, z, ranks, _serial(found, own, z, ranks), _pearson(own, z)
    )


def _codes(answers: Floats) -> Answers:
    known = np.where(np.isnan(answers), NOT_ANSWERED, answers)
    if (known != np.rint(known)).any():
        raise UnknownCode("Geordende items hebben gehele codes; in de antwoorden staan kommagetallen.")
    return known.astype(np.int64)


def _serial(found: Categories, own: Sequence[str], z: Floats, ranks: NDArray[np.int16]) -> Floats:
    """Continuous x ordered items."""
    rho = np.zeros((len(own), len(found.items)))
    for item, name in enumerate(found.items):
        cuts = found.thresholds[item][: found.sizes[item]]
        for score, other in enumerate(own):
            rho[score, item], inside = fit_serial(z[:, score], ranks[item], cuts)
            if not inside:
                raise on_the_edge(other, name)
    return rho


def _pearson(own: Sequence[str], z: Floats) -> Floats:
    """Continuous x continuous items."""
    rho: Floats = z.T @ z / len(z)
    for first, second in combinations(range(len(own)), 2):
        if 1 - rho[first, second] ** 2 < _PERFECT:
            raise on_the_edge(own[first], own[second])
    return rho


def _not_normal(standing: Standing) -> tuple[str, ...]:
    """The items whose skewness or kurtosis is too large to be chance, and large enough to matter."""
    n = len(standing.z)
    skewness, excess = (standing.z**3).mean(axis=0), (standing.z**4).mean(axis=0) - 3
    far = np.abs(skewness) > max(_SKEWED, _CHANCE * np.sqrt(6 / n))
    far |= np.abs(excess) > max(_TAILED, _CHANCE * np.sqrt(24 / n))
    return tuple(name for name, one in zip(standing.continuous, far, strict=True) if one)


def _sample(
    standing: Standing,
    names: tuple[str, ...],
    points: Sequence[int],
    member: NDArray[np.integer] | None,
    clusters: int | None,
) -> OrdinalSample:
    n, used = len(standing.z), iter(standing.found.used)
    made = OrdinalSample(
        items=names,
        used=tuple(next(used) if count else () for count in points),
        estimates=np.zeros(0),
        variances=np.zeros(0),
        covariances=None,
        respondents=n,
        clusters=clusters,
        missing="listwise",
        not_normal=_not_normal(standing),
    )
    fill = MixedFiller(standing)
    wanted = made.names
    places = [fill.places[name] for name in wanted]
    gamma = (summed_products(fill, len(places), n) / n)[np.ix_(places, places)]
    variances = np.diag(gamma).copy()
    if clusters is not None:
        summed = summed_products(fill, len(places), n, cluster=member)[np.ix_(places, places)]
        gamma = summed / n * (clusters / (clusters - 1))
    return replace(made, estimates=fill.estimates[places], variances=variances, covariances=gamma)
