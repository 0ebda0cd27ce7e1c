"""The scaled test of an ordered model against one that it is nested in (Satorra 2000, as lavTestLRT)."""

import numpy as np
from scipy.linalg import null_space

from rondom.analysis.estimates import Floats, NotComputed
from rondom.analysis.factor_models.difference import Difference, require_same, satorra_2000
from rondom.analysis.factor_models.ordered import OrderedFit


def ordered_difference(free: OrderedFit, restricted: OrderedFit) -> Difference | NotComputed:
    """Whether the restricted model fits worse. Both are about the same answers, by the same estimator.

    The difference of the plain statistics, scaled and shifted to the mean and variance of a chi-square; by
    itself it follows no known distribution. NotComputed when the models are not nested in this order. Source:
    Satorra (2000), Innovations in multivariate statistical analysis, 233-247.
    """
    require_same(free, restricted)
    df = restricted.test.df - free.test.df
    apart = restricted.test.statistic - free.test.statistic
    restrictions = _restrictions(free, restricted)
    if df <= 0 or len(restrictions) != df or apart < -1e-6 * max(1.0, free.test.statistic):
        return NotComputed(
            "Het strengere model is geen bijzonder geval van het ruimere: ze zijn niet genest."
        )
    weighted = free.weighted()
    return satorra_2000(max(apart, 0.0), restrictions, weighted.bread(), weighted.meat())


def _restrictions(free: OrderedFit, restricted: OrderedFit) -> Floats:
    """Directions of the freer model's parameters that the restricted model cannot take, a row each."""
    wide, narrow = (np.vstack(list(fit.weighted().deltas)) for fit in (free, restricted))
    reached = np.linalg.lstsq(wide, narrow, rcond=None)[0]
    found: Floats = null_space(reached.T, rcond=1e-7).T
    return found
