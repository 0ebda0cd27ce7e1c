"""The item table of a scale: answers, missing answers by kind, and how each item fits the others."""

from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np

from rondom.analysis.covariances import Covariances, LeftOut, covariances_from
from rondom.analysis.estimates import Floats, Integers, Interval
from rondom.analysis.quantiles import normal_quantile, require_level, t_quantile
from rondom.analysis.reliability import average_correlation, raw_alpha, signal_to_noise
from rondom.analysis.smc import squared_multiple_correlations
from rondom.analysis.tabulate import NOT_ANSWERED, NOT_APPLICABLE, UNKNOWN, Tables


@dataclass(frozen=True, slots=True)
class Item:
    """One item; names as in psych. What the answers cannot carry is None, and ``note`` says why (Dutch).

    ``n`` answered with a point of the scale; ``uses`` counts each point from 1. ``mean`` and ``sd`` are
    in points. ``skew`` and ``kurtosis`` (0 for a normal distribution) are psych's type 3. ``floor`` and
    ``ceiling`` are the percentages of ``n`` on the lowest and the highest point.

    Correlations of the item with the scale: ``raw_r`` with the sum of all items, ``std_r`` with the sum
    of standardised items, ``r_cor`` the same corrected for the item's own error, ``r_drop`` with the sum
    of the other items. Without this item: ``alpha_drop`` is the raw alpha, ``std_alpha_drop`` the
    standardised one, ``average_r_drop`` the mean correlation, ``signal_noise_drop`` k r / (1 - r).
    """

    name: str
    n: int
    not_applicable: int
    unknown: int
    not_answered: int
    uses: tuple[int, ...]
    mean: float | None
    mean_interval: Interval | None
    sd: float | None
    skew: float | None
    kurtosis: float | None
    floor: float | None
    ceiling: float | None
    raw_r: float | None
    std_r: float | None
    r_cor: float | None
    r_drop: float | None
    r_drop_interval: Interval | None
    alpha_drop: float | None
    std_alpha_drop: float | None
    average_r_drop: float | None
    signal_noise_drop: float | None
    note: str


def item_table(tables: Tables, *, level: float = 0.95) -> tuple[Item, ...]:
    """The items of one scale, over all groups together; select the scale, with its reversed items, first.

    Needs tables with item pairs. All that is about the scale leaves out, everywhere, the items that
    nobody answered or that everyone answered alike. Nothing here raises for few answers: a value that
    does not exist is None. Source: docs/methods/item-table.md.
    """
    require_level(level)
    found = covariances_from(tables)
    reasons = {left.item: left for left in found.left_out}
    whole = _whole(found)
    return tuple(
        _item(tables, place, found, whole.get(name, _NO_SCALE), reasons.get(name), level)
        for place, name in enumerate(tables.items)
    )


def _item(
    tables: Tables, place: int, found: Covariances, whole: "_Whole", left: LeftOut | None, level: float
) -> Item:
    name, points = tables.items[place], tables.points[place]
    uses = tables.answered[:, place, :points].sum(axis=0)
    n = int(uses.sum())
    mean, sd, skew, kurtosis = _shape(uses)
    r_drop, pairs, alpha_drop = (None, 0, None) if left else _fit(found, found.items.index(name))
    std_alpha, average_r, signal = (None, None, None) if left else _rest(found, found.items.index(name))
    raw_r, std_r, r_cor = whole
    return Item(
        name=name,
        n=n,
        not_applicable=int(tables.missing(NOT_APPLICABLE)[:, place].sum()),
        unknown=int(tables.missing(UNKNOWN)[:, place].sum()),
        not_answered=int(tables.missing(NOT_ANSWERED)[:, place].sum()),
        uses=tuple(uses.tolist()),
        mean=mean,
        mean_interval=_mean_interval(n, mean, sd, level),
        sd=sd,
        skew=skew,
        kurtosis=kurtosis,
        floor=_percentage(uses[0], n),
        ceiling=_percentage(uses[-1], n),
        raw_r=raw_r,
        std_r=std_r,
        r_cor=r_cor,
        r_drop=r_drop,
        r_drop_interval=_fisher(r_drop, pairs, level),
        alpha_drop=alpha_drop,
        std_alpha_drop=std_alpha,
        average_r_drop=average_r,
        signal_noise_drop=signal,
        note=_note(left, r_drop, alpha_drop),
    )


