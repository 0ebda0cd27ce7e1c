"""Exploratory factor analysis of a matrix of correlations."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from rondom.analysis.dimensions.correlations import require_correlations, require_respondents
from rondom.analysis.dimensions.extraction import Method, extract
from rondom.analysis.dimensions.fit import Fit, degrees_of_freedom, fit_of
from rondom.analysis.dimensions.rotation import Rotation, rotate
from rondom.analysis.dimensions.starts import STARTS
from rondom.analysis.estimates import Floats, NotComputed, TooFewData
from rondom.analysis.quantiles import require_level

SMALL_SAMPLE = 150
"""Below this number of respondents a factor solution is called exploratory in its warnings."""


@dataclass(frozen=True, slots=True, eq=False)
class FactorSolution:
    """Factors that items have in common, the one that accounts for most variance first.

    ``loadings`` (items x factors) are regression weights of items on factors: the pattern; their
    intervals come from ``loading_intervals``. ``structure`` are correlations of items with factors,
    ``phi`` those among factors. Per item: ``communalities``, ``uniquenesses`` (together one) and
    ``complexity`` (Hofmann, 1978: how many factors an item leans on).
    ``variance`` is per factor the sum of squared loadings that it accounts for, ``share`` the same as a
    part of all variance. ``rmsr`` is the root mean square residual correlation. ``heywood`` names items
    that the factors would explain entirely: such a solution has no tested fit. ``unrotated`` are the
    uncorrelated loadings before rotation. Of ``starts`` of the rotation, ``agreeing`` came out here.
    """

    items: tuple[str, ...]
    n: int
    method: Method
    rotation: Rotation
    kaiser: bool | None
    loadings: Floats
    structure: Floats
    phi: Floats
    unrotated: Floats
    communalities: Floats
    uniquenesses: Floats
    complexity: Floats
    variance: Floats
    share: Floats
    rmsr: float
    df: int
    fit: Fit | NotComputed
    heywood: tuple[str, ...]
    starts: int
    agreeing: int
    warnings: tuple[str, ...]

    @property
    def factors(self) -> int:
        """How many factors there are."""
        return int(self.loadings.shape[1])

    @property
    def implied(self) -> Floats:
        """The correlations that the factors give the items, ones on the diagonal."""
        return _implied(self.unrotated)


def efa(
    correlations: Floats,
    factors: int,
    *,
    n: int,
    items: Sequence[str] = (),
    method: Method = "minres",
    rotation: Rotation = "oblimin",
    kaiser: bool | None = None,
    starts: int = STARTS,
    rng: np.random.Generator | None = None,
    level: float = 0.90,
) -> FactorSolution:
    """Factors of correlations (items x items; Pearson or polychoric) over ``n`` respondents.

    Factors and rotation are sought from several ``starts``, drawn with ``rng`` or else fixed; the best is
    kept.
    ``level`` is that of RMSEA's interval. Raises TooFewData for a matrix that cannot be inverted, no
    more respondents than items, more factors than the items can carry, or a search without end.
    Source: docs/methods/efa.md.
    """
    names = require_correlations(correlations, items=items)
    require_respondents(n, len(names))
    df = _require_carried(len(names), factors)
    found = extract(correlations, factors, method, starts=starts, rng=rng)
    unrotated = found.loadings
    pattern = rotate(unrotated, rotation, starts=starts, rng=rng, kaiser=kaiser)
    communalities = (unrotated**2).sum(axis=1)
    full = communalities >= 1 - 1e-9
    heywood = tuple(name for name, at in zip(names, found.heywood | full, strict=True) if at)
    implied = _implied(unrotated)
    squares = pattern.loadings**2
    variance = np.diag(pattern.phi @ pattern.loadings.T @ pattern.loadings).copy()
    return FactorSolution(
        items=names,
        n=n,
        method=method,
        rotation=rotation,
        kaiser=kaiser,
        loadings=pattern.loadings,
        structure=pattern.loadings @ pattern.phi,
        phi=pattern.phi,
        unrotated=unrotated,
        communalities=communalities,
        uniquenesses=1 - communalities,
        complexity=_complexity(squares),
        variance=variance,
        share=variance / len(names),
        rmsr=_rmsr(correlations, implied),
        df=df,
        fit=_fit(correlations, implied, factors, n, heywood, require_level(level)),
        heywood=heywood,
        starts=pattern.starts,
        agreeing=pattern.agreeing,
        warnings=_warnings(n, heywood, pattern.starts, pattern.agreeing),
    )


def _require_carried(items: int, factors: int) -> int:
    """The degrees of freedom, when they are not below zero."""
    if factors < 1:
        raise ValueError("Vraag ten minste één factor.")
    df = degrees_of_freedom(items, factors)
    if df < 0 or factors >= items:
        most = max((m for m in range(1, items) if degrees_of_freedom(items, m) >= 0), default=0)
        raise TooFewData(
            f"{items} items dragen geen {factors} factoren: er zijn dan meer onbekenden dan correlaties. "
            + (f"Vraag er ten hoogste {most}." if most else "Daarvoor zijn ten minste drie items nodig.")
        )
    return df


def _implied(unrotated: Floats) -> Floats:
    implied = unrotated @ unrotated.T
    np.fill_diagonal(implied, 1.0)
    return implied


def _rmsr(correlations: Floats, implied: Floats) -> float:
    k = len(correlations)
    return sqrt(float(((correlations - implied) ** 2).sum()) / (k * (k - 1)))


def _complexity(squares: Floats) -> Floats:
    total, fourth = squares.sum(axis=1), (squares**2).sum(axis=1)
    leaning: Floats = np.divide(total**2, fourth, out=np.ones(len(total)), where=fourth > 0)
    return leaning


def _fit(
    correlations: Floats, implied: Floats, factors: int, n: int, heywood: tuple[str, ...], level: float
) -> Fit | NotComputed:
    k = len(correlations)
    if heywood:
        named = ", ".join(heywood)
        return NotComputed(f"De passing is niet te toetsen: de factoren zouden {named} geheel verklaren.")
    if degrees_of_freedom(k, factors) == 0:
        return NotComputed("De passing is niet te toetsen: er zijn evenveel onbekenden als correlaties.")
    if np.linalg.eigvalsh(implied)[0] <= 0:
        return NotComputed("De passing is niet te toetsen: het model past bij geen enkele groep mensen.")
    if n - 1 - (2 * k + 5) / 6 - 2 * factors / 3 <= 0:
        return NotComputed("De passing is niet te toetsen: er zijn te weinig respondenten.")
    return fit_of(correlations, implied, factors=factors, n=n, level=level)


def _warnings(n: int, heywood: tuple[str, ...], starts: int, agreeing: int) -> tuple[str, ...]:
    found = []
    if heywood:
        found.append(
            f"Heywood-geval: de factoren zouden {', '.join(heywood)} geheel verklaren. "
            "Vraag minder factoren of laat het item weg; trek uit deze oplossing geen conclusies."
        )
    if agreeing < starts / 2:
        found.append(
            f"Van {starts} pogingen om te draaien kwamen er {agreeing} op deze oplossing uit: "
            "er zijn andere die bijna even eenvoudig zijn."
        )
    if n < SMALL_SAMPLE:
        found.append(f"Met {n} respondenten is dit alleen een verkenning.")
    return tuple(found)
