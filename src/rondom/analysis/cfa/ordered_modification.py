"""Modification indices of ordered models: how much the plain statistic would fall when a row were free.

With g the slope of the discrepancy to the row and E the Gauss-Newton information, the index is
n g^2 / (E22 - E21 E11^-1 E12), and g divided by the same is the expected change of the parameter. Source:
Sörbom (1989), Psychometrika 54, 371-384.
"""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.cfa.chi_square import tail
from rondom.analysis.cfa.jacobian import jacobian, jacobian_of_rows
from rondom.analysis.cfa.least_squares import weighted_by
from rondom.analysis.cfa.model import Model
from rondom.analysis.cfa.ordered import OrderedFit
from rondom.analysis.cfa.table import Parameter
from rondom.analysis.estimates import Floats, Integers

_LITTLE = 1e-6  # share of its information that a row must add to the others: with less it asks nothing new


@dataclass(frozen=True, slots=True)
class OrderedModification:
    """One row that is fixed, absent, or (``equal``) shared with another group, and what freeing it would do.

    ``mi`` is in units of the plain chi-square, uncorrected: use ``p`` to order, not to decide. ``epc`` is the
    expected change, ``sepc_all`` the same standardised (lavaan's sepc.all).
    """

    lhs: str
    op: str
    rhs: str
    group: int
    equal: bool
    mi: float
    p: float
    epc: float
    sepc_all: float


def ordered_modifications(fit: OrderedFit) -> tuple[OrderedModification, ...]:
    """Of cross-loadings, residual covariances, fixed intercepts and rows that groups share; largest first."""
    model = _extended(fit.model)
    places = _asked(model)
    n = fit.respondents
    slope, own, mixed, bread = _information(fit, model, places)
    rest = own - (mixed * np.linalg.solve(bread, mixed.T).T).sum(axis=1)
    found = []
    for at, place in enumerate(places):
        if rest[at] <= _LITTLE * max(own[at], 1e-12):
            continue
        row, epc = model.table[place], float(slope[at] / rest[at])
        mi = n * float(slope[at]) * epc
        unit = _unit(fit, row)
        found.append(
            OrderedModification(
                row.lhs, row.op, row.rhs, row.group, row.free >= 0, mi, tail(mi, 1), epc, epc * unit
            )
        )
    return tuple(sorted(found, key=lambda one: -one.mi))


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


def _asked(model: Model) -> Integers:
    """Rows whose release means something: not thresholds, scales, factor means or items' own variances."""
    shared = np.bincount(model.places[model.places >= 0], minlength=model.free) > 1
    asked = []
    for at, row in enumerate(model.table):
        covariance = row.op == "~~" and row.lhs != row.rhs and row.lhs in model.items
        intercept = row.op == "~1" and row.lhs in model.items and model.groups > 1
        loading = row.op == "=~" and row.rhs in model.items
        between = row.free >= 0 and shared[row.free] and row.op in ("=~", "|")
        if between or (row.free < 0 and (covariance or intercept or loading)):
            asked.append(at)
    return np.array(asked, dtype=np.int64)


def _information(fit: OrderedFit, model: Model, places: Integers) -> tuple[Floats, Floats, Floats, Floats]:
    """Per asked row its slope, its information, and that shared with the free parameters; and theirs."""
    size = fit.model.free
    slope, own, mixed = np.zeros(len(places)), np.zeros(len(places)), np.zeros((len(places), size))
    bread = np.zeros((size, size))
    parts = zip(fit.ordered_samples, fit.weights(), jacobian(fit.model, fit.x), strict=True)
    for group, (sample, weight, delta) in enumerate(parts):
        rows, columns = jacobian_of_rows(model, fit.x, group)
        order = np.argsort(rows)
        here = np.flatnonzero([model.table[place].group == group for place in places])
        chosen = columns[:, order[np.searchsorted(rows[order], places[here])]]
        apart = sample.estimates - fit.model.moments(fit.x)[group]
        share = sample.respondents / fit.respondents
        weighted = weighted_by(weight, delta)
        # As in the discrepancy, the slope counts n - 1 respondents.
        slope[here] = (sample.respondents - 1) / fit.respondents * (chosen.T @ (weight * apart))
        own[here] = share * (weight @ chosen**2)
        mixed[here] = share * (chosen.T @ weighted)
        bread += share * (delta.T @ weighted)
    return slope, own, mixed, bread


def _unit(fit: OrderedFit, row: Parameter) -> float:
    """What turns a change of this row into a standardised one."""
    parts, items = fit.model.matrices(fit.x, row.group), fit.model.items
    if row.op == "|":
        return float(parts.scale[items.index(row.lhs)])
    if row.op == "~1":
        return float(parts.scale[items.index(row.lhs)])
    if row.op == "=~":
        variance = parts.factor_covariances[(fit.model.factors.index(row.lhs),) * 2]
        return float(np.sqrt(max(variance, 0.0)) * parts.scale[items.index(row.rhs)])
    residuals = 1 / parts.scale**2 - np.diag(parts.sigma)
    one, other = (float(residuals[items.index(name)]) for name in (row.lhs, row.rhs))
    return float(1 / np.sqrt(one * other)) if one > 0 and other > 0 else 0.0
