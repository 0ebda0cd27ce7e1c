"""Reliability of a scale: Cronbach's alpha, raw and standardised, with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from rondom.analysis.covariances import Covariances, LeftOut, covariances, covariances_from
from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.quantiles import f_quantile, require_level
from rondom.analysis.tabulate import Tables

Sample = Literal["fewest", "all"]
"""Which number the interval counts on when answers are missing: the fewest respondents behind any pair
of items, or everyone who was counted, as psych does. Without missing answers they are the same."""

_MISSING_RULE = "paarsgewijs: elk paar items over iedereen die beide beantwoordde"


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of one scale; no unit, at most 1, and negative when items contradict each other.

    ``respondents`` is the number that the interval and the standard error count on. ``standardised`` is
    alpha when all items had the same spread (None when it does not exist), ``average_r`` and ``median_r``
    the mean and the median correlation of two items, ``signal_to_noise`` k r / (1 - r) with the mean r
    (None when that is 1), ``ase`` the asymptotic standard error of Duhachek and Iacobucci (2004).
    """

    alpha: float
    interval: Interval
    standardised: float | None
    average_r: float
    median_r: float
    signal_to_noise: float | None
    ase: float
    respondents: int
    items: int
    left_out: tuple[LeftOut, ...]
    missing: str
    warnings: tuple[str, ...]


def cronbach_alpha(
    scores: Floats, *, level: float = 0.95, items: Sequence[str] = (), sample: Sample = "fewest"
) -> Reliability:
    """Alpha of a scale from scores (respondents x items; NaN is no answer; items keyed the same way).

    Covariances are pairwise complete. Items that nobody answered, or everyone alike, are left out and
    named. The interval is Feldt's (1965). Raises TooFewData with fewer than two items that vary, a pair
    of items that fewer than two answered, or covariances that cannot come from one group of people.
    Source: Cronbach (1951); docs/methods/cronbach-alpha.md.
    """
    return alpha_of(covariances(scores, items=items), level=level, sample=sample)


def cronbach_alpha_from(tables: Tables, *, level: float = 0.95, sample: Sample = "fewest") -> Reliability:
    """The same from tables with item pairs: select the items of the scale first, reversed where needed."""
    return alpha_of(covariances_from(tables), level=level, sample=sample)


def alpha_of(found: Covariances, *, level: float = 0.95, sample: Sample = "fewest") -> Reliability:
    """The same from covariances that were computed before."""
    _require_scale(found)
    matrix, correlations, items = found.matrix, found.correlations, len(found.items)
    alpha = raw_alpha(matrix)
    if alpha is None or alpha > 1:
        raise TooFewData(
            "De samenhang tussen de items is tegenstrijdig: de som van de items heeft geen spreiding. "
            "Controleer omgekeerd gestelde vragen en ontbrekende antwoorden."
        )
    n = found.respondents if sample == "all" else int(found.n.min())
    average_r = average_correlation(correlations)
    return Reliability(
        alpha=alpha,
        interval=_feldt(alpha, n, items, require_level(level)),
        standardised=raw_alpha(correlations),
        average_r=average_r,
        median_r=float(np.median(correlations[np.tril_indices(items, -1)])),
        signal_to_noise=signal_to_noise(items, average_r),
        ase=_standard_error(matrix, n),
        respondents=n,
        items=items,
        left_out=found.left_out,
        missing=_MISSING_RULE,
        warnings=_warnings(alpha, correlations),
    )


def raw_alpha(matrix: Floats) -> float | None:
    """Alpha from a covariance matrix; None with one item or when the sum of the items has no variance."""
    items, total, own = len(matrix), float(matrix.sum()), float(np.trace(matrix))
    if items < 2 or total <= 1e-12 * own:
        return None
    return items / (items - 1) * (1 - own / total)


def average_correlation(correlations: Floats) -> float:
    """The mean correlation of two different items; there must be two or more."""
    items = len(correlations)
    return float((correlations.sum() - items) / (items * (items - 1)))


def signal_to_noise(items: int, average_r: float) -> float | None:
    """How much larger what items share is than what they do not: k r / (1 - r); None when r is 1."""
    return items * average_r / (1 - average_r) if average_r < 1 - 1e-12 else None


def _require_scale(found: Covariances) -> None:
    if found.respondents < 2:
        raise TooFewData("Voor betrouwbaarheid zijn de antwoorden van ten minste twee mensen nodig.")
    if len(found.items) < 2:
        named = "; ".join(f"{left.item}: {left.reason}" for left in found.left_out)
        because = f" Weggelaten: {named}." if named else ""
        raise TooFewData(
            f"Betrouwbaarheid bestaat pas bij twee of meer items met verschillende antwoorden.{because}"
        )
    found.require_pairs()


def _feldt(alpha: float, n: int, items: int, level: float) -> Interval:
    between, within = n - 1, (n - 1) * (items - 1)
    low = 1 - (1 - alpha) * f_quantile((1 + level) / 2, between, within)
    high = 1 - (1 - alpha) * f_quantile((1 - level) / 2, between, within)
    return Interval(low, high, level, "Feldt")


def _standard_error(matrix: Floats, n: int) -> float:
    items, total, own = len(matrix), matrix.sum(), np.trace(matrix)
    squares = matrix @ matrix
    inner = total * (np.trace(squares) + own**2) - 2 * own * squares.sum()
    # Below zero only through rounding, or with pairwise covariances that do not fit together.
    return sqrt(2 * items**2 / ((items - 1) ** 2 * total**3) * max(float(inner), 0.0) / n)


def _warnings(alpha: float, correlations: Floats) -> tuple[str, ...]:
    found = []
    if alpha < 0:
        found.append(
            "Alfa is negatief: de items spreken elkaar tegen. "
            "Kijk of een omgekeerd gestelde vraag nog moet worden omgedraaid."
        )
    if np.linalg.eigvalsh(correlations)[0] < -1e-8:
        found.append(
            "De paarsgewijze correlaties passen niet precies bij elkaar, doordat antwoorden ontbreken. "
            "Lees alfa met voorzichtigheid."
        )
    return tuple(found)
