"""Score tests of ordered models: what would improve if a fixed row, or an equality of groups, were let go.

With g the slope of the discrepancy to the row and E the Gauss-Newton information, the statistic is
n g^2 / (E22 - E21 E11^-1 E12), and g divided by the same is the expected change. It is in units of the plain
statistic, as in lavaan: use it to order, not to decide. Source: Sörbom (1989), Psychometrika 54, 371-384.
"""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.chi_square import tail
from rondom.analysis.factor_models.jacobian import jacobian, jacobian_of_rows
from rondom.analysis.factor_models.least_squares import weighted_by
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.modification import Modification, Release
from rondom.analysis.factor_models.ordered import OrderedFit
from rondom.analysis.factor_models.ordered_residuals import narrowing
from rondom.analysis.factor_models.standardised import standardising_factors
from rondom.analysis.factor_models.table import Parameter

_STEP = 1e-30
_LITTLE = 1e-6  # share of its information that a row must add to the others: with less it asks nothing new


def ordered_modification_indices(fit: OrderedFit) -> tuple[Modification, ...]:
    """Of cross-loadings, residual covariances and (in several groups) fixed intercepts, largest first."""
    model = _extended(fit.model)
    rows = [at for at, row in enumerate(model.table) if _is_fixed(model, row)]
    by_lv, by_all = (standardising_factors(model, fit.x, by) for by in ("std.lv", "std.all"))
    found = []
    for at, score in zip(rows, _scores(fit, model, rows), strict=True):
        if score is not None:
            row, (mi, epc) = model.table[at], score
            lv, every = epc * float(by_lv[at]), epc * float(by_all[at])
            found.append(Modification(row.lhs, row.op, row.rhs, row.group, mi, tail(mi, 1), epc, lv, every))
    return tuple(sorted(found, key=lambda one: -one.mi))


def ordered_score_tests(fit: OrderedFit) -> tuple[Release, ...]:
    """Of every loading and threshold that groups share, let go in one group at a time, largest first.

    With two groups the statistic is the same for either; only the second is given.
    """
    model = fit.model
    shared = np.bincount(model.places[model.places >= 0], minlength=model.free) > 1
    rows = [
        at
        for at, row in enumerate(model.table)
        if row.free >= 0 and shared[row.free] and row.group > 0 and row.op in ("=~", "|")
    ]
    found = []
    for at, score in zip(rows, _scores(fit, model, rows), strict=True):
        if score is not None:
            row, (statistic, epc) = model.table[at], score
            found.append(Release(row.lhs, row.op, row.rhs, row.group, statistic, tail(statistic, 1), epc))
    return tuple(sorted(found, key=lambda one: -one.statistic))


def _extended(model: Model) -> Model:
    """The model with a row, fixed at zero, for every cross-loading and residual covariance that it lacks."""
    known = {(row.lhs, row.op, row.rhs, row.group) for row in model.table}
    extra = []
    for group in range(model.groups):
        for factor in model.factors:
            extra += [Parameter(factor, "=~", item, group, fixed=0.0) for item in model.items]
        for at, item in enumerate(model.items):
            extra += [Parameter(item, "~~", other, group, fixed=0.0) for other in model.items[at + 1 :]]
    lacking = [
        row
        for row in extra
        if not {(row.lhs, row.op, row.rhs, row.group), (row.rhs, row.op, row.lhs, row.group)} & known
    ]
    return Model(model.design, (*model.table, *lacking))


def _is_fixed(model: Model, row: Parameter) -> bool:
    if row.free >= 0:
        return False
    if row.op == "=~":
        return row.rhs in model.items
    between = row.op == "~~" and row.lhs != row.rhs
    return between or (row.op == "~1" and row.lhs in model.items and model.groups > 1)


def _scores(fit: OrderedFit, model: Model, places: Sequence[int]) -> list[tuple[float, float] | None]:
    """Statistic and expected change of these rows of the table; None where nothing is left to free."""
    weighted, chosen = fit.weighted(), np.array(places, dtype=np.int64)
    size = weighted.deltas[0].shape[1]
    group_of = np.array([model.table[place].group for place in places])
    slope, own, mixed = np.zeros(len(places)), np.zeros(len(places)), np.zeros((len(places), size))
    follow = _scales_that_follow(fit, model, chosen)
    parts = zip(weighted.samples, weighted.weights, weighted.deltas, strict=True)
    for group, (sample, weight, delta) in enumerate(parts):
        rows, columns = jacobian_of_rows(model, fit.x, group)
        order, here = np.argsort(rows), np.flatnonzero(group_of == group)
        moved = np.zeros((len(weight), len(places)))
        moved[:, here] = columns[:, order[np.searchsorted(rows[order], chosen[here])]]
        if follow is not None:
            moved += jacobian(fit.model, fit.x)[group] @ follow
        apart = sample.estimates - fit.model.moments(fit.x)[group]
        share = sample.respondents / fit.respondents
        # As in the discrepancy, the slope counts n - 1 respondents.
        slope += (sample.respondents - 1) / fit.respondents * (moved.T @ (weight * apart))
        own += share * (weight @ moved**2)
        mixed += share * (moved.T @ weighted_by(weight, delta))
    left = own - (mixed * np.linalg.solve(weighted.bread(), mixed.T).T).sum(axis=1)
    known = left > _LITTLE * np.maximum(own, 1e-12)
    return [
        (fit.respondents * float(g**2 / v), float(g / v)) if good else None
        for g, v, good in zip(slope, left, known, strict=True)
    ]


def _scales_that_follow(fit: OrderedFit, model: Model, chosen: Integers) -> Floats | None:
    """How the free parameters move along with each row: with equal residual variances its scales do."""
    narrow = narrowing(fit.model)
    if narrow is None:
        return None
    values = model.values(fit.x).astype(np.complex128)
    found = np.zeros((fit.model.free, len(chosen)))
    for at, place in enumerate(chosen):
        group, moved = model.table[place].group, values.copy()
        moved[place] += 1j * _STEP
        common = np.diag(model.matrices_of(moved, group).sigma).imag / _STEP
        side = (narrow.groups == group) - 1.0 * (group == 0)
        found[narrow.places, at] = -(fit.x[narrow.places] ** 3) / 2 * side * common[narrow.items]
    return found
