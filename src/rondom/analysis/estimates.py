"""What every result is made of: an interval, and what stands in its place when the data are too few."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


class TooFewData(ValueError):
    """The data cannot carry this statistic. The message says, in Dutch, what is missing."""


class UnknownCode(ValueError):
    """Answers hold a value that the item does not have. The message names items, values and counts."""


@dataclass(frozen=True, slots=True)
class NotComputed:
    """One result in a row of results that the data cannot carry; ``reason`` says why, in Dutch."""

    reason: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval, in the unit of its estimate."""

    low: float
    high: float
    level: float = 0.95
    method: str = ""
