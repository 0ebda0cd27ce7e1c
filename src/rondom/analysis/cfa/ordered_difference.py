"""The scaled test of an ordered model against one that it is nested in (Satorra 2000, as lavTestLRT)."""

import numpy as np

from rondom.analysis.cfa.difference import Difference, restrictions_between, satorra_2000
from rondom.analysis.cfa.jacobian import jacobian
from rondom.analysis.cfa.least_squares import weighted_by
from rondom.analysis.cfa.ordered import OrderedFit
from rondom.analysis.estimates import Floats, NotComputed


def ordered_difference(free: OrderedFit, restricted: OrderedFit) -> Difference | NotComputed:
    """Whether the restricted model fits worse. Both are about the same answers, by the same estimator.

    The difference of the plain statistics, scaled and shifted to the mean and variance of a chi-square; by
    itself it follows no known distribution. NotComputed when the models are not nested in this order. Source:
    Satorra (2000), Innovations in multivariate statistical analysis, 233-247.
    """
    _require_same(free, restricted)
    df = restricted.test.df - free.test.df
    apart = restricted.test.statistic - free.test.statistic
    restrictions = restrictions_between(free, restricted)
    if df <= 0 or len(restrictions) != df or apart < -1e-6 * max(1.0, free.test.statistic):
        return NotComputed(
            "Het strengere model is geen bijzonder geval van het ruimere: ze zijn niet genest."
        )
    bread, meat = _bread_and_meat(free)
    return satorra_2000(max(apart, 0.0), restrictions, bread, meat)


def _bread_and_meat(fit: OrderedFit) -> tuple[Floats, Floats]:
    """Delta' W Delta and Delta' W Gamma W Delta."""
    bread, meat = np.zeros((2, fit.model.free, fit.model.free))
    parts = zip(fit.ordered_samples, fit.weights(), jacobian(fit.model, fit.x), fit.shares, strict=True)
    for sample, weight, delta, share in parts:
        weighted = weighted_by(weight, delta)
        bread += share * (delta.T @ weighted)
        meat += share * (weighted.T @ sample.gamma @ weighted)
    return bread, meat


def _require_same(free: OrderedFit, restricted: OrderedFit) -> None:
    same = (
        free.model.items == restricted.model.items
        and free.n == restricted.n
        and free.estimator == restricted.estimator
        and free.missing == restricted.missing
    )
    if not same:
        raise ValueError(
            "Vergelijk alleen modellen over dezelfde items en respondenten, met dezelfde schatter."
        )
