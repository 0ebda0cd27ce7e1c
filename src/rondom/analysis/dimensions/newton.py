"""The lowest point of a smooth function above a bound, by Newton steps."""

from collections.abc import Callable, Sequence

import numpy as np

from rondom.analysis.estimates import Booleans, Floats, TooFewData

STEPS = 200
FLAT = 1e-9
"""The largest slope at which the lowest point is taken to be reached."""
NEARLY_FLAT = 1e-5
"""The largest slope at which it is when rounding hides any further descent."""

_UNSEEN = 1e-14  # the part of a value that rounding hides
_NEAR = 0.03  # closer than this, a search is on its way to the same point

Curve = tuple[float, Floats, Floats]
"""Value, gradient and Hessian at a point."""


def lowest_of(curve: Callable[[Floats], Curve], starts: Floats, bound: float) -> Floats:
    """The lowest of the points that ``lowest`` finds from these starts (starts x coordinates).

    A search that comes near a point that was found before ends there. Raises TooFewData when none arrives.
    """
    found: list[Floats] = []
    failure: TooFewData | None = None
    for start in starts:
        try:
            end = lowest(curve, start, bound, known=found)
        except TooFewData as error:
            failure = error
            continue
        if end is not None:
            found.append(end)
    if failure is not None and not found:
        raise failure
    return min(found, key=lambda at: curve(at)[0])


def lowest(
    curve: Callable[[Floats], Curve], start: Floats, bound: float, *, known: Sequence[Floats] = ()
) -> Floats | None:
    """Where ``curve`` is lowest with every coordinate at least ``bound``; None near a ``known`` point.

    Newton steps in the coordinates that are free, halved until they go down. Raises TooFewData when the
    slope does not vanish.
    """
    at, (value, slope, bend) = start, curve(start)
    for _ in range(STEPS):
        if any(np.abs(at - point).max() < _NEAR for point in known):
            return None
        free = (at > bound) | (slope < 0)
        steepest = float(np.abs(slope[free]).max(initial=0.0))
        if steepest < FLAT:
            return at
        step = _downhill(slope, bend, free)
        if -float(slope @ step) < _UNSEEN * max(1.0, abs(value)) and steepest < NEARLY_FLAT:
            return np.maximum(at + step, bound)
        at, moved = _descend(curve, at, value, slope, step, bound)
        if moved is None:
            break
        value, slope, bend = moved
    if np.abs(slope[(at > bound) | (slope < 0)]).max(initial=0.0) < NEARLY_FLAT:
        return at
    raise TooFewData(
        "De factoren zijn niet te schatten: het zoeken komt niet tot een eind. "
        "Vraag minder factoren, of laat items weg die weinig met de andere samenhangen."
    )


def _downhill(slope: Floats, bend: Floats, free: Booleans) -> Floats:
    """The Newton step; where the curve bends the wrong way it is made to bend the right way."""
    step = np.zeros_like(slope)
    block = bend[np.ix_(free, free)]
    values, vectors = np.linalg.eigh(block)
    firm = np.maximum(np.abs(values), 1e-6 * np.abs(values).max())
    step[free] = -vectors @ ((vectors.T @ slope[free]) / firm)
    return step


def _descend(
    curve: Callable[[Floats], Curve], at: Floats, value: float, slope: Floats, step: Floats, bound: float
) -> tuple[Floats, Curve | None]:
    share = 1.0
    while share > 1e-8:
        there = np.maximum(at + share * step, bound)
        moved = curve(there)
        if moved[0] <= value + 1e-4 * float(slope @ (there - at)):
            return there, moved
        share /= 2
    return at, None
