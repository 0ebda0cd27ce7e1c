"""Refuse models that can be read but cannot be: unknown names, wrong numbers of groups, lost thresholds."""

from rondom.analysis.factor_models.syntax import ModelSyntaxError, Term
from rondom.analysis.factor_models.table import EQUAL, Design, group_rows


def require_possible(design: Design) -> None:
    """Raise ModelSyntaxError, naming the line, or ValueError for what the model cannot have."""
    items, factors = design.items, design.factors
    known = set(items) | set(factors)
    for term in design.syntax.terms:
        rhs = () if term.op in ("~1", "|") else (term.rhs,)
        for name in (term.lhs, *rhs):
            if name not in known:
                raise ModelSyntaxError(
                    f"Regel {term.line} van het model: {name} hoort bij geen factor. "
                    f"Zet {name} eerst achter =~ of haal de regel weg."
                )
        if len(term.modifiers) not in (1, design.groups):
            raise ModelSyntaxError(
                f"Regel {term.line} van het model: c(...) noemt {len(term.modifiers)} groepen, "
                f"de gegevens hebben er {design.groups}."
            )
        if term.op in ("|", "~*~") and not design.ordered:
            raise ModelSyntaxError(
                f"Regel {term.line} van het model: drempels en schaalfactoren bestaan alleen bij "
                "geordende items. Noem de items in ordered."
            )
        if term.op == "~~" and (term.lhs in factors) != (term.rhs in factors):
            raise ModelSyntaxError(
                f"Regel {term.line} van het model: een factor en een item kunnen niet samenhangen via ~~."
            )
        if term.op in ("|", "~*~") and term.lhs in design.continuous:
            raise ModelSyntaxError(
                f"Regel {term.line} van het model: {term.lhs} is continu en heeft geen drempels of "
                "schaalfactor. Haal de regel weg of noem het item in ordered."
            )
        if design.ordered and term.lhs not in design.continuous:
            _require_ordered_term(design, term)
    _require_hierarchy(design)
    _require_labels(design)
    _require_sensible_equality(design)


def _require_hierarchy(design: Design) -> None:
    """No factor is, by way of its factors, an indicator of itself."""
    for term in design.syntax.terms:
        below, reached = [term.rhs], set[str]()
        while below and term.op == "=~":
            name = below.pop()
            if name == term.lhs:
                raise ModelSyntaxError(
                    f"Regel {term.line} van het model: {name} laadt zo op zichzelf. Haal {term.rhs} daar weg."
                )
            if name not in reached:
                reached.add(name)
                below += design.indicators(name)


def _require_labels(design: Design) -> None:
    """Labels on both sides of == are in the model: a slip of the pen would ask nothing."""
    there = {modifier.label for term in design.syntax.terms for modifier in term.modifiers}
    for one, other in design.syntax.equal_labels:
        for label in (one, other):
            if label not in there:
                raise ModelSyntaxError(
                    f"Het model noemt {one} == {other}, maar label {label} staat bij geen parameter. "
                    f"Schrijf het voor een parameter, zoals {label}*x1."
                )


def _require_ordered_term(design: Design, term: Term) -> None:
    items = design.items
    if term.op == "~~" and term.lhs == term.rhs and term.lhs in items:
        raise ModelSyntaxError(
            f"Regel {term.line} van het model: de restvariantie van een geordend item volgt uit de rest. "
            "Haal deze regel weg."
        )
    if term.op == "|" and int(term.rhs[1:]) >= design.points[items.index(term.lhs)]:
        raise ModelSyntaxError(
            f"Regel {term.line} van het model: {term.lhs} heeft "
            f"{design.points[items.index(term.lhs)]} categorieën en dus geen drempel {term.rhs}."
        )


def _require_sensible_equality(design: Design) -> None:
    for wanted in design.equal:
        if wanted not in EQUAL:
            raise ValueError(f"equal kent {wanted} niet. Kies uit: {', '.join(EQUAL)}.")
    if design.partial:
        rows = list(group_rows(design, 0))
        known = {row.name for row in rows} | {f"{row.rhs}{row.op}{row.lhs}" for row in rows}
        for name in sorted(design.exceptions - known):
            raise ValueError(f"partial noemt {name}, maar die parameter heeft het model niet.")
