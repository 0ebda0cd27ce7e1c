"""Cronbach's alpha with an interval that holds when respondents of one organisation resemble each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import as_scores
from rondom.analysis.covariances import Covariances, LeftOut, covariances
from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.reliability import alpha_of
from rondom.analysis.share_interval import share_interval


@dataclass(frozen=True, slots=True)
class ClusteredAlpha:
    """Alpha (the same as ``cronbach_alpha``) with standard error and interval robust to clustering.

    ``design_effect`` is how many times larger the variance of alpha is than without clusters.
    """

    alpha: float
    interval: Interval | None
    se: float
    design_effect: float
    respondents: int
    clusters: int
    items: int
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]


FEW_CLUSTERS = 10
"""Below it there are too few to learn from them how much organisations differ."""


def clustered_alpha(
    scores: Floats, cluster: NDArray[np.generic], *, items: Sequence[str] = (), level: float = 0.95
) -> ClusteredAlpha:
    """Alpha from scores (respondents x items; NaN is no answer), with the cluster of every respondent.

    Each respondent's influence on alpha is summed per cluster; the variance is C / (C - 1) times the sum of
    their squares, without any assumption about the answers or the resemblance. The interval is symmetric for
    ln(1 - alpha), with t on C - 1 degrees of freedom. Raises TooFewData with fewer than two clusters or where
    ``cronbach_alpha`` does. Source: docs/methods/clustered.md.
    """
    scores = as_scores(scores, items)
    found = covariances(scores, items=items)
    alpha = alpha_of(found, level=level)
    names = [str(at + 1) for at in range(scores.shape[1])] if not items else list(items)
    kept = scores[:, [names.index(item) for item in found.items]]
    influence = _influence(kept, found)
    _, member = np.unique(np.asarray(cluster), return_inverse=True)
    sums = np.bincount(member[(~np.isnan(kept)).any(axis=1)], influence)
    sums = sums[np.bincount(member[(~np.isnan(kept)).any(axis=1)]) > 0]
    clusters = len(sums)
    if clusters < 2:
        raise TooFewData("Rekenen met organisaties vraagt er ten minste twee.")
    se = sqrt(clusters / (clusters - 1) * float((sums**2).sum()))
    plain = float((influence**2).sum())
    few = f"Er zijn maar {clusters} organisaties: het interval kan te smal zijn."
    return ClusteredAlpha(
        alpha=alpha.alpha,
        interval=share_interval(alpha.alpha, se, level=level, df=clusters - 1),
        se=se,
        design_effect=se**2 / plain if plain > 0 else 1.0,
        respondents=len(influence),
        clusters=clusters,
        items=len(found.items),
        left_out=found.left_out,
        warnings=(*alpha.warnings, few) if clusters < FEW_CLUSTERS else alpha.warnings,
    )


def _influence(scores: Floats, found: Covariances) -> Floats:
    """Of every respondent with an answer on alpha; they add up to zero.

    A covariance moves by (x - m)(y - m') - c (n - 1) / n per respondent who has both, over their number n
    less one: alpha's exact derivative to the weight of a respondent.
    """
    answered = ~np.isnan(scores)
    seen = answered.any(axis=1)
    known = answered[seen].astype(np.float64)
    values = np.where(answered, scores, 0.0)[seen]
    size, total, own = len(found.items), float(found.matrix.sum()), float(np.trace(found.matrix))
    slope = size / (size - 1) * (own / total**2 - np.eye(size) / total)
    weight = slope / np.maximum(found.n - 1, 1)
    means = (values.T @ known) / np.maximum(found.n, 1)
    squares = ((values @ weight) * values).sum(axis=1)
    crossed = ((values @ (weight * means.T)) * known).sum(axis=1)
    fixed = ((known @ (weight * (means * means.T - found.matrix * (found.n - 1) / found.n))) * known).sum(
        axis=1
    )
    influence: Floats = squares - 2 * crossed + fixed
    return influence
