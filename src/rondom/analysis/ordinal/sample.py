"""What a model for ordered items is fitted to: thresholds, polychoric correlations and their covariances."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers, names_of, points_of, require_answers, require_known_codes
from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.ordinal.asymptotic import products
from rondom.analysis.ordinal.categories import Categories, categories
from rondom.analysis.ordinal.correlations import Missing
from rondom.analysis.ordinal.influence import Influences, gamma_variances, influences
from rondom.analysis.ordinal.two_step import fit_pairs
from rondom.analysis.ordinal.zero_cells import ZeroCells, with_zero_cells
from rondom.analysis.tabulate import Tables, tabulate


@dataclass(frozen=True, slots=True, eq=False)
class OrdinalSample:
    """Thresholds and correlations in lavaan's order, as in ``names``: a|t1, a|t2, b|t1, ... a~~b, a~~c ...

    ``used`` holds the points of each item that somebody chose, and none for a continuous item. In place of
    thresholds that has minus its mean, c~1; the variances, c~~c, stand between thresholds and correlations;
    and what it shares with others are covariances.

    ``covariances`` (names x names) are ``respondents`` times those of the sampling error of ``estimates``;
    ``variances`` their diagonal, which the tables give exactly. With ``clusters`` the covariances allow for
    resemblance within them; the variances never do, so that weights made of them stay the same. From tables
    alone there are no covariances (None).
    """

    items: tuple[str, ...]
    used: tuple[tuple[int, ...], ...]
    estimates: Floats
    variances: Floats
    covariances: Floats | None
    respondents: int
    clusters: int | None
    missing: Missing
    not_normal: tuple[str, ...] = ()
    """Continuous items of which the scores are clearly not normal, as their covariances assume."""

    @property
    def gamma(self) -> Floats:
        """The covariances. Raises ValueError when there are none."""
        if self.covariances is None:
            raise ValueError(
                "Uit tabellen alleen zijn robuuste standaardfouten niet te berekenen: kies DWLS of ULS, of "
                "geef products."
            )
        return self.covariances

    @property
    def thresholds(self) -> int:
        """How many of the estimates are thresholds, or minus the mean of a continuous item."""
        return sum(max(len(points) - 1, 1) for points in self.used)

    @property
    def alone(self) -> int:
        """How many of the estimates are about one item: thresholds, means and variances. They come first."""
        return self.thresholds + len(self.continuous)

    @property
    def continuous(self) -> Integers:
        """The places of the continuous items."""
        return np.array([at for at, points in enumerate(self.used) if not points], dtype=np.int64)

    @property
    def names(self) -> tuple[str, ...]:
        """What each estimate is about."""
        cuts = [
            name
            for item, points in zip(self.items, self.used, strict=True)
            for name in ([f"{item}|t{cut}" for cut in range(1, len(points))] if points else [f"{item}~1"])
        ]
        own = [f"{item}~~{item}" for item in (self.items[at] for at in self.continuous)]
        return (*cuts, *own, *(f"{first}~~{second}" for first, second in combinations(self.items, 2)))

    @property
    def standard_errors(self) -> Floats:
        """Of each estimate; with clusters these allow for them."""
        spread = self.variances if self.covariances is None else np.diag(self.covariances)
        errors: Floats = np.sqrt(spread / self.respondents)
        return errors

    @property
    def matrix(self) -> Floats:
        """Items x items: the correlations; of continuous items variances and covariances."""
        square = np.eye(len(self.items))
        first, second = np.triu_indices(len(self.items), 1)
        square[first, second] = square[second, first] = self.estimates[self.alone :]
        square[self.continuous, self.continuous] = self.estimates[self.thresholds : self.alone]
        return square

    @property
    def means(self) -> Floats:
        """Of each item: 0 of an ordered one."""
        found, places = (
            np.zeros(len(self.items)),
            np.cumsum([max(len(points) - 1, 1) for points in self.used]),
        )
        found[self.continuous] = -self.estimates[places[self.continuous] - 1]
        return found

    @property
    def correlations(self) -> Floats:
        """Items x items: polychoric, polyserial and Pearson's."""
        deviations = np.sqrt(np.diag(self.matrix))
        found: Floats = self.matrix / np.outer(deviations, deviations)
        return found


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
    require_answers(answers)
    names, every = names_of(answers.shape[1], items), points_of(answers.shape[1], points)
    seen, member = _counting(answers, missing, cluster)
    if len(seen) < len(answers):
        require_known_codes(answers, every, names)
    clusters = None if member is None else len(np.unique(member))
    require_clusters(clusters)
    found, rho = correlated(tabulate(seen, points=every, items=names), zero_cells)
    table = influences(found, rho, len(seen))
    summed = products(seen, found, table, cluster=member)
    return _sample(found, rho, table, len(seen), summed, clusters, missing)


