"""The scaled test of one ordered model against another in which it is nested (Satorra 2000, as lavTestLRT).

With Delta1 and E1 = Delta1' W Delta1 of the freer model, the other model is a set of restrictions A on its
parameters; the difference of the plain statistics is then corrected by the traces of

    P M P M ...,   P = E1^-1 A' (A E1^-1 A')^-1 A E1^-1,   M = Delta1' W Gamma W Delta1

Source: Satorra (2000), Innovations in multivariate statistical analysis, 233-247.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.linalg import null_space

from rondom.analysis.cfa.chi_square import tail
from rondom.analysis.cfa.jacobian import jacobian
from rondom.analysis.cfa.least_squares import weighted_by
from rondom.analysis.cfa.ordered import OrderedFit
from rondom.analysis.estimates import Floats, TooFewData


@dataclass(frozen=True, slots=True)
class OrderedDifference:
    """How much worse the restricted model fits: a scaled and shifted chi-square on ``df`` degrees of freedom.

    ``plain`` is the difference of the plain statistics; by itself it follows no known distribution.
    """

    statistic: float
    df: int
    p: float
    plain: float
    scale: float
    shift: float


def ordered_difference(restricted: OrderedFit, free: OrderedFit) -> OrderedDifference:
    """Test the restrictions. Both models are about the same data; the first is nested in the second.

    Raises ValueError for models of different data or in the wrong order, TooFewData when the restrictions
    cannot be told from the data.
    """
    _require_comparable(restricted, free)
    df = restricted.test.df - free.test.df
    bread, middle = _bread_and_middle(free)
    restrictions = _restrictions(restricted, free)
    if len(restrictions) != df:
        raise TooFewData(
            "Deze twee modellen zijn niet te vergelijken: het ene is geen strengere vorm van het andere."
        )
    inverse = np.linalg.inv(bread)
    crossed = inverse @ restrictions.T
    projected = crossed @ np.linalg.solve(restrictions @ crossed, crossed.T)
    product = projected @ middle
    first, second = float(np.trace(product)), float((product * product.T).sum())
    plain = restricted.test.statistic - free.test.statistic
    scale = sqrt(second / df)
    shift = df - first / scale
    statistic = plain / scale + shift
    return OrderedDifference(statistic, df, tail(statistic, df), plain, scale, shift)


def _require_comparable(restricted: OrderedFit, free: OrderedFit) -> None:
    same = restricted.n == free.n and restricted.model.items == free.model.items
    if not same or restricted.estimator != free.estimator:
        raise ValueError("Vergelijk modellen van dezelfde antwoorden, met dezelfde schatter.")
    if restricted.test.df <= free.test.df:
        raise ValueError("Geef eerst het strengere model en dan het vrijere.")


def _bread_and_middle(fit: OrderedFit) -> tuple[Floats, Floats]:
    bread, middle = np.zeros((2, fit.model.free, fit.model.free))
    parts = zip(fit.ordered_samples, fit.weights(), jacobian(fit.model, fit.x), fit.shares, strict=True)
    for sample, weight, delta, share in parts:
        weighted = weighted_by(weight, delta)
        bread += share * (delta.T @ weighted)
        middle += share * (weighted.T @ sample.gamma @ weighted)
    return bread, middle


def _restrictions(restricted: OrderedFit, free: OrderedFit) -> Floats:
    """Rows are directions of the freer model's parameters that the restricted model cannot take."""
    one, other = (np.vstack(jacobian(fit.model, fit.x)) for fit in (free, restricted))
    reached = np.linalg.lstsq(one, other, rcond=None)[0]
    found: Floats = null_space(reached.T, rcond=1e-8).T
    return found
