"""Polychoric correlations of all item pairs, with thresholds, standard errors and every exception by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import atanh, tanh
from typing import Literal

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Booleans, Floats, Integers, Interval, TooFewData
from rondom.analysis.ordinal.categories import Categories, categories
from rondom.analysis.ordinal.full_ml import fit_pairs_fully
from rondom.analysis.ordinal.influence import gamma_variances, influences
from rondom.analysis.ordinal.smoothing import smallest_eigenvalue, smoothed
from rondom.analysis.ordinal.two_step import PairFits, fit_pairs
from rondom.analysis.ordinal.zero_cells import ZeroCells, with_zero_cells
from rondom.analysis.quantiles import normal_quantile, require_level
from rondom.analysis.tabulate import Tables, tabulate

Method = Literal["two-step", "ml"]
"""``two-step``: thresholds from each item's own answers, then the correlation, as lavaan and psych do.
``ml``: thresholds and correlation together, per pair, as polycor does with ML=TRUE."""

Missing = Literal["pairwise", "listwise"]
"""``pairwise``: each pair over everyone who answered both, thresholds over everyone who answered the item.
``listwise``: only respondents who answered every item."""

Smoothing = Literal["none", "eigenvalues"]


@dataclass(frozen=True, slots=True)
class PairNote:
    """Something about one pair of items; ``reason`` says it, in Dutch."""

    first: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Polychoric:
    """Polychoric correlations (tetrachoric between items of two points).

    ``matrix`` and ``standard_errors`` are items x items. Where ``known`` is False both are 0, and
    ``undefined`` says why. On the ``boundary`` a correlation is put at plus or minus 0.9999, without a
    standard error (0): the likelihood still rises there. ``n`` counts who answered both. ``used`` holds the
    points that somebody chose and ``thresholds`` the cuts between them, in standard deviations.
    ``smallest_eigenvalue`` is that of the matrix before smoothing, None when a pair is undefined.
    """

    items: tuple[str, ...]
    used: tuple[tuple[int, ...], ...]
    thresholds: tuple[tuple[float, ...], ...]
    matrix: Floats
    standard_errors: Floats
    n: Integers
    known: Booleans
    boundary: tuple[PairNote, ...]
    undefined: tuple[PairNote, ...]
    left_out: tuple[LeftOut, ...]
    smallest_eigenvalue: float | None
    smoothed: bool
    method: Method
    missing: Missing
    zero_cells: ZeroCells
    warnings: tuple[str, ...]

    def interval(self, first: str, second: str, level: float = 0.95) -> Interval | None:
        """The interval of one correlation, symmetric on Fisher's z; None without a standard error."""
        at = self.items.index(first), self.items.index(second)
        r, error = float(self.matrix[at]), float(self.standard_errors[at])
        if error == 0:
            return None
        margin = normal_quantile((1 + require_level(level)) / 2) * error / (1 - r * r)
        return Interval(tanh(atanh(r) - margin), tanh(atanh(r) + margin), level, "Fisher z")

    def require_complete(self) -> Floats:
        """The matrix itself. Raises TooFewData when a pair is undefined, with its items and the reason."""
        if self.undefined:
            pair = self.undefined[0]
            raise TooFewData(
                f"De correlatie tussen {pair.first} en {pair.second} bestaat niet: {pair.reason}. "
                "Laat een van beide items weg."
            )
        return self.matrix


def polychoric(
    answers: Answers,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    method: Method = "two-step",
    missing: Missing = "pairwise",
    zero_cells: ZeroCells = "keep",
    smoothing: Smoothing = "none",
) -> Polychoric:
    """Polychoric correlations from answers (respondents x items: 1 to ``points``, or a negative code).

    A point that nobody chose is no category. Items that nobody answered or everyone alike are left out and
    named. Nothing is added to empty cells and nothing is smoothed unless asked. Raises TooFewData with fewer
    than two items that vary. Source: docs/methods/polychoric.md.
    """
    tables = tabulate(answers, points=points, items=items)
    if missing == "listwise":
        complete = (answers > 0).all(axis=1)
        if not complete.all():
            tables = tabulate(answers[complete], points=points, items=items)
    return _polychoric(tables, method, missing, zero_cells, smoothing)


def polychoric_from(
    tables: Tables,
    *,
    method: Method = "two-step",
    zero_cells: ZeroCells = "keep",
    smoothing: Smoothing = "none",
) -> Polychoric:
    """The same from tables with item pairs, all groups together; missing answers are left out pairwise."""
    return _polychoric(tables, method, "pairwise", zero_cells, smoothing)


