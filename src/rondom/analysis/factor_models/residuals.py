"""What a model leaves unexplained: residual covariances, correlations and means, and their summaries."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.fit_measures import Measures


@dataclass(frozen=True, slots=True, eq=False)
class GroupMoments:
    """Observed and implied means and covariances of one group. Means are None when not modelled."""

    covariances: Floats
    implied: Floats
    means: Floats | None = None
    implied_means: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """Of one group: observed minus implied.

    ``correlations`` are differences of correlations (lavaan's cor.bollen), ``standardised`` are covariances
    divided by the observed standard deviations (cor.bentler). ``means`` and ``standardised_means`` are None
    without a mean structure.
    """

    items: tuple[str, ...]
    covariances: Floats
    correlations: Floats
    standardised: Floats
    means: Floats | None
    standardised_means: Floats | None


def residuals_of(items: tuple[str, ...], moments: GroupMoments) -> Residuals:
    """Observed minus implied, in four ways."""
    raw = moments.covariances - moments.implied
    deviations = np.sqrt(np.diag(moments.covariances))
    apart = None
    if moments.means is not None and moments.implied_means is not None:
        apart = moments.means - moments.implied_means
    return Residuals(
        items,
        raw,
        _correlations(moments.covariances) - _correlations(moments.implied),
        raw / np.outer(deviations, deviations),
        apart,
        None if apart is None else apart / deviations,
    )


def residual_measures(every: Sequence[GroupMoments], shares: Sequence[float]) -> Measures:
    """rmr, srmr and crmr and their kin; several groups are weighted by their share of the respondents."""
    found: dict[str, float] = {}
    for moments, share in zip(every, shares, strict=True):
        for name, value in _of_group(moments).items():
            found[name] = found.get(name, 0.0) + share * value
    return dict(found)


def _of_group(moments: GroupMoments) -> dict[str, float]:
    residuals = residuals_of((), moments)
    lower = np.tril_indices(len(moments.covariances))
    below = np.tril_indices(len(moments.covariances), -1)
    observed, implied = np.diag(moments.covariances), np.diag(moments.implied)
    bentler, bollen = residuals.standardised[lower], residuals.correlations[below]
    mplus = np.concatenate([bollen, (observed - implied) / observed])
    raw = residuals.covariances[lower]
    none = np.zeros(0)
    means, own, other = none, none, none
    if moments.means is not None and residuals.means is not None and moments.implied_means is not None:
        means, own = residuals.means, residuals.means / np.sqrt(observed)
        other = moments.means / np.sqrt(observed) - moments.implied_means / np.sqrt(implied)
    return {
        "rmr": _root_mean_square(raw, means),
        "rmr_nomean": _root_mean_square(raw, none),
        "srmr": _root_mean_square(bentler, own),
        "srmr_bentler": _root_mean_square(bentler, own),
        "srmr_bentler_nomean": _root_mean_square(bentler, none),
        "crmr": _root_mean_square(bollen, own),
        "crmr_nomean": _root_mean_square(bollen, none),
        "srmr_mplus": _root_mean_square(mplus, other),
        "srmr_mplus_nomean": _root_mean_square(mplus, none),
    }


def _correlations(matrix: Floats) -> Floats:
    deviations = np.sqrt(np.diag(matrix))
    found: Floats = matrix / np.outer(deviations, deviations)
    return found


def _root_mean_square(one: Floats, other: Floats) -> float:
    joined = np.concatenate([one, other])
    return float(np.sqrt((joined**2).mean())) if len(joined) else 0.0
