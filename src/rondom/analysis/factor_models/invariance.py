"""Measurement invariance: does a questionnaire measure the same, in the same unit, in every group?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rondom.analysis.estimates import NotComputed, TooFewData
from rondom.analysis.factor_models.confirmatory import Estimator, fit_samples
from rondom.analysis.factor_models.difference import Difference, difference_test
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.labels import Labels
from rondom.analysis.factor_models.model import specify
from rondom.analysis.factor_models.modification import Release, score_tests
from rondom.analysis.factor_models.samples import Data, Missing, samples_of
from rondom.analysis.factor_models.syntax import read_syntax
from rondom.analysis.factor_models.table import Design, Equal, kind

MINIMUM_PER_GROUP = 100
"""Fewer respondents in a group make every verdict exploratory (a rule of thumb)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sequence: what is equal in all groups, including all of the step before."""

    name: str
    equal: tuple[Equal, ...]


CONTINUOUS = (
    Step("configural", ()),
    Step("metric", ("loadings",)),
    Step("scalar", ("loadings", "intercepts")),
    Step("strict", ("loadings", "intercepts", "residuals")),
)


@dataclass(frozen=True, slots=True)
class CutOff:
    """From where a step is said not to hold: cfi changes this much, and rmsea or srmr rises this much.

    ``srmr_loadings`` is for equal loadings, ``srmr`` for the steps after. An agreement, not a law.
    """

    cfi: float
    rmsea: float
    srmr_loadings: float
    srmr: float
    source: str


CHEN_LARGE = CutOff(-0.010, 0.015, 0.030, 0.010, "Chen (2007): ruim 300 respondenten, groepen even groot")
CHEN_SMALL = CutOff(-0.005, 0.010, 0.025, 0.005, "Chen (2007): hooguit 300 respondenten of ongelijke groepen")


HU_BENTLER = CutOff(0.95, 0.06, 0.08, 0.08, "Hu en Bentler (1999): srmr, en cfi of rmsea")
"""Of a model by itself: srmr at most this, and cfi at least or rmsea at most this."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fit measure in this step minus that in the step before; ``exceeds`` says whether past the cut-off."""

    measure: str
    change: float
    cut_off: float
    exceeds: bool


@dataclass(frozen=True, slots=True, eq=False)
class StepResult:
    """One step: its fit, and how it differs from the step before (None for the first step).

    ``holds`` is None where that cannot be said; ``reason`` then says why. ``candidates`` are the parameters
    made equal in this step, by what letting them go in one group would gain: for people to judge.
    """

    step: Step
    fit: Fit | None
    difference: Difference | NotComputed | None = None
    changes: tuple[Change, ...] = ()
    holds: bool | None = None
    reason: str = ""
    candidates: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Invariance:
    """A sequence of steps. ``reached`` is the last step up to which all hold, None when none does.

    ``partial`` are the parameters that were let go on request, in every step.
    """

    steps: tuple[StepResult, ...]
    groups: tuple[str, ...]
    n: tuple[int, ...]
    cut_off: CutOff
    partial: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def reached(self) -> str | None:
        """Name of the last step that holds together with all before it."""
        found = None
        for result in self.steps:
            if not result.holds:
                return found
            found = result.step.name
        return found

    def step(self, name: str) -> StepResult:
        """The result of one step. Raises KeyError when the sequence has no such step."""
        for result in self.steps:
            if result.step.name == name:
                return result
        raise KeyError(f"Stap {name} komt in deze reeks niet voor.")


def invariance(
    model: str,
    data: Data,
    *,
    groups: Labels | None = None,
    cluster: Labels | None = None,
    estimator: Estimator = "ML",
    items: Sequence[str] = (),
    missing: Missing = "listwise",
    partial: Sequence[str] = (),
    steps: Sequence[Step] = CONTINUOUS,
    std_lv: bool = False,
    cut_off: CutOff | None = None,
) -> Invariance:
    """Configural, metric, scalar and strict invariance of continuous items over groups.

    Arguments as ``cfa``. ``partial`` names parameters that may differ between groups, as ``("S=~x2",
    "x3~1")``; nothing is ever let go by itself. A step holds when it converges to a proper solution and does
    not pass the cut-off: cfi falls that far and rmsea or srmr rises that far (Chen 2007). The first step
    holds when the model itself fits (Hu and Bentler 1999). Source: docs/methods/invariance.md.
    """
    bare = Design(read_syntax(model))
    samples = samples_of(data, bare.items, items=items, groups=groups, cluster=cluster, missing=missing)

    def fit(step: Step) -> Fit:
        specified = specify(
            model,
            groups=len(samples),
            equal=step.equal,
            partial=tuple(partial) if step.equal else (),
            std_lv=std_lv,
            means=True,
        )
        return fit_samples(specified, samples, estimator=estimator, missing=missing)

    return walk(steps, fit, compare=difference_test, candidates=score_tests, partial=partial, cut_off=cut_off)


