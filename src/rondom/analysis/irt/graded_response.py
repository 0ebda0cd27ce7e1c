"""The graded response model of Samejima: items of ordered answers on one latent scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.irt.graded_fit import Fitted, fit_graded
from rondom.analysis.irt.graded_item import fisher_information, intercept_mask
from rondom.analysis.irt.quadrature import Grid, normal_grid
from rondom.analysis.irt.responses import Responses, responses_of
from rondom.analysis.quantiles import normal_quantile, require_level

_STEEP = 6.0  # the rise of an item then takes place between two points of the grid


@dataclass(frozen=True, slots=True)
class GradedItem:
    """One item: its slope (logistic, without 1.7), and where on the scale each next point takes over.

    ``points`` are those that somebody used; ``thresholds`` has one fewer, in units of the latent sd: where
    half choose that point or a higher one. ``intercepts`` are -slope x threshold. ``n`` answered.
    """

    name: str
    slope: float
    slope_se: float
    slope_interval: Interval
    thresholds: tuple[float, ...]
    threshold_ses: tuple[float, ...]
    intercepts: tuple[float, ...]
    points: tuple[int, ...]
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class GradedResponse:
    """The model, on a scale on which people have mean 0 and sd 1.

    ``reliability`` is the marginal reliability: of a person drawn from that population, who answers every
    item. ``parameters`` (items x k: slope, intercepts) and ``covariance`` (of those that exist, item by
    item) are for further computing. ``left_out`` names items that do not vary, ``unanswered`` counts who
    answered none.
    """

    items: tuple[GradedItem, ...]
    loglik: float
    aic: float
    bic: float
    reliability: float
    n: int
    unanswered: int
    estimated: int
    steps: int
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    parameters: Floats
    covariance: Floats
    widths: Integers
    columns: tuple[int, ...]
    grid: Grid
    missing: str = "elk mens met de eigen antwoorden (ontbreken hangt niet van het antwoord zelf af)"
    estimator: str = "marginale maximum likelihood, 61 punten van -6 tot 6"


def graded_response(
    answers: Answers,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    level: float = 0.95,
    most_steps: int = 200,
) -> GradedResponse:
    """Fit the model to answers (respondents x items, codes 1..k, negative for missing), keyed the same way.

    Items may have different numbers of points; a point nobody used is left out of its item, and an item that
    does not vary is left out and named. Raises TooFewData with fewer than three items, when a slope grows
    without bound, or when there is no solution. Source: Samejima (1969); Bock and Aitkin (1981);
    docs/methods/graded-response.md.
    """
    require_level(level)
    responses = responses_of(answers, points, items, least=3)
    widths = responses.widths
    if responses.n <= int(widths.sum()):
        raise TooFewData(
            f"Het model heeft {int(widths.sum())} parameters en er zijn {responses.n} mensen: te weinig."
        )
    grid = normal_grid(61, 6.0)
    fitted = _turned(fit_graded(responses, grid, most_steps), widths)
    estimated = int(widths.sum())
    return GradedResponse(
        items=_items(responses, fitted, level),
        loglik=fitted.loglik,
        aic=2 * estimated - 2 * fitted.loglik,
        bic=estimated * log(responses.n) - 2 * fitted.loglik,
        reliability=_marginal_reliability(fitted.parameters, widths, grid),
        n=responses.n,
        unanswered=len(answers) - responses.n,
        estimated=estimated,
        steps=fitted.steps,
        left_out=responses.left_out,
        warnings=_warnings(responses, fitted),
        parameters=fitted.parameters,
        covariance=fitted.covariance,
        widths=widths,
        columns=responses.columns,
        grid=grid,
    )


def _turned(fitted: Fitted, widths: Integers) -> Fitted:
    """High on the scale is where most items are answered high: turned round when slopes sum below zero."""
    if fitted.parameters[:, 0].sum() >= 0:
        return fitted
    signs: Floats = np.ones(fitted.parameters.shape)
    signs[:, 0] = -1
    existing = np.ravel(signs[intercept_mask(widths, signs.shape[1])])
    covariance = fitted.covariance * np.outer(existing, existing)
    return Fitted(fitted.parameters * signs, covariance, fitted.loglik, fitted.steps)


def _items(responses: Responses, fitted: Fitted, level: float) -> tuple[GradedItem, ...]:
    found, start, z = [], 0, normal_quantile((1 + level) / 2)
    for at, width in enumerate(responses.widths.tolist()):
        own = fitted.covariance[start : start + width, start : start + width]
        start += width
        slope, intercepts = float(fitted.parameters[at, 0]), fitted.parameters[at, 1:width]
        thresholds = -intercepts / slope
        # b = -d / a: its change with a is -b / a, with d -1 / a.
        variances = (thresholds**2 * own[0, 0] + np.diag(own)[1:] + 2 * thresholds * own[0, 1:]) / slope**2
        se = float(np.sqrt(own[0, 0]))
        found.append(
            GradedItem(
                name=responses.items[at],
                slope=slope,
                slope_se=se,
                slope_interval=Interval(
                    slope - z * se, slope + z * se, level, "Wald, waargenomen informatie"
                ),
                thresholds=tuple(thresholds.tolist()),
                threshold_ses=tuple(np.sqrt(variances).tolist()),
                intercepts=tuple(intercepts.tolist()),
                points=responses.used[at],
                n=int(responses.times[responses.codes[at] >= 0].sum()),
            )
        )
    return tuple(found)


def _marginal_reliability(parameters: Floats, widths: Integers, grid: Grid) -> float:
    """The mean of I / (I + 1) over the population."""
    total = fisher_information(parameters, widths, grid.theta).sum(axis=0)
    return float(grid.share @ (total / (total + 1)))


def _warnings(responses: Responses, fitted: Fitted) -> tuple[str, ...]:
    found = []
    against = [
        name for name, slope in zip(responses.items, fitted.parameters[:, 0], strict=True) if slope < 0
    ]
    if against:
        found.append(
            f"Deze items lopen tegen de andere in: {', '.join(against)}. Draai ze om of laat ze weg."
        )
    steep = [
        name
        for name, slope in zip(responses.items, fitted.parameters[:, 0], strict=True)
        if abs(slope) > _STEEP
    ]
    if steep:
        found.append(f"Deze items zijn zo steil dat hun helling onnauwkeurig is: {', '.join(steep)}.")
    gaps = [
        name
        for name, points in zip(responses.items, responses.used, strict=True)
        if points[-1] - points[0] >= len(points)
    ]
    if gaps:
        found.append(
            f"Bij deze items koos niemand een tussenliggend punt; dat is weggelaten: {', '.join(gaps)}."
        )
    return tuple(found)
