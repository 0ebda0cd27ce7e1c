"""The golden answers of the engine, and an unbalanced data set made by a formula."""

from typing import NamedTuple

import numpy as np
import pytest

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.tests.conftest import four, twelve, wijken

__all__ = ["four", "twelve", "wijken"]


class Unbalanced(NamedTuple):
    """300 people in 12 groups of 14 or 26, a covariate of people and one of groups."""

    scores: Floats
    group: Integers
    covariates: Floats


@pytest.fixture(scope="session")
def unbalanced() -> Unbalanced:
    """R> i <- 0:299; g <- i^2 %% 23; x <- 7 * i / 11; z <- g %% 3

    R> y <- 50 + 3 * sin(g * 1.7) + 2 * x + 5 * sin(i * 1.3) + cos(i * 2.9) * 4
    """
    i = np.arange(300)
    g = i**2 % 23
    x, z = 7 * i / 11, g % 3
    y = 50 + 3 * np.sin(g * 1.7) + 2 * x + 5 * np.sin(i * 1.3) + 4 * np.cos(i * 2.9)
    group = np.unique(g, return_inverse=True)[1].astype(np.int64)
    return Unbalanced(y, group, np.column_stack([x, z]))
