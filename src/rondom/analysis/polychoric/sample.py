"""What a model for ordered items is fitted to: thresholds, polychoric correlations and their covariances."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.polychoric.asymptotic import gamma
from rondom.analysis.polychoric.categories import Categories, categories
from rondom.analysis.polychoric.correlations import Missing
from rondom.analysis.polychoric.influence import gamma_variances, influences
from rondom.analysis.polychoric.two_step import fit_pairs
from rondom.analysis.polychoric.zero_cells import ZeroCells, with_zero_cells
from rondom.analysis.tabulate import tabulate


@dataclass(frozen=True, slots=True, eq=False)
class OrdinalSample:
    """Thresholds and correlations in lavaan's order, as in ``names``: a|t1, a|t2, b|t1, ... a~~b, a~~c ...

    ``gamma`` (names x names) is ``respondents`` times the covariance of these ``estimates``; ``variances``
    its diagonal, which the tables give exactly. With ``clusters`` the covariance allows for resemblance
    within them; the variances never do, so that weights made of them stay the same.
    """

    items: tuple[str, ...]
    used: tuple[tuple[int, ...], ...]
    estimates: Floats
    variances: Floats
    gamma: Floats
    respondents: int
    clusters: int | None
    missing: Missing

    @property
    def thresholds(self) -> int:
        """How many of the estimates are thresholds."""
        return sum(len(points) - 1 for points in self.used)

    @property
    def names(self) -> tuple[str, ...]:
        """What each estimate is about."""
        cuts = [
            f"{item}|t{cut}"
            for item, points in zip(self.items, self.used, strict=True)
            for cut in range(1, len(points))
        ]
        return (*cuts, *(f"{first}~~{second}" for first, second in combinations(self.items, 2)))

    @property
    def standard_errors(self) -> Floats:
        """Of each estimate; with clusters these allow for them."""
        errors: Floats = np.sqrt(np.diag(self.gamma) / self.respondents)
        return errors

    @property
    def matrix(self) -> Floats:
        """Items x items: the correlations."""
        square = np.eye(len(self.items))
        first, second = np.triu_indices(len(self.items), 1)
        square[first, second] = square[second, first] = self.estimates[self.thresholds :]
        return square


def ordinal_sample(
    answers: Answers,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    missing: Missing = "listwise",
    cluster: NDArray[np.integer] | None = None,
    zero_cells: ZeroCells = "keep",
) -> OrdinalSample:
    """Thresholds, two-step correlations and their asymptotic covariances, each respondent seen once.

    ``answers`` is respondents x items, 1 to ``points`` or a negative code. ``missing`` as in ``polychoric``;
    respondents without any answer do not count. ``cluster`` is a number per respondent, for instance of the
    organisation. Raises TooFewData when an item does not vary, a pair has no correlation or a perfect one,
    or there are fewer than two clusters. Source: Muthén (1984), Psychometrika 49, 115-132.
    """
    seen, member = _counting(answers, missing, cluster)
    found = categories(tabulate(seen, points=points, items=items))
    _require_sound(found)
    fits = fit_pairs(with_zero_cells(found.pairs, zero_cells), found.rows, found.columns)
    _require_inside(found, fits.boundary, fits.converged)
    clusters = None if member is None else len(np.unique(member))
    if clusters is not None and clusters < 2:
        raise TooFewData("Rekenen met organisaties vraagt er ten minste twee.")
    n = len(seen)
    table = influences(found, fits.rho, n)
    return OrdinalSample(
        items=found.items,
        used=found.used,
        estimates=np.concatenate([found.thresholds[np.isfinite(found.thresholds)], fits.rho]),
        variances=gamma_variances(found, table, n),
        gamma=gamma(seen, found, table, cluster=member),
        respondents=n,
        clusters=clusters,
        missing=missing,
    )


def _counting(
    answers: Answers, missing: Missing, cluster: NDArray[np.integer] | None
) -> tuple[Answers, NDArray[np.integer] | None]:
    if cluster is not None and cluster.shape != (len(answers),):
        raise ValueError("Geef voor elke respondent de organisatie.")
    answered = answers > 0
    counting = answered.all(axis=1) if missing == "listwise" else answered.any(axis=1)
    if counting.all():
        return answers, cluster
    return answers[counting], None if cluster is None else cluster[counting]


def _require_sound(found: Categories) -> None:
    if found.left_out:
        left = found.left_out[0]
        raise TooFewData(f"Item {left.item} kan niet meedoen: {left.reason}. Laat het weg.")
    if len(found.items) < 2:
        raise TooFewData("Een correlatie vraagt twee of meer items.")
    for (first, second), table in zip(combinations(found.items, 2), found.pairs, strict=True):
        if min(np.count_nonzero(table.sum(axis=axis)) for axis in (0, 1)) < 2:
            raise TooFewData(
                f"De correlatie tussen {first} en {second} bestaat niet: te weinig mensen beantwoordden "
                "beide met verschillende antwoorden. Laat een van beide weg."
            )


def _require_inside(found: Categories, boundary: NDArray[np.bool_], converged: NDArray[np.bool_]) -> None:
    pairs = list(combinations(found.items, 2))
    for place in np.flatnonzero(boundary | ~converged):
        first, second = pairs[place]
        raise TooFewData(
            f"De antwoorden op {first} en {second} hangen zo sterk samen dat hun correlatie op de rand ligt. "
            "Laat een van beide weg."
        )
