"""A factor model as matrices, and the moments that it implies.

For one group, with items y and factors eta:

    y = nu + Lambda eta + epsilon,   eta = alpha + Beta eta + zeta,   var(zeta) = Psi,   var(epsilon) = Theta
    A = (I - Beta)^-1,  L = Lambda A,   mu = nu + L alpha,   Sigma = L Psi L' + Theta

Beta holds loadings of factors on factors. For ordered items these are about the latent responses, which
are scaled by d (``~*~``) to variance 1: thresholds d (tau - mu), correlations d_i d_j Sigma_ij. A continuous
item among them has d = 1 and, in place of thresholds, tau = 0: what it adds there is minus its mean, and its
variance is a moment as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Booleans, Floats, Integers
from rondom.analysis.factor_models.cells import Cells, cells_of
from rondom.analysis.factor_models.design_checks import require_possible
from rondom.analysis.factor_models.syntax import read_syntax
from rondom.analysis.factor_models.table import Design, Equal, Parameter, parameter_table

Numbers = NDArray[Any]
"""Real, or complex where a derivative is taken by a complex step."""


@dataclass(frozen=True, eq=False)
class Matrices:
    """One group's matrices at given values: items x factors, factors x factors, items x items, vectors.

    For ordered items the diagonal of ``theta`` is left at zero: it is derived. Continuous items among them
    have their variance there.
    """

    loadings: Numbers
    beta: Numbers
    psi: Numbers
    theta: Numbers
    nu: Numbers
    alpha: Numbers
    scale: Numbers
    tau: Numbers
    """Thresholds, item after item, with 0 for a continuous item."""

    @cached_property
    def inverse(self) -> Numbers:
        """A."""
        found: Numbers = np.linalg.inv(np.eye(len(self.beta)) - self.beta)
        return found

    @cached_property
    def factor_covariances(self) -> Numbers:
        """A Psi A'."""
        found: Numbers = self.inverse @ self.psi @ self.inverse.T
        return found

    @cached_property
    def factor_means(self) -> Numbers:
        """A alpha."""
        found: Numbers = self.inverse @ self.alpha
        return found

    @cached_property
    def common(self) -> Numbers:
        """M = Lambda A Psi A': covariances of items with factors."""
        found: Numbers = self.loadings @ self.factor_covariances
        return found

    @cached_property
    def sigma(self) -> Numbers:
        """Implied covariances of the items; of ordered items, of the latent responses before scaling."""
        found: Numbers = self.common @ self.loadings.T + self.theta
        return found

    @cached_property
    def mu(self) -> Numbers:
        """Implied means."""
        found: Numbers = self.nu + self.loadings @ self.factor_means
        return found

    @cached_property
    def basis(self) -> Numbers:
        """U = [I, L, M]: items x (items + 2 factors). Its columns make up every derivative."""
        return np.hstack([np.eye(len(self.loadings)), self.loadings @ self.inverse, self.common])


