"""Effect sizes of a change, with intervals from the noncentral t distribution."""

from math import exp, lgamma, log, sqrt

from scipy.special import stdtr

from rondom.analysis.compare import EffectSize
from rondom.analysis.estimates import Interval, TooFewData
from rondom.analysis.quantiles import noncentrality


def two_sided(t: float, df: float) -> float:
    """The p-value of ``t`` on either side of zero."""
    return 2 * float(stdtr(df, -abs(t)))


def effect(t: float, df: float, unit: float, level: float) -> EffectSize | None:
    """``t`` times ``unit``, with the noncentral interval of ``t`` in the same unit; None when extreme."""
    try:
        low, high = (noncentrality(t, df, share) * unit for share in ((1 + level) / 2, (1 - level) / 2))
    except TooFewData:
        return None
    return EffectSize(t * unit, Interval(low, high, level, "niet-centrale t"))


def unbiased(found: EffectSize | None, df: float) -> EffectSize | None:
    """Hedges' correction of an effect size for few people; None below two degrees of freedom."""
    if found is None or df <= 1:
        return None
    factor = exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
    inside = found.interval
    interval = Interval(factor * inside.low, factor * inside.high, inside.level, inside.method)
    return EffectSize(factor * found.value, interval)
