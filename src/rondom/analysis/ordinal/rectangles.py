"""Chances of the cells of many two-way tables under a bivariate normal distribution cut by thresholds.

Everything is about P pairs of items at once. Thresholds are P x (K - 1), from low to high; an item with
fewer points has infinite thresholds at the end. An empty category lies between two equal thresholds: its
cells have chance zero, and count for nothing.
"""

import numpy as np
from scipy.special import ndtr

from rondom.analysis.estimates import Floats
from rondom.analysis.ordinal.bivariate_normal import bivariate_density, bivariate_normal

SMALLEST_CHANCE = 1e-16
"""What a cell's chance is at least: below it double precision holds no digits."""


def cell_chances(rows: Floats, columns: Floats, rho: Floats) -> Floats:
    """P x K x K: the chance of each cell, given the thresholds of both items and their correlation."""
    grid = bivariate_normal(rows[:, :, None], columns[:, None, :], rho[:, None, None])
    return _cells(grid, ndtr(rows), ndtr(columns))


def slopes(rows: Floats, columns: Floats, rho: Floats) -> Floats:
    """P x K x K: how fast each cell's chance grows with the correlation."""
    return _cells(bivariate_density(rows[:, :, None], columns[:, None, :], rho[:, None, None]))


def curvatures(rows: Floats, columns: Floats, rho: Floats) -> Floats:
    """P x K x K: the second derivative of each cell's chance to the correlation."""
    h, k, r = rows[:, :, None], columns[:, None, :], rho[:, None, None]
    rest = (1 - r) * (1 + r)
    density = bivariate_density(h, k, r)
    h, k = np.clip(h, -1e3, 1e3), np.clip(k, -1e3, 1e3)
    bend = (r * rest + (1 + r * r) * h * k - r * (h * h + k * k)) / rest**2
    return _cells(density * bend)


def threshold_slopes(rows: Floats, columns: Floats, rho: Floats) -> Floats:
    """P x (K - 1) x K: how fast the cells just below a threshold of the first item grow with it.

    The cells just above it shrink as fast. For the second item: swap the arguments.
    """
    r = rho[:, None, None]
    known = np.isfinite(rows)
    at = np.where(known, rows, 0.0)[:, :, None]
    below = ndtr((columns[:, None, :] - r * at) / np.sqrt((1 - r) * (1 + r)))
    ends = np.zeros((*below.shape[:2], 1))
    share = np.diff(np.concatenate([ends, below, ends + 1], axis=2), axis=2)
    height = np.where(known[:, :, None], np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi), 0.0)
    found: Floats = share * height
    return found


def _cells(grid: Floats, last_column: Floats | None = None, last_row: Floats | None = None) -> Floats:
    """Cells from a function of their upper corners; the edges are zero unless given."""
    pairs, rows, columns = grid.shape
    whole = np.zeros((pairs, rows + 2, columns + 2))
    whole[:, 1:-1, 1:-1] = grid
    if last_column is not None and last_row is not None:
        whole[:, 1:-1, -1], whole[:, -1, 1:-1], whole[:, -1, -1] = last_column, last_row, 1.0
    below = whole[:, 1:] - whole[:, :-1]
    found: Floats = below[:, :, 1:] - below[:, :, :-1]
    return found
