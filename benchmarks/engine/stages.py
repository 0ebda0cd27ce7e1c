"""What is left after the counting, and the physical limit of what must see every respondent."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.engine.questionnaire import FACTORS, ITEMS, MODEL, NAMES, POINTS, answers_of
from rondom import analysis
from rondom.analysis.covariances import covariances_from
from rondom.analysis.irt.quadrature import normal_grid
from rondom.analysis.multilevel import random_intercept_from

SIZES = (10_000, 1_000_000)
GROUPS = 400
Timed = dict[str, float]


def after_counting() -> str:
    """A table in Markdown: milliseconds from tables of few and of many respondents."""
    few, many = (_from_tables(respondents) for respondents in SIZES)
    rows = [f"| {name} | {1e3 * few[name]:.3g} | {1e3 * many[name]:.3g} |" for name in few]
    ended = [f"{row} {many[name] / few[name]:.2f} × |" for row, name in zip(rows, few, strict=True)]
    head = "| | " + " | ".join(f"{size:,}, ms" for size in SIZES) + " | ratio |\n|---|--:|--:|--:|"
    return "\n".join([head, *ended])


def _from_tables(respondents: int) -> Timed:
    answers = answers_of(np.random.default_rng(3), respondents)
    group = np.arange(respondents) % GROUPS
    tables = analysis.tabulate(answers, points=POINTS, items=NAMES)
    moments = analysis.tabulate_scores(answers.astype(np.float64), scales=NAMES)
    scores = analysis.tabulate_scores(answers.mean(axis=1), scales=["score"], group=group)
    correlations = covariances_from(tables).correlations
    rng = np.random.default_rng(1)
    work: dict[str, Callable[[], Any]] = {
        "alpha, item table": lambda: (analysis.cronbach_alpha_from(tables), analysis.item_table(tables)),
        "polychoric matrix": lambda: analysis.polychoric_from(tables),
        "CFA, ML": lambda: analysis.cfa(MODEL, moments),
        f"random intercepts, {GROUPS} groups": lambda: random_intercept_from(scores, "score"),
        "KMO": lambda: analysis.kmo(correlations),
        "EFA, ML": lambda: analysis.efa(correlations, n=respondents, factors=FACTORS, method="ml"),
        "parallel analysis": lambda: analysis.parallel_analysis(correlations, n=respondents, rng=rng),
    }
    return {name: _best(one, 5) for name, one in work.items()}


def limits(respondents: int = 100_000) -> str:
    """A table in Markdown: what cannot be avoided, what we take, and the two divided."""
    answers = answers_of(np.random.default_rng(3), respondents)
    doubles = answers.astype(np.float64)
    score, group = doubles.mean(axis=1), np.arange(respondents) // 25
    codes = answers.copy()
    copy = _best(lambda: answers.copy(), 9)
    rows = [
        ("count all pairs", "copy of the answers", copy, _count(codes)),
        (
            "count all pairs",
            "product of 200 indicators",
            _product(200, respondents, np.float32),
            _count(codes),
        ),
        (
            "count all pairs",
            "105 counts of 125 x 125 cells",
            _counts(105, 125**2, respondents),
            _count(codes),
        ),
        (
            "CFA, WLSMV",
            "product of 940 influences, and writing them",
            _product(940, respondents, np.float32, written=True),
            _best(lambda: analysis.cfa(MODEL, codes, ordered=True, points=POINTS), 1),
        ),
        (
            "CFA, ML",
            "copy and product of 40 scores",
            _best(lambda: doubles.copy().T @ doubles, 3),
            _best(lambda: analysis.cfa(MODEL, doubles), 3),
        ),
        (
            "random intercepts",
            "sums and squares per group",
            _best(lambda: (np.bincount(group, score), score @ score), 5),
            _best(lambda: analysis.random_intercept(score, group), 5),
        ),
        (
            "ICC, 10 raters",
            "copy and product of 10 scores",
            _best(lambda: (one := answers[:, :10].astype(np.float64)).T @ one, 5),
            _best(lambda: analysis.rater_icc(codes[:, :10]), 5),
        ),
        _graded(codes),
    ]
    lines = [
        f"| {task} | {what} | {1e3 * limit:.3g} | {1e3 * own:.3g} | {own / limit:.2g} × |"
        for task, what, limit, own in rows
    ]
    head = f"| {respondents:,} respondents | limit | its ms | ours, ms | ratio |\n|---|---|--:|--:|--:|"
    return "\n".join([head, *lines])


def _counts(times: int, cells: int, respondents: int) -> float:
    numbers = np.random.default_rng(3).integers(0, cells, respondents)
    return times * _best(lambda: np.bincount(numbers, minlength=cells), 9)


def _count(codes: Any) -> float:
    return _best(lambda: analysis.tabulate(codes, points=POINTS), 5)


def _product(width: int, respondents: int, precision: type[np.floating], *, written: bool = False) -> float:
    """A matrix of this width times itself, in blocks that a processor cache holds."""
    rows = 2**21 // width
    block = np.ones((width, rows), dtype=precision)
    other = block.copy()

    def work() -> None:
        for _ in range(0, respondents, rows):
            if written:
                block[:] = other
            block @ block.T

    return _best(work, 3)


def _graded(codes: Any) -> tuple[str, str, float, float]:
    """Every step of the search goes at least once from answers to places on the scale, and back."""
    places = len(normal_grid(61, 6.0).theta)
    start = time.perf_counter()
    steps = analysis.graded_response(codes, points=POINTS).steps
    own = time.perf_counter() - start
    block = np.full((ITEMS * POINTS, 2**12), 0.1, dtype=np.float32)
    curves = block[:places, : ITEMS * POINTS].copy()

    def work() -> None:
        for _ in range(0, len(codes), 2**12):
            np.exp(curves @ block) @ block.T

    return "graded response", f"{steps} steps of product, exp, product", steps * _best(work, 1), own


def _best(work: Callable[[], Any], times: int) -> float:
    """Seconds; once before the clock starts, unless it is asked once."""
    found = []
    if times > 1:
        work()
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)
