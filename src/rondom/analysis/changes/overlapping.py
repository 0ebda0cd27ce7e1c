"""Change between two measurements of which some people, but not all, were in both."""

from dataclasses import replace
from math import sqrt

from rondom.analysis.changes.effect import effect, two_sided, unbiased
from rondom.analysis.changes.measured import Change
from rondom.analysis.compare import EffectSize, Summary
from rondom.analysis.estimates import Interval, TooFewData
from rondom.analysis.quantiles import require_level, t_quantile


def overlapping_change_from(
    before: Summary, after: Summary, *, pairs: int, correlation: float, level: float = 0.95
) -> Change:
    """Mean change from everyone who was there at either time; ``pairs`` of them were there both times.

    ``before`` and ``after`` are over everyone at that time, ``correlation`` over the pairs. Equal spread is
    not assumed (T_new2 of Derrick et al.). Raises TooFewData with fewer than two pairs or two scores at a
    time. Source: Derrick, Russ, Toher and White (2017); docs/methods/change.md.
    """
    require_level(level)
    if not 2 <= pairs <= min(before.n, after.n):
        raise TooFewData("Deels gekoppelde metingen vragen ten minste twee mensen die er beide keren waren.")
    if not -1 <= correlation <= 1:
        raise ValueError("Een correlatie ligt tussen -1 en 1.")
    found = Change("overlapping", after.mean - before.mean, before, after, pairs, correlation=correlation)
    one, other = before.sd**2 / before.n, after.sd**2 / after.n
    shared = correlation * before.sd * after.sd * pairs / (before.n * after.n)
    variance = one + other - 2 * shared
    if variance <= 1e-14 * (one + other):
        return replace(
            found, warnings=("De scores hebben geen spreiding: interval en effectgrootte bestaan niet.",)
        )
    df, t = _freedom(before, after, pairs), found.difference / sqrt(variance)
    margin = t_quantile((1 + level) / 2, df) * sqrt(variance)
    ends = (found.difference - margin, found.difference + margin)
    d = _effect(before, after, pairs, correlation, level)
    return replace(
        found,
        interval=Interval(*ends, level, "t, deels gekoppeld (Derrick)"),
        df=df,
        t=t,
        p=two_sided(t, df),
        d=d,
        g=unbiased(d, before.n + after.n - 2),
    )


def _freedom(before: Summary, after: Summary, pairs: int) -> float:
    """Between those of the pairs alone and those of Welch, by the share of people who were there once."""
    one, other = before.sd**2 / before.n, after.sd**2 / after.n
    welch = (one + other) ** 2 / (one**2 / (before.n - 1) + other**2 / (after.n - 1))
    once, everyone = before.n + after.n - 2 * pairs, before.n + after.n
    return pairs - 1 + (welch - pairs + 1) / everyone * once


def _effect(
    before: Summary, after: Summary, pairs: int, correlation: float, level: float
) -> EffectSize | None:
    """d by the pooled spread; its interval from T_new1, the form with equal spread."""
    once, everyone = before.n + after.n - 2 * pairs, before.n + after.n
    pooled = sqrt(((before.n - 1) * before.sd**2 + (after.n - 1) * after.sd**2) / (everyone - 2))
    square = 1 / before.n + 1 / after.n - 2 * correlation * pairs / (before.n * after.n)
    if square <= 1e-14:
        return None
    unit = sqrt(square)
    df = pairs - 1 + (everyone - pairs - 1) / everyone * once
    return effect((after.mean - before.mean) / (pooled * unit), df, unit, level)
