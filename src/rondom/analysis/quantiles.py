"""Quantiles and tails of the distributions that intervals are made of.

SciPy is imported at the first call: whoever only counts does not wait for it.
"""

from statistics import NormalDist

from rondom.analysis.estimates import TooFewData

_LARGEST_T = 1e4  # beyond it SciPy's search for a noncentrality stops at a bound of its own


def normal_quantile(probability: float) -> float:
    """The z below which this share of a standard normal distribution lies."""
    return NormalDist().inv_cdf(probability)


def t_quantile(probability: float, df: float) -> float:
    """The t below which this share of Student's distribution lies; ``df`` need not be whole."""
    from scipy.special import stdtrit

    return float(stdtrit(df, probability))


def f_quantile(probability: float, df_between: float, df_within: float) -> float:
    """The F below which this share of Fisher's distribution lies."""
    from scipy.special import fdtri

    return float(fdtri(df_between, df_within, probability))


def f_tail(f: float, df_between: float, df_within: float) -> float:
    """The share of Fisher's distribution at or above ``f``: the p-value of an F test."""
    from scipy.special import fdtrc

    return float(fdtrc(df_between, df_within, f))


def noncentrality(t: float, df: float, probability: float) -> float:
    """The noncentrality for which this share of the noncentral t distribution lies below ``t``.

    Raises TooFewData for a ``t`` so far from zero that the search for it is no longer reliable.
    """
    from scipy.special import nctdtrinc

    if abs(t) > _LARGEST_T:
        raise TooFewData(
            "Het interval om de effectgrootte is niet te berekenen: het effect is extreem groot."
        )
    # SciPy searches well on the positive side; the other side mirrors it.
    found = nctdtrinc(df, probability, t) if t >= 0 else -nctdtrinc(df, 1 - probability, -t)
    return float(found)


def require_level(level: float) -> float:
    """``level`` itself when it is a usable confidence level, between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"Het betrouwbaarheidsniveau moet tussen 0 en 1 liggen, niet {level}.")
    return level
