"""Test statistics of a model or its baseline, and the tails of chi-square distributions."""

from dataclasses import dataclass

from scipy.optimize import brentq
from scipy.special import chdtrc, chdtri, chndtr


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """A test of a model against the moments themselves.

    ``statistic`` is the plain one; ``follows`` says whether it follows a chi-square distribution (that of
    ULS does not, and has no p). ``scaled`` is statistic / scaling + shift, on ``scaled_df`` degrees of
    freedom. ``robust`` and ``robust_scaling`` are what the robust indices take: a discrepancy for which
    robust - robust_scaling x df estimates misfit alone. What was not computed is None.
    """

    statistic: float
    df: int
    follows: bool = True
    scaled: float | None = None
    scaled_df: float | None = None
    scaling: float | None = None
    shift: float | None = None
    robust: float | None = None
    robust_scaling: float | None = None

    @property
    def p(self) -> float | None:
        """Chance of a larger statistic when the model is true; None without degrees of freedom."""
        return tail(self.statistic, self.df) if self.follows and self.df > 0 else None

    @property
    def p_scaled(self) -> float | None:
        """The same of the scaled statistic."""
        if self.scaled is None or not self.scaled_df:
            return None
        return tail(self.scaled, self.scaled_df)


def tail(statistic: float, df: float) -> float:
    """The share of a chi-square distribution at or above ``statistic``."""
    return float(chdtrc(df, max(statistic, 0.0)))


def quantile(probability: float, df: float) -> float:
    """The value below which this share of a chi-square distribution lies."""
    return float(chdtri(df, 1 - probability))


def noncentral_share(statistic: float, df: float, noncentrality: float) -> float:
    """The share of a noncentral chi-square distribution below ``statistic``."""
    return float(chndtr(max(statistic, 0.0), df, noncentrality))


def noncentrality(statistic: float, df: float, probability: float) -> float:
    """The noncentrality for which this share lies below ``statistic``; 0 when there is none."""

    def apart(value: float) -> float:
        return noncentral_share(statistic, df, value) - probability

    if statistic <= 0 or apart(0.0) <= 0:
        return 0.0
    high = max(statistic, 1.0)
    while apart(high) > 0:
        high *= 2
    return float(brentq(apart, 0.0, high, xtol=1e-12, rtol=1e-14))
