"""The golden answers of the whole package, and their polychoric correlations."""

from pathlib import Path

import numpy as np
import pytest

from rondom.analysis import dimensions
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.tests.conftest import four as four
from rondom.analysis.tests.conftest import gappy as gappy
from rondom.analysis.tests.conftest import twelve as twelve


@pytest.fixture(scope="session")
def pearson(twelve: Integers) -> Floats:
    return np.atleast_2d(np.corrcoef(twelve.T))


@pytest.fixture(scope="session")
def polychoric() -> Floats:
    return np.loadtxt(Path(dimensions.__file__).parent / "tests" / "polychoric.csv", delimiter=",")
