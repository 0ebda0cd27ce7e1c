"""The parameter table of a factor model: one row per parameter per group, as lavaan makes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rondom.analysis.factor_models.syntax import Modifier, Syntax, Term

Equal = Literal[
    "loadings",
    "intercepts",
    "thresholds",
    "residuals",
    "residual.covariances",
    "lv.variances",
    "lv.covariances",
    "means",
]
EQUAL: tuple[Equal, ...] = (
    "loadings",
    "intercepts",
    "thresholds",
    "residuals",
    "residual.covariances",
    "lv.variances",
    "lv.covariances",
    "means",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row: ``lhs op rhs`` in one group (counted from 0).

    ``free`` is the place in the vector of free parameters, -1 when fixed; parameters that are set equal
    share their place. ``fixed`` is the value when fixed. In an ordered model the variance of an item is
    neither: it follows from the others (delta parameterisation) and ``derived`` is True.
    """

    lhs: str
    op: str
    rhs: str
    group: int
    free: int = -1
    fixed: float | None = None
    label: str = ""
    start: float | None = None
    user: bool = False
    derived: bool = False

    @property
    def name(self) -> str:
        """As lavaan writes it: ``S=~x1``, ``x1~1``."""
        return f"{self.lhs}{self.op}{self.rhs}"


@dataclass(frozen=True, slots=True)
class Design:
    """All that decides which parameters there are, and which of them are free or equal.

    ``points`` gives the number of categories per item for an ordered model, 0 for a continuous item among
    ordered ones, and is empty otherwise.
    ``equal`` names kinds of parameters that are equal in all groups; ``partial`` the exceptions, as
    lavaan's group.partial: ``("S=~x2", "x3~1")``. ``means`` adds intercepts and factor means.
    """

    syntax: Syntax
    groups: int = 1
    points: tuple[int, ...] = ()
    equal: tuple[Equal, ...] = ()
    partial: tuple[str, ...] = ()
    std_lv: bool = False
    orthogonal: bool = False
    means: bool = False

    @property
    def factors(self) -> tuple[str, ...]:
        """Latent variables, in the order in which they are defined."""
        return tuple(dict.fromkeys(term.lhs for term in self.syntax.terms if term.op == "=~"))

    @property
    def items(self) -> tuple[str, ...]:
        """Observed variables, in the order in which they appear."""
        factors = set(self.factors)
        named = (term.rhs for term in self.syntax.terms if term.op == "=~" and term.rhs not in factors)
        return tuple(dict.fromkeys(named))

    def indicators(self, factor: str) -> tuple[str, ...]:
        """What loads on this factor: items, or factors of a lower order."""
        return tuple(term.rhs for term in self.syntax.terms if term.op == "=~" and term.lhs == factor)

    @property
    def exceptions(self) -> set[str]:
        """``partial`` without spaces."""
        return {name.replace(" ", "") for name in self.partial}

    @property
    def ordered(self) -> bool:
        """Whether items are ordered categories."""
        return bool(self.points)

    @property
    def continuous(self) -> tuple[str, ...]:
        """The continuous items among ordered ones."""
        return tuple(item for item, points in zip(self.items, self.points, strict=False) if not points)


def parameter_table(design: Design) -> tuple[Parameter, ...]:
    """All rows, group after group, in lavaan's order. Check the design first (``require_possible``)."""
    rows = [row for group in range(design.groups) for row in group_rows(design, group)]
    return _numbered(design, rows)


def kind(row: Parameter, factors: Sequence[str]) -> Equal | None:
    """Which of the kinds that can be set equal this row is; None for scaling factors."""
    latent = row.lhs in factors
    if row.op == "=~":
        return "loadings"
    if row.op == "|":
        return "thresholds"
    if row.op == "~1":
        return "means" if latent else "intercepts"
    if row.op == "~*~":
        return None
    if row.lhs == row.rhs:
        return "lv.variances" if latent else "residuals"
    return "lv.covariances" if latent else "residual.covariances"