def ordinal_sample_from(
    tables: Tables,
    *,
    summed: Floats | None = None,
    clusters: int | None = None,
    zero_cells: ZeroCells = "keep",
) -> OrdinalSample:
    """The same from tables with item pairs, all groups together, that were counted elsewhere.

    Everyone counted takes part: leave out who answered nothing (or, for listwise, not everything) before
    counting. ``summed`` are the sums of ``influence_products`` over all parts of the data, in ``clusters``
    clusters; without it there are no covariances.
    """
    found, rho = correlated(tables, zero_cells)
    n = int(tables.respondents.sum())
    complete = bool((found.pairs.sum(axis=(1, 2)) == n).all())
    missing: Missing = "listwise" if complete else "pairwise"
    return _sample(found, rho, influences(found, rho, n), n, summed, clusters, missing)


def influence_products(
    answers: Answers,
    tables: Tables,
    *,
    cluster: NDArray[np.integer] | None = None,
    zero_cells: ZeroCells = "keep",
) -> Floats:
    """One part of the data in a second pass, with the ``tables`` of all parts: add up what the parts give.

    ``answers`` (respondents x items) has the items of the tables, and only respondents who were counted. A
    cluster lies in one part as a whole.
    """
    found, rho = correlated(tables, zero_cells)
    table = influences(found, rho, int(tables.respondents.sum()))
    return products(answers, found, table, cluster=cluster)


def correlated(tables: Tables, zero_cells: ZeroCells) -> tuple[Categories, Floats]:
    """Categories and the correlation of every pair. Raises TooFewData for what has none, naming the items."""
    found = categories(tables)
    _require_sound(found)
    fits = fit_pairs(with_zero_cells(found.pairs, zero_cells), found.rows, found.columns)
    _require_inside(found, fits.boundary, fits.converged)
    return found, fits.rho


def _sample(
    found: Categories,
    rho: Floats,
    table: Influences,
    n: int,
    summed: Floats | None,
    clusters: int | None,
    missing: Missing,
) -> OrdinalSample:
    if len(found.items) < 2:
        raise TooFewData("Een correlatie vraagt twee of meer items.")
    correction = 1.0 if clusters is None else clusters / (clusters - 1)
    return OrdinalSample(
        items=found.items,
        used=found.used,
        estimates=np.concatenate([found.thresholds[np.isfinite(found.thresholds)], rho]),
        variances=gamma_variances(found, table, n),
        covariances=None if summed is None else summed / n * correction,
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


def require_clusters(clusters: int | None) -> None:
    """Raise TooFewData when there is only one."""
    if clusters is not None and clusters < 2:
        raise TooFewData("Rekenen met organisaties vraagt er ten minste twee.")


def _require_sound(found: Categories) -> None:
    if found.left_out:
        left = found.left_out[0]
        raise TooFewData(f"Item {left.item} kan niet meedoen: {left.reason}. Laat het weg.")
    for (first, second), table in zip(combinations(found.items, 2), found.pairs, strict=True):
        if min(np.count_nonzero(table.sum(axis=axis)) for axis in (0, 1)) < 2:
            raise TooFewData(
                f"De correlatie tussen {first} en {second} bestaat niet: te weinig mensen beantwoordden "
                "beide met verschillende antwoorden. Laat een van beide weg."
            )


def _require_inside(found: Categories, boundary: NDArray[np.bool_], converged: NDArray[np.bool_]) -> None:
    pairs = list(combinations(found.items, 2))
    for place in np.flatnonzero(boundary | ~converged):
        raise on_the_edge(*pairs[place])


def on_the_edge(first: str, second: str) -> TooFewData:
    """What is said of a pair with a perfect correlation."""
    return TooFewData(
        f"De antwoorden op {first} en {second} hangen zo sterk samen dat hun correlatie op de rand ligt. "
        "Laat een van beide weg."
    )
