"""Counting answers and computing alpha, against plain NumPy over respondents and against R's psych.

    PYTHONPATH=src python -m benchmarks.alpha [respondents]

Forty five-point items, complete and with 5 % missing. Every time is the best of three in one run;
memory is what the call allocates above its input. psych runs when Rscript is there with that package.
"""

import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np

from rondom import analysis
from rondom.analysis.estimates import Floats, Integers

ITEMS, POINTS = 40, 5
PSYCH = """
suppressMessages(library(psych))
size <- as.integer(commandArgs(TRUE)[2])
x <- matrix(readBin(commandArgs(TRUE)[1], "integer", size, size = 1), ncol = 40, byrow = TRUE)
x[x < 0] <- NA
x <- as.data.frame(x)
invisible(gc(reset = TRUE)); before <- sum(gc()[, 2])
took <- system.time(found <- suppressWarnings(psych::alpha(x, warnings = FALSE)))["elapsed"]
cat(took, sum(gc()[, 6]) - before, found$total$raw_alpha)
"""


def answers_of(respondents: int, *, missing: float) -> Integers:
    """Answers with one thing in common, so that alpha is not zero."""
    rng = np.random.default_rng(1)
    common = rng.normal(size=(respondents, 1))
    latent = 0.6 * common + 0.8 * rng.normal(size=(respondents, ITEMS))
    codes = np.digitize(latent, [-1.2, -0.4, 0.4, 1.2]) + 1
    return np.where(rng.random(codes.shape) < missing, analysis.NOT_ANSWERED, codes)


def alpha_over_respondents(answers: Integers) -> float:
    """The definition, straight over the respondents (complete answers only)."""
    scores = answers.astype(float)
    own, total = scores.var(axis=0, ddof=1).sum(), scores.sum(axis=1).var(ddof=1)
    return float(ITEMS / (ITEMS - 1) * (1 - own / total))


def alpha_over_pairs(answers: Integers) -> float:
    """Pairwise complete, straight over the respondents."""
    known = (answers > 0).astype(float)
    scores = np.where(answers > 0, answers, 0).astype(float)
    n, sums = known.T @ known, scores.T @ known
    matrix = (scores.T @ scores - sums * sums.T / n) / (n - 1)
    return float(ITEMS / (ITEMS - 1) * (1 - np.trace(matrix) / matrix.sum()))


def items_over_respondents(answers: Integers) -> float:
    """Alpha, r_drop and alpha-if-deleted of each item, straight over the respondents (complete)."""
    scores: Floats = answers.astype(float)
    total = scores.sum(axis=1)
    for place in range(ITEMS):
        rest = total - scores[:, place]
        np.corrcoef(scores[:, place], rest)
        np.delete(scores, place, axis=1).var(axis=0, ddof=1)
    return alpha_over_respondents(answers)


def tabulated(answers: Integers) -> float:
    """Ours: count, then alpha."""
    return analysis.cronbach_alpha_from(analysis.tabulate(answers, points=POINTS)).alpha


def tabulated_with_items(answers: Integers) -> float:
    """Ours: count, then alpha and the whole item table."""
    tables = analysis.tabulate(answers, points=POINTS)
    analysis.item_table(tables)
    return analysis.cronbach_alpha_from(tables).alpha


def measured(work: Callable[[Integers], float], answers: Integers) -> tuple[float, float, float]:
    """Seconds (best of three), megabytes at the peak, and the answer."""
    work(answers[:1000])
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work(answers)
        times.append(time.perf_counter() - start)
    tracemalloc.start()
    found = work(answers)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return min(times), peak / 1e6, found


def psych(answers: Integers) -> tuple[float, float, float] | None:
    """The same from R, or None when it is not installed. psych always makes its item table too."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        data, script = Path(folder) / "answers.bin", Path(folder) / "alpha.R"
        data.write_bytes(answers.astype(np.int8).tobytes())
        script.write_text(PSYCH)
        command = ["Rscript", str(script), str(data), str(answers.size)]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        return None
    seconds, megabytes, alpha = (float(part) for part in found.stdout.split())
    return seconds, megabytes, alpha


def main(respondents: int) -> None:
    """Print one table for complete answers and one for answers with holes."""
    for missing in (0.0, 0.05):
        answers = answers_of(respondents, missing=missing)
        plain: dict[str, Callable[[Integers], float]] = {
            "count + alpha": tabulated,
            "count + alpha + item table": tabulated_with_items,
        }
        if missing:
            plain["NumPy pairwise, alpha alone"] = alpha_over_pairs
        else:
            plain["NumPy, alpha alone"] = alpha_over_respondents
            plain["NumPy, alpha + item table"] = items_over_respondents
        rows = {name: measured(work, answers) for name, work in plain.items()}
        reference = psych(answers)
        if reference:
            rows["R psych, alpha + item table"] = reference
        print(
            f"\n{respondents:,} x {ITEMS}, {missing:.0%} missing ({answers.nbytes / 1e6:.0f} MB of answers)"
        )
        print(f"{'':30}{'seconds':>10}{'x ours':>10}{'peak MB':>10}{'alpha':>12}")
        base = rows["count + alpha + item table"][0]
        for name, (seconds, megabytes, alpha) in rows.items():
            print(f"{name:30}{seconds:10.4f}{seconds / base:10.2f}{megabytes:10.1f}{alpha:12.8f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
