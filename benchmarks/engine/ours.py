"""One task by our engine, in this process: ``python -m benchmarks.engine.ours TASK ANSWERS SCORES``."""

import sys
from collections.abc import Callable

import numpy as np

from benchmarks.engine.measuring import Numbers, tell
from benchmarks.engine.questionnaire import GROUP, ITEMS, MODEL, POINTS, RATERS
from rondom import analysis
from rondom.analysis.covariances import covariances_from
from rondom.analysis.estimates import Floats


class Data:
    """Read before the clock starts; ``answers`` are numbers, NaN for missing, where a task wants those."""

    def __init__(self, answers: str, scores: str, *, continuous: bool) -> None:
        self.codes = np.fromfile(answers, dtype=np.int8).reshape(-1, ITEMS)
        self.scores = np.fromfile(scores)
        self.group = np.arange(len(self.scores)) // GROUP
        self.complete = bool((self.codes > 0).all())
        self.answers: Floats = np.where(self.codes > 0, self.codes, np.nan) if continuous else np.empty(0)


def alpha(data: Data) -> Numbers:
    """Counting, alpha and the item table."""
    tables = analysis.tabulate(data.codes, points=POINTS)
    first = analysis.item_table(tables)[0]
    found = {"alpha": analysis.cronbach_alpha_from(tables).alpha}
    return found | {"r_drop": first.r_drop or 0, "alpha_drop": first.alpha_drop or 0, "sd": first.sd or 0}


def alpha_alone(data: Data) -> Numbers:
    """With its interval."""
    return {"alpha": analysis.cronbach_alpha(data.answers).alpha}


def polychoric(data: Data) -> Numbers:
    """Counting, thresholds, correlations and their standard errors."""
    found = analysis.polychoric(data.codes, points=POINTS)
    return {"r12": found.matrix[0, 1], "r1_40": found.matrix[0, -1], "sum": found.matrix.sum() / ITEMS}


def wlsmv(data: Data) -> Numbers:
    """A four-factor model with robust standard errors and the scaled and shifted test."""
    missing = "listwise" if data.complete else "pairwise"
    fit = analysis.cfa(MODEL, data.codes, ordered=True, points=POINTS, missing=missing)
    return _of_fit(fit, "chisq.scaled", "cfi.scaled")


def cfa(data: Data) -> Numbers:
    """The same model by maximum likelihood; with missing answers the full information."""
    missing = "listwise" if data.complete else "fiml"
    fit = analysis.cfa(MODEL, data.answers, missing=missing)
    return _of_fit(fit, "chisq", "logl", "cfi")


def _of_fit(fit: analysis.Fit, *names: str) -> Numbers:
    second = next(row for row in fit.estimates() if row.op == "=~" and row.rhs == "x2")
    measures = {name: fit.measures[name] or 0 for name in names}
    return measures | {"loading": second.value, "se": second.se or 0}


def random_intercept(data: Data) -> Numbers:
    """With profile intervals and shrunken group means."""
    found = analysis.random_intercept(data.scores, data.group)
    interval = found.between.interval
    numbers = {"loglik": found.loglik, "between": found.between.sd, "within": found.within.sd}
    return numbers | {"shrunken": found.groups.effect[0], "low": interval.low, "high": interval.high}


def icc(data: Data) -> Numbers:
    """The six of Shrout and Fleiss, ten raters."""
    found = analysis.rater_icc(data.codes[:, :RATERS])
    return {one.kind: one.value or 0 for one in found.every} | {"F": found.icc3.f}


def parallel(data: Data) -> Numbers:
    """Counting, correlations, and twenty draws of chance for components and factors."""
    rng = np.random.default_rng(1)
    r = covariances_from(analysis.tabulate(data.codes, points=POINTS)).correlations
    found = analysis.parallel_analysis(r, n=len(data.codes), rng=rng, draws=20)
    numbers = {"components": found.components.number, "factors": found.factors.number}
    return numbers | {"first": found.components.observed[0], "first_factor": found.factors.observed[0]}


def sampling(data: Data) -> Numbers:
    """Counting, Kaiser-Meyer-Olkin and Bartlett."""
    r = covariances_from(analysis.tabulate(data.codes, points=POINTS)).correlations
    return {"kmo": analysis.kmo(r).overall, "bartlett": analysis.bartlett(r, n=len(data.codes)).chisq}


def efa(data: Data) -> Numbers:
    """Counting and four factors by maximum likelihood, not rotated."""
    r = covariances_from(analysis.tabulate(data.codes, points=POINTS)).correlations
    found = analysis.efa(r, n=len(data.codes), factors=4, method="ml", rotation="none")
    return {"uniqueness": found.uniquenesses[0], "last": found.uniquenesses[-1]}


def graded(data: Data) -> Numbers:
    """Slopes and thresholds of all forty items, with standard errors."""
    found = analysis.graded_response(data.codes, points=POINTS)
    return {"loglik": found.loglik, "slope": found.items[0].slope, "steps": found.steps}


WORK: dict[str, Callable[[Data], Numbers]] = {
    task.__name__: task
    for task in (
        alpha,
        alpha_alone,
        polychoric,
        wlsmv,
        cfa,
        random_intercept,
        icc,
        parallel,
        sampling,
        efa,
        graded,
    )
}
CONTINUOUS = ("alpha_alone", "cfa")


def main(task: str, answers: str, scores: str) -> None:
    """Load everything, then measure."""
    data = Data(answers, scores, continuous=task in CONTINUOUS)
    for name in (
        "polychoric",
        "cfa",
        "random_intercept",
        "rater_icc",
        "parallel_analysis",
        "graded_response",
    ):
        getattr(analysis, name)
    tell(lambda: WORK[task](data))


if __name__ == "__main__":
    main(*sys.argv[1:4])
