"""The golden answers, and small ones of unequal items: 2, 3, 5, 7, 5 (one point unused) and 4 points."""

import csv
from pathlib import Path

import numpy as np
import pytest

from rondom.analysis.estimates import Integers

HERE = Path(__file__).parent


def read(path: Path) -> list[list[str]]:
    with path.open() as lines:
        return list(csv.reader(lines))[1:]


@pytest.fixture(scope="session")
def twelve() -> Integers:
    rows = read(HERE.parent.parent / "tests" / "golden.csv")
    return np.array([[int(float(cell)) for cell in row[:12]] for row in rows])


@pytest.fixture(scope="session")
def mixed() -> Integers:
    """250 people, 6 items, one answer in twenty missing (-3), one person without any answer.

    Made with numpy.random.default_rng(7): one factor; rows of ten are one organisation each.
    """
    return np.array([[int(cell) for cell in row] for row in read(HERE / "mixed.csv")])
