"""The graded response curves of many items at once: chances, and how they change with the parameters.

Each item has a slope and intercepts that fall: the chance of point x or higher is 1 / (1 + exp(-(a theta +
d_x))). Parameters are items x k: the slope, then the k - 1 intercepts; items with fewer points leave the
last ones unused.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from rondom.analysis.estimates import Booleans, Floats, Integers

_LEAST = 1e-280


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Items x k x places: the chance of each point, and per parameter (last axis) its change over the chance.

    ``steep`` is how fast each cumulative chance rises (items x k+1 x places), ``bend`` how fast that changes.
    """

    chance: Floats
    scores: Floats
    steep: Floats
    bend: Floats
    theta: Floats


def intercept_mask(widths: Integers, k: int) -> Booleans:
    """Items x k: which parameters an item has."""
    mask: Booleans = np.arange(k) < widths[:, None]
    return mask


def log_chances(parameters: Floats, widths: Integers, theta: Floats) -> Floats:
    """Items x k x places; zero for points that an item does not have."""
    above, below = _borders(parameters, widths, theta)
    chance = _chances(parameters, widths, above, below)
    chance[~intercept_mask(widths, parameters.shape[1])] = 1
    logs: Floats = np.log(chance)
    return logs


def curves(parameters: Floats, widths: Integers, theta: Floats) -> Curves:
    """Chances and their first derivatives."""
    items, k = parameters.shape
    above, below = _borders(parameters, widths, theta)
    chance = _chances(parameters, widths, above, below)
    steep = above * below
    scores = np.zeros((items, k, len(theta), k))
    scores[..., 0] = theta * (1 - above[:, :-1] - above[:, 1:])
    for point in range(1, k):
        scores[:, point, :, point] = steep[:, point] / chance[:, point]
        scores[:, point - 1, :, point] = -steep[:, point] / chance[:, point - 1]
    scores[~intercept_mask(widths, k)] = 0
    return Curves(chance, scores, steep, steep * (below - above), theta)


def cumulative_chances(parameters: Floats, widths: Integers, theta: Floats) -> Floats:
    """Items x k-1 x places: the chance of each border or higher; zero for borders that an item lacks."""
    return _borders(parameters, widths, theta)[0][:, 1:-1]


def _borders(parameters: Floats, widths: Integers, theta: Floats) -> tuple[Floats, Floats]:
    """Items x k+1 x places: the chance of point x or higher (1 for the lowest), and of lower ones."""
    items, k = parameters.shape
    logits = np.full((items, k + 1, len(theta)), -np.inf)
    logits[:, 0] = np.inf
    existing = intercept_mask(widths, k)[:, 1:, None]
    logits[:, 1:k] = np.where(existing, parameters[:, :1, None] * theta + parameters[:, 1:, None], -np.inf)
    return expit(logits), expit(-logits)


def _chances(parameters: Floats, widths: Integers, above: Floats, below: Floats) -> Floats:
    """As a product, where a difference of two chances near one would lose all its figures."""
    items, k = parameters.shape
    gaps = np.ones((items, k))
    inner = intercept_mask(widths, k)[:, 2:]
    gaps[:, 1:-1][inner] = -np.expm1(np.diff(parameters[:, 1:], axis=1))[inner]
    chance: Floats = np.maximum(above[:, :-1] * below[:, 1:] * gaps[:, :, None], _LEAST)
    return chance


def gradient(found: Curves, expected: Floats) -> Floats:
    """Items x k: how the expected log-likelihood rises; ``expected`` is items x k x places."""
    rises: Floats = np.einsum("ixq,ixqp->ip", expected, found.scores)
    return rises


def information(found: Curves, expected: Floats) -> Floats:
    """Items x k x k: minus the second derivatives of the expected log-likelihood (complete information)."""
    items, k, _ = expected.shape
    weighted = (expected[..., None] * found.scores).reshape(items, -1, k)
    result = weighted.swapaxes(1, 2) @ found.scores.reshape(items, -1, k)
    over = expected / found.chance
    # How many more people lie just above each border than just below it, per unit of chance.
    edges = over - np.concatenate([np.zeros_like(over[:, :1]), over[:, :-1]], axis=1)
    turned = edges * found.bend[:, :k]
    result[:, 0, 0] -= (turned[:, 1:] @ found.theta**2).sum(axis=1)
    for point in range(1, k):
        result[:, point, point] -= turned[:, point].sum(axis=1)
        mixed = turned[:, point] @ found.theta
        result[:, 0, point] -= mixed
        result[:, point, 0] -= mixed
    return result


def expected_information(found: Curves, people: Floats) -> Floats:
    """Items x k x k: Fisher information of ``people`` (items x places) who are at each place."""
    items, k, _ = found.chance.shape
    weighted = (people[:, None, :, None] * found.chance[..., None] * found.scores).reshape(items, -1, k)
    result: Floats = weighted.swapaxes(1, 2) @ found.scores.reshape(items, -1, k)
    return result


def fisher_information(parameters: Floats, widths: Integers, theta: Floats) -> Floats:
    """Items x places: what an answer tells about the place of who gives it."""
    found = curves(parameters, widths, theta)
    change = parameters[:, :1, None] * (found.steep[:, :-1] - found.steep[:, 1:])
    total: Floats = (change**2 / found.chance).sum(axis=1)
    return total
