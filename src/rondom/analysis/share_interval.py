"""The interval of a reliability, which cannot be above 1 and whose error shrinks as it comes near."""

from math import exp

from rondom.analysis.estimates import Interval
from rondom.analysis.quantiles import normal_quantile, require_level, t_quantile


def share_interval(value: float, se: float, *, level: float, df: int | None = None) -> Interval | None:
    """Symmetric for ln(1 - value) (Bonett 2002); with ``df`` on Student's t. None at 1 or without error."""
    if value >= 1 or se <= 0:
        return None
    probability = (1 + require_level(level)) / 2
    factor = normal_quantile(probability) if df is None else t_quantile(probability, df)
    apart = factor * se / (1 - value)
    method = "ln(1 - x)" if df is None else f"ln(1 - x), t({df}), organisaties"
    return Interval(1 - (1 - value) * exp(apart), 1 - (1 - value) * exp(-apart), level, method)
