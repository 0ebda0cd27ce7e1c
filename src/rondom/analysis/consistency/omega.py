"""McDonald's omega, total and hierarchical, from an exploratory factor analysis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rondom.analysis.dimensions.efa import FactorSolution, efa
from rondom.analysis.dimensions.extraction import Method
from rondom.analysis.dimensions.rotation import Rotation
from rondom.analysis.dimensions.schmid_leiman import SchmidLeiman, schmid_leiman
from rondom.analysis.dimensions.starts import STARTS
from rondom.analysis.estimates import Floats, NotComputed, TooFewData


@dataclass(frozen=True, slots=True)
class GroupOmega:
    """Of the sum of the items that lean most on one group factor: the share of variance that is not
    error (``total``), due to the general factor, and due to the group factor."""

    items: tuple[str, ...]
    total: float
    general: float
    group: float


@dataclass(frozen=True, slots=True, eq=False)
class Omega:
    """Omega of the sum of standardised items; no unit.

    ``total`` is the share of its variance that the factors account for, ``hierarchical`` the share of
    the general factor alone, ``limit`` hierarchical over total (omega of an endless test like this one),
    ``ecv`` the general share of common variance. The variance of the sum is the observed one, as in R's
    psych. ``reversed`` names items that load negatively on the general factor. All are about the items
    as they came, or with ``flip`` turned round. Interval: ``bootstrap``.
    """

    total: float
    hierarchical: float | NotComputed
    limit: float | NotComputed
    ecv: float | NotComputed
    groups: tuple[GroupOmega, ...]
    schmid_leiman: SchmidLeiman | NotComputed
    solution: FactorSolution
    n: int
    reversed: tuple[str, ...]
    warnings: tuple[str, ...]


def omega(
    correlations: Floats,
    *,
    n: int,
    factors: int = 3,
    items: Sequence[str] = (),
    method: Method = "minres",
    rotation: Rotation = "oblimin",
    equal: bool = False,
    flip: bool = False,
    starts: int = STARTS,
    rng: np.random.Generator | None = None,
) -> Omega:
    """Omega of correlations (items x items; Pearson or polychoric) over ``n`` respondents.

    An EFA, rotated obliquely, then split by Schmid and Leiman in a general and group factors. Without
    three factors there is no hierarchical omega; with two there is by agreement (``equal``). ``flip``
    turns items round that load negatively on the general factor, as R's psych does. Raises TooFewData
    for what ``efa`` refuses, a Heywood case, and items whose sum does not vary.
    Source: McDonald (1999), Zinbarg and others (2005); docs/methods/omega.md.
    """
    if rotation in ("varimax", "none") and factors > 1:
        raise ValueError("Omega vraagt een scheve rotatie: de factoren moeten samen mogen hangen.")
    solution = efa(
        correlations, factors, n=n, items=items, method=method, rotation=rotation, starts=starts, rng=rng
    )
    if solution.heywood:
        raise TooFewData(
            f"Omega bestaat niet: de factoren zouden {', '.join(solution.heywood)} geheel verklaren. "
            "Vraag minder factoren of laat het item weg."
        )
    try:
        split = schmid_leiman(solution, equal=equal)
    except TooFewData as error:
        absent = NotComputed(str(error))
        total = _total(solution, _spread(correlations))
        return Omega(total, absent, absent, absent, (), absent, solution, n, (), solution.warnings)
    return _hierarchical(solution, split, correlations, flip=flip)


def _hierarchical(
    solution: FactorSolution, split: SchmidLeiman, correlations: Floats, *, flip: bool
) -> Omega:
    against = split.general < 0
    if flip:
        sign = np.where(against, -1.0, 1.0)
        split = replace(split, general=split.general * sign, groups=split.groups * sign[:, None])
        correlations = correlations * np.outer(sign, sign)
    spread = _spread(correlations)
    total = _total(solution, spread)
    hierarchical = float(split.general.sum()) ** 2 / spread
    turned = tuple(item for item, negative in zip(split.items, against, strict=True) if negative)
    return Omega(
        total=total,
        hierarchical=hierarchical,
        limit=hierarchical / total,
        ecv=split.ecv,
        groups=_groups(split, correlations),
        schmid_leiman=split,
        solution=solution,
        n=solution.n,
        reversed=turned,
        warnings=solution.warnings + _turned(turned, flipped=flip),
    )


def _spread(correlations: Floats) -> float:
    """The variance of the sum of standardised items, when there is any."""
    spread = float(correlations.sum())
    if spread <= 1e-12 * len(correlations):
        raise TooFewData("De som van de items heeft geen spreiding. Controleer omgekeerd gestelde vragen.")
    return spread


def _total(solution: FactorSolution, spread: float) -> float:
    return 1 - float(solution.uniquenesses.sum()) / spread


def _groups(split: SchmidLeiman, correlations: Floats) -> tuple[GroupOmega, ...]:
    home = np.abs(split.groups).argmax(axis=1)
    found = []
    for group in range(split.groups.shape[1]):
        members = np.flatnonzero(home == group)
        spread = float(correlations[np.ix_(members, members)].sum())
        if len(members) == 0 or spread <= 0:
            continue
        general = float(split.general[members].sum()) ** 2 / spread
        own = float(split.groups[members, group].sum()) ** 2 / spread
        names = tuple(split.items[member] for member in members)
        found.append(GroupOmega(names, general + own, general, own))
    return tuple(found)


def _turned(names: tuple[str, ...], *, flipped: bool) -> tuple[str, ...]:
    if not names:
        return ()
    if flipped:
        return (f"Omgedraaid, want tegen de algemene factor in: {', '.join(names)}.",)
    return (
        f"Tegen de algemene factor in: {', '.join(names)}. Kijk of die vragen nog moeten worden omgedraaid.",
    )
