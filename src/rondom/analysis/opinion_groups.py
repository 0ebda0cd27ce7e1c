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
    tried = _settle(points, np.stack([_spread(distinct, int(first), k) for first in firsts]))
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
    between = np.sqrt(_distances(points[:, None], points))
    best: tuple[Labels | None, float] = (None, -1.0)
    for k in range(2, MOST_GROUPS + 1):
        labels = k_means(points, k)
        sizes = np.bincount(labels, minlength=k)
        if sizes.min() >= floor and (width := silhouette(between, labels)) > best[1]:
            best = labels, width
    return best


def _spread(points: Matrix, first: int, k: int) -> Matrix:
    """Start at one point, then each time take the point that is furthest from those taken."""
    taken = [first]
    nearest = _distances(points, points[first])
    while len(taken) < k:
        taken.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, _distances(points, points[taken[-1]]))
    return points[taken]


def _settle(points: Matrix, centres: Matrix) -> Labels:
    """Everyone to the nearest centre, every centre to the middle, until nobody moves.

    All starts at once: ``centres`` has a row of k points per start, and so the labels have a row per start.
    One that has settled stays as it is while others still move.
    """
    labels = _nearest(points, centres)
    repeated = np.tile(points.T, len(centres))
    for _ in range(ROUNDS):
        centres = _middles(repeated, labels, centres)
        moved = _nearest(points, centres)
        if (moved == labels).all():
            break
        labels = moved
    return labels


def _nearest(points: Matrix, centres: Matrix) -> Labels:
    labels = np.zeros((len(centres), len(points)), dtype=np.int64)
    least = _distances(points, centres[:, :1])
    for at in range(1, centres.shape[1]):
        distance = _distances(points, centres[:, at : at + 1])
        labels[distance < least] = at
        least = np.minimum(least, distance)
    return labels


def _middles(repeated: Matrix, labels: Labels, centres: Matrix) -> Matrix:
    """The mean of everyone at a centre; a centre with nobody stays where it was.

    ``repeated``: both coordinates of every point, once for each start.
    """
    starts, k, _ = centres.shape
    own = (labels + k * np.arange(starts)[:, None]).ravel()
    sizes = np.bincount(own, minlength=starts * k).reshape(starts, k, 1)
    sums = [np.bincount(own, axis, starts * k) for axis in repeated]
    means = np.stack(sums, axis=1).reshape(centres.shape) / np.maximum(sizes, 1)
    return np.where(sizes > 0, means, centres)


def _within(points: Matrix, labels: Labels) -> float:
    own = [points[labels == group] for group in np.unique(labels)]
    return float(sum(((one - one.mean(axis=0)) ** 2).sum() for one in own))


def _distances(points: Matrix, others: Matrix) -> Matrix:
    """Squared, in the plane."""
    return np.asarray((points[..., 0] - others[..., 0]) ** 2 + (points[..., 1] - others[..., 1]) ** 2)


def _largest_first(labels: Labels) -> Labels:
    order = np.argsort(-np.bincount(labels), kind="stable")
    return np.asarray(np.argsort(order)[labels], dtype=np.int64)
