"""People within organisations and wijken: random intercepts, comparisons robust to clusters, many tests."""

from rondom.analysis.multilevel.cluster_robust import (
    ClusteredComparison,
    ClusteredDifference,
    ClusteredMean,
    compare_clustered,
    compare_clustered_from,
)
from rondom.analysis.multilevel.multiplicity import adjusted_p
from rondom.analysis.multilevel.random_intercept import (
    FixedEffect,
    RandomIntercept,
    ShrunkenMeans,
    Variance,
    design_effect,
    random_intercept,
    random_intercept_from,
)

__all__ = [
    "ClusteredComparison",
    "ClusteredDifference",
    "ClusteredMean",
    "FixedEffect",
    "RandomIntercept",
    "ShrunkenMeans",
    "Variance",
    "adjusted_p",
    "compare_clustered",
    "compare_clustered_from",
    "design_effect",
    "random_intercept",
    "random_intercept_from",
]
