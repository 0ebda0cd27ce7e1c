"""The golden answers as scores, the same with holes, and what lavaan finds in them (reference.R)."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.samples import Counted

TWELVE = tuple(f"x{at}" for at in range(1, 13))
THREE = "S =~ x1+x2+x3+x4\nO =~ x5+x6+x7+x8\nT =~ x9+x10+x11+x12"
ABILITIES = "visual =~ x1+x2+x3\ntextual =~ x4+x5+x6\nspeed =~ x7+x8+x9"

Reference = dict[str, Any]


def _rows() -> list[list[str]]:
    with (Path(__file__).parents[2] / "tests" / "golden.csv").open() as lines:
        return list(csv.reader(lines))[1:]


@pytest.fixture(scope="session")
def scores() -> Floats:
    """Four hundred people, twelve items."""
    return np.array([[float(cell) for cell in row[:12]] for row in _rows()])


@pytest.fixture(scope="session")
def holes(scores: Floats) -> Floats:
    """The same with one in seventeen answers missing, in seventeen patterns."""
    row, column = np.indices(scores.shape)
    return np.where((7 * row + 3 * column) % 17 == 0, np.nan, scores)


@pytest.fixture(scope="session")
def sectors() -> list[str]:
    """Each person's sector."""
    return [row[12] for row in _rows()]


@pytest.fixture(scope="session")
def parts() -> list[str]:
    """Four groups of unequal size."""
    return ["a"] * 170 + ["b"] * 110 + ["c"] * 70 + ["d"] * 50


@pytest.fixture(scope="session")
def lavaan() -> Reference:
    """What lavaan 0.6-14 finds, by case."""
    found: Reference = json.loads((Path(__file__).parent / "lavaan.json").read_text())
    return found


@pytest.fixture(scope="session")
def schools(lavaan: Reference) -> tuple[Counted, ...]:
    """Nine tests of ability in two schools (Holzinger and Swineford 1939): covariances and means only."""
    found = lavaan["schools"]
    every = zip(found["covariances"], found["means"], found["n"], strict=True)
    return tuple(Counted(TWELVE[:9], np.array(c), n, np.array(m)) for c, m, n in every)
