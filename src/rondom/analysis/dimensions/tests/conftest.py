"""Three matrices of correlations whose dimensions are known from R.

``pearson`` and ``polychoric`` are of the twelve items of golden.csv (400 people, three factors).
``mixed`` is pairwise complete, of nine items of two to seven points that 150 people answered with holes:
made with numpy.random.default_rng(11). Both files were computed with R: psych::polychoric(d)$rho and
cor(x, use = "pairwise").
"""

from pathlib import Path

import numpy as np
import pytest

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.tests.conftest import twelve as twelve


def _matrix(name: str) -> Floats:
    return np.loadtxt(Path(__file__).parent / name, delimiter=",")


@pytest.fixture(scope="session")
def pearson(twelve: Integers) -> Floats:
    return np.atleast_2d(np.corrcoef(twelve.T))


@pytest.fixture(scope="session")
def polychoric() -> Floats:
    return _matrix("polychoric.csv")


@pytest.fixture(scope="session")
def mixed() -> Floats:
    return _matrix("mixed.csv")
