"""Minimise a discrepancy by Fisher scoring or Gauss-Newton; refuse when it does not converge."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData

TOLERANCE = 1e-6
"""No element of the gradient, divided by the root of its own information so that units do not matter, may be
larger than this at the solution."""

_SHARP = 1e-9


class OutsideError(Exception):
    """An implied covariance matrix is not positive definite at this point: step back."""


class NotConverged(TooFewData):
    """The search found no minimum. The message says, in Dutch, what may help."""


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """A discrepancy at one point: its value, gradient and (approximate) Hessian in the free parameters."""

    value: float
    gradient: Floats
    hessian: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """Where the search ended: the free parameters, the discrepancy, its gradient, and the steps taken."""

    x: Floats
    value: float
    gradient: Floats
    hessian: Floats
    iterations: int


def minimise(
    evaluate: Callable[[Floats], Evaluation],
    start: Floats,
    *,
    exact: Callable[[Floats], Floats] | None = None,
    careful: bool = False,
    iterations: int = 300,
) -> Optimum:
    """Search from ``start``. ``evaluate`` gives value, gradient and a positive (semi)definite Hessian.

    Steps are Newton steps on that Hessian, damped (Levenberg and Marquardt) as far as needed to go down.
    Where they gain little, or everywhere when ``careful``, the ``exact`` Hessian takes over when given.
    Ends when every element of the gradient, in units of its own uncertainty, is below 1e-9, or when rounding
    allows no more progress and it is below 1e-6. Still moving after so many ``iterations`` is no solution
    either. Raises NotConverged.
    """
    try:
        here = evaluate(start)
    except OutsideError as error:
        raise NotConverged("De startwaarden zijn onmogelijk. Controleer de start(...)-waarden.") from error
    x, damping, taken = start, 0.0, 0
    slow = careful
    while _steepest(here) >= _SHARP and taken < iterations:
        hessian = exact(x) if slow and exact is not None else here.hessian
        found = _step(evaluate, x, here, hessian, damping)
        if found is None:
            break
        before = _steepest(here)
        x, here, damping = found
        slow = careful or (before < 0.1 and _steepest(here) > 0.2 * before)
        taken += 1
    if _steepest(here) < TOLERANCE and taken < iterations:
        return Optimum(x, here.value, here.gradient, here.hessian, taken)
    raise NotConverged(
        "De schatting komt niet uit: er is geen oplossing gevonden. Meestal past het model niet bij de "
        "gegevens of zijn er te weinig antwoorden. Vereenvoudig het model of controleer omgekeerde items."
    )


def way_down(found: Optimum, exact: Floats) -> Floats | None:
    """From a level point that is no minimum (a saddle, by the ``exact`` Hessian) the direction that leads
    down; None at a minimum."""
    own = np.sqrt(np.maximum(np.diag(found.hessian), 1e-300))
    values, vectors = np.linalg.eigh(exact / np.outer(own, own))
    if values[0] > -1e-7:
        return None
    direction: Floats = vectors[:, 0] / own
    return direction


def _steepest(here: Evaluation) -> float:
    """The largest slope, in units of its own uncertainty."""
    own = np.sqrt(np.maximum(np.diag(here.hessian), 1e-300))
    return float((np.abs(here.gradient) / own).max(initial=0.0))


def _step(
    evaluate: Callable[[Floats], Evaluation], x: Floats, here: Evaluation, hessian: Floats, damping: float
) -> tuple[Floats, Evaluation, float] | None:
    """The first point that is lower, with more and more damping; None when there is none."""
    scale = np.diag(np.maximum(np.diag(here.hessian), 1e-300))
    for _ in range(30):
        try:
            direction = np.linalg.solve(hessian + damping * scale, here.gradient)
            there = evaluate(x - direction)
            if _is_lower(there, here):
                return x - direction, there, damping / 10 if damping > 1e-6 else 0.0
        except (OutsideError, np.linalg.LinAlgError):
            pass
        damping = max(4 * damping, 1e-4)
    return None


def _is_lower(there: Evaluation, here: Evaluation) -> bool:
    """Lower; or, where rounding hides the difference, with a smaller gradient."""
    if not np.isfinite(there.value):
        return False
    if abs(there.value - here.value) <= 1e-11 * (1 + abs(here.value)):
        return _steepest(there) < _steepest(here)
    return there.value < here.value
