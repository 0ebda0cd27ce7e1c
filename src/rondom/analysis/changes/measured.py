"""What a change between two measurements is made of."""

from dataclasses import dataclass
from typing import Literal

from rondom.analysis.changes.exact import MINIMUM_SHOWN
from rondom.analysis.compare import EffectSize, Summary
from rondom.analysis.estimates import Interval

Design = Literal["paired", "unpaired", "overlapping"]


@dataclass(frozen=True, slots=True)
class Change:
    """The mean after minus the mean before, in score units.

    ``design`` says how: ``paired`` over the same people, ``unpaired`` over different people (Welch), or
    ``overlapping``, where some people are in both (Derrick). ``interval``, ``df``, ``t`` and ``p`` are None
    when they do not exist, and ``warnings`` says why. ``d_z`` (change by the spread of changes), ``d_av``
    and ``g_av`` (by the mean spread of the two times) are of paired people; ``d`` and ``g`` (by the pooled
    spread) of the other designs. ``correlation`` is that of the ``pairs`` people with both scores.
    ``duplicates`` names ids that occur more than once, of which ``left_out`` rows take no part; ``missing``
    counts rows without a score.
    """

    design: Design
    difference: float
    before: Summary
    after: Summary
    pairs: int
    interval: Interval | None = None
    df: float | None = None
    t: float | None = None
    p: float | None = None
    d_z: EffectSize | None = None
    d_av: EffectSize | None = None
    g_av: EffectSize | None = None
    d: EffectSize | None = None
    g: EffectSize | None = None
    correlation: float | None = None
    warnings: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    left_out: int = 0
    missing: int = 0

    @property
    def p_shown(self) -> bool:
        """Whether enough people took part to show p: MINIMUM_SHOWN at each time."""
        return self.p is not None and min(self.before.n, self.after.n) >= MINIMUM_SHOWN
