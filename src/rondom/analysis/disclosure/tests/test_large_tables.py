"""Tables of the size that quickscans have are decided within the gap that was promised."""

import numpy as np
import pytest

from rondom.analysis.disclosure import Counts, Rule, attack, release
from rondom.analysis.disclosure.tests.tables import labels, measure, random_counts


@pytest.mark.slow
@pytest.mark.parametrize(("rows", "columns"), [(4, 8), (10, 16)])
def test_a_table_with_four_scales_and_two_lines_is_safe_and_near_the_optimum(rows: int, columns: int) -> None:
    counts = random_counts(rows, columns, seed=0)
    rng = np.random.default_rng(0)
    scores = [[list(np.clip(rng.normal(60, 18, n), 0, 100)) for n in row] for row in counts]
    measures = [measure(f"schaal {number}", scores) for number in range(4)]
    names = labels(counts)["rows"]
    lines = {"rijker": names[: rows // 2], "armer": names[rows // 2 :]}
    released = release(Counts(counts), measures, rule=Rule(), lines=lines, **labels(counts))
    assert released.gap <= 0.05
    assert min(bound.width for bound in attack(released)) >= 5 - 1e-6
