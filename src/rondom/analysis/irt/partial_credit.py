"""The partial credit model of Masters, by conditional maximum likelihood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from rondom.analysis.codes import Answers
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.irt.conditional import Height, Pattern, conditional_height, patterns_of
from rondom.analysis.irt.responses import Responses, responses_of
from rondom.analysis.quantiles import normal_quantile, require_level

MOST_PATTERNS = 300
"""The most sets of answered items that are reckoned with; each costs as much as the whole model."""
_FARTHEST = 25.0
_LOOSEST = 10.0
_MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class PartialCreditItem:
    """One item: where on the scale each next point becomes likelier than the one before, and their mean.

    ``points`` are those that somebody used, and ``thresholds`` has one fewer; they need not rise.
    """

    name: str
    location: float
    location_se: float
    location_interval: Interval
    thresholds: tuple[float, ...]
    threshold_ses: tuple[float, ...]
    points: tuple[int, ...]
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class PartialCredit:
    """The model; the scale has the sum of all cumulative parameters at zero, as in eRm.

    ``loglik`` is conditional on people's sums, with ``estimated`` parameters. ``n`` answered two items or
    more; of them ``informative`` have a sum between the lowest and the highest possible one. ``columns``
    holds the items' places in the answers.
    """

    items: tuple[PartialCreditItem, ...]
    loglik: float
    estimated: int
    n: int
    informative: int
    steps: int
    left_out: tuple[LeftOut, ...]
    columns: tuple[int, ...]
    missing: str = "elk mens met de eigen antwoorden, gegeven de som daarvan"
    estimator: str = "conditionele maximum likelihood"


def partial_credit(
    answers: Answers, *, points: int | Sequence[int], items: Sequence[str] = (), level: float = 0.95
) -> PartialCredit:
    """Fit the model to answers (respondents x items, codes 1..k, negative for missing), keyed the same way.

    A point nobody used is left out of its item, as are, named, items that do not vary. Raises TooFewData with
    fewer than two items, when no estimate exists, and with more than MOST_PATTERNS sets of answered items.
    Source: Masters (1982); Andersen (1970); docs/methods/partial-credit.md.
    """
    require_level(level)
    responses = responses_of(answers, points, items, least=2)
    widths = responses.widths
    patterns = _patterns(responses)
    steps = np.concatenate([np.arange(1, width) for width in widths.tolist()])
    ends = np.cumsum(widths - 1)[:-1]

    def height(betas: Floats) -> Height:
        return conditional_height(patterns, np.split(betas, ends))

    betas, best, taken = _climb(height, _start(responses), responses, ends)
    # The scale is free: one beta stands still in the fit, and the sum of all is made zero afterwards.
    centred = np.eye(len(betas)) - np.outer(steps, np.ones(len(betas))) / steps.sum()
    spread = np.zeros((len(betas), len(betas)))
    spread[1:, 1:] = cho_solve(cho_factor(best.information[1:, 1:]), np.eye(len(betas) - 1))
    found = _items(responses, centred @ betas, centred @ spread @ centred.T, level)
    loose = [item.name for item in found if max(item.threshold_ses) > _LOOSEST]
    if loose:
        raise TooFewData(
            f"Deze items liggen niet vast, hun drempels groeien zonder grens: {', '.join(loose)}."
        )
    return PartialCredit(
        items=found,
        loglik=best.loglik,
        estimated=len(betas) - 1,
        n=int(sum(pattern.sums.sum() for pattern in patterns)),
        informative=int(sum(pattern.sums[1:-1].sum() for pattern in patterns)),
        steps=taken,
        left_out=responses.left_out,
        columns=responses.columns,
    )


def _patterns(responses: Responses) -> list[Pattern]:
    found = patterns_of(responses.codes.astype(np.int64), responses.times, responses.widths)
    if not found:
        raise TooFewData("Niemand beantwoordde twee of meer items.")
    if len(found) > MOST_PATTERNS:
        raise TooFewData(
            f"Er zijn {len(found)} patronen van ontbrekende antwoorden, meer dan {MOST_PATTERNS}. "
            "Neem de mensen die alles beantwoordden."
        )
    return found


def _start(responses: Responses) -> Floats:
    found = []
    for row, width in zip(responses.codes, responses.widths.tolist(), strict=True):
        counts = np.bincount(row[row >= 0], responses.times[row >= 0], width) + 0.5
        found.append(np.log(counts[0] / counts[1:]))
    return np.concatenate(found)


def _climb(
    height: Callable[[Floats], Height], betas: Floats, responses: Responses, ends: Integers
) -> tuple[Floats, Height, int]:
    """Newton's steps, halved when they lead down; the first beta stands still."""
    here = height(betas)
    for taken in range(1, _MOST_STEPS + 1):
        try:
            step = cho_solve(cho_factor(here.information[1:, 1:]), here.slope[1:])
        except LinAlgError:
            raise TooFewData(
                "De items zijn niet te koppelen: te weinig mensen beantwoordden ze samen."
            ) from None
        gain = float(step @ here.slope[1:]) / 2
        moved = betas + np.concatenate([[0.0], step])
        there = height(moved)
        while there.loglik < here.loglik - 1e-9 and gain > 1e-9 and np.abs(moved - betas).max() > 1e-9:
            moved = (betas + moved) / 2
            there = height(moved)
        betas, here = moved, there
        _require_near(betas, ends, responses.items)
        if gain < 1e-9:
            return betas, here, taken
    raise TooFewData("Het model kwam niet tot een oplossing. Neem meer mensen of minder items.")


def _require_near(betas: Floats, ends: Integers, items: tuple[str, ...]) -> None:
    thresholds = [np.diff(own, prepend=0.0) for own in np.split(betas, ends)]
    middle = np.median(np.concatenate(thresholds))
    for name, own in zip(items, thresholds, strict=True):
        if np.abs(own - middle).max() > _FARTHEST:
            raise TooFewData(f"Een drempel van item {name} groeit zonder grens. Laat het item weg.")


def _items(
    responses: Responses, betas: Floats, covariance: Floats, level: float
) -> tuple[PartialCreditItem, ...]:
    found, start, z = [], 0, normal_quantile((1 + level) / 2)
    for at, width in enumerate(responses.widths.tolist()):
        rows = slice(start, start + width - 1)
        start += width - 1
        differences = np.eye(width - 1) - np.eye(width - 1, k=-1)
        own = differences @ covariance[rows, rows] @ differences.T
        location = float(betas[rows][-1]) / (width - 1)
        se = float(np.sqrt(max(covariance[rows, rows][-1, -1], 0.0))) / (width - 1)
        found.append(
            PartialCreditItem(
                name=responses.items[at],
                location=location,
                location_se=se,
                location_interval=Interval(location - z * se, location + z * se, level, "Wald"),
                thresholds=tuple((differences @ betas[rows]).tolist()),
                threshold_ses=tuple(np.sqrt(np.maximum(np.diag(own), 0.0)).tolist()),
                points=responses.used[at],
                n=int(responses.times[responses.codes[at] >= 0].sum()),
            )
        )
    return tuple(found)
