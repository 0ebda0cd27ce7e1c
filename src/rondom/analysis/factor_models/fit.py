"""The result of fitting a factor model, whatever the estimator."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats, Interval
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.model import Matrices, Model
from rondom.analysis.factor_models.residuals import GroupMoments, Residuals, residuals_of
from rondom.analysis.factor_models.samples import Sample
from rondom.analysis.quantiles import normal_quantile, require_level

Verdict = Literal["proper", "improper", "not testable"]
"""Improper: a negative variance or an impossible correlation (Heywood case); no fit verdict is due then. Not
testable: no degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One row of the table with its value. ``free`` False: fixed, with no standard error (None)."""

    lhs: str
    op: str
    rhs: str
    group: int
    label: str
    value: float
    free: bool
    se: float | None = None
    z: float | None = None
    p: float | None = None
    interval: Interval | None = None

    @property
    def name(self) -> str:
        """As lavaan writes it: ``S=~x1``."""
        return f"{self.lhs}{self.op}{self.rhs}"


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted factor model.

    ``x`` are the free parameters and ``covariance`` their sampling covariances. ``moments`` holds observed
    and implied moments per group. ``measures`` has lavaan's names; None stands for what is not defined. ``n``
    are the respondents who took part, per group; ``asked`` all who were there.
    """

    model: Model
    estimator: str
    missing: str
    group_labels: tuple[str, ...]
    n: tuple[int, ...]
    asked: tuple[int, ...]
    x: Floats
    covariance: Floats
    moments: tuple[GroupMoments, ...]
    test: ChiSquare
    baseline: ChiSquare
    measures: Mapping[str, float | None]
    iterations: int
    samples: tuple[Sample, ...] = field(repr=False)
    warnings: tuple[str, ...] = ()
    improper: tuple[str, ...] = ()
    """Names of parameters with impossible values."""

    @property
    def respondents(self) -> int:
        """All who took part."""
        return sum(self.n)

    @property
    def verdict(self) -> Verdict:
        """Whether fit may be spoken of at all. Whether it is good is for the measures to say."""
        if self.improper:
            return "improper"
        return "proper" if self.test.df > 0 else "not testable"

    def matrices(self, group: int = 0) -> Matrices:
        """Loadings, factor covariances and so on of one group, at the estimates."""
        return self.model.matrices(self.x, group)

    def residuals(self, group: int = 0) -> Residuals:
        """What the model leaves unexplained in one group."""
        return residuals_of(self.model.items, self.moments[group])

    def estimates(self, *, level: float = 0.95) -> tuple[Estimate, ...]:
        """Every row of the table with standard error, z, two-sided p and interval."""
        values = self.model.values(self.x)
        errors = np.sqrt(np.maximum(np.diag(self.covariance), 0.0))
        found = []
        for row, value in zip(self.model.table, values, strict=True):
            bare = Estimate(row.lhs, row.op, row.rhs, row.group, row.label, float(value), free=row.free >= 0)
            found.append(with_error(bare, float(errors[row.free]), level) if row.free >= 0 else bare)
        return tuple(found)


def with_error(bare: Estimate, se: float, level: float) -> Estimate:
    """The estimate with what follows from its standard error: z, p and interval."""
    if not se > 0:
        return bare
    z = bare.value / se
    apart = normal_quantile((1 + require_level(level)) / 2) * se
    interval = Interval(bare.value - apart, bare.value + apart, level, "Wald")
    return replace(bare, se=se, z=z, p=two_sided(z), interval=interval)


def two_sided(z: float) -> float:
    """The chance of a z at least this far from zero, either way."""
    from scipy.special import erfc

    return float(erfc(abs(z) / sqrt(2)))


def require_likelihood(fit: Fit) -> None:
    """Raise ValueError for an estimator that does not rest on a likelihood."""
    if fit.estimator not in ("ML", "MLR"):
        raise ValueError(f"Dit is er alleen voor ML en MLR, niet voor {fit.estimator}.")


def improper_parameters(model: Model, x: Floats) -> tuple[str, ...]:
    """Variances below zero and correlations that cannot be (Heywood cases), by name."""
    found = []
    values = model.values(x)
    for row, value in zip(model.table, values, strict=True):
        within = f" (groep {row.group + 1})" if model.groups > 1 else ""
        if row.op == "~~" and row.lhs == row.rhs and value < 0:
            found.append(row.name + within)
    for group in range(model.groups):
        parts = model.matrices(x, group)
        within = f" (groep {group + 1})" if model.groups > 1 else ""
        wrong = _impossible(parts.factor_covariances, model.factors)
        wrong = wrong or _contradiction(parts.factor_covariances, model.factors)
        found += [name + within for name in wrong]
        found += [name + within for name in _impossible(parts.theta, model.items)]
    return tuple(dict.fromkeys(found))


def _contradiction(matrix: Floats, names: tuple[str, ...]) -> list[str]:
    """Whether correlations that are possible two by two are impossible together."""
    variances = np.diag(matrix)
    if len(matrix) < 3 or (variances <= 0).any():
        return []
    deviations = np.sqrt(variances)
    smallest = float(np.linalg.eigvalsh(matrix / np.outer(deviations, deviations))[0])
    return [f"samenhang van {', '.join(names)}"] if smallest < -1e-8 else []


def _impossible(matrix: Floats, names: tuple[str, ...]) -> list[str]:
    variances = np.diag(matrix)
    found = []
    for i in range(len(matrix)):
        for j in range(i):
            bound = variances[i] * variances[j]
            if variances[i] > 0 and variances[j] > 0 and matrix[i, j] ** 2 > bound * (1 + 1e-12):
                found.append(f"{names[j]}~~{names[i]}")
    return found