def group_rows(design: Design, group: int) -> Iterator[Parameter]:
    """Rows of one group: first as they were written, then those that lavaan adds; not numbered yet."""
    terms = design.syntax.terms
    markers = set() if design.std_lv else _markers(design)
    written = set()
    for term in terms:
        written |= {(term.lhs, term.op, term.rhs), (term.rhs, term.op, term.lhs)}
        modifier = term.modifier(group)
        yield _written_row(term, modifier, group, marker=(term.lhs, term.rhs) in markers)
    for row in _automatic_rows(design, group):
        if (row.lhs, row.op, row.rhs) not in written:
            yield row


def _written_row(term: Term, modifier: Modifier, group: int, *, marker: bool) -> Parameter:
    fixed = modifier.fixed
    if marker and fixed is None and not modifier.free and modifier.start is None:
        fixed = 1.0
    row = Parameter(term.lhs, term.op, term.rhs, group, fixed=None if modifier.free else fixed, user=True)
    return replace(row, label=modifier.label, start=modifier.start)


def _markers(design: Design) -> set[tuple[str, str]]:
    """The first indicator of each factor: its loading is 1 unless the model says otherwise."""
    first: dict[str, str] = {}
    for term in design.syntax.terms:
        if term.op == "=~":
            first.setdefault(term.lhs, term.rhs)
    return set(first.items())


def _automatic_rows(design: Design, group: int) -> Iterator[Parameter]:
    items, factors, equal = design.items, design.factors, design.equal
    ordered, later, continuous = design.ordered, group > 0, design.continuous
    if ordered:
        for item, points in zip(items, design.points, strict=True):
            for at in range(1, points):
                yield Parameter(item, "|", f"t{at}", group)
    for item in items:
        yield Parameter(item, "~~", item, group, derived=ordered and item not in continuous)
    for factor in factors:
        fixed = 1.0 if design.std_lv and not (later and "loadings" in equal) else None
        yield Parameter(factor, "~~", factor, group, fixed=fixed)
    yield from _factor_covariances(design, group)
    if ordered:
        scale = None if later and "thresholds" in equal else 1.0
        for item in items:
            if item not in continuous:
                yield Parameter(item, "~*~", item, group, fixed=scale)
    if ordered or design.means:
        for item in items:
            yield Parameter(item, "~1", "", group, fixed=0.0 if ordered and item not in continuous else None)
        anchor = "thresholds" if ordered else "intercepts"
        moves = later and anchor in equal and "means" not in equal
        for factor in factors:
            yield Parameter(factor, "~1", "", group, fixed=None if moves else 0.0)


def _factor_covariances(design: Design, group: int) -> Iterator[Parameter]:
    """Between factors that are not themselves indicators of a factor."""
    indicators = {term.rhs for term in design.syntax.terms if term.op == "=~"}
    outer = [factor for factor in design.factors if factor not in indicators]
    fixed = 0.0 if design.orthogonal else None
    for at, factor in enumerate(outer):
        for other in outer[at + 1 :]:
            yield Parameter(factor, "~~", other, group, fixed=fixed)


def _numbered(design: Design, rows: list[Parameter]) -> tuple[Parameter, ...]:
    """Give free rows their place; rows with one key share it, or share the value that one of them has."""
    keys = [_key(design, row) for row in rows]
    keyed = list(zip(keys, rows, strict=True))
    values = {key: row.fixed for key, row in keyed if row.fixed is not None and row.label}
    places: dict[tuple[object, ...], int] = {}
    found = []
    for key, row in keyed:
        if row.fixed is None and key in values:
            row = replace(row, fixed=values[key])
        if row.fixed is None and not row.derived:
            row = replace(row, free=places.setdefault(key, len(places)))
        found.append(row)
    return tuple(found)


def _key(design: Design, row: Parameter) -> tuple[object, ...]:
    if row.label:
        return (_representative(design.syntax, row.label),)
    everywhere = design.groups > 1 and kind(row, design.factors) in design.equal
    if everywhere and not {row.name, f"{row.rhs}{row.op}{row.lhs}"} & design.exceptions:
        return (row.lhs, row.op, row.rhs)
    return (row.lhs, row.op, row.rhs, row.group)


def _representative(syntax: Syntax, label: str) -> str:
    """The label that stands for all labels made equal to this one."""
    alike = {label}
    for _ in syntax.equal_labels:
        for pair in syntax.equal_labels:
            if alike & set(pair):
                alike |= set(pair)
    return min(alike)
