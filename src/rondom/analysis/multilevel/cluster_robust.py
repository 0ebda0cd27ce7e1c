"""Means of groups of people in clusters (organisations), who are not taken for independent."""

from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from rondom.analysis.estimates import Floats, Integers, Interval, NotComputed, TooFewData
from rondom.analysis.multilevel.multiplicity import adjusted_p
from rondom.analysis.quantiles import require_level, t_quantile

Correction = Literal["CR0", "CR1", "CR2"]
"""CR0: the plain sandwich. CR1: times clusters / (clusters - 1). CR2: each cluster's residuals made larger by
what the fit takes from them, unbiased when people are independent; the one to use with few clusters."""

MINIMUM_DF = 4.0
"""Below this, the t distribution with these degrees of freedom is no longer to be trusted (Tipton 2015)."""


@dataclass(frozen=True, slots=True)
class ClusteredMean:
    """The mean over people of one group, with a standard error over its clusters."""

    mean: float
    se: float
    df: float
    interval: Interval
    n: int
    clusters: int


@dataclass(frozen=True, slots=True)
class ClusteredDifference:
    """The mean of group ``first`` minus that of group ``second`` (their numbers); ``p_holm`` is adjusted."""

    first: int
    second: int
    difference: float
    se: float
    df: float
    interval: Interval
    t: float
    p: float
    p_holm: float


@dataclass(frozen=True, slots=True)
class ClusteredComparison:
    """Every group, in order, and every pair of groups that has a mean with an error."""

    means: tuple[ClusteredMean | NotComputed, ...]
    differences: tuple[ClusteredDifference, ...]
    correction: Correction
    respondents: int
    clusters: int
    left_out: int
    warnings: tuple[str, ...]


def compare_clustered(
    scores: Floats,
    group: NDArray[np.integer],
    cluster: NDArray[np.integer],
    *,
    correction: Correction = "CR2",
    level: float = 0.95,
) -> ClusteredComparison:
    """Compare the means of groups of people within clusters (one row per person; NaN is left out).

    ``group`` and ``cluster`` are numbers from 0; people of one cluster may be of several groups. A group
    that is (all but) one cluster has no error: NotComputed. Raises TooFewData when no group has two
    clusters. Source: Bell and McCaffrey (2002); Pustejovsky and Tipton (2018);
    docs/methods/cluster-robust.md.
    """
    for member in (group, cluster):
        if (
            member.shape != scores.shape
            or not np.issubdtype(member.dtype, np.integer)
            or member.min(initial=0) < 0
        ):
            raise ValueError("Geef voor elke score een groep en een cluster: gehele getallen vanaf 0.")
    known = ~np.isnan(scores)
    if np.isinf(scores).any():
        raise ValueError("Een score kan niet oneindig zijn.")
    if not known.any():
        raise TooFewData("Er zijn geen scores.")
    groups, clusters = int(group.max()) + 1, int(cluster.max()) + 1
    cells, start = cluster[known] * groups + group[known], scores[known][0]
    n = np.bincount(cells, minlength=groups * clusters)
    sums = np.bincount(cells, scores[known] - start, groups * clusters)
    means = np.where(n > 0, start + sums / np.maximum(n, 1), 0.0)
    shape = (clusters, groups)
    return compare_clustered_from(
        n.reshape(shape),
        means.reshape(shape),
        correction=correction,
        level=level,
        left_out=len(scores) - int(known.sum()),
    )


def compare_clustered_from(
    n: Integers, means: Floats, *, correction: Correction = "CR2", level: float = 0.95, left_out: int = 0
) -> ClusteredComparison:
    """The same from counts and means (clusters x groups)."""
    fitted = _Fit(n, means, correction)
    usable = [at for at in range(n.shape[1]) if fitted.clusters[at] >= 2]
    if not usable:
        raise TooFewData("Een vergelijking vraagt een groep met mensen uit ten minste twee clusters.")
    found = [
        fitted.mean(at, require_level(level)) if at in usable else NotComputed(_why(fitted, at))
        for at in range(n.shape[1])
    ]
    varying = [at for at in usable if isinstance(found[at], ClusteredMean)]
    differences = _differences(fitted, varying, level)
    degrees = [one.df for one in (*found, *differences) if not isinstance(one, NotComputed)]
    warnings = [
        f"Het verschil tussen groep {first} en {second} is in elk cluster gelijk: het heeft geen fout."
        for first, second in combinations(varying, 2)
        if not any((one.first, one.second) == (first, second) for one in differences)
    ]
    if degrees and min(degrees) < MINIMUM_DF:
        warnings.append("Er zijn zo weinig clusters dat intervallen onzeker zijn (df onder 4).")
    return ClusteredComparison(
        means=tuple(found),
        differences=differences,
        correction=correction,
        respondents=int(n.sum()),
        clusters=int((n.sum(axis=1) > 0).sum()),
        left_out=left_out,
        warnings=tuple(warnings),
    )


