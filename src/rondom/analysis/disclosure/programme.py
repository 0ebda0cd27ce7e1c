"""A linear programme with its prices, as the attackers use it (HiGHS through SciPy)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array, kron, vstack
from scipy.sparse import eye_array as eye

from rondom.analysis.estimates import Floats

NONE = (np.zeros((0, 0)), np.zeros(0))


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The least value of a cost, where it is reached, and what each limit is worth (its dual price)."""

    value: float
    x: Floats
    at_most: Floats
    equal: Floats
    low: Floats


def minimise(
    costs: Floats,
    *,
    at_most: tuple[Floats, Floats] = NONE,
    equal: tuple[Floats, Floats] = NONE,
    low: Floats,
    high: Floats | None = None,
    least: Floats | None = None,
) -> list[Solution]:
    """Per row of ``costs``: minimise it with low <= x <= high, rows . x <= limits, rows . x == values.

    Nobody needs a value below ``least`` (per cost): there the search stops. All are solved in one go,
    as blocks of one programme, because most of the time goes into starting the solver. Raises
    RuntimeError when there is no answer: the truth itself obeys what an attacker knows, so that would be
    a fault in the programme.
    """
    count, size = costs.shape
    blocks: dict[str, Any] = {}
    limits, values = at_most[1], equal[1]
    least = np.full(count, -np.inf) if least is None else least
    stops = np.flatnonzero(np.isfinite(least))
    if len(limits) or len(stops):
        stop: Any = block_diag([-costs[[place]] for place in range(count)], format="csr")[stops]
        many = [kron(eye(count), csr_array(at_most[0]))] if len(limits) else []
        blocks["A_ub"] = vstack([*many, stop], format="csc")
        blocks["b_ub"] = np.append(np.tile(limits, count), -least[stops])
    if len(values):
        blocks["A_eq"] = kron(eye(count), csr_array(equal[0]), format="csc")
        blocks["b_eq"] = np.tile(values, count)
    high = np.full(size, np.inf) if high is None else high
    solve: Any = linprog  # its overloads do not know arguments from a dict
    found = solve(
        costs.ravel(), bounds=np.column_stack([np.tile(low, count), np.tile(high, count)]), **blocks
    )
    if found.x is None:
        raise RuntimeError(f"De controle op herleidbaarheid kon niet worden berekend: {found.message}")
    x, floor = np.reshape(found.x, (count, size)), np.reshape(found.lower.marginals, (count, size))
    upper = np.reshape(found.ineqlin.marginals[: count * len(limits)], (count, len(limits)))
    same = np.reshape(found.eqlin.marginals, (count, len(values)))
    return [
        Solution(float(costs[place] @ x[place]), x[place], upper[place], same[place], floor[place])
        for place in range(count)
    ]
