"""Whether a count rises beyond what the periods before it lead one to expect."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.quantiles import require_level, t_quantile

LEAST_PERIODS = 3
"""Earlier periods that are needed to see how much a count goes up and down by itself."""


@dataclass(frozen=True, slots=True)
class Rise:
    """The newest count beside what was expected of it; both are numbers of events.

    ``ratio`` is the rate now divided by the rate before (None when nothing happened before), ``p`` one-sided:
    how often a count this high or higher comes without a rise. ``dispersion`` is by how much earlier counts
    vary more than Poisson counts do (1: not more); ``method`` says which test that led to.
    """

    observed: int
    expected: float
    ratio: float | None
    interval: Interval | None
    p: float
    dispersion: float
    periods: int
    method: str


def rise(counts: Sequence[int], *, exposure: Sequence[float] | None = None, level: float = 0.95) -> Rise:
    """Compare the last count with those before it.

    ``exposure`` is what each count is out of (reporters, families, days); equal when left out. Earlier counts
    that vary no more than chance give the exact conditional test of two Poisson rates; those that vary more
    a quasi-Poisson F test, one-sided. Raises TooFewData with fewer than three earlier periods.
    Source: Przyborowski and Wilenski (1940); McCullagh and Nelder (1989); docs/methods/rise.md.
    """
    require_level(level)
    y, base = _checked(counts, exposure)
    earlier, out_of = y[:-1], base[:-1]
    if len(earlier) < LEAST_PERIODS:
        raise TooFewData(
            f"Een stijging is pas te zien na {LEAST_PERIODS} eerdere perioden. Er zijn er {len(earlier)}."
        )
    rate = float(earlier.sum() / out_of.sum())
    dispersion = 1.0
    if rate > 0:
        fitted = rate * out_of
        dispersion = max(1.0, float(((earlier - fitted) ** 2 / fitted).sum()) / (len(earlier) - 1))
    exact = dispersion == 1.0
    found = _exact(y, base, level) if exact else _quasi(y, base, dispersion, level)
    return Rise(
        observed=int(y[-1]),
        expected=rate * float(base[-1]),
        ratio=float(y[-1] / base[-1]) / rate if rate > 0 else None,
        interval=found[0],
        p=found[1],
        dispersion=dispersion,
        periods=len(earlier),
        method="exacte toets van twee Poisson-aantallen" if exact else "quasi-Poisson, F-toets",
    )


def _checked(counts: Sequence[int], exposure: Sequence[float] | None) -> tuple[Floats, Floats]:
    y = np.asarray(counts, dtype=np.float64)
    base = np.ones(len(y)) if exposure is None else np.asarray(exposure, dtype=np.float64)
    if y.ndim != 1 or not (y >= 0).all() or (y != np.floor(y)).any():
        raise ValueError("Aantallen zijn gehele getallen vanaf 0, een per periode.")
    if base.shape != y.shape or not np.isfinite(base).all() or not (base > 0).all():
        raise ValueError("Geef voor elke periode waarover is geteld: een getal boven 0.")
    return y, base


def _exact(y: Floats, base: Floats, level: float) -> tuple[Interval | None, float]:
    """Given the total, the last count is binomial when the rate did not change."""
    from scipy.special import betainc, betaincinv

    last, total = float(y[-1]), float(y.sum())
    share, odds = float(base[-1] / base.sum()), float(base[-1] / base[:-1].sum())
    p = 1.0 if last == 0 else float(betainc(last, total - last + 1, share))
    if total == last:
        return None, p
    tail = (1 - level) / 2
    low = 0.0 if last == 0 else float(betaincinv(last, total - last + 1, tail))
    high = float(betaincinv(last + 1, total - last, 1 - tail))
    return Interval(low / (1 - low) / odds, high / (1 - high) / odds, level, "Clopper-Pearson"), p


def _quasi(y: Floats, base: Floats, dispersion: float, level: float) -> tuple[Interval | None, float]:
    """The drop in deviance over the dispersion is F; its signed root is t."""
    from scipy.special import stdtr

    last, before, df = float(y[-1]), float(y[:-1].sum()), len(y) - 2
    together = float(y.sum() / base.sum())
    drop = sum(
        2 * (count * log(count / (together * out_of)) if count else 0.0)
        for count, out_of in ((last, float(base[-1])), (before, float(base[:-1].sum())))
    )
    t = sqrt(max(drop, 0.0) / dispersion)
    ratio = last / float(base[-1]) / (before / float(base[:-1].sum()))
    p = float(stdtr(df, -t if ratio > 1 else t))
    if last == 0:
        return None, p
    margin = t_quantile((1 + level) / 2, df) * sqrt(dispersion * (1 / last + 1 / before))
    return Interval(ratio * exp(-margin), ratio * exp(margin), level, "quasi-Poisson, Wald"), p