def walk(
    steps: Sequence[Step],
    fit: Callable[[Step], Fit],
    *,
    compare: Callable[[Fit, Fit], Difference | NotComputed],
    candidates: Callable[[Fit], tuple[Release, ...]],
    partial: Sequence[str] = (),
    cut_off: CutOff | None = None,
    waves: bool = False,
) -> Invariance:
    """Any sequence of steps, with any way to fit and to compare: also for ordered items, also over waves."""
    first = fit(steps[0])
    if first.model.groups < 2 and not waves:
        raise TooFewData("Voor vergelijkbaarheid zijn ten minste twee groepen nodig. Geef groups.")
    bound = cut_off or _cut_off(first.n)
    results = [_first(steps[0], first)]
    for step in steps[1:]:
        results.append(_next(step, fit, results[-1], bound, compare, candidates))
    return Invariance(tuple(results), first.group_labels, first.n, bound, tuple(partial), _warnings(first))


def _first(step: Step, fit: Fit) -> StepResult:
    """Without a model that fits in every group there is nothing to compare."""
    if fit.improper:
        return StepResult(step, fit, reason=_improper(fit))
    cfi, rmsea, srmr = (_measured(fit, name) for name in ("cfi", "rmsea", "srmr"))
    if cfi is None or rmsea is None or srmr is None:
        return StepResult(step, fit, reason="Zonder vrijheidsgraden is niet te zien of het model past.")
    fits = srmr <= HU_BENTLER.srmr and (cfi >= HU_BENTLER.cfi or rmsea <= HU_BENTLER.rmsea)
    reason = "" if fits else "Het model zelf past niet goed genoeg in de groepen; verbeter eerst het model."
    return StepResult(step, fit, holds=fits, reason=reason)


def _measured(fit: Fit, name: str) -> float | None:
    return fit.measures.get(_measure(name, fit))


def _next(
    step: Step,
    fit: Callable[[Step], Fit],
    before: StepResult,
    bound: CutOff,
    compare: Callable[[Fit, Fit], Difference | NotComputed],
    candidates: Callable[[Fit], tuple[Release, ...]],
) -> StepResult:
    try:
        here = fit(step)
    except TooFewData as error:
        return StepResult(step, None, reason=str(error))
    added = set(step.equal) - set(before.step.equal)
    released = tuple(one for one in candidates(here) if _kind_of(here, one) in added)
    if before.fit is None:
        return StepResult(step, here, reason="De stap ervoor is niet berekend.", candidates=released)
    difference = compare(before.fit, here)
    changes = _changes(before.fit, here, bound, loadings="loadings" in added)
    if here.improper:
        return StepResult(step, here, difference, changes, None, _improper(here), released)
    holds = not _worse(changes) if changes else None
    reason = "" if changes else "Zonder vrijheidsgraden is er niets te vergelijken."
    return StepResult(step, here, difference, changes, holds, reason, released)


def _changes(before: Fit, here: Fit, bound: CutOff, *, loadings: bool) -> tuple[Change, ...]:
    """Robust or scaled indices where both steps have them: those of plain statistics mislead then."""
    found = []
    for name, limit in (
        ("cfi", bound.cfi),
        ("rmsea", bound.rmsea),
        ("srmr", bound.srmr_loadings if loadings else bound.srmr),
    ):
        measure = _measure(name, before, here)
        one, other = before.measures.get(measure), here.measures.get(measure)
        if one is None or other is None:
            return ()
        change = other - one
        found.append(Change(measure, change, limit, change <= limit if limit < 0 else change >= limit))
    return tuple(found)


def _measure(name: str, *fits: Fit) -> str:
    """The robust index where all have it, else the scaled, else the plain one."""
    for measure in (f"{name}.robust", f"{name}.scaled"):
        if all(fit.measures.get(measure) is not None for fit in fits):
            return measure
    return name


def _worse(changes: Sequence[Change]) -> bool:
    cfi, rmsea, srmr = changes
    return cfi.exceeds and (rmsea.exceeds or srmr.exceeds)


def _cut_off(n: Sequence[int]) -> CutOff:
    """Chen's own distinction; groups count as equal when the largest is less than twice the smallest."""
    return CHEN_LARGE if sum(n) > 300 and max(n) < 2 * min(n) else CHEN_SMALL


def _kind_of(fit: Fit, release: Release) -> Equal | None:
    rows = (row for row in fit.model.table if row.name == release.name)
    return kind(next(rows), fit.model.factors)


def _improper(fit: Fit) -> str:
    return f"Onmogelijke uitkomst (Heywood): {', '.join(fit.improper)}."


def _warnings(fit: Fit) -> tuple[str, ...]:
    found = list(fit.warnings)
    for label, n in zip(fit.group_labels, fit.n, strict=True):
        if n < MINIMUM_PER_GROUP:
            found.append(
                f"Groep {label} heeft {n} respondenten, minder dan {MINIMUM_PER_GROUP}: lees de uitkomst als "
                "verkennend."
            )
    return tuple(found)
