"""Do answers to two items hang together beyond the scale? Yen's Q3: correlations of what the model leaves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Booleans, Floats, TooFewData
from rondom.analysis.irt.expected_scores import expected_scores
from rondom.analysis.irt.graded_item import cumulative_chances
from rondom.analysis.irt.graded_response import GradedResponse
from rondom.analysis.irt.partial_credit import PartialCredit
from rondom.analysis.irt.partial_credit_curves import betas_of, moments
from rondom.analysis.irt.person_parameters import person_parameters
from rondom.analysis.irt.responses import answers_as_fitted

EXCESS = 0.2
"""How far a pair may lie above the mean of all pairs before it is named."""
_ROWS = 4096
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Q3Pair:
    """Two items, by their names, over ``n`` people who answered both.

    ``excess`` is q3 less the mean of all pairs. Both are None where ``reason`` says why.
    """

    first: str
    second: str
    q3: float | None
    excess: float | None
    n: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LocalDependence:
    """All pairs. ``mean`` lies near -1 / (items - 1) when nothing hangs together beyond the scale.

    ``largest_excess`` is of the pair that stands out most; ``warnings`` names pairs that do by more than
    ``threshold``. ``n`` people take part.
    """

    pairs: tuple[Q3Pair, ...]
    mean: float
    largest_excess: float
    threshold: float
    n: int
    warnings: tuple[str, ...]
    estimator: str
    missing: str = "elk paar over wie beide items beantwoordde"


def local_dependence(
    model: GradedResponse | PartialCredit, answers: Answers, *, threshold: float = EXCESS
) -> LocalDependence:
    """Q3 of answers (respondents x all items the model was given, also those it left out).

    What people answered less what they were expected to, at their EAP score in the graded response model and
    at Warm's place in the partial credit model. Raises TooFewData with fewer than three items or when no pair
    can be computed. Source: Yen (1984, 1993); Christensen, Makransky and Horton (2017);
    docs/methods/graded-response.md.
    """
    if len(model.items) < _FEWEST:
        raise TooFewData("Q3 vraagt drie items of meer: van twee legt het ene antwoord het andere vast.")
    codes = answers_as_fitted(answers, model.columns, [item.points for item in model.items])
    theta, known, estimator = _places(model, answers)
    q3, n = _correlations(model, codes[:, known], theta[known])
    names = [item.name for item in model.items]
    places = list(zip(*np.triu_indices(len(names), 1), strict=True))
    values = np.array([q3[place] for place in places])
    if not np.isfinite(values).any():
        raise TooFewData(
            "Van geen enkel paar items is Q3 te berekenen: te weinig mensen beantwoordden beide."
        )
    mean = float(np.nanmean(values))
    pairs = tuple(
        _pair(names[i], names[j], float(value), mean, int(n[i, j]))
        for (i, j), value in zip(places, values, strict=True)
    )
    apart = sorted((pair for pair in pairs if (pair.excess or 0) > threshold), key=lambda one: -(one.q3 or 0))
    named = "; ".join(f"{pair.first} en {pair.second}" for pair in apart[:5])
    return LocalDependence(
        pairs=pairs,
        mean=mean,
        largest_excess=float(np.nanmax(values)) - mean,
        threshold=threshold,
        n=int(known.sum()),
        warnings=(f"Deze paren hangen samen buiten de schaal om: {named}.",) if apart else (),
        estimator=estimator,
    )


def _places(model: GradedResponse | PartialCredit, answers: Answers) -> tuple[Floats, Booleans, str]:
    if isinstance(model, PartialCredit):
        people = person_parameters(model, answers, estimator="wle")
        return people.theta, people.known, f"Q3 bij {people.estimator}"
    scores = expected_scores(model, answers)
    return scores.theta, scores.known, "Q3 bij EAP-scores"


def _expected(model: GradedResponse | PartialCredit, theta: Floats) -> Floats:
    """Items x places: the mean of points, counted from 0 over those that somebody used."""
    if isinstance(model, PartialCredit):
        return moments(betas_of(model), theta).mean
    total: Floats = cumulative_chances(model.parameters, model.widths, theta).sum(axis=1)
    return total


def _correlations(
    model: GradedResponse | PartialCredit, codes: NDArray[np.int8], theta: Floats
) -> tuple[Floats, Floats]:
    """Items x items: correlations of residuals over who answered both (NaN without), and how many did."""
    items = len(codes)
    n, sums, squares, products = np.zeros((4, items, items))
    for start in range(0, len(theta), _ROWS):
        rows = slice(start, start + _ROWS)
        known = (codes[:, rows] >= 0).astype(np.float64)
        left = (codes[:, rows] - _expected(model, theta[rows])) * known
        n += known @ known.T
        sums += left @ known.T
        squares += left**2 @ known.T
        products += left @ left.T
    count = np.maximum(n, 1)
    variance = squares - sums**2 / count
    spread = np.sqrt(variance * variance.T)
    exists = (n >= _FEWEST) & (spread > 1e-9 * count)
    return np.where(exists, products - sums * sums.T / count, np.nan) / np.where(exists, spread, 1), n


def _pair(first: str, second: str, value: float, mean: float, n: int) -> Q3Pair:
    if np.isfinite(value):
        return Q3Pair(first, second, value, value - mean, n)
    few = n < _FEWEST
    reason = "minder dan drie mensen beantwoordden beide" if few else "wat het model overlaat, varieert niet"
    return Q3Pair(first, second, None, None, n, reason)
