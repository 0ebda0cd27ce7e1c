"""How much two different ratings still agree: 1 on the diagonal, 0 for those furthest apart."""

from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats

Weights = Literal["none", "linear", "quadratic", "ordinal"]
"""``none``: only equal ratings agree. ``linear`` and ``quadratic`` count the distance of the values, as a
share of the largest one. ``ordinal`` counts places in the order alone (Gwet)."""


def weights_of(values: Floats, kind: Weights) -> Floats:
    """Values x values: the agreement of each pair of values."""
    if kind == "none" or len(values) < 2:
        return np.eye(len(values))
    if kind == "ordinal":
        places = np.arange(len(values))
        apart = np.abs(places[:, None] - places) + 1
        pairs = apart * (apart - 1) / 2
        agree: Floats = 1 - pairs / pairs.max()
        return agree
    shares: Floats = np.abs(values[:, None] - values) / (values[-1] - values[0])
    return 1 - (shares if kind == "linear" else shares**2)
