"""Small tables to release in tests: counts, scores and answers made from a list of people per cell."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rondom.analysis.disclosure import Counts, Distribution, Measure, Released, Rule, release
from rondom.analysis.estimates import Integers

Table = Integers | Sequence[Sequence[int]]
Scores = Sequence[Sequence[Sequence[float]]]


def labels(counts: Any) -> dict[str, Any]:
    rows, columns = np.shape(counts)[:2]
    return {"rows": [f"wijk {i}" for i in range(rows)], "columns": [f"sector {j}" for j in range(columns)]}


def release_counts(counts: Table, minimum: int = 5, **options: Any) -> Released:
    people = np.array(counts, dtype=np.int64)
    return release(Counts(people), rule=Rule(minimum), **labels(counts), **options)


def measure(name: str, scores: Scores, **options: Any) -> Measure:
    """From a table of lists of scores."""
    table = [[np.array(cell, dtype=float) for cell in row] for row in scores]
    return Measure(
        name,
        n=np.array([[len(cell) for cell in row] for row in table], dtype=np.int64),
        total=np.array([[cell.sum() for cell in row] for row in table]),
        squares=np.array([[(cell**2).sum() for cell in row] for row in table]),
        **options,
    )


def release_scores(
    scores: Scores, minimum: int = 5, low: float = 0.0, high: float = 100.0, **options: Any
) -> Released:
    score = measure("schaal", scores, low=low, high=high)
    return release(Counts(score.n), [score], rule=Rule(minimum), **labels(score.n), **options)


def release_answers(answers: Any, minimum: int = 5, **options: Any) -> Released:
    """From a table rows x columns x codes of one item."""
    counts = np.array(answers, dtype=np.int64)
    codes = tuple(str(code + 1) for code in range(counts.shape[2]))
    item = Distribution("vraag", codes, counts)
    people = counts.sum(axis=2)
    return release(Counts(people), (), [item], rule=Rule(minimum), **labels(people), **options)


def spread(n: int, mean: float = 50.0, width: float = 40.0) -> list[float]:
    """n scores around a mean, evenly spread."""
    return list(np.linspace(mean - width, mean + width, n)) if n > 1 else [mean] * n


def random_counts(rows: int, columns: int, seed: int, mean: float = 12.0) -> Integers:
    rng = np.random.default_rng(seed)
    return np.asarray(rng.poisson(mean * rng.gamma(1.5, 1 / 1.5, size=(rows, columns))))
