"""What one respondent does to each threshold and each polychoric correlation, as look-up tables.

An estimate is, up to smaller terms, the truth plus the mean over respondents of their influences. A
respondent's influence on a threshold depends on one answer, on a correlation on two: so all of them stand
in a table per item and a table per item pair. Source: Muthén (1984), Psychometrika 49, 115-132.
"""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.ordinal.categories import Categories
from rondom.analysis.ordinal.rectangles import (
    SMALLEST_CHANCE,
    cell_chances,
    slopes,
    threshold_slopes,
)


@dataclass(frozen=True, slots=True, eq=False)
class Influences:
    """Influences of a respondent, times the number of respondents; in both, code 0 is no answer.

    ``thresholds`` is items x (K + 1) x (K - 1): by answer, on each threshold. ``pairs`` is
    P x (K + 1) x (K + 1): by both answers, on the pair's correlation. With one answer missing the
    respondent still influences the correlation, through the other item's thresholds.
    """

    thresholds: Floats
    pairs: Floats


def influences(found: Categories, rho: Floats, respondents: int) -> Influences:
    """The look-up tables, given the correlation of each pair and the number of respondents."""
    on_thresholds = _on_thresholds(found, respondents)
    rows, columns = found.rows, found.columns
    chance = np.maximum(cell_chances(rows, columns, rho), SMALLEST_CHANCE)
    score = slopes(rows, columns, rho) / chance
    information = (found.pairs * score**2).sum(axis=(1, 2))
    weight = np.where(found.pairs > 0, found.pairs * score / chance, 0.0)
    by_row = _leaning(weight, threshold_slopes(rows, columns, rho))
    by_column = _leaning(weight.swapaxes(1, 2), threshold_slopes(columns, rows, rho))
    through_row = np.einsum("pat,pt->pa", on_thresholds[found.first], by_row)
    through_column = np.einsum("pbt,pt->pb", on_thresholds[found.second], by_column)
    direct = np.zeros((len(rho), *np.add(chance.shape[1:], 1)))
    direct[:, 1:, 1:] = score * respondents
    pairs = direct - through_row[:, :, None] - through_column[:, None, :]
    # A pair without information has no correlation: nobody moves it.
    known = np.where(information > 1e-12, information, np.inf)
    return Influences(on_thresholds, pairs / known[:, None, None])


def gamma_variances(found: Categories, table: Influences, respondents: int) -> Floats:
    """The mean square of every influence, thresholds first, from the pair tables alone."""
    most = found.counts.shape[1]
    on_thresholds = np.einsum("iat,ia->it", table.thresholds[:, 1:] ** 2, found.counts) / respondents
    cells = np.zeros((len(found.pairs), most + 1, most + 1))
    cells[:, 1:, 1:] = found.pairs
    cells[:, 1:, 0] = found.counts[found.first] - found.pairs.sum(axis=2)
    cells[:, 0, 1:] = found.counts[found.second] - found.pairs.sum(axis=1)
    on_pairs = (cells * table.pairs**2).sum(axis=(1, 2)) / respondents
    return np.concatenate([on_thresholds[np.isfinite(found.thresholds)], on_pairs])


def _on_thresholds(found: Categories, respondents: int) -> Floats:
    """(Whether the answer lies below the threshold - the share that does) / density there, times -1."""
    n = found.counts.sum(axis=1)
    items, most = found.counts.shape
    known = np.isfinite(found.thresholds)
    at = np.where(known, found.thresholds, 0.0)
    share = np.cumsum(found.counts, axis=1)[:, :-1] / n[:, None]
    below = np.arange(most)[:, None] <= np.arange(most - 1)[None, :]
    moved = (below[None] - share[:, None, :]) * (np.sqrt(2 * np.pi) * np.exp(at**2 / 2))[:, None, :]
    influence = np.zeros((items, most + 1, most - 1))
    influence[:, 1:] = np.where(known[:, None, :], moved * (respondents / n)[:, None, None], 0.0)
    return influence


def _leaning(weight: Floats, slope: Floats) -> Floats:
    """P x (K - 1): how much each correlation's slope in the likelihood leans on the item's thresholds."""
    leaning: Floats = ((weight[:, :-1] - weight[:, 1:]) * slope).sum(axis=2)
    return leaning
