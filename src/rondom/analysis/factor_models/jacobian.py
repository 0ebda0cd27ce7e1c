"""Derivatives of the implied moments to the parameters.

Every derivative of Sigma is a symmetrised product c (u v' + v u') and every derivative of mu is s u, with u
and v columns of the basis U = [I, L, M]: for Lambda_ij e_i and m_j, for Beta_ij l_i and m_j, for Psi_ij l_i
and l_j, for Theta_ij e_i and e_j. Nothing else is needed for Jacobian, gradient or information.
"""

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.cells import Cells
from rondom.analysis.factor_models.model import Matrices, Model, Numbers


def jacobian(model: Model, x: Floats) -> tuple[Floats, ...]:
    """Delta per group: moments (in the order of ``Model.moments``) x free parameters."""
    return tuple(_of_free(model, *jacobian_of_rows(model, x, group)) for group in range(model.groups))


def jacobian_of_rows(model: Model, x: Floats, group: int) -> tuple[Integers, Floats]:
    """Rows of the table in this group, also the fixed ones, and the derivatives of the moments to each.

    Also a fixed parameter has a derivative: modification indices and score tests live on it.
    """
    cells, parts = model.cells[group], model.matrices(x, group)
    column, row = model.pairs
    u, v = parts.basis[:, cells.u], parts.basis[:, cells.v]
    products = cells.c * (u[row] * v[column] + v[row] * u[column])
    means = u * mean_coefficients(cells, parts)
    if model.ordered:
        return _ordered(model, group, parts, means, products)
    return cells.rows, np.vstack([means, products]) if model.means else products


def mean_coefficients(cells: Cells, parts: Matrices) -> Numbers:
    """s of every row: a factor's mean for its loadings, 1 for intercepts and means, 0 for the others."""
    return np.concatenate([parts.factor_means, [0.0, 1.0]])[cells.s]


def _ordered(
    model: Model, group: int, parts: Matrices, means: Floats, products: Floats
) -> tuple[Integers, Floats]:
    """Thresholds d (tau - mu) and correlations d_i d_j Sigma_ij, to the matrices, to tau and to d."""
    cells, (column, row) = model.cells[group], model.pairs
    tau, scale, item = cells.places["tau"], cells.places["scale"], model.threshold_items(group)
    d = parts.scale
    to_scale = (parts.tau - parts.mu[item])[:, None] * (item[:, None] == scale.i)
    to_tau = np.diag(d[item])[:, model.is_cut(item)]
    thresholds = np.hstack([-d[item, None] * means[item], to_tau, to_scale])
    own = (row[:, None] == scale.i) * d[column, None] + (column[:, None] == scale.i) * d[row, None]
    correlations = np.hstack(
        [
            (d[row] * d[column])[:, None] * products,
            np.zeros((len(row), to_tau.shape[1])),
            own * parts.sigma[row, column][:, None],
        ]
    )
    ordered_tau = tau.rows[np.lexsort((tau.j, tau.i))]
    return np.concatenate([cells.rows, ordered_tau, scale.rows]), np.vstack([thresholds, correlations])


def _of_free(model: Model, rows: Integers, derivatives: Floats) -> Floats:
    """Columns of parameters that are equal are added up; fixed ones are left out."""
    places = model.places[rows]
    free = places >= 0
    found = np.zeros((model.free, len(derivatives)))
    np.add.at(found, places[free], derivatives.T[free])
    return np.ascontiguousarray(found.T)
