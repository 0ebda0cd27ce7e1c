"""What one respondent does to each estimate when items are ordered and continuous.

As with ordered items alone (``influence``), an estimate of a pair moves directly and through what was taken
from each item by itself. With s the slopes of a respondent's loglikelihood and A the sums of their products,
the influence on a mean m and variance v is A^-1 s of that item; on a correlation it is

    (s_rho - A_rho,m m - A_rho,v v - A_rho,tau tau) / A_rho,rho

and on a covariance of items with standard deviations d and e (1 for an ordered item), d e (rho + rho-hat
(v / 2 d^2 + w / 2 e^2)). Source: Muthén (1984), Psychometrika 49, 115-132.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats
from rondom.analysis.ordinal.asymptotic import Block, Filler, precision_for
from rondom.analysis.ordinal.categories import Categories
from rondom.analysis.ordinal.influence import Influences, influences
from rondom.analysis.ordinal.serial import Scores, linear_scores, serial_scores


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What was estimated, with the data: of the ordered items ``found`` and ``rho`` (a pair each), of the
    ``continuous`` ones means, deviations and scores ``z`` in those (respondents x items); ``ranks`` of the
    ordered answers (items x respondents). ``serial`` is continuous x ordered, ``pearson`` continuous x
    continuous.
    """

    found: Categories
    rho: Floats
    continuous: tuple[str, ...]
    means: Floats
    deviations: Floats
    z: Floats
    ranks: NDArray[np.int16]
    serial: Floats
    pearson: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Link:
    """One correlation of a continuous item: with ``item`` (ordered) or with ``other`` (continuous).

    ``information`` is A_rho,rho; ``on_means`` and ``on_variances`` A_rho,m and A_rho,v of either continuous
    item; ``through`` what the ordered answer (by rank) does by way of its thresholds.
    """

    scores: tuple[int, ...]
    item: int | None
    rho: float
    information: float
    on_means: tuple[float, ...]
    on_variances: tuple[float, ...]
    through: Floats


class MixedFiller:
    """Writes the influences of a block of respondents, a column each; ``places`` says which row is which."""

    def __init__(self, standing: Standing) -> None:
        self.standing, self.n = standing, len(standing.z)
        found = standing.found
        self.table: Influences = influences(found, standing.rho, self.n)
        self.ordinal = Filler(found, self.table, precision_for(self.n))
        self.breads = [self._bread(z) for z in standing.z.T]
        self.links = tuple(self._links())
        names, self.estimates = _named(standing)
        self.places = {name: at for at, name in enumerate(names)}
        self.places |= {"~~".join(reversed(name.split("~~"))): at for at, name in enumerate(names)}

    def __call__(self, rows: slice | NDArray[np.integer], block: Block) -> Block:
        here = self.standing
        z, ranks = here.z[rows].T, here.ranks[:, rows]
        part = block[:, : z.shape[1]]
        at = sum(here.found.sizes) + len(here.rho)
        self.ordinal(ranks, part[:at])
        own = [bread @ _alone(one) for bread, one in zip(self.breads, z, strict=True)]
        for moved, deviation in zip(own, here.deviations, strict=True):
            part[at], part[at + len(own)] = -deviation * moved[0], deviation**2 * moved[1]
            at += 1
        at += len(own)
        for link in self.links:
            part[at] = self._of_link(link, z, ranks, own)
            at += 1
        return part

    def _bread(self, z: Floats) -> Floats:
        """A^-1 of mean and variance, times the number of respondents."""
        slopes = _alone(z)
        return np.asarray(self.n * np.linalg.inv(slopes @ slopes.T), dtype=np.float64)

    def _links(self) -> Iterator[_Link]:
        here = self.standing
        for first, row in enumerate(here.serial):
            for item, rho in enumerate(row):
                ranks, cuts = here.ranks[item], self._cuts(item)
                slopes = serial_scores(here.z[:, first], ranks, cuts, float(rho))
                above = np.bincount(ranks, slopes.rho * slopes.above, len(cuts) + 2)[1:-1]
                below = np.bincount(ranks, slopes.rho * slopes.below, len(cuts) + 2)[2:]
                by_rank = self.table.thresholds[item][:, : len(cuts)] @ (above + below)
                yield _link((first,), item, float(rho), slopes, by_rank)
        for first, second in combinations(range(len(here.continuous)), 2):
            rho = here.pearson[first, second]
            slopes = linear_scores(here.z[:, first], here.z[:, second], float(rho))
            yield _link((first, second), None, float(rho), slopes, np.zeros(0))

    def _of_link(self, link: _Link, z: Floats, ranks: NDArray[np.int16], own: list[Floats]) -> Floats:
        if link.item is None:
            slopes = linear_scores(z[link.scores[0]], z[link.scores[1]], link.rho)
            moved = self.n * slopes.rho
        else:
            here = ranks[link.item]
            slopes = serial_scores(z[link.scores[0]], here, self._cuts(link.item), link.rho)
            moved = self.n * slopes.rho - link.through[here]
        for place, on_mean, on_variance in zip(link.scores, link.on_means, link.on_variances, strict=True):
            moved = moved - on_mean * own[place][0] - on_variance * own[place][1]
        moved = moved / link.information
        for place in link.scores:
            moved = moved + link.rho / 2 * own[place][1]
        return moved * float(np.prod(self.standing.deviations[list(link.scores)]))

    def _cuts(self, item: int) -> Floats:
        cuts: Floats = self.standing.found.thresholds[item][: self.standing.found.sizes[item]]
        return cuts


def _alone(z: Floats) -> Floats:
    """Slopes to mean and variance, in units of a score's own standard deviation and variance."""
    return np.array([z, (z * z - 1) / 2])


def _link(scores: tuple[int, ...], item: int | None, rho: float, slopes: Scores, through: Floats) -> _Link:
    return _Link(
        scores=scores,
        item=item,
        rho=rho,
        information=float(slopes.rho @ slopes.rho),
        on_means=tuple(float(slopes.rho @ one) for one in slopes.means),
        on_variances=tuple(float(slopes.rho @ one) for one in slopes.variances),
        through=through,
    )


def _named(standing: Standing) -> tuple[list[str], Floats]:
    """The estimates in the order in which they are filled, each with its name."""
    found, own, d = standing.found, standing.continuous, standing.deviations
    cuts = found.thresholds[np.isfinite(found.thresholds)]
    names = [
        f"{item}|t{cut + 1}"
        for item, size in zip(found.items, found.sizes, strict=True)
        for cut in range(size)
    ]
    names += [f"{first}~~{second}" for first, second in combinations(found.items, 2)]
    names += [f"{name}~1" for name in own] + [f"{name}~~{name}" for name in own]
    names += [f"{name}~~{item}" for name in own for item in found.items]
    names += [f"{first}~~{second}" for first, second in combinations(own, 2)]
    first, second = np.triu_indices(len(own), 1)
    serial, pearson = d[:, None] * standing.serial, (d[first] * d[second]) * standing.pearson[first, second]
    return names, np.concatenate([cuts, standing.rho, -standing.means, d**2, serial.ravel(), pearson])
