"""How sure a percentage is, from the percentage and the number of answers alone."""

from math import isfinite, sqrt

from rondom.analysis.estimates import Interval, TooFewData
from rondom.analysis.quantiles import normal_quantile, require_level


def percentage_interval(percent: float, n: int, *, level: float = 0.95) -> Interval:
    """Wilson's interval around a percentage (0 to 100) of ``n`` answers, in percents.

    Stays between 0 and 100 and is sensible for few answers and for shares near 0 or 100. A percentage that
    was rounded moves it by no more than the rounding. Raises TooFewData without answers. Source:
    docs/methods/percentage.md.
    """
    require_level(level)
    if n < 1:
        raise TooFewData("Zonder antwoorden is er geen percentage.")
    if not (isfinite(percent) and 0 <= percent <= 100):
        raise ValueError("a percentage lies between 0 and 100")
    z, p = normal_quantile(0.5 + level / 2), percent / 100
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low = 0.0 if p == 0 else max(0.0, middle - half)
    high = 1.0 if p == 1 else min(1.0, middle + half)
    return Interval(100 * low, 100 * high, level, "Wilson")
