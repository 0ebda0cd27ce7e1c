"""How well each item follows from all the others together."""

import numpy as np

from rondom.analysis.estimates import Floats

_SMALLEST = 1e-10


def squared_multiple_correlations(correlations: Floats) -> Floats | None:
    """Per item the share of its variance that the other items explain: 1 - 1 / diagonal of the inverse.

    None when the correlations (items x items) are not positive definite: then some items follow
    entirely from others, or the correlations do not fit together.
    """
    if len(correlations) == 0 or np.linalg.eigvalsh(correlations)[0] < _SMALLEST:
        return None
    explained: Floats = 1 - 1 / np.diag(np.linalg.inv(correlations))
    return explained
