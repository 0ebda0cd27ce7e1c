"""Change of the same people."""

from dataclasses import replace
from math import sqrt

import numpy as np

from rondom.analysis.changes.effect import effect, two_sided, unbiased
from rondom.analysis.changes.measured import Change
from rondom.analysis.compare import EffectSize, Summary
from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.quantiles import require_level, t_quantile


def paired_change(before: Floats, after: Floats, *, level: float = 0.95) -> Change:
    """Mean change of people with two scores (row by row, none missing).

    One pair, or the same change for everyone: the mean change alone, with the reason. Raises TooFewData
    without pairs. Source: docs/methods/change.md.
    """
    if len(before) == 0:
        raise TooFewData("Niemand heeft op beide momenten een score. Vergelijk de twee groepen ongekoppeld.")
    sides = summary_of(before), summary_of(after)
    spread = summary_of(after - before).sd
    # What rounding leaves of equal changes is no spread.
    largest = float(max(np.abs(before).max(), np.abs(after).max()))
    spread = spread if spread > 1e-12 * largest else 0.0
    return _paired(sides, spread, correlation_of(before, after), level)


def paired_change_from(before: Summary, after: Summary, correlation: float, *, level: float = 0.95) -> Change:
    """The same from the summaries of both times over the same people, and their correlation."""
    if before.n != after.n or not -1 <= correlation <= 1:
        raise ValueError("Geef evenveel mensen op beide momenten, en een correlatie van -1 tot 1.")
    if before.n < 2:
        raise TooFewData("Verandering met een interval vraagt ten minste twee mensen met twee scores.")
    square = before.sd**2 + after.sd**2 - 2 * correlation * before.sd * after.sd
    # What rounding leaves of equal spreads that correlate perfectly is zero.
    spread = sqrt(square) if square > 1e-14 * (before.sd**2 + after.sd**2) else 0.0
    return _paired((before, after), spread, correlation, level)


def summary_of(scores: Floats) -> Summary:
    """Number, mean and sd of scores; measured from the first, so that equal scores have a spread of zero."""
    away = scores - scores[0] if len(scores) else scores
    mean = float(scores[0] + away.mean()) if len(scores) else 0.0
    return Summary(len(scores), mean, float(away.std(ddof=1)) if len(scores) > 1 else 0.0)


def correlation_of(before: Floats, after: Floats) -> float | None:
    """The correlation of two scores of the same people; None when one of the two does not vary."""
    if len(before) < 2 or np.ptp(before) == 0 or np.ptp(after) == 0:
        return None
    one, other = before - before.mean(), after - after.mean()
    found = float(one @ other) / sqrt(float(one @ one) * float(other @ other))
    return min(max(found, -1.0), 1.0)


def _paired(sides: tuple[Summary, Summary], spread: float, correlation: float | None, level: float) -> Change:
    before, after = sides
    n = before.n
    found = Change("paired", after.mean - before.mean, before, after, n, correlation=correlation)
    if n < 2:
        return replace(
            found, warnings=("Eén mens heeft twee scores: een interval en een effectgrootte bestaan niet.",)
        )
    if spread == 0:
        return replace(
            found, warnings=("Iedereen veranderde evenveel: een interval en een effectgrootte bestaan niet.",)
        )
    se, df = spread / sqrt(n), float(n - 1)
    t, margin = found.difference / se, t_quantile((1 + require_level(level)) / 2, df) * se
    d_z, d_av, warnings = _effects(sides, t, spread, level)
    return replace(
        found,
        interval=Interval(found.difference - margin, found.difference + margin, level, "t, gepaard"),
        df=df,
        t=t,
        p=two_sided(t, df),
        d_z=d_z,
        d_av=d_av,
        g_av=unbiased(d_av, df),
        warnings=warnings,
    )


def _effects(
    sides: tuple[Summary, Summary], t: float, spread: float, level: float
) -> tuple[EffectSize | None, EffectSize | None, tuple[str, ...]]:
    """d_z, and d_av with the interval of Algina and Keselman (2003)."""
    n, average = sides[0].n, sqrt((sides[0].sd ** 2 + sides[1].sd ** 2) / 2)
    d_z = effect(t, n - 1, 1 / sqrt(n), level)
    d_av = effect(t, n - 1, spread / average / sqrt(n), level)
    if d_z is None:
        return None, None, ("Het effect is extreem groot: het interval eromheen is niet te berekenen.",)
    return d_z, d_av, ()
