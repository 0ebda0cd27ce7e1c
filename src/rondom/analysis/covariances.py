"""Covariances of the items of one scale, each pair over everyone who answered both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import as_scores, names_of
from rondom.analysis.estimates import Booleans, Floats, Integers, TooFewData
from rondom.analysis.moments import tabulate_scores
from rondom.analysis.tabulate import Tables


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that takes no part in a scale's statistics; ``reason`` says why, in Dutch."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Covariances:
    """Items that vary, their covariances (n - 1 in the denominator), and the items left out.

    ``n`` is items x items: respondents who answered both. Where fewer than two did, ``matrix`` is 0 and
    ``known`` is False. ``respondents`` is everyone who was counted, also who answered nothing.
    """

    items: tuple[str, ...]
    matrix: Floats
    n: Integers
    respondents: int
    left_out: tuple[LeftOut, ...]

    @property
    def known(self) -> Booleans:
        """Items x items: whether two respondents or more answered both."""
        return self.n >= 2

    @property
    def correlations(self) -> Floats:
        """Covariances divided by the standard deviations of all answers to each item, as psych does."""
        sd = np.sqrt(np.diag(self.matrix))
        divided: Floats = self.matrix / np.outer(sd, sd)
        return divided

    def require_pairs(self) -> None:
        """Raise TooFewData, naming two items, when fewer than two respondents answered both."""
        if self.known.all():
            return
        first, second = np.argwhere(~self.known)[0]
        raise TooFewData(
            f"De items {self.items[first]} en {self.items[second]} zijn door minder dan twee mensen "
            "allebei beantwoord. Laat een van beide weg."
        )


def covariances(scores: Floats, *, items: Sequence[str] = ()) -> Covariances:
    """Covariances of scores (respondents x items; NaN is no answer), pairwise complete.

    Whole numbers are codes, of which a negative one is no answer either.
    """
    scores = as_scores(scores, items)
    found = tabulate_scores(scores, scales=names_of(scores.shape[1], items))
    return _of_varying_items(found.scales, found.n[0], found.products[0], len(scores))


def covariances_from(tables: Tables) -> Covariances:
    """The same from tables with item pairs, over all groups taken together."""
    if tables.pairs is None:
        raise ValueError("Deze tabellen hebben geen itemparen. Tel met pairs='total'.")
    pairs = tables.pairs.sum(axis=0)
    points = np.arange(1, pairs.shape[-1] + 1)
    n = pairs.sum(axis=(2, 3))
    sums = pairs.sum(axis=3) @ points
    crossed = (pairs @ points) @ points
    # Whole numbers up to the division: an item that does not vary comes out as exactly zero.
    products = (n * crossed - sums * sums.T) / np.maximum(n, 1)
    return _of_varying_items(tables.items, n, products, int(tables.respondents.sum()))


def unusable(tables: Tables) -> tuple[LeftOut, ...]:
    """The items that nobody answered or that everyone answered alike: no statistic of a scale uses them."""
    answered = tables.answered.sum(axis=0)
    found = [
        (item, _why(int(counts.sum()), varies=bool(np.count_nonzero(counts) > 1)))
        for item, counts in zip(tables.items, answered, strict=True)
    ]
    return tuple(LeftOut(item, reason) for item, reason in found if reason)


def _of_varying_items(items: tuple[str, ...], n: Integers, products: Floats, respondents: int) -> Covariances:
    own = np.diag(products)
    reasons = [_why(int(count), varies=bool(own[at] > 0)) for at, count in enumerate(np.diag(n))]
    kept = [at for at, reason in enumerate(reasons) if not reason]
    block = np.ix_(kept, kept)
    n = n[block]
    matrix = np.where(n >= 2, products[block] / np.maximum(n - 1, 1), 0.0)
    left_out = (LeftOut(item, reason) for item, reason in zip(items, reasons, strict=True) if reason)
    return Covariances(tuple(items[at] for at in kept), matrix, n, respondents, tuple(left_out))


def _why(n: int, *, varies: bool) -> str:
    """Why an item takes no part; empty when it does."""
    if n == 0:
        return "niemand heeft dit item beantwoord"
    return "" if varies else "iedereen gaf hetzelfde antwoord"
