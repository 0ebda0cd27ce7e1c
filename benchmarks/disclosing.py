"""Deciding what of a table may be shown, against the bare sums that the table is made of."""

import time

import numpy as np

from rondom.analysis.disclosure import Counts, Measure, Rule, release
from rondom.analysis.estimates import Floats, Integers

SIZES = ((4, 8), (10, 16))


def main() -> None:
    """Print, per size, the time of a release and of the sums alone."""
    for rows, columns in SIZES:
        rng = np.random.default_rng(0)
        counts = rng.poisson(9, (rows, columns))
        people = [rng.normal(60, 18, int(n)).clip(0, 100) for n in counts.ravel()]
        start = time.perf_counter()
        measures = [_measure(f"schaal {number}", counts, people) for number in range(4)]
        sums = time.perf_counter() - start
        released, took = _release(counts, measures)
        print(
            f"Release of {rows} x {columns} with 4 scales: {took:.1f} s, {released} groups hidden; "
            f"the sums alone: {1000 * sums:.0f} ms; ratio {took / sums:.0f}"
        )


def _measure(name: str, counts: Integers, people: list[Floats]) -> Measure:
    total = np.array([scores.sum() for scores in people]).reshape(counts.shape)
    squares = np.array([(scores**2).sum() for scores in people]).reshape(counts.shape)
    return Measure(name, counts, total, squares)


def _release(counts: Integers, measures: list[Measure]) -> tuple[int, float]:
    rows, columns = ([str(at) for at in range(size)] for size in counts.shape)
    lines = {"rijker": rows[: len(rows) // 2], "armer": rows[len(rows) // 2 :]}
    start = time.perf_counter()
    released = release(Counts(counts), measures, rows=rows, columns=columns, rule=Rule(), lines=lines)
    return len(released.hidden()), time.perf_counter() - start


if __name__ == "__main__":
    main()
