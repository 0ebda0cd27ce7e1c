"""The golden answers of the engine, and the two published tests of Bock and Lieberman (1970)."""

from itertools import product

import numpy as np
import pytest

from rondom.analysis.estimates import Integers
from rondom.analysis.tests.conftest import four, sectors, twelve

__all__ = ["four", "sectors", "twelve"]

# How many of 1000 people gave each of the rows 00000, 00001, ... 11111 (R: psych's bock.table)
_SIX = "3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298"
_SEVEN = "12 19 1 7 3 19 3 17 10 5 3 7 7 23 8 28 7 39 11 34 14 51 15 90 6 25 7 35 18 136 32 308"


def _people(counts: str) -> Integers:
    rows = np.array(list(product([1, 2], repeat=5)))
    return np.repeat(rows, [int(count) for count in counts.split()], axis=0)


@pytest.fixture(scope="session")
def lsat6() -> Integers:
    """Section 6 of the Law School Admission Test: five items, 2 is right."""
    return _people(_SIX)


@pytest.fixture(scope="session")
def lsat7() -> Integers:
    """Section 7."""
    return _people(_SEVEN)
