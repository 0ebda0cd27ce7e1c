"""Intraclass correlations of raters who judge the same subjects: the six of Shrout and Fleiss."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.moments import tabulate_scores
from rondom.analysis.quantiles import f_quantile, f_tail, require_level
from rondom.analysis.raters.ratings import complete_of

Kind = Literal["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"]


@dataclass(frozen=True, slots=True)
class IntraclassCorrelation:
    """One of the six: ``f`` with its degrees of freedom and ``p`` tests whether it is above zero.

    Far below zero, ICC2 has no interval and ICC2k does not exist: None. The interval of ICC2k is also None
    when that of one rater reaches below what a mean of raters can have.
    """

    kind: Kind
    value: float | None
    interval: Interval | None
    f: float
    df: tuple[int, int]
    p: float


@dataclass(frozen=True, slots=True)
class RaterICC:
    """The six, and the mean squares they come from: of subjects, within, of raters, and residual.

    ICC1: other raters for each subject; ICC2: the same raters, drawn from many, absolute agreement; ICC3:
    these raters alone, consistency. With k: of the mean of all raters instead of one of them.
    """

    icc1: IntraclassCorrelation
    icc2: IntraclassCorrelation
    icc3: IntraclassCorrelation
    icc1k: IntraclassCorrelation
    icc2k: IntraclassCorrelation
    icc3k: IntraclassCorrelation
    ms_subjects: float
    ms_within: float
    ms_raters: float
    ms_residual: float
    subjects: int
    raters: int
    left_out: int
    missing: str = "onderwerpen zonder oordeel van alle beoordelaars zijn weggelaten"

    @property
    def every(self) -> tuple[IntraclassCorrelation, ...]:
        """All six in the order of Shrout and Fleiss."""
        return (self.icc1, self.icc2, self.icc3, self.icc1k, self.icc2k, self.icc3k)


def rater_icc(ratings: NDArray[np.generic], *, level: float = 0.95) -> RaterICC:
    """The six ICCs of ratings (subjects x raters; codes below zero or NaN are missing).

    Subjects that not every rater judged are left out and counted. Raises TooFewData with fewer than two
    complete subjects, or when subjects or ratings do not differ.
    Source: Shrout and Fleiss (1979); McGraw and Wong (1996); docs/methods/rater-icc.md.
    """
    complete = complete_of(ratings)
    if len(complete) < 2:
        raise TooFewData("Vergelijken vraagt ten minste twee onderwerpen die iedereen beoordeelde.")
    found = tabulate_scores(complete)
    means, covariance = np.diag(found.means[0]), found.products[0] / (len(complete) - 1)
    return rater_icc_from(
        len(complete), means, covariance, level=level, left_out=len(ratings) - len(complete)
    )


def rater_icc_from(
    n: int, means: Floats, covariance: Floats, *, level: float = 0.95, left_out: int = 0
) -> RaterICC:
    """The same from the raters' means and covariances (n - 1 in the denominator) over complete subjects."""
    require_level(level)
    raters = len(means)
    if n < 2 or raters < 2:
        raise TooFewData("Vergelijken vraagt ten minste twee onderwerpen en twee beoordelaars.")
    subjects = float(covariance.sum()) / raters
    residual = (float(np.trace(covariance)) - subjects) / (raters - 1)
    judges = n * float(means.var(ddof=1))
    spread = subjects + residual + judges
    if subjects <= 1e-12 * spread:
        raise TooFewData("De onderwerpen verschillen niet van elkaar: een ICC bestaat niet.")
    if residual <= 1e-12 * spread:
        raise TooFewData("Alle beoordelaars oordelen volmaakt gelijk: F en het interval bestaan niet.")
    within = ((raters - 1) * judges + (n - 1) * (raters - 1) * residual) / (n * (raters - 1))
    squares = _Squares(subjects, within, judges, residual, n, raters)
    one, two, three = (find(squares, level) for find in (_one_way, _random, _mixed))
    return RaterICC(
        icc1=one,
        icc2=two,
        icc3=three,
        icc1k=_of_means("ICC1k", one, raters),
        icc2k=_of_means("ICC2k", two, raters),
        icc3k=_of_means("ICC3k", three, raters),
        ms_subjects=subjects,
        ms_within=within,
        ms_raters=judges,
        ms_residual=residual,
        subjects=n,
        raters=raters,
        left_out=left_out,
    )


@dataclass(frozen=True, slots=True)
class _Squares:
    subjects: float
    within: float
    raters: float
    residual: float
    n: int
    k: int


def _one_way(ms: _Squares, level: float) -> IntraclassCorrelation:
    df = (ms.n - 1, ms.n * (ms.k - 1))
    return _ratio("ICC1", ms.subjects / ms.within, df, ms.k, level)


def _mixed(ms: _Squares, level: float) -> IntraclassCorrelation:
    df = (ms.n - 1, (ms.n - 1) * (ms.k - 1))
    return _ratio("ICC3", ms.subjects / ms.residual, df, ms.k, level)


def _ratio(kind: Kind, f: float, df: tuple[int, int], k: int, level: float) -> IntraclassCorrelation:
    """An ICC that is a function of F alone, so that its interval is exact."""
    ends = (f / f_quantile((1 + level) / 2, *df), f * f_quantile((1 + level) / 2, *df[::-1]))
    value, low, high = ((ratio - 1) / (ratio + k - 1) for ratio in (f, *ends))
    return IntraclassCorrelation(
        kind, value, Interval(low, high, level, "Shrout en Fleiss"), f, df, f_tail(f, *df)
    )


def _random(ms: _Squares, level: float) -> IntraclassCorrelation:
    n, k, df = ms.n, ms.k, (ms.n - 1, (ms.n - 1) * (ms.k - 1))
    value = (ms.subjects - ms.residual) / (
        ms.subjects + (k - 1) * ms.residual + k * (ms.raters - ms.residual) / n
    )
    f, ratio = ms.subjects / ms.residual, ms.raters / ms.residual
    rest = n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (k * value * ratio + rest) ** 2
    freedom /= (n - 1) * k**2 * value**2 * ratio**2 + rest**2
    upper, lower = f_quantile((1 + level) / 2, n - 1, freedom), f_quantile((1 + level) / 2, freedom, n - 1)
    other = k * ms.raters + (k * n - k - n) * ms.residual
    low = n * (ms.subjects - upper * ms.residual) / (upper * other + n * ms.subjects)
    high = n * (lower * ms.subjects - ms.residual) / (other + n * lower * ms.subjects)
    # The approximation breaks down (also into NaN) for values far below zero.
    interval = Interval(low, high, level, "Shrout en Fleiss") if low <= value <= high <= 1 else None
    return IntraclassCorrelation("ICC2", value, interval, f, df, f_tail(f, *df))


def _of_means(kind: Kind, single: IntraclassCorrelation, k: int) -> IntraclassCorrelation:
    """Spearman and Brown: from one rater to the mean of all."""

    def raised(one: float | None) -> float | None:
        return None if one is None or 1 + one * (k - 1) <= 0 else k * one / (1 + one * (k - 1))

    interval, alone = None, single.interval
    low, high = (None, None) if alone is None else (raised(alone.low), raised(alone.high))
    if alone is not None and low is not None and high is not None:
        interval = Interval(low, high, alone.level, alone.method)
    return IntraclassCorrelation(kind, raised(single.value), interval, single.f, single.df, single.p)
