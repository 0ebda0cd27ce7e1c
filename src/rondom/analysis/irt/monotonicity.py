"""Does a higher answer become likelier as people answer the other items higher? Groups of rest scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Integers, NotComputed, TooFewData
from rondom.analysis.irt.complete import MISSING, complete_of
from rondom.analysis.irt.mokken import Scalable
from rondom.analysis.quantiles import normal_quantile

MINIMUM_VIOLATION = 0.03
"""A fall in a share below which it is not counted as a violation."""


@dataclass(frozen=True, slots=True)
class RestGroup:
    """People with a sum over the other items from ``low`` to ``high``: the share at each border or above."""

    low: int
    high: int
    n: int
    mean: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Violations:
    """Pairs of groups in which the higher one has a lower share, at one border or at all.

    ``comparisons`` is how many pairs could have violated; ``largest`` and ``total`` are of the falls counted,
    ``z`` is the largest one-sided test value and ``significant`` how many pass it; z is None without any.
    """

    comparisons: int
    count: int
    largest: float
    total: float
    z: float | None
    significant: int


@dataclass(frozen=True, slots=True)
class ItemMonotonicity:
    """One item: its H, its groups, and violations per border (the point that people reach) and together."""

    name: str
    h: float
    groups: tuple[RestGroup, ...]
    borders: tuple[tuple[int, Violations], ...]
    together: Violations


@dataclass(frozen=True, slots=True)
class Monotonicity:
    """All items in order. ``warnings`` names those with a significant violation."""

    items: tuple[ItemMonotonicity | NotComputed, ...]
    names: tuple[str, ...]
    minimum_group: int
    minimum_violation: float
    alpha: float
    n: int
    incomplete: int
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    missing: str = MISSING
    estimator: str = "aandelen per groep van restscores, paarsgewijs vergeleken"


def monotonicity(
    answers: Answers,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    minimum_group: int | None = None,
    minimum_violation: float = MINIMUM_VIOLATION,
    alpha: float = 0.05,
) -> Monotonicity:
    """Check answers (respondents x items, codes 1..k, negative for missing), keyed the same way.

    Rest scores next to each other make one group until it has ``minimum_group`` people: a tenth of 500 people
    or more, a fifth of 251 or more, a third of 150 or more, else 50. Raises TooFewData when people make no
    two groups, and as ``mokken`` does. Source: Junker and Sijtsma (2000); Molenaar and Sijtsma (2000);
    docs/methods/mokken.md.
    """
    if not 0 < alpha < 0.5 or minimum_violation < 0 or (minimum_group is not None and minimum_group < 1):
        raise ValueError("Kies een alfa tussen 0 en 0,5, een overtreding vanaf 0 en een groep vanaf 1.")
    kept = complete_of(answers, points, items)
    least = _usual_group(kept.n) if minimum_group is None else minimum_group
    if kept.n < 2 * least:
        raise TooFewData(
            f"Er zijn {kept.n} mensen die alles beantwoordden: geen twee groepen van ten minste {least}. "
            "Kies kleinere groepen met minimum_group."
        )
    pairs, total = Scalable(kept.tables(), 0.95), kept.answers.sum(axis=1)
    critical = normal_quantile(1 - alpha)
    found: list[ItemMonotonicity | NotComputed] = []
    for at, name in enumerate(kept.names):
        column = kept.answers[:, at]
        width = kept.points + 1
        table = np.bincount((total - column) * width + column)
        table = np.append(table, np.zeros(-len(table) % width, dtype=table.dtype)).reshape(-1, width)
        ends = _ends(table.sum(axis=1).cumsum(), least)
        if len(ends) < 2:
            found.append(NotComputed(f"Bij item {name} maken de restscores geen twee groepen."))
            continue
        h = pairs.of(pairs.with_item(at)).value
        found.append(_checked(name, h, table, ends, minimum_violation, critical))
    against = [
        one.name for one in found if isinstance(one, ItemMonotonicity) and one.together.significant > 0
    ]
    return Monotonicity(
        items=tuple(found),
        names=kept.names,
        minimum_group=least,
        minimum_violation=minimum_violation,
        alpha=alpha,
        n=kept.n,
        incomplete=kept.incomplete,
        left_out=kept.left_out,
        warnings=(f"Deze items stijgen niet overal met de andere mee: {', '.join(against)}.",)
        if against
        else (),
    )


def _usual_group(n: int) -> int:
    if n < 150:
        return 50
    return n // (3 if n <= 250 else 5 if n < 500 else 10)


def _ends(upto: Integers, least: int) -> Integers:
    """Where each group ends, among rest scores; what is left at the top joins the last group."""
    ends, reached = [], 0
    while upto[-1] - reached >= least:
        ends.append(int(np.searchsorted(upto, reached + least)))
        reached = int(upto[ends[-1]])
    return np.array([*ends[:-1], len(upto) - 1])


def _checked(
    name: str, h: float, table: Integers, ends: Integers, minimum_violation: float, critical: float
) -> ItemMonotonicity:
    """``table`` counts people by rest score (rows) and answer (columns)."""
    given = np.flatnonzero(table.any(axis=0))
    counts = np.diff(table.cumsum(axis=0)[ends], axis=0, prepend=0)[:, given]
    n = counts.sum(axis=1)
    above = counts[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
    present = [np.flatnonzero(part.any(axis=1)) for part in np.split(table, ends[:-1] + 1)]
    starts = [0, *(ends[:-1] + 1).tolist()]
    groups = tuple(
        RestGroup(
            low=start + int(rows[0]),
            high=start + int(rows[-1]),
            n=int(people),
            mean=float(own @ given / people),
            shares=tuple((reached / people).tolist()),
        )
        for start, rows, people, own, reached in zip(starts, present, n, counts, above, strict=True)
    )
    borders = tuple(
        (point, _violations(above[:, at], n, minimum_violation, critical))
        for at, point in enumerate(given[1:].tolist())
    )
    return ItemMonotonicity(name, h, groups, borders, _together([border for _, border in borders]))


def _violations(above: Integers, n: Integers, minimum: float, critical: float) -> Violations:
    """Of every lower group with every higher one; z by Molenaar's approximation of the hypergeometric."""
    low, high = np.triu_indices(len(n), 1)
    share, below = above / n, n - above
    possible = (above[low] > 0) & (below[high] > 0)
    fall = share[low] - share[high]
    counted = np.flatnonzero(fall > minimum)
    low, high, fall = low[counted], high[counted], fall[counted]
    # How far the answers against the order outweigh those with it, in a table of two groups by two answers.
    against, along = above[low] * below[high], (above[high] + 1) * (below[low] + 1)
    z = 2 * (np.sqrt(against) - np.sqrt(along)) / np.sqrt(n[low] + n[high] - 1)
    return Violations(
        comparisons=int(possible.sum()),
        count=len(fall),
        largest=float(fall.max(initial=0)),
        total=float(fall.sum()),
        z=float(z.max()) if len(z) else None,
        significant=int((z > critical).sum()),
    )


def _together(borders: list[Violations]) -> Violations:
    return Violations(
        comparisons=sum(border.comparisons for border in borders),
        count=sum(border.count for border in borders),
        largest=max(border.largest for border in borders),
        total=sum(border.total for border in borders),
        z=max((border.z for border in borders if border.z is not None), default=None),
        significant=sum(border.significant for border in borders),
    )
