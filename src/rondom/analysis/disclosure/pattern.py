"""The smallest set of groups to hide so that no attack succeeds.

An integer programme with one 0/1 variable per group is solved; the attackers try the pattern; every
attack that succeeds gives inequalities that all safe patterns obey; and again, until none succeeds.
Source: Fischetti and Salazar-Gonzalez (2001); docs/methods/disclosure.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from rondom.analysis.estimates import Booleans, Floats

ROUNDS = 400
EXACT_GROUPS = 260
GAP = 0.03


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """What every safe pattern obeys: coefficients . hidden >= least."""

    coefficients: Floats
    least: float


Attacker = Callable[[Booleans], list[Cut]]
"""Tries a pattern (True = hidden) and gives what it breaks; nothing means that it found no way in."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Which groups are hidden, their weight, and how far that is at most above the least possible."""

    hidden: Booleans
    weight: float
    gap: float


def cheapest(
    weights: Floats, forced: Booleans, attackers: Sequence[Attacker], start: Sequence[Cut] = ()
) -> Pattern:
    """Hide as little weight as possible, ``forced`` included, so that all attackers give up.

    Above EXACT_GROUPS groups each programme is solved within GAP; after ROUNDS rounds whatever an
    attack uses is hidden at once. In both cases ``gap`` says what was proven.
    """
    cuts = list(start)
    gap = 0.0 if len(weights) <= EXACT_GROUPS else GAP
    hidden, bound = forced.copy(), float(weights @ forced)
    for round_ in range(ROUNDS):
        if round_ or cuts:
            hidden, bound = _master(weights, forced, cuts, gap)
        found = _first(attackers, hidden)
        if not found:
            return _pattern(weights, hidden, bound)
        if all(cut.coefficients @ hidden >= cut.least - 1e-9 for cut in found):
            break  # nothing learned: hide rather than ask again
        cuts += found
    return _pattern(weights, _give_way(hidden, attackers), bound)


def _master(weights: Floats, forced: Booleans, cuts: list[Cut], gap: float) -> tuple[Booleans, float]:
    rows = np.array([cut.coefficients for cut in cuts])
    least = np.array([cut.least for cut in cuts])
    size = len(weights)
    cost = weights + np.arange(size) / (2.0 * size * (size + 1))  # equally good: the first in the table
    found = milp(
        cost,
        integrality=np.ones(size, dtype=np.int64),
        bounds=Bounds(forced.astype(float), 1.0),
        constraints=LinearConstraint(rows, lb=least - 1e-7),
        options={"mip_rel_gap": gap},
    )
    if found.x is None:
        raise RuntimeError("Het onderdrukkingspatroon kon niet worden berekend. Meld dit aan de beheerder.")
    return found.x > 0.5, float(found.mip_dual_bound)


def _first(attackers: Sequence[Attacker], hidden: Booleans) -> list[Cut]:
    for attacker in attackers:
        found = attacker(hidden)
        if found:
            return found
    return []


def _give_way(hidden: Booleans, attackers: Sequence[Attacker]) -> Booleans:
    while found := _first(attackers, hidden):
        more = hidden | np.any([cut.coefficients > 0 for cut in found], axis=0)
        if (more == hidden).all():
            return np.ones_like(hidden)
        hidden = more
    return hidden


def _pattern(weights: Floats, hidden: Booleans, bound: float) -> Pattern:
    weight = float(weights @ hidden)
    gap = max(0.0, (weight - bound) / weight) if weight else 0.0
    return Pattern(hidden, weight, 0.0 if gap < 1e-3 else gap)
