"""People within organisations and wijken: random intercepts, comparisons robust to clusters, many tests."""

from rondom.analysis.multilevel.multiplicity import adjusted_p

__all__ = ["adjusted_p"]
