"""Check us: a fitted model as lavaan syntax, and an R script that runs the analysis again."""

from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.syntax import Term


def lavaan_syntax(model: Model) -> str:
    """The model as it was written, in lavaan's syntax, one statement per line."""
    lines: dict[tuple[str, str], list[str]] = {}
    for term in model.design.syntax.terms:
        lines.setdefault((term.lhs, term.op), []).append(_written(term))
    statements = [
        f"{lhs} {'~' if op == '~1' else op} {' + '.join(right)}" for (lhs, op), right in lines.items()
    ]
    statements += [f"{one} == {other}" for one, other in model.design.syntax.equal_labels]
    return "\n".join(statements) + "\n"


def r_script(
    fit: Fit, *, data: str = "antwoorden.csv", group: str = "groep", cluster: str = "organisatie"
) -> str:
    """An R script for lavaan that reads a CSV of answers (a column per item, empty where missing) and
    prints estimates and fit measures. ``group`` and ``cluster`` are the columns with each respondent's group
    and organisation."""
    design = fit.model.design
    # What is called ULS here has the standard errors and the test of lavaan's ULSM.
    estimator = "ULSM" if fit.estimator == "ULS" and not fit.model.ordered else fit.estimator
    arguments = ["model", "data", f'estimator = "{estimator}"', f'missing = "{fit.missing}"']
    arguments += [f'group = "{group}"'] if design.groups > 1 else []
    clustered = any(sample.clusters is not None for sample in fit.samples)
    arguments += [f'cluster = "{cluster}"'] if clustered else []
    arguments += [f"group.equal = {_vector(design.equal)}"] if design.equal else []
    arguments += [f"group.partial = {_vector(design.partial)}"] if design.partial else []
    arguments += ["std.lv = TRUE"] if design.std_lv else []
    arguments += ["orthogonal = TRUE"] if design.orthogonal else []
    ordered = tuple(item for item in fit.model.items if item not in design.continuous)
    arguments += [f"ordered = {_vector(ordered)}"] if fit.model.ordered else []
    strict = fit.model.ordered and "residuals" in design.equal
    arguments += ['parameterization = "theta"'] if strict else []
    arguments += ["meanstructure = TRUE"] if fit.model.means else []
    called = ",\n  ".join(arguments)
    return (
        "# Dezelfde analyse in R, met lavaan (vergeleken met versie 0.6-14).\n"
        "library(lavaan)\n"
        f'data <- read.csv("{data}")\n'
        f"model <- '\n{lavaan_syntax(fit.model)}'\n"
        f"fit <- cfa({called})\n"
        "print(fitMeasures(fit))\n"
        "print(parameterEstimates(fit, standardized = TRUE))\n"
        f"# Hier gevonden: chisq = {fit.test.statistic!r}, df = {fit.test.df}, n = {fit.respondents}\n"
    )


def _written(term: Term) -> str:
    parts = []
    if any(one.free or one.fixed is not None for one in term.modifiers):
        parts.append(_per_group(["NA" if one.fixed is None else repr(one.fixed) for one in term.modifiers]))
    if any(one.label for one in term.modifiers):
        parts.append(_per_group([f'"{one.label}"' for one in term.modifiers]))
    parts += list(dict.fromkeys(f"start({one.start!r})" for one in term.modifiers if one.start is not None))
    return "*".join([*parts, "1" if term.op == "~1" else term.rhs])


def _per_group(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"c({', '.join(values)})"


def _vector(names: tuple[str, ...]) -> str:
    return "c(" + ", ".join(f'"{name}"' for name in names) + ")"
