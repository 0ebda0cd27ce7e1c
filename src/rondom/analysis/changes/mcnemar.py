"""McNemar's test: yes and no of the same people, twice."""

from dataclasses import dataclass
from math import comb

import numpy as np

from rondom.analysis.changes.exact import MINIMUM_SHOWN
from rondom.analysis.estimates import Booleans, Interval, TooFewData
from rondom.analysis.quantiles import normal_quantile, require_level


@dataclass(frozen=True, slots=True)
class McNemar:
    """Yes and no of the same people twice; ``gained`` went from no to yes, ``lost`` from yes to no.

    ``difference`` is the share of yes after minus before. ``chisq`` has one degree of freedom and no
    continuity correction, and is None when nobody changed. ``p`` is exact. ``shown`` is False below
    MINIMUM_SHOWN people.
    """

    difference: float
    interval: Interval
    gained: int
    lost: int
    chisq: float | None
    p: float
    n: int

    @property
    def shown(self) -> bool:
        """Whether enough people took part to show p."""
        return self.n >= MINIMUM_SHOWN


def mcnemar(before: Booleans, after: Booleans, *, level: float = 0.95) -> McNemar:
    """McNemar's test of two answers per person, True for yes; rows are people who answered both.

    The interval of the difference is that of Bonett and Price (2012), which also exists when nobody changed.
    Raises TooFewData below two people. Source: McNemar (1947); docs/methods/exact-tests.md.
    """
    if before.shape != after.shape or before.dtype != np.bool_ or after.dtype != np.bool_:
        raise ValueError("Geef twee even lange rijen van ja en nee: wie een van beide miste, blijft weg.")
    n, gained, lost = len(before), int((~before & after).sum()), int((before & ~after).sum())
    if n < 2:
        raise TooFewData("Verandering vraagt de antwoorden van ten minste twee mensen.")
    changed = gained + lost
    up, down = (gained + 1) / (n + 2), (lost + 1) / (n + 2)
    spread = ((up + down - (up - down) ** 2) / (n + 2)) ** 0.5
    margin = normal_quantile((1 + require_level(level)) / 2) * spread
    ends = (max(up - down - margin, -1.0), min(up - down + margin, 1.0))
    tail = sum(comb(changed, few) for few in range(min(gained, lost) + 1)) / 2**changed
    return McNemar(
        difference=(gained - lost) / n,
        interval=Interval(*ends, level, "Bonett en Price"),
        gained=gained,
        lost=lost,
        chisq=(gained - lost) ** 2 / changed if changed else None,
        p=min(1.0, 2 * tail),
        n=n,
    )