def _polychoric(
    tables: Tables, method: Method, missing: Missing, zero_cells: ZeroCells, smoothing: Smoothing
) -> Polychoric:
    found = categories(tables)
    _require_items(found)
    reasons = _undefined(found)
    sound = np.array([not reason for reason in reasons])
    counted = with_zero_cells(found.pairs, zero_cells)
    fits, errors = _fitted(found, counted, sound, method)
    matrix = _square(found, fits.rho, diagonal=1.0)
    known = _square(found, sound.astype(np.float64), diagonal=1.0) > 0
    smallest = smallest_eigenvalue(matrix) if sound.all() else None
    repaired = smoothed(matrix) if smoothing == "eigenvalues" and smallest is not None else matrix
    return Polychoric(
        items=found.items,
        used=found.used,
        thresholds=_listed(found),
        matrix=repaired,
        standard_errors=_square(found, errors, diagonal=0.0),
        n=_numbers(found),
        known=known,
        boundary=_notes(found, [_BOUNDARY if edge else "" for edge in fits.boundary]),
        undefined=_notes(found, reasons),
        left_out=found.left_out,
        smallest_eigenvalue=smallest,
        smoothed=repaired is not matrix,
        method=method,
        missing=missing,
        zero_cells=zero_cells,
        warnings=_warnings(found.items, smallest, fits, smoothed=repaired is not matrix),
    )


_BOUNDARY = "de antwoorden hangen zo sterk samen dat de correlatie op de rand ligt"


def _require_items(found: Categories) -> None:
    if len(found.items) >= 2:
        return
    named = "; ".join(f"{left.item}: {left.reason}" for left in found.left_out)
    because = f" Weggelaten: {named}." if named else ""
    raise TooFewData(f"Een correlatie vraagt twee of meer items met verschillende antwoorden.{because}")


def _undefined(found: Categories) -> list[str]:
    """Per pair why it has no correlation; empty when it has one."""
    n = found.pairs.sum(axis=(1, 2))
    varies = [np.count_nonzero(found.pairs.sum(axis=axis), axis=1) > 1 for axis in (2, 1)]
    names = combinations(found.items, 2)
    reasons = []
    for (first, second), both, one, other in zip(names, n, *varies, strict=True):
        reason = "niemand beantwoordde beide items" if both == 0 else ""
        if both and not (one and other):
            constant = second if one else first
            reason = f"wie beide items beantwoordde, gaf op {constant} hetzelfde antwoord"
        reasons.append(reason)
    return reasons


def _fitted(found: Categories, counted: Floats, sound: Booleans, method: Method) -> tuple[PairFits, Floats]:
    """Correlations and standard errors of all pairs; 0 for a pair without correlation."""
    rho, errors = np.zeros(len(sound)), np.zeros(len(sound))
    boundary, converged = np.zeros(len(sound), dtype=bool), np.ones(len(sound), dtype=bool)
    if method == "ml":
        fits, errors[sound] = fit_pairs_fully(counted[sound])
    else:
        fits = fit_pairs(counted[sound], found.rows[sound], found.columns[sound])
    rho[sound], boundary[sound], converged[sound] = fits.rho, fits.boundary, fits.converged
    if method == "two-step":
        table = influences(found, rho, 1)
        spread = gamma_variances(found, table, 1)[-len(rho) :]
        errors = np.where(sound & ~boundary, np.sqrt(spread), 0.0)
    return PairFits(rho, boundary, converged), np.where(converged, errors, 0.0)


def _square(found: Categories, values: Floats, *, diagonal: float) -> Floats:
    size = len(found.items)
    matrix = np.zeros((size, size))
    matrix[found.first, found.second] = values
    matrix += matrix.T
    np.fill_diagonal(matrix, diagonal)
    return matrix


def _numbers(found: Categories) -> Integers:
    both = _square(found, found.pairs.sum(axis=(1, 2)), diagonal=0.0)
    np.fill_diagonal(both, found.counts.sum(axis=1))
    return np.rint(both).astype(np.int64)


def _listed(found: Categories) -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(cuts[:size].tolist()) for cuts, size in zip(found.thresholds, found.sizes, strict=True)
    )


def _notes(found: Categories, reasons: Sequence[str]) -> tuple[PairNote, ...]:
    pairs = zip(combinations(found.items, 2), reasons, strict=True)
    return tuple(PairNote(first, second, reason) for (first, second), reason in pairs if reason)


def _warnings(
    items: Sequence[str], smallest: float | None, fits: PairFits, *, smoothed: bool
) -> tuple[str, ...]:
    found = []
    if smoothed:
        found.append("De matrix is geëffend: zijn kleinste eigenwaarde was niet positief.")
    elif smallest is not None and smallest <= 0:
        found.append(
            f"De matrix kan zo niet bestaan: de kleinste eigenwaarde is {smallest:.4f}. Er zijn te weinig "
            "antwoorden, of items die bijna hetzelfde vragen."
        )
    if fits.boundary.any():
        found.append(f"Van {int(fits.boundary.sum())} itemparen ligt de correlatie op de rand.")
    if not fits.converged.all():
        pairs = ", ".join(f"{first} en {second}" for first, second in _lacking(items, fits.converged))
        found.append(f"Van deze itemparen is geen beste waarde gevonden: {pairs}.")
    return tuple(found)


def _lacking(items: Sequence[str], converged: Booleans) -> list[tuple[str, str]]:
    pairs = zip(combinations(items, 2), converged, strict=True)
    return [pair for pair, good in pairs if not good]
