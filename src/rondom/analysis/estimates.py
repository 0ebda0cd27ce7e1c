"""What every result is made of: an interval, and the error for data that cannot carry a result."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


class TooFewData(ValueError):  # noqa: N818  # it is a finding about the data, not a fault in the program
    """The data cannot carry this statistic. The message says, in Dutch, what is missing."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval, in the unit of its estimate."""

    low: float
    high: float
    level: float = 0.95
    method: str = ""
