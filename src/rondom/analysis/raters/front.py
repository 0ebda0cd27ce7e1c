"""One way in to the coefficients of agreement, by the name of the method."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.raters.chance_corrected import fleiss_kappa, gwet_ac, percent_agreement
from rondom.analysis.raters.coefficient import Coefficient
from rondom.analysis.raters.cohen import cohen_kappa
from rondom.analysis.raters.krippendorff import Measurement, krippendorff_alpha
from rondom.analysis.raters.weights import Weights

Method = Literal["krippendorff", "cohen", "fleiss", "gwet", "percent"]

_BY_WEIGHT = {"cohen": cohen_kappa, "fleiss": fleiss_kappa, "gwet": gwet_ac, "percent": percent_agreement}


def agreement(
    ratings: NDArray[np.generic],
    *,
    method: Method = "krippendorff",
    measurement: Measurement = "nominal",
    weights: Weights = "none",
    categories: Sequence[float] | None = None,
    rng: np.random.Generator | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Agreement of raters (subjects x raters; codes below zero or NaN are missing).

    ``measurement`` and ``rng`` are for Krippendorff's alpha, ``weights`` and ``categories`` for the others.
    For raters who give scores on an interval scale there is ``rater_icc``. Raises TooFewData as the methods
    themselves do. Source: docs/methods/agreement.md.
    """
    if method == "krippendorff":
        if weights != "none" or categories is not None:
            raise ValueError("De alfa van Krippendorff heeft geen gewichten: kies het meetniveau.")
        return krippendorff_alpha(ratings, measurement=measurement, rng=rng, level=level)
    if method not in _BY_WEIGHT:
        raise ValueError(f"Onbekende methode {method}. Kies krippendorff, cohen, fleiss, gwet of percent.")
    return _BY_WEIGHT[method](ratings, weights=weights, categories=categories, level=level)
