"""Four hundred people, twelve five-point items x1 to x12: simulated once, values known from R.

Made with numpy.random.default_rng(1): three factors that correlate .5, .4 and .3, loadings .7.
Every wijk is twenty rows in a row, so there is no true difference between wijken.
"""

import csv
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rondom.analysis.estimates import Integers


def _rows() -> list[list[str]]:
    with (Path(__file__).parent / "golden.csv").open() as lines:
        return list(csv.reader(lines))[1:]


@pytest.fixture(scope="session")
def twelve() -> Integers:
    """All twelve items."""
    return np.array([[int(float(cell)) for cell in row[:12]] for row in _rows()])


@pytest.fixture(scope="session")
def four(twelve: Integers) -> Integers:
    """The first scale: x1 to x4."""
    return twelve[:, :4]


@pytest.fixture(scope="session")
def gappy(four: Integers) -> NDArray[np.float64]:
    """The first scale with holes: x3 and x1 missing in places, two people without any answer."""
    holes = four.astype(float)
    holes[::7, 2] = np.nan
    holes[::11, 0] = np.nan
    holes[[4, 5]] = np.nan
    return holes


@pytest.fixture(scope="session")
def wijken() -> Integers:
    """Which of twenty wijken each person belongs to."""
    return np.repeat(np.arange(20), 20)


@pytest.fixture(scope="session")
def sectors() -> list[str]:
    """Each person's sector."""
    return [row[12] for row in _rows()]
