"""Compare nested models: difference tests for plain and for scaled statistics.

A difference of scaled statistics is not a chi-square; the difference of the plain ones is scaled instead.
Satorra and Bentler (2001): by c = (df0 c0 - df1 c1) / (df0 - df1), with 0 the restricted model. Satorra
(2000): with P the information and B the cross-product of the scores of the freer model (for least squares
Delta' W Delta and Delta' W G W Delta, G the covariance of the moments), and A the restrictions that lead from
one model to the other,

    M = (A P^-1 A')^-1 A P^-1 B P^-1 A'

the difference on m degrees of freedom is scaled by tr M / m, or scaled and shifted so that both its mean and
its variance are right (lavaan's default for this method).
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats, NotComputed
from rondom.analysis.factor_models.chi_square import tail
from rondom.analysis.factor_models.curvature import observed_information
from rondom.analysis.factor_models.fit import Fit, require_likelihood
from rondom.analysis.factor_models.inverses import inverse
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.robust import meat_of

Method = Literal["standard", "satorra.bentler.2001", "satorra.2000"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Whether a restricted model fits worse than a freer one that it is nested in."""

    statistic: float
    df: int
    p: float
    method: Method


def difference_test(free: Fit, restricted: Fit, *, method: Method | None = None) -> Difference | NotComputed:
    """Of two models fitted to the same answers by the same estimator (lavTestLRT).

    Without a ``method`` plain statistics are subtracted, and those of MLR compared after Satorra and Bentler
    (2001). NotComputed when the models are not nested in this order or when the scaling comes out negative.
    """
    if free.model.ordered:
        raise ValueError("Gebruik ordered_difference voor modellen van geordende items.")
    require_same(free, restricted)
    df = restricted.test.df - free.test.df
    apart = restricted.test.statistic - free.test.statistic
    if df <= 0:
        return NotComputed("Het strengere model heeft niet meer vrijheidsgraden dan het ruimere.")
    if apart < -1e-6 * max(1.0, free.test.statistic):
        return NotComputed("Het strengere model past beter dan het ruimere: de modellen zijn niet genest.")
    apart = max(apart, 0.0)
    plain = free.test.scaling is None and restricted.test.scaling is None
    if plain and method in (None, "standard"):
        return Difference(apart, df, tail(apart, df), "standard")
    if plain or method == "standard":
        raise ValueError("Geschaalde toetsen (MLR) en gewone toetsen vragen elk hun eigen methode.")
    if method == "satorra.2000":
        require_likelihood(free)
        bread = observed_information(free.model, free.samples, free.x)
        meat = meat_of(free.model, free.samples, free.x)
        return satorra_2000(apart, restrictions_between(free, restricted), bread, meat)
    scaling = _scaling(free, restricted) / df
    if scaling <= 0:
        return NotComputed("De schaalfactor van het verschil is negatief. Gebruik method='satorra.2000'.")
    return Difference(apart / scaling, df, tail(apart / scaling, df), "satorra.bentler.2001")


def satorra_2000(
    apart: float, restrictions: Floats, bread: Floats, meat: Floats, *, shifted: bool = True
) -> Difference | NotComputed:
    """Scale a difference of plain statistics, given A, P and B; P and B per respondent."""
    df = len(restrictions)
    if df == 0:
        return NotComputed("Het strengere model legt niets op wat het ruimere niet al had.")
    along = restrictions @ inverse(bread)
    spread = np.linalg.solve(along @ restrictions.T, along @ meat @ along.T)
    first, second = float(np.trace(spread)), float((spread * spread.T).sum())
    if shifted:
        statistic = apart * sqrt(df / second) + df - sqrt(df * first**2 / second)
    else:
        statistic = apart * df / first
    return Difference(statistic, df, tail(statistic, df), "satorra.2000")


def restrictions_between(free: Fit, restricted: Fit) -> Floats:
    """A: what the restricted model asks of the parameters of the freer one (lavaan's A.method "delta")."""
    wide = np.vstack(jacobian(free.model, free.x))
    narrow = np.vstack(jacobian(restricted.model, restricted.x))
    path = np.linalg.lstsq(wide, narrow, rcond=None)[0]
    left, values, _ = np.linalg.svd(path, full_matrices=True)
    rank = int((values > 1e-7 * values.max(initial=1.0)).sum())
    found: Floats = left[:, rank:].T
    return found


def _scaling(free: Fit, restricted: Fit) -> float:
    """df0 c0 - df1 c1; a model without degrees of freedom counts for nothing."""
    return (restricted.test.scaling or 0.0) * restricted.test.df - (free.test.scaling or 0.0) * free.test.df


def require_same(free: Fit, restricted: Fit) -> None:
    """ValueError when two models are not about the same answers, by the same estimator."""
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
