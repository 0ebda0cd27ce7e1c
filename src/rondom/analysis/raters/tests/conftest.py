"""The golden answers of the engine, and the four observers of Krippendorff."""

import numpy as np
import pytest

from rondom.analysis.estimates import Integers
from rondom.analysis.tests.conftest import four, twelve, wijken

__all__ = ["four", "observers", "twelve", "wijken"]


@pytest.fixture(scope="session")
def observers() -> Integers:
    """Krippendorff (2011), section C: twelve units, four observers, five values, gaps."""
    return np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, -1, -1, -1],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, -1, 3],
            [-1, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, -1],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, -1],
        ]
    ).T
