"""Many tests at once: p-values adjusted so that chance does not get more chances."""

from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats

Correction = Literal["holm", "benjamini-hochberg"]


def adjusted_p(p: Floats, *, correction: Correction = "holm") -> Floats:
    """The p-values of one family of tests, adjusted, in the same order.

    ``holm`` keeps the chance of any false finding below the level, whatever the tests have in common.
    ``benjamini-hochberg`` keeps the expected share of false findings below it, for tests that are independent
    or positively related. Raises ValueError for values outside 0 to 1.
    Source: Holm (1979); Benjamini and Hochberg (1995); docs/methods/multiplicity.md.
    """
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("Geef een rij p-waarden tussen 0 en 1.")
    if correction not in ("holm", "benjamini-hochberg"):
        raise ValueError(f"Onbekende correctie {correction}. Kies holm of benjamini-hochberg.")
    order = np.argsort(values)
    places, count = np.arange(len(values)), len(values)
    if correction == "holm":
        stepped = np.maximum.accumulate(values[order] * (count - places))
    else:
        stepped = np.minimum.accumulate((values[order] * (count / (places + 1)))[::-1])[::-1]
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
