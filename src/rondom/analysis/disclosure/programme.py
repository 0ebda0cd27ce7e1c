"""A linear programme with its prices, as the attackers use it (HiGHS through SciPy)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog

from rondom.analysis.estimates import Floats

NONE = (np.zeros((0, 0)), np.zeros(0))


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The least value of the cost, where it is reached, and what each limit is worth (its dual price)."""

    value: float
    x: Floats
    at_most: Floats
    equal: Floats
    low: Floats


def minimise(
    cost: Floats,
    *,
    at_most: tuple[Floats, Floats] = NONE,
    equal: tuple[Floats, Floats] = NONE,
    low: Floats,
    high: Floats | None = None,
) -> Solution:
    """Minimise cost . x with low <= x <= high, rows . x <= limits and rows . x == values.

    Raises RuntimeError when there is no answer: the truth itself obeys what an attacker knows, so that
    would be a fault in the programme.
    """
    limits: dict[str, Any] = {}
    if len(at_most[1]):
        limits |= {"A_ub": at_most[0], "b_ub": at_most[1]}
    if len(equal[1]):
        limits |= {"A_eq": equal[0], "b_eq": equal[1]}
    high = np.full(len(cost), np.inf) if high is None else high
    solve: Any = linprog  # its overloads do not know arguments from a dict
    found = solve(cost, bounds=np.column_stack([low, high]), **limits)
    if found.x is None:
        raise RuntimeError(f"De controle op herleidbaarheid kon niet worden berekend: {found.message}")
    return Solution(
        value=float(found.fun),
        x=np.asarray(found.x, dtype=np.float64),
        at_most=np.asarray(found.ineqlin.marginals, dtype=np.float64),
        equal=np.asarray(found.eqlin.marginals, dtype=np.float64),
        low=np.asarray(found.lower.marginals, dtype=np.float64),
    )
