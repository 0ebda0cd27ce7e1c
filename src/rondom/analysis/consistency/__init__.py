"""How much the items of a scale say the same: reliability beyond alpha.

Formulas, conventions and sources: docs/methods/.
"""

from rondom.analysis.consistency.composite import composite_reliability, maximal_reliability
from rondom.analysis.consistency.greatest_lower_bound import (
    GreatestLowerBound,
    greatest_lower_bound,
    greatest_lower_bound_from,
    greatest_lower_bound_of,
)
from rondom.analysis.consistency.lambdas import Lambdas, guttman, guttman_from, guttman_of
from rondom.analysis.consistency.omega import GroupOmega, Omega, omega
from rondom.analysis.consistency.scale import given_covariances
from rondom.analysis.consistency.split_half import (
    Split,
    SplitHalves,
    split_half,
    split_half_from,
    split_half_of,
)

__all__ = [
    "GreatestLowerBound",
    "GroupOmega",
    "Lambdas",
    "Omega",
    "Split",
    "SplitHalves",
    "composite_reliability",
    "given_covariances",
    "greatest_lower_bound",
    "greatest_lower_bound_from",
    "greatest_lower_bound_of",
    "guttman",
    "guttman_from",
    "guttman_of",
    "maximal_reliability",
    "omega",
    "split_half",
    "split_half_from",
    "split_half_of",
]