class _Fit:
    """Group means as a regression on groups; ``scores`` are each cluster's summed, corrected residuals."""

    def __init__(self, n: Integers, means: Floats, correction: Correction) -> None:
        if correction not in ("CR0", "CR1", "CR2"):
            raise ValueError(f"Onbekende correctie {correction}. Kies CR0, CR1 of CR2.")
        self.n, self.size, self.clusters = n, n.sum(axis=0), (n > 0).sum(axis=0)
        self.share = n / np.maximum(self.size, 1)
        first = means[0]
        away = means - first
        self.means: Floats = first + (self.share * away).sum(axis=0)
        inside = np.where(self.share < 1, 1 - self.share, 1.0)
        self.enlarge = inside**-0.5 if correction == "CR2" else np.ones_like(inside)
        used = int((n.sum(axis=1) > 0).sum())
        self.factor = used / (used - 1) if correction == "CR1" and used > 1 else 1.0
        self.scores = self.share * np.where(n > 0, means - self.means, 0.0) * self.enlarge

    def error(self, contrast: Floats) -> tuple[float, float]:
        """Standard error and Satterthwaite degrees of freedom of a contrast of group means."""
        variance = self.factor * float(((self.scores @ contrast) ** 2).sum())
        return sqrt(variance), self._freedom(contrast)

    def _freedom(self, contrast: Floats) -> float:
        """(sum of eigenvalues)^2 / sum of their squares, of the variance as a form in independent people."""
        size = np.maximum(self.size, 1)
        leaning = self.enlarge * self.share * contrast
        own = (self.n * (self.enlarge * contrast / size) ** 2).sum(axis=1)
        taken = (leaning**2 / size).sum(axis=1)
        crossed = (leaning.T @ leaning) / size[:, None]
        squares = float((own**2).sum() - 2 * (own * taken).sum() + (crossed * crossed.T).sum())
        return float((own - taken).sum()) ** 2 / squares

    def mean(self, at: int, level: float) -> ClusteredMean | NotComputed:
        """The mean of one group, when its clusters differ."""
        se, df = self.error(np.eye(len(self.size))[at])
        mean = float(self.means[at])
        if se <= 1e-13 * max(abs(mean), 1e-300):
            return NotComputed("De clusters in deze groep hebben hetzelfde gemiddelde: er is geen spreiding.")
        margin = t_quantile((1 + level) / 2, df) * se
        interval = Interval(mean - margin, mean + margin, level, "t, robuust voor clusters (Satterthwaite)")
        return ClusteredMean(mean, se, df, interval, int(self.size[at]), int(self.clusters[at]))


def _differences(fitted: _Fit, groups: list[int], level: float) -> tuple[ClusteredDifference, ...]:
    rows = []
    for first, second in combinations(groups, 2):
        contrast = np.zeros(len(fitted.size))
        contrast[[first, second]] = 1.0, -1.0
        se, df = fitted.error(contrast)
        difference = float(fitted.means[first] - fitted.means[second])
        if se > 1e-13 * float(np.abs(fitted.means[[first, second]]).max()):
            rows.append((first, second, difference, se, df, 2 * float(stdtr(df, -abs(difference / se)))))
    adjusted = adjusted_p(np.array([row[-1] for row in rows], dtype=np.float64)).tolist()
    found = []
    for (first, second, difference, se, df, p), p_holm in zip(rows, adjusted, strict=True):
        margin = t_quantile((1 + level) / 2, df) * se
        interval = Interval(
            difference - margin, difference + margin, level, "t, robuust voor clusters (Satterthwaite)"
        )
        found.append(
            ClusteredDifference(first, second, difference, se, df, interval, difference / se, p, p_holm)
        )
    return tuple(found)


def _why(fitted: _Fit, at: int) -> str:
    if fitted.clusters[at] == 0:
        return "Deze groep heeft geen scores."
    return "Alle scores van deze groep komen uit één cluster: de spreiding tussen clusters is onbekend."
