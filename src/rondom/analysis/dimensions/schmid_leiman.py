"""One general factor behind correlated factors (Schmid and Leiman, 1957)."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from rondom.analysis.dimensions.efa import FactorSolution
from rondom.analysis.dimensions.extraction import extract
from rondom.analysis.estimates import Floats, TooFewData


@dataclass(frozen=True, slots=True, eq=False)
class SchmidLeiman:
    """Loadings of items on one general factor and on group factors, all uncorrelated.

    ``general`` has a loading per item, ``groups`` is items x group factors, ``second_order`` the loading
    of each group factor on the general one. ``ecv`` is the share of common variance that is general.
    """

    items: tuple[str, ...]
    general: Floats
    groups: Floats
    uniquenesses: Floats
    second_order: Floats
    ecv: float


def schmid_leiman(solution: FactorSolution, *, equal: bool = False) -> SchmidLeiman:
    """Split an oblique solution in a general and group factors.

    Needs three factors. With two a general factor is not identified: only by agreement, ``equal=True``,
    do both load the same on it. Raises TooFewData when the factors have no general factor: fewer than
    three, uncorrelated ones, or one that the general factor would explain entirely.
    Source: docs/methods/omega.md.
    """
    second = _second_order(solution.phi, equal=equal)
    general = solution.loadings @ second
    groups = solution.loadings * np.sqrt(1 - second**2)
    common = float((general**2).sum())
    return SchmidLeiman(
        solution.items,
        general,
        groups,
        solution.uniquenesses,
        second,
        common / (common + float((groups**2).sum())),
    )


def _second_order(phi: Floats, *, equal: bool) -> Floats:
    factors = len(phi)
    if factors == 1:
        raise TooFewData("Met één factor is er geen algemene factor daarboven. Vraag er drie of meer.")
    if factors == 2:
        if not equal:
            raise TooFewData(
                "Met twee factoren ligt een algemene factor niet vast. Vraag er drie of meer, of spreek af "
                "dat beide er evenveel op laden."
            )
        if phi[0, 1] <= 0:
            raise TooFewData("De factoren hangen niet positief samen: er is geen algemene factor.")
        return np.full(2, sqrt(float(phi[0, 1])))
    return _one_factor(phi)


def _one_factor(phi: Floats) -> Floats:
    if np.abs(phi - np.eye(len(phi))).max() < 1e-6:
        raise TooFewData("De factoren hangen niet samen: er is geen algemene factor.")
    found = extract(phi, 1, "minres")
    second = found.loadings[:, 0] * (-1.0 if found.loadings.sum() < 0 else 1.0)
    if found.heywood.any() or (np.abs(second) >= 1).any():
        raise TooFewData(
            "De algemene factor zou een van de factoren geheel verklaren. Vraag minder factoren."
        )
    return second
