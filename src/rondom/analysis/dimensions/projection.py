"""Rotation by gradient projection, from many starts at once (Jennrich, 2001 and 2002)."""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.dimensions.criteria import Criterion
from rondom.analysis.estimates import Booleans, Floats

STEPS = 3000
FLAT = 1e-7
"""The size of the projected gradient at which a start is left alone; R's GPArotation stops at 1e-5."""
ARRIVED = 1e-5
"""The size at which a rotation counts as found."""

_HALVINGS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Rotated:
    """Per start: ``loadings`` (starts x items x factors), ``phi`` (starts x factors x factors), the value
    of the criterion, and whether the search arrived."""

    loadings: Floats
    phi: Floats
    values: Floats
    arrived: Booleans


def project(loadings: Floats, criterion: Criterion, starts: Floats, *, oblique: bool) -> Rotated:
    """Rotate unrotated ``loadings`` (items x factors) from every start (starts x factors x factors).

    A start is an orthogonal matrix T. Oblique: loadings times inv(T)', columns of T of length one, phi
    T'T. Orthogonal: loadings times T.
    """
    search = _Search(loadings, criterion, starts, oblique=oblique)
    far = np.full(len(starts), np.inf)
    for _ in range(STEPS):
        slope = search.slope()
        far = np.sqrt((slope**2).sum(axis=(1, 2)))
        if not search.descend(slope, far, far >= FLAT):
            break
    phi = search.turn.swapaxes(1, 2) @ search.turn
    return Rotated(search.rotated, phi, search.values, far < ARRIVED)


class _Search:
    """Where each start is, and how large its last step was."""

    def __init__(self, loadings: Floats, criterion: Criterion, starts: Floats, *, oblique: bool) -> None:
        self._loadings, self._criterion, self._oblique = loadings, criterion, oblique
        self._size = np.ones(len(starts))
        self.turn, self._inverse, self.rotated, self.values, self._gradient = self._at(starts)

    def slope(self) -> Floats:
        """The gradient over T, without the part that would change the lengths of its columns."""
        turn = self.turn
        if self._oblique:
            inner = self.rotated.swapaxes(1, 2) @ self._gradient
            over = -(inner @ self._inverse).swapaxes(1, 2)
            along: Floats = over - turn * (turn * over).sum(axis=1, keepdims=True)
            return along
        over = self._loadings.T @ self._gradient
        inner = turn.swapaxes(1, 2) @ over
        across: Floats = over - turn @ (inner + inner.swapaxes(1, 2)) / 2
        return across

    def descend(self, slope: Floats, far: Floats, waiting: Booleans) -> bool:
        """Every waiting start goes down its slope, with half the step until the criterion falls enough."""
        still = waiting.copy()
        self._size[waiting] *= 2
        for _ in range(_HALVINGS):
            if not still.any():
                break
            tried = self._at(self._nearest(self.turn - self._size[:, None, None] * slope))
            good = still & (tried[3] <= self.values - 0.5 * self._size * far**2)
            self._move(tried, good)
            still &= ~good
            self._size[still] /= 2
        return bool((waiting & ~still).any())

    def _move(self, tried: "_Place", good: Booleans) -> None:
        here = (self.turn, self._inverse, self.rotated, self.values, self._gradient)
        if not good.all():
            for old, new in zip(here, tried, strict=True):
                new[~good] = old[~good]
        self.turn, self._inverse, self.rotated, self.values, self._gradient = tried

    def _at(self, turn: Floats) -> "_Place":
        inverse: Floats = turn.swapaxes(1, 2)
        if self._oblique:
            inverse = np.asarray(np.linalg.inv(turn), dtype=np.float64)
        rotated = self._loadings @ inverse.swapaxes(1, 2)
        values, gradient = self._criterion(rotated)
        return turn, inverse, rotated, values, gradient

    def _nearest(self, turn: Floats) -> Floats:
        if self._oblique:
            unit: Floats = turn / np.sqrt((turn**2).sum(axis=1, keepdims=True))
            return unit
        left, _, right = np.linalg.svd(turn)
        nearest: Floats = left @ right
        return nearest


_Place = tuple[Floats, Floats, Floats, Floats, Floats]  # T, its inverse, loadings, criterion, its gradient
