"""Standardised solutions: what loadings would be with all variances 1, and their standard errors."""

from typing import Literal

import numpy as np

from rondom.analysis.estimates import Booleans, Floats, TooFewData
from rondom.analysis.factor_models.fit import Estimate, Fit, with_error
from rondom.analysis.factor_models.model import Matrices, Model, Numbers
from rondom.analysis.factor_models.table import Parameter

Standard = Literal["std.all", "std.lv"]

_STEP = 1e-30


def standardised(fit: Fit, *, by: Standard = "std.all", level: float = 0.95) -> tuple[Estimate, ...]:
    """Every row of the table, standardised; standard errors by the delta method.

    "std.lv" gives factors variance 1, "std.all" items as well, both with the variances that the model
    implies. A value that can be nothing else (a variance of 1) has no standard error. Raises TooFewData when
    a variance to divide by is not positive.
    """
    model = fit.model
    _require_deviations(model, fit.x)
    values = standardised_values(model, fit.x, by=by)
    derivatives = _derivatives(model, fit.x, by)
    variances = ((derivatives @ fit.covariance) * derivatives).sum(axis=1)
    errors = np.sqrt(np.where(variances > 1e-14, variances, 0.0))
    return tuple(
        with_error(
            Estimate(row.lhs, row.op, row.rhs, row.group, row.label, float(value), free=row.free >= 0),
            float(error),
            level,
        )
        for row, value, error in zip(model.table, values, errors, strict=True)
    )


def standardised_values(model: Model, x: Numbers, *, by: Standard = "std.all") -> Numbers:
    """The standardised value of every row of the table."""
    found: Numbers = model.values(x) * standardising_factors(model, x, by)
    return found


def standardising_factors(model: Model, x: Numbers, by: Standard) -> Numbers:
    """What the value of every row of the table is multiplied with."""
    values = model.values(x)
    every = [model.matrices_of(values, group) for group in range(model.groups)]
    places = {name: at for at, name in enumerate(model.items)}
    latent = {name: at for at, name in enumerate(model.factors)}
    latent_responses = np.full(len(model.items), model.ordered)
    latent_responses[model.continuous] = False
    scales = [_Scales(parts, ordered=latent_responses, by=by) for parts in every]
    found: Numbers = np.array([scales[row.group].factor(row, places, latent) for row in model.table])
    return found


class _Scales:
    """Standard deviations of items and factors in one group, and of their residuals.

    ``ordered`` says of each item whether it is.
    """

    def __init__(self, parts: Matrices, *, ordered: Booleans, by: Standard) -> None:
        self.factors = _deviations(parts.factor_covariances)
        self.own = _deviations(parts.psi)
        ones = np.ones(len(parts.theta))
        deviations = np.where(ordered, 1 / parts.scale, _deviations(parts.sigma))
        self.items = deviations if by == "std.all" else ones
        # The residual variances of ordered items are derived: they do not stand in theta.
        derived = np.where(ordered, np.diag(np.diag(1 / parts.scale**2) - parts.sigma), np.diag(parts.theta))
        self.residuals = _roots(derived) if by == "std.all" else ones

    def factor(self, row: Parameter, places: dict[str, int], latent: dict[str, int]) -> complex | float:
        """What the value of this row is multiplied with."""
        if row.op == "=~":
            to = self.factors[latent[row.rhs]] if row.rhs in latent else self.items[places[row.rhs]]
            return _number(self.factors[latent[row.lhs]] / to)
        if row.op == "~~":
            return _number(self._of_covariance(row, places, latent))
        if row.op == "~*~":
            return _number(self.items[places[row.lhs]])
        return _number(
            1 / (self.factors[latent[row.lhs]] if row.lhs in latent else self.items[places[row.lhs]])
        )

    def _of_covariance(self, row: Parameter, places: dict[str, int], latent: dict[str, int]) -> Numbers:
        at = latent if row.lhs in latent else places
        whole, own = (self.factors, self.own) if row.lhs in latent else (self.items, self.residuals)
        deviations = whole if row.lhs == row.rhs else own
        found: Numbers = 1 / (deviations[at[row.lhs]] * deviations[at[row.rhs]])
        return found


def _deviations(covariances: Numbers) -> Numbers:
    """Roots of variances; 1 in place of what has none, and _require_deviations refuses where it matters."""
    return _roots(np.diag(covariances))


def _roots(variances: Numbers) -> Numbers:
    found: Numbers = np.sqrt(np.where(variances.real > 0, variances, 1.0))
    return found


def _require_deviations(model: Model, x: Floats) -> None:
    """Raise TooFewData when a factor, or what an item shares with another, has no positive variance."""
    correlated = {
        name for row in model.table if row.op == "~~" and row.lhs != row.rhs for name in (row.lhs, row.rhs)
    }
    for group in range(model.groups):
        parts = model.matrices(x, group)
        variances = dict(zip(model.items, np.diag(parts.theta), strict=True))
        variances |= dict(zip(model.factors, np.diag(parts.psi), strict=True))
        having = {*model.factors, *(model.design.continuous if model.ordered else model.items)}
        wrong = [name for name in sorted(correlated & having) if variances[name] <= 0]
        whole = np.diag(parts.factor_covariances)
        wrong += [name for name, own in zip(model.factors, whole, strict=True) if own <= 0]
        if wrong:
            raise TooFewData(
                f"Er is geen gestandaardiseerde oplossing: de variantie van {wrong[0]} is niet positief. "
                "Vereenvoudig het model."
            )


def _number(value: Numbers) -> complex | float:
    return complex(value) if np.iscomplexobj(value) else float(value)


def _derivatives(model: Model, x: Floats, by: Standard) -> Floats:
    """Rows of the table x free parameters, by complex steps."""
    found = np.zeros((len(model.table), model.free))
    for place in range(model.free):
        moved = x.astype(np.complex128)
        moved[place] += 1j * _STEP
        found[:, place] = standardised_values(model, moved, by=by).imag / _STEP
    return found