def _shape(uses: Integers) -> tuple[float | None, float | None, float | None, float | None]:
    """Mean, sd, skew and kurtosis (type 3: moments over n, spread over n - 1) of counted points."""
    n, points = int(uses.sum()), np.arange(1, len(uses) + 1)
    if n == 0:
        return None, None, None, None
    mean = float(uses @ points) / n
    if n == 1:
        return mean, None, None, None
    away = points - mean
    if np.count_nonzero(uses) == 1:
        return mean, 0.0, None, None
    sd = sqrt(float(uses @ away**2) / (n - 1))
    return mean, sd, float(uses @ away**3) / n / sd**3, float(uses @ away**4) / n / sd**4 - 3


def _fit(found: Covariances, at: int) -> tuple[float | None, int, float | None]:
    """Correlation with the rest, respondents behind its scarcest pair, and alpha without this item."""
    rest = np.delete(np.arange(len(found.items)), at)
    block = np.ix_(rest, rest)
    if len(rest) == 0 or not found.known[block].all():
        return None, 0, None
    others: Floats = found.matrix[block]
    alpha_drop = raw_alpha(others)
    spread = float(others.sum())
    if not found.known[at].all() or spread <= 1e-12 * float(np.trace(others)):
        return None, 0, alpha_drop
    r_drop = float(found.matrix[at, rest].sum()) / sqrt(float(found.matrix[at, at]) * spread)
    return (r_drop if abs(r_drop) <= 1 + 1e-9 else None), int(found.n[at].min()), alpha_drop


_Whole = tuple[float | None, float | None, float | None]
_NO_SCALE: _Whole = (None, None, None)


def _whole(found: Covariances) -> dict[str, _Whole]:
    """Per item that takes part: raw_r, std_r and r_cor."""
    if len(found.items) < 2 or not found.known.all():
        return {}
    items = len(found.items)
    correlations = found.correlations
    explained = squared_multiple_correlations(correlations)
    none: list[float | None] = [None] * items
    columns = (
        _with_sum(found.matrix, np.diag(found.matrix)),
        _with_sum(correlations, np.ones(items)),
        none if explained is None else _with_sum(correlations - np.diag(1 - explained), np.ones(items)),
    )
    return dict(zip(found.items, zip(*columns, strict=True), strict=True))


def _with_sum(matrix: Floats, variances: Floats) -> list[float | None]:
    """Correlations of each item with the sum of all; None when that sum has no variance.

    None as well where pairwise covariances do not fit together, so that a correlation would pass 1.
    """
    spread = float(matrix.sum())
    if spread <= 1e-12 * float(variances.sum()):
        return [None] * len(matrix)
    found = (matrix.sum(axis=0) / np.sqrt(variances * spread)).tolist()
    return [r if abs(r) <= 1 + 1e-9 else None for r in found]


def _rest(found: Covariances, at: int) -> tuple[float | None, float | None, float | None]:
    """Standardised alpha, mean correlation and signal to noise without this item."""
    rest = np.delete(np.arange(len(found.items)), at)
    block = np.ix_(rest, rest)
    if len(rest) < 2 or not found.known[block].all():
        return None, None, None
    others = found.correlations[block]
    average_r = average_correlation(others)
    return raw_alpha(others), average_r, signal_to_noise(len(rest), average_r)


def _mean_interval(n: int, mean: float | None, sd: float | None, level: float) -> Interval | None:
    if mean is None or not sd:
        return None
    margin = t_quantile((1 + level) / 2, n - 1) * sd / sqrt(n)
    return Interval(mean - margin, mean + margin, level, "t")


def _fisher(r: float | None, n: int, level: float) -> Interval | None:
    if r is None or n < 4:
        return None
    if abs(r) >= 1:
        return Interval(r, r, level, "Fisher z")
    margin = normal_quantile((1 + level) / 2) / sqrt(n - 3)
    return Interval(tanh(atanh(r) - margin), tanh(atanh(r) + margin), level, "Fisher z")


def _percentage(count: int, n: int) -> float | None:
    return 100 * int(count) / n if n else None


def _note(left: LeftOut | None, r_drop: float | None, alpha_drop: float | None) -> str:
    if left:
        return f"Telt niet mee in de schaal: {left.reason}."
    if r_drop is None:
        return "De samenhang met de andere items is niet te berekenen: te weinig mensen beantwoordden beide."
    return "" if alpha_drop is not None else "Zonder dit item blijft er één item over: alfa bestaat dan niet."
