"""Measurement invariance over waves of the same people: does a questionnaire still measure the same?"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.confirmatory import Estimator, fit_samples
from rondom.analysis.factor_models.difference import difference_test
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.invariance import CONTINUOUS, CutOff, Invariance, Step, walk
from rondom.analysis.factor_models.labels import Labels
from rondom.analysis.factor_models.model import specify
from rondom.analysis.factor_models.modification import score_tests
from rondom.analysis.factor_models.samples import Missing, samples_of
from rondom.analysis.factor_models.syntax import ModelSyntaxError, Term, read_syntax
from rondom.analysis.factor_models.table import Design


def longitudinal_invariance(
    model: str,
    waves: Sequence[Floats],
    *,
    items: Sequence[str] = (),
    cluster: Labels | None = None,
    estimator: Estimator = "ML",
    missing: Missing = "fiml",
    partial: Sequence[str] = (),
    steps: Sequence[Step] = CONTINUOUS,
    cut_off: CutOff | None = None,
) -> Invariance:
    """The steps of ``invariance`` over waves. ``model`` is that of one wave.

    ``waves`` holds the scores of every wave (respondents x items, NaN is no answer): the same respondents in
    the same rows, the same columns. Someone who missed a wave is a row of NaN there. Items keep what is their
    own over the waves: their residuals correlate. Names get ``.1``, ``.2``, ... for the wave. Otherwise as
    ``invariance``. Source: docs/methods/invariance.md.
    """
    if len(waves) < 2 or len({wave.shape for wave in waves}) > 1:
        raise TooFewData("Geef ten minste twee metingen, elk met dezelfde respondenten en dezelfde items.")
    columns = list(items) or [f"x{at + 1}" for at in range(waves[0].shape[1])]
    wide_names = [f"{name}.{wave + 1}" for wave in range(len(waves)) for name in columns]
    wide_model = longitudinal_syntax(model, len(waves))
    used = Design(read_syntax(wide_model)).items
    samples = samples_of(np.hstack(waves), used, items=wide_names, cluster=cluster, missing=missing)

    def fit(step: Step) -> Fit:
        text = longitudinal_syntax(model, len(waves), equal=step.equal, partial=partial)
        specified = specify(text, means=True)
        return fit_samples(specified, samples, estimator=estimator, missing=missing)

    return walk(
        steps,
        fit,
        compare=difference_test,
        candidates=score_tests,
        partial=partial,
        cut_off=cut_off,
        waves=True,
    )


def longitudinal_syntax(
    model: str, waves: int, *, equal: Sequence[str] = (), partial: Sequence[str] = ()
) -> str:
    """The model of all waves together, in lavaan's syntax.

    ``equal`` and ``partial`` as for groups: loadings, intercepts and residuals get one label over the waves.
    Factor means are free from the second wave once intercepts are equal.
    """
    design = Design(read_syntax(model))
    _require_plain(design.syntax.terms)
    exceptions = {name.replace(" ", "") for name in partial}
    lines = [line for wave in range(1, waves + 1) for line in _wave(design, wave, set(equal), exceptions)]
    for item in design.items:
        lines += [f"{item}.{one} ~~ {item}.{other}" for one, other in combinations(range(1, waves + 1), 2)]
    return "\n".join(lines) + "\n"


def _wave(design: Design, wave: int, equal: set[str], exceptions: set[str]) -> list[str]:
    markers = {(factor, design.indicators(factor)[0]) for factor in design.factors}
    lines = []
    for term in design.syntax.terms:
        name = f"{term.lhs}{term.op}{term.rhs}"
        fixed = _fixed(term)
        marked = fixed == "" and (term.lhs, term.rhs) in markers
        if term.op == "=~" and "loadings" in equal and name not in exceptions and not fixed and not marked:
            fixed = f"{term.lhs}.{term.rhs}*"
        rhs = "1" if term.op == "~1" else f"{term.rhs}.{wave}"
        lines.append(f"{term.lhs}.{wave} {'~' if term.op == '~1' else term.op} {fixed}{rhs}")
    for item in design.items:
        if "intercepts" in equal and f"{item}~1" not in exceptions:
            lines.append(f"{item}.{wave} ~ {item}.nu*1")
        if "residuals" in equal and f"{item}~~{item}" not in exceptions:
            lines.append(f"{item}.{wave} ~~ {item}.theta*{item}.{wave}")
    if "intercepts" in equal and wave > 1:
        lower = {name for factor in design.factors for name in design.indicators(factor)}
        lines += [f"{factor}.{wave} ~ NA*1" for factor in design.factors if factor not in lower]
    return lines


def _fixed(term: Term) -> str:
    modifier = term.modifier(0)
    if modifier.free:
        return "NA*"
    return "" if modifier.fixed is None else f"{modifier.fixed!r}*"


def _require_plain(terms: Sequence[Term]) -> None:
    for term in terms:
        if len(term.modifiers) > 1 or term.modifier(0).label or term.op not in ("=~", "~~"):
            raise ModelSyntaxError(
                f"Regel {term.line} van het model: bij herhaalde metingen alleen =~ en ~~, zonder labels."
            )
