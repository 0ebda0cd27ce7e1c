"""How well a factor model reproduces correlations: R's psych's measures, under psych's names."""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from scipy.special import chdtrc, chndtrinc

from rondom.analysis.estimates import Floats, Interval


@dataclass(frozen=True, slots=True)
class Fit:
    """Fit of a factor model with degrees of freedom left; psych's definitions.

    ``chisq`` is the likelihood ratio statistic with Bartlett's correction, also after minimum residuals;
    ``empirical_chisq`` is from squared residuals. ``rmsea`` carries a 90 % interval by default; ``tli``
    is None when items correlate no more than by chance. On polychoric correlations all these describe,
    they do not test: the statistic is then not chi-square distributed.
    """

    chisq: float
    df: int
    p: float
    null_chisq: float
    null_df: int
    rmsea: float
    rmsea_interval: Interval
    tli: float | None
    bic: float
    sabic: float
    empirical_chisq: float
    crms: float
    n: int


def fit_of(correlations: Floats, implied: Floats, *, factors: int, n: int, level: float = 0.90) -> Fit:
    """Compare correlations with those a model of ``factors`` factors implies (ones on the diagonal).

    There must be degrees of freedom and both matrices must be positive definite.
    """
    k = len(correlations)
    df, null_df = degrees_of_freedom(k, factors), k * (k - 1) // 2
    misfit, null_misfit = discrepancy(correlations, implied), -_log_determinant(correlations)
    null_weight = n - 1 - (2 * k + 5) / 6
    weight = null_weight - 2 * factors / 3
    chisq = max(misfit * weight, 0.0)
    squares = float(((correlations - implied) ** 2).sum())
    return Fit(
        chisq=chisq,
        df=df,
        p=float(chdtrc(df, chisq)),
        null_chisq=null_misfit * null_weight,
        null_df=null_df,
        rmsea=sqrt(max(chisq / (df * n) - 1 / (n - 1), 0.0)),
        rmsea_interval=_rmsea_interval(chisq, df, n, level),
        tli=_tucker_lewis(misfit / df, null_misfit / null_df, 1 / weight),
        bic=chisq - df * log(n),
        sabic=chisq - df * log((n + 2) / 24),
        empirical_chisq=squares * n,
        crms=sqrt(squares / (2 * df)),
        n=n,
    )


def degrees_of_freedom(items: int, factors: int) -> int:
    """Correlations minus loadings, plus what rotation leaves undecided."""
    return items * (items - 1) // 2 - items * factors + factors * (factors - 1) // 2


def discrepancy(correlations: Floats, implied: Floats) -> float:
    """The maximum likelihood discrepancy between two positive definite matrices."""
    ratio = np.linalg.solve(implied, correlations)
    return float(np.trace(ratio)) - float(np.linalg.slogdet(ratio)[1]) - len(ratio)


def _tucker_lewis(misfit: float, null_misfit: float, expected: float) -> float | None:
    """How far misfit per degree of freedom goes from that without factors to what chance gives."""
    room = null_misfit - expected
    return (null_misfit - misfit) / room if room > 0 else None


def _log_determinant(matrix: Floats) -> float:
    return float(np.linalg.slogdet(matrix)[1])


def _rmsea_interval(chisq: float, df: int, n: int, level: float) -> Interval:
    """From the noncentralities that put ``chisq`` on the edges of its distribution."""
    low, high = (_noncentrality(chisq, df, share) for share in ((1 + level) / 2, (1 - level) / 2))
    return Interval(
        sqrt(low / (df * (n - 1))), sqrt(high / (df * (n - 1))), level, "noncentrale chi-kwadraat"
    )


def _noncentrality(chisq: float, df: int, share: float) -> float:
    """The noncentrality with this share of the distribution below ``chisq``; zero when none has."""
    below = 1 - float(chdtrc(df, chisq))
    return float(chndtrinc(chisq, df, share)) if below > share else 0.0
