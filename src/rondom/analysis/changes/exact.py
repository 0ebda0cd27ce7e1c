"""What an exact test gives: a p-value by counting every way in which chance could have fallen."""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData

MINIMUM_SHOWN = 10
"""Below this number of people a p-value may be computed, but it is not for showing."""


@dataclass(frozen=True, slots=True)
class ExactTest:
    """A two-sided p-value. ``shown`` is False below MINIMUM_SHOWN people: then p is not for showing.

    ``n`` took part, ``left_out`` did not because nothing changed (signed rank). ``method`` says how p came
    about.
    """

    name: str
    statistic: float
    p: float
    n: int
    left_out: int
    method: str

    @property
    def shown(self) -> bool:
        """Whether enough people took part to show p."""
        return self.n >= MINIMUM_SHOWN


def require_scores(scores: Floats) -> None:
    """Raise when there are no scores, or when one is missing."""
    if scores.ndim != 1 or not np.isfinite(scores).all():
        raise ValueError("Geef een rij scores zonder ontbrekende: wie geen score heeft, blijft weg.")
    if len(scores) == 0:
        raise TooFewData("Er zijn geen scores.")
