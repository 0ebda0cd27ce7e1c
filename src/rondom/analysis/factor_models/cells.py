"""Where the rows of a parameter table stand in the matrices of a group, and how they move its moments."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.table import Parameter

NONE, ONE = -2, -1
"""Coefficients of a mean that are not a factor's mean: 0 and 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Rows of the table that stand in one matrix, at ``i``, ``j``."""

    rows: Integers
    i: Integers
    j: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One group's part of a table.

    ``rows`` are those that move Sigma by c (u v' + v u') and mu by s u, with ``u`` and ``v`` columns of the
    basis; ``s`` names the factor whose mean is the coefficient, or NONE or ONE.
    """

    places: dict[str, Place]
    rows: Integers
    u: Integers
    v: Integers
    c: Floats
    s: Integers


def cells_of(table: Sequence[Parameter], items: Sequence[str], factors: Sequence[str], group: int) -> Cells:
    """Find the cell of every row of this group."""
    where = {name: at for at, name in enumerate(items)}
    latent = {name: at for at, name in enumerate(factors)}
    found: dict[str, list[tuple[int, int, int]]] = {name: [] for name in _MATRICES}
    moving = []
    for at, row in enumerate(table):
        if row.group != group:
            continue
        name, i, j = _cell(row, where, latent)
        if not row.derived:
            found[name].append((at, i, j))
            if name in _MOVING:
                moving.append((at, *_moves(name, i, j, len(items), len(factors))))
    places = {name: Place(*np.array(cells, dtype=np.int64).reshape(-1, 3).T) for name, cells in found.items()}
    rows, u, v, s, c = np.array(moving).T
    return Cells(places, rows.astype(int), u.astype(int), v.astype(int), c, s.astype(int))


_MOVING = ("loadings", "beta", "psi", "theta", "nu", "alpha")
_MATRICES = (*_MOVING, "scale", "tau")


def _cell(row: Parameter, where: dict[str, int], latent: dict[str, int]) -> tuple[str, int, int]:
    if row.op == "=~":
        if row.rhs in latent:
            return "beta", latent[row.rhs], latent[row.lhs]
        return "loadings", where[row.rhs], latent[row.lhs]
    if row.op == "~~":
        return (
            ("psi", latent[row.lhs], latent[row.rhs])
            if row.lhs in latent
            else ("theta", where[row.lhs], where[row.rhs])
        )
    if row.op == "~1":
        return ("alpha", latent[row.lhs], 0) if row.lhs in latent else ("nu", where[row.lhs], 0)
    return ("scale", where[row.lhs], 0) if row.op == "~*~" else ("tau", where[row.lhs], int(row.rhs[1:]) - 1)


def _moves(name: str, i: int, j: int, p: int, m: int) -> tuple[int, int, int, float]:
    """u, v, s and c. The basis is [I, L, M]: items, then factors, then factors."""
    if name in ("loadings", "beta"):
        return (i if name == "loadings" else p + i), p + m + j, j, 1.0
    if name in ("psi", "theta"):
        first = p if name == "psi" else 0
        return first + i, first + j, NONE, 0.5 if i == j else 1.0
    return (i if name == "nu" else p + i), 0, ONE, 0.0
