"""Statistics of questionnaires, with NumPy and SciPy alone: usable in a notebook, without the site.

Count first (``tabulate``, ``tabulate_scores``): tables that add up. Everything else is computed from
those tables. Every estimate carries its interval and its n; what the data cannot carry raises TooFewData
or is None with a reason, never NaN. Formulas and sources: docs/methods/.
"""

from rondom.analysis.aggregation import (
    MINIMUM_GROUPS,
    MINIMUM_ICC2,
    Aggregation,
    Agreement,
    Verdict,
    icc,
    ranking_allowed,
    rwg,
)
from rondom.analysis.codes import NOT_ANSWERED, NOT_APPLICABLE, UNKNOWN, Answers, reverse_keys
from rondom.analysis.compare import (
    MINIMUM_DIFFERENCE,
    MINIMUM_N,
    Comparison,
    Difference,
    EffectSize,
    Summary,
    compare,
)
from rondom.analysis.covariances import LeftOut, unusable
from rondom.analysis.estimates import Interval, NotComputed, TooFewData, UnknownCode
from rondom.analysis.groups import GroupMean, Stratum, group_means, mean_interval, response
from rondom.analysis.items import Item, item_table
from rondom.analysis.moments import Moments, tabulate_scores
from rondom.analysis.reliability import Reliability, cronbach_alpha, cronbach_alpha_from
from rondom.analysis.scores import (
    MINIMUM_SHARE,
    MeasurementError,
    scale_scores,
    standard_error_of_measurement,
)
from rondom.analysis.tabulate import Tables, tabulate

__all__ = [
    "MINIMUM_DIFFERENCE",
    "MINIMUM_GROUPS",
    "MINIMUM_ICC2",
    "MINIMUM_N",
    "MINIMUM_SHARE",
    "NOT_ANSWERED",
    "NOT_APPLICABLE",
    "UNKNOWN",
    "Aggregation",
    "Agreement",
    "Answers",
    "Comparison",
    "Difference",
    "EffectSize",
    "GroupMean",
    "Interval",
    "Item",
    "LeftOut",
    "MeasurementError",
    "Moments",
    "NotComputed",
    "Reliability",
    "Stratum",
    "Summary",
    "Tables",
    "TooFewData",
    "UnknownCode",
    "Verdict",
    "compare",
    "cronbach_alpha",
    "cronbach_alpha_from",
    "group_means",
    "icc",
    "item_table",
    "mean_interval",
    "ranking_allowed",
    "response",
    "reverse_keys",
    "rwg",
    "scale_scores",
    "standard_error_of_measurement",
    "tabulate",
    "tabulate_scores",
    "unusable",
]
