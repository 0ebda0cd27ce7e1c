"""Groups of people who answer statements alike; none when the answers do not show them.

Principal components, k-means and silhouettes, as in Polis: docs/methods/opinion-groups.md.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]

FEWEST_VOTERS = 15
FEWEST_STATEMENTS = 4
MOST_GROUPS = 4
SHUFFLES = 99
"""The groups must stand further apart than in every one of so many tables with shuffled columns: p = 0.01."""
STARTS = 5
ROUNDS = 100


def opinion_groups(votes: Matrix, *, floor: int, seed: int = 20210) -> Labels | None:
    """The group of every voter, 0 for the largest; None when there are no groups to speak of.

    ``votes``: a row per voter, a column per statement; 1 agrees, -1 disagrees, 0 does not know, NaN did
    not answer. No group is smaller than ``floor``. The order of voters makes no difference.
    """
    votes = votes[:, ~np.isnan(votes).all(axis=0)]
    if len(votes) < FEWEST_VOTERS or votes.shape[1] < FEWEST_STATEMENTS:
        return None
    order = np.lexsort(np.nan_to_num(votes, nan=2.0).T)
    table = votes[order]
    found, apart = _best(table, floor=floor)
    if found is None:
        return None
    chance = np.random.default_rng(seed)
    for _ in range(SHUFFLES):
        if _best(chance.permuted(table, axis=0), floor=floor)[1] >= apart:
            return None
    labels = np.empty(len(votes), dtype=np.int64)
    labels[order] = _largest_first(found)
    return labels


def components(votes: Matrix) -> Matrix:
    """Every voter on the first two principal components; who did not answer stands at the mean."""
    filled = np.where(np.isnan(votes), np.nanmean(votes, axis=0), votes)
    centred = filled - filled.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes[:2]
    signs = np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])
    return np.asarray(np.round(centred @ (axes * signs[:, None]).T, 10))


def k_means(points: Matrix, k: int) -> Labels:
    """The best of a few fixed starts: each begins at another place on the first axis, and spreads out."""
    distinct = np.unique(points, axis=0)
    if len(distinct) < k:
        return np.zeros(len(points), dtype=np.int64)
    firsts = np.unique(np.linspace(0, len(distinct) - 1, STARTS).astype(int))
    tried = [_settle(points, _spread(distinct, int(first), k)) for first in firsts]
    return min(tried, key=lambda labels: _within(points, labels))


def silhouette(distances: Matrix, labels: Labels) -> float:
    """How much nearer voters are to their own group than to the next: the mean, from -1 to 1.

    ``distances``: how far every two voters are apart.
    """
    groups = np.unique(labels)
    if len(groups) < 2:
        return -1.0
    sizes = np.array([(labels == group).sum() for group in groups])
    sums = np.stack([distances[:, labels == group].sum(axis=1) for group in groups], axis=1)
    rows, own = np.arange(len(labels)), np.searchsorted(groups, labels)
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    widest = np.maximum(inside, outside)
    width = np.divide(outside - inside, widest, out=np.zeros(len(labels)), where=widest > 0)
    return float(np.where(sizes[own] == 1, 0.0, width).mean())


def _best(votes: Matrix, *, floor: int) -> tuple[Labels | None, float]:
    """The division with the highest silhouette of those without a small group."""
    points = components(votes)
    between = np.sqrt(_distances(points, points))
    best: tuple[Labels | None, float] = (None, -1.0)
    for k in range(2, MOST_GROUPS + 1):
        labels = k_means(points, k)
        sizes = np.bincount(labels, minlength=k)
        if sizes.min() >= floor and (width := silhouette(between, labels)) > best[1]:
            best = labels, width
    return best


def _spread(points: Matrix, first: int, k: int) -> Matrix:
    """Start at one point, then each time take the point that is furthest from those taken."""
    centres = [points[first]]
    while len(centres) < k:
        centres.append(points[_distances(points, np.array(centres)).min(axis=1).argmax()])
    return np.array(centres)


def _settle(points: Matrix, centres: Matrix) -> Labels:
    """Everyone to the nearest centre, every centre to the middle, until nobody moves."""
    labels = _distances(points, centres).argmin(axis=1)
    for _ in range(ROUNDS):
        centres = np.array(
            [
                points[labels == at].mean(axis=0) if (labels == at).any() else centre
                for at, centre in enumerate(centres)
            ]
        )
        moved = _distances(points, centres).argmin(axis=1)
        if (moved == labels).all():
            break
        labels = moved
    return np.asarray(labels, dtype=np.int64)


def _within(points: Matrix, labels: Labels) -> float:
    own = [points[labels == group] for group in np.unique(labels)]
    return float(sum(((one - one.mean(axis=0)) ** 2).sum() for one in own))


def _distances(points: Matrix, centres: Matrix) -> Matrix:
    return np.asarray(((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2))


def _largest_first(labels: Labels) -> Labels:
    order = np.argsort(-np.bincount(labels), kind="stable")
    return np.asarray(np.argsort(order)[labels], dtype=np.int64)
