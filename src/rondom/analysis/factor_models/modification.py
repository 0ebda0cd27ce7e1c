"""Score tests: what would improve if a fixed parameter, or an equality between groups, were let go.

With g the gradient and I the information per respondent, of a candidate (c) and the free parameters (f):

    V = I_cc - I_cf I_ff^-1 I_fc,   mi = n g^2 / V,   epc = -g / V

mi follows a chi-square distribution with one degree of freedom when the model is true; epc is the value that
the parameter would take. Lagrange multiplier tests (Sörbom 1989).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.chi_square import tail
from rondom.analysis.factor_models.fit import Fit, require_likelihood
from rondom.analysis.factor_models.likelihood import evaluate
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.standardised import standardising_factors
from rondom.analysis.factor_models.table import Parameter

_Score = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Modification:
    """A parameter that is not in the model, or is fixed in it. ``sepc_all`` is ``epc`` standardised."""

    lhs: str
    op: str
    rhs: str
    group: int
    mi: float
    p: float
    epc: float
    sepc_lv: float
    sepc_all: float

    @property
    def name(self) -> str:
        """As lavaan writes it."""
        return f"{self.lhs}{self.op}{self.rhs}"


@dataclass(frozen=True, slots=True)
class Release:
    """One parameter, let go from the equality with others, most often those of other groups."""

    lhs: str
    op: str
    rhs: str
    group: int
    statistic: float
    p: float
    epc: float
    """How far this parameter would move from the shared value."""

    @property
    def name(self) -> str:
        """As ``partial`` wants it."""
        return f"{self.lhs}{self.op}{self.rhs}"


def modification_indices(fit: Fit) -> tuple[Modification, ...]:
    """Of every loading and covariance that is not free, largest first. For ML, MLR and FIML.

    Those that are not identified beside the free parameters are left out. They answer where a model falls
    short; whether an addition makes sense is for people to say, and then for new data.
    """
    model = fit.model
    candidates = [*_fixed(model), *_absent(model)]
    start = np.array([row.fixed or 0.0 for row in candidates])
    extended, x = _extended(fit, candidates, start)
    by_lv, by_all = (
        standardising_factors(extended, x, "std.lv"),
        standardising_factors(extended, x, "std.all"),
    )
    scores = _scores(fit, extended, x, candidates)
    offset = len(extended.table) - len(candidates)
    found = [
        Modification(
            *(row.lhs, row.op, row.rhs, row.group),
            *(mi, tail(mi, 1), epc, epc * float(by_lv[at]), epc * float(by_all[at])),
        )
        for at, (row, score) in enumerate(zip(candidates, scores, strict=True), start=offset)
        if score is not None
        for mi, epc in [score]
    ]
    return tuple(sorted(found, key=lambda one: -one.mi))


def score_tests(fit: Fit) -> tuple[Release, ...]:
    """Of every equality, let go for one parameter at a time, largest first (lavTestScore).

    Of two parameters that are equal the statistic is the same; only the second is given.
    """
    model = fit.model
    seen: set[int] = set()
    shared = []
    for row in model.table:
        if row.free in seen:
            shared.append(row)
        elif row.free >= 0:
            seen.add(row.free)
    start = np.array([fit.x[row.free] for row in shared])
    extended, x = _extended(fit, shared, start)
    scores = _scores(fit, extended, x, shared)
    found = [
        Release(row.lhs, row.op, row.rhs, row.group, score[0], tail(score[0], 1), score[1])
        for row, score in zip(shared, scores, strict=True)
        if score is not None
    ]
    return tuple(sorted(found, key=lambda one: -one.statistic))


def _extended(fit: Fit, candidates: Sequence[Parameter], start: Floats) -> tuple[Model, Floats]:
    """The model with the candidates free, at the values that they have in the fit; they come last."""
    model = fit.model
    named = {(row.lhs, row.op, row.rhs, row.group) for row in candidates}
    kept = [row for row in model.table if (row.lhs, row.op, row.rhs, row.group) not in named]
    freed = [replace(row, free=model.free + at, fixed=None) for at, row in enumerate(candidates)]
    return Model(model.design, (*kept, *freed)), np.concatenate([fit.x, start])


def _scores(fit: Fit, extended: Model, x: Floats, candidates: Sequence[Parameter]) -> list[_Score | None]:
    """Of each candidate; None when it is not identified beside the free parameters."""
    require_likelihood(fit)
    at = evaluate(extended, fit.samples, x)
    size = fit.model.free
    # A shared parameter moves all rows that share it, also those that have a place of their own here.
    together = np.eye(extended.free, size)
    for place, row in enumerate(candidates, start=size):
        if row.free >= 0:
            together[place, row.free] = 1.0
    mixed = together.T @ at.hessian
    explained = np.linalg.solve(mixed @ together, mixed)
    found: list[_Score | None] = []
    for place in range(size, extended.free):
        own = at.hessian[place, place]
        left = float(own - mixed[:, place] @ explained[:, place])
        slope = float(at.gradient[place])
        known = left > 1e-8 * own
        found.append((fit.respondents * slope**2 / left, -slope / left) if known else None)
    return found


def _fixed(model: Model) -> list[Parameter]:
    """Loadings and covariances that stand in the table with a fixed value."""
    rows = (row for row in model.table if row.free < 0 and not row.derived)
    return [row for row in rows if row.op == "=~" or (row.op == "~~" and row.lhs != row.rhs)]


def _absent(model: Model) -> list[Parameter]:
    """Loadings on other factors, covariances of items and of factors that the table does not have."""
    written = {(row.lhs, row.op, row.rhs) for row in model.table}
    pairs = [
        (one, "~~", other) for names in (model.items, model.factors) for one, other in combinations(names, 2)
    ]
    loadings = [(factor, "=~", item) for factor in model.factors for item in model.items]
    absent = [
        (lhs, op, rhs)
        for lhs, op, rhs in [*loadings, *pairs]
        if (lhs, op, rhs) not in written and (rhs, op, lhs) not in written
    ]
    return [Parameter(*one, group=group, fixed=0.0) for group in range(model.groups) for one in absent]