@dataclass(frozen=True, eq=False)
class Model:
    """A factor model for some number of groups. Make one with ``specify``."""

    design: Design
    table: tuple[Parameter, ...]

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Observed variables: the order of all moments."""
        return self.design.items

    @cached_property
    def factors(self) -> tuple[str, ...]:
        """Latent variables: the order of Psi."""
        return self.design.factors

    @property
    def groups(self) -> int:
        """Number of groups."""
        return self.design.groups

    @property
    def ordered(self) -> bool:
        """Whether the moments are thresholds and correlations instead of means and covariances."""
        return self.design.ordered

    @cached_property
    def means(self) -> bool:
        """Whether the moments of continuous items begin with their means."""
        return not self.ordered and any(row.op == "~1" for row in self.table)

    @cached_property
    def free(self) -> int:
        """Number of free parameters; equal ones count once."""
        return max((row.free for row in self.table), default=-1) + 1

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the free parameters: the first row in each place, with its group when there are several."""
        found: dict[int, str] = {}
        for row in self.table:
            within = f" (groep {row.group + 1})" if self.groups > 1 else ""
            found.setdefault(row.free, row.name + within)
        return tuple(found[place] for place in range(self.free))

    @cached_property
    def places(self) -> Integers:
        """Per row of the table: its place among the free parameters, -1 when fixed."""
        return np.array([row.free for row in self.table], dtype=np.int64)

    @cached_property
    def cells(self) -> tuple[Cells, ...]:
        """Per group: where the rows of the table stand in the matrices."""
        every = range(self.groups)
        return tuple(cells_of(self.table, self.items, self.factors, group) for group in every)

    @cached_property
    def pairs(self) -> tuple[Integers, Integers]:
        """Columns and rows of the lower triangle, column after column.

        With the diagonal; of ordered items that is not a moment, and that of continuous items among them
        comes first.
        """
        column, row = np.triu_indices(len(self.items), 1 if self.ordered else 0)
        if not self.ordered:
            return column, row
        return np.concatenate([self.continuous, column]), np.concatenate([self.continuous, row])

    @cached_property
    def continuous(self) -> Integers:
        """Places of the continuous items among ordered ones."""
        return np.array([self.items.index(item) for item in self.design.continuous], dtype=np.int64)

    @cached_property
    def moments_per_group(self) -> int:
        """How many moments each group has."""
        p = len(self.items)
        above = (
            sum(max(points - 1, 1) for points in self.design.points) if self.ordered else p * int(self.means)
        )
        return above + len(self.pairs[0])

    def values(self, x: Numbers) -> Numbers:
        """The value of every row of the table; derived residual variances of ordered items included."""
        found = self._fixed.astype(x.dtype)
        free = self.places >= 0
        found[free] = x[self.places[free]]
        if self.ordered:
            residuals = [self._derived(found, group) for group in range(self.groups)]
            for at, row in enumerate(self.table):
                if row.derived:
                    found[at] = residuals[row.group][self.items.index(row.lhs)]
        return found

    def matrices(self, x: Numbers, group: int) -> Matrices:
        """One group's matrices at these values of the free parameters."""
        found = self._fixed.astype(x.dtype)
        free = self.places >= 0
        found[free] = x[self.places[free]]
        return self.matrices_of(found, group)

    def matrices_of(self, values: Numbers, group: int) -> Matrices:
        """One group's matrices from the value of every row of the table."""
        p, m = len(self.items), len(self.factors)
        shapes = {"loadings": (p, m), "beta": (m, m), "psi": (m, m), "theta": (p, p)}
        places = self.cells[group].places
        found: dict[str, Numbers] = {name: np.zeros(shape, values.dtype) for name, shape in shapes.items()}
        for name, matrix in found.items():
            place = places[name]
            matrix[place.i, place.j] = values[place.rows]
            if name in ("psi", "theta"):
                matrix[place.j, place.i] = values[place.rows]
        for name, size, otherwise in (("nu", p, 0.0), ("alpha", m, 0.0), ("scale", p, 1.0)):
            found[name] = np.full(size, otherwise, values.dtype)
            found[name][places[name].i] = values[places[name].rows]
        tau, item = places["tau"], self.threshold_items(group)
        found["tau"] = np.zeros(len(item), values.dtype)
        found["tau"][self.is_cut(item)] = values[tau.rows][np.lexsort((tau.j, tau.i))]
        return Matrices(**found)

    def moments(self, x: Floats) -> tuple[Floats, ...]:
        """Implied moments per group, in lavaan's order.

        Continuous: means (when modelled), then the lower triangle of the covariances with its diagonal,
        column after column. Ordered: thresholds item after item (minus the mean of a continuous item), then
        the variances of continuous items, then the lower triangle of the correlations without diagonal,
        column after column.
        """
        return tuple(self._moments(self.matrices(x, group), group) for group in range(self.groups))

    def threshold_items(self, group: int) -> Integers:
        """Per threshold, in the order of the moments: the place of its item. A continuous item has one."""
        return np.sort(np.concatenate([self.cells[group].places["tau"].i, self.continuous]))

    def is_cut(self, item: Integers) -> Booleans:
        """Of ``threshold_items``: whether it is a threshold and not the place of a mean."""
        return ~np.isin(item, self.continuous)

    def _moments(self, parts: Matrices, group: int) -> Floats:
        column, row = self.pairs
        products = parts.sigma[row, column]
        if not self.ordered:
            return np.concatenate([parts.mu, products]) if self.means else products
        item = self.threshold_items(group)
        thresholds = parts.scale[item] * (parts.tau - parts.mu[item])
        return np.concatenate([thresholds, parts.scale[row] * parts.scale[column] * products])

    def _derived(self, values: Numbers, group: int) -> Numbers:
        parts = self.matrices_of(values, group)
        found: Numbers = 1 / parts.scale**2 - np.diag(parts.sigma)
        return found

    @cached_property
    def _fixed(self) -> Floats:
        return np.array([row.fixed if row.fixed is not None else 0.0 for row in self.table])


def specify(
    text: str,
    *,
    groups: int = 1,
    points: Sequence[int] = (),
    equal: Sequence[Equal] = (),
    partial: Sequence[str] = (),
    std_lv: bool = False,
    orthogonal: bool = False,
    means: bool = False,
) -> Model:
    """A model from lavaan's syntax; see ``Design`` for the choices. ``points`` makes it an ordered model.

    With continuous items among ordered ones equal thresholds and equal intercepts go together. Raises
    ModelSyntaxError, in Dutch with the line, when the model cannot be read.
    """
    syntax = read_syntax(text)
    for name, given in (("equal", equal), ("partial", partial)):
        if isinstance(given, str):
            raise ValueError(f'{name} is een rij van namen: schrijf {name}=["{given}"].')
    if not all(points) and {"thresholds", "intercepts"} & set(equal):
        # Factor means move both, so that they are equal together, as in lavaan.
        equal = tuple(dict.fromkeys((*equal, "thresholds", "intercepts")))
    design = Design(syntax, groups, tuple(points), tuple(equal), tuple(partial), std_lv, orthogonal, means)
    require_possible(design)
    return Model(design, parameter_table(design))
