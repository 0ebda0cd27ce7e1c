"""How parameters move Sigma by c (u v' + v u') and mu by s u, at one point, in one group."""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.jacobian import mean_coefficients
from rondom.analysis.factor_models.model import Model, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Per row: columns u and v of the basis, coefficients c and s, and the place in the whole vector.

    ``basis`` is items x columns; ``size`` is the length of the whole vector.
    """

    basis: Numbers
    u: Integers
    v: Integers
    c: Floats
    s: Numbers
    places: Integers
    size: int

    def vector(self, of_rows: Numbers) -> Numbers:
        """Sum rows that share a place."""
        found = np.zeros(self.size, dtype=of_rows.dtype)
        np.add.at(found, self.places, of_rows)
        return found

    def matrix(self, of_rows: Floats) -> Floats:
        """Sum rows and columns that share a place."""
        found = np.zeros((self.size, self.size))
        at = (self.places[:, None], self.places)
        if len(np.unique(self.places)) == len(self.places):
            found[at] = of_rows
        else:
            np.add.at(found, at, of_rows)
        return found


def model_frame(model: Model, x: Numbers, group: int) -> Frame:
    """The free parameters of a model."""
    cells, parts = model.cells[group], model.matrices(x, group)
    places = model.places[cells.rows]
    at = np.flatnonzero(places >= 0)
    s = mean_coefficients(cells, parts)
    return Frame(parts.basis, cells.u[at], cells.v[at], cells.c[at], s[at], places[at], model.free)


def rows_frame(model: Model, x: Floats, group: int) -> Frame:
    """All rows of the table that move moments, also fixed and equal ones, each in a place of its own."""
    cells, parts = model.cells[group], model.matrices(x, group)
    s = mean_coefficients(cells, parts)
    return Frame(parts.basis, cells.u, cells.v, cells.c, s, cells.rows, len(model.table))


def saturated_frame(items: int, *, means: bool) -> Frame:
    """Every mean (when asked) and every (co)variance: the moments themselves, in their order."""
    column, row = np.triu_indices(items)
    return _of_moments(items, row, column, means=means)


def independent_frame(items: int, *, means: bool) -> Frame:
    """Every mean (when asked) and every variance, no covariances: the baseline model."""
    every = np.arange(items)
    return _of_moments(items, every, every, means=means)


def independent_places(items: int, *, means: bool) -> Integers:
    """Where the means (when asked) and the variances stand among the moments."""
    column, row = np.triu_indices(items)
    before = items if means else 0
    return np.concatenate([np.arange(before), before + np.flatnonzero(row == column)])


def _of_moments(items: int, row: Integers, column: Integers, *, means: bool) -> Frame:
    own = np.arange(items if means else 0)
    none = np.zeros(len(own))
    c = np.where(row == column, 0.5, 1.0)
    size = len(own) + len(row)
    return Frame(
        np.eye(items),
        np.concatenate([own, row]),
        np.concatenate([own, column]),
        np.concatenate([none, c]),
        np.concatenate([none + 1, np.zeros(len(row))]),
        np.arange(size),
        size,
    )
