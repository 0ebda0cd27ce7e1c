"""Repeat a step until nothing changes, and get there sooner (Anderson 1965; Walker and Ni 2011)."""

from collections.abc import Callable

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.optimise import OutsideError

_MEMORY = 6  # earlier steps that are looked back on
_ROUNDING = 1e-12


def fixed_point(
    step: Callable[[Floats], tuple[float, Floats]], start: Floats, *, still: float, steps: int
) -> Floats | None:
    """Where ``step`` leads, from ``start``; None when it still moves after so many ``steps``.

    ``step`` gives the value at a point, that a step never raises, and the point that it leads to. The next
    point is the combination of the last ones whose steps cancel as far as they can. Where that raises the
    value or is impossible (OutsideError), the step itself is taken and what came before is forgotten.
    """
    x = plain = start
    lowest = np.inf
    points: list[Floats] = []
    changes: list[Floats] = []
    for _ in range(steps):
        try:
            value, there = step(x)
        except OutsideError:
            if not points:
                raise
            value, there = np.inf, plain
        if points and value > lowest + _ROUNDING * (1 + abs(lowest)):
            x, points, changes = plain, [], []
            continue
        lowest, plain = value, there
        if np.abs(there - x).max() < still:
            return there
        points, changes = [*points[-_MEMORY:], x], [*changes[-_MEMORY:], there - x]
        x = _combined(points, changes)
    return None


def _combined(points: list[Floats], changes: list[Floats]) -> Floats:
    x, change = points[-1], changes[-1]
    if len(points) == 1:
        return x + change
    moved = np.diff(points, axis=0)
    turned = np.diff(changes, axis=0)
    weights = np.linalg.lstsq(turned.T, change, rcond=None)[0]
    found: Floats = x + change - weights @ (moved + turned)
    return found
