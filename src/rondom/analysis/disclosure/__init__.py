"""Nothing about people leaves without ``release``: it decides what a reader may see, all at once.

``Rule`` says from how many people a group is shown. ``release`` takes counts, measures and
distributions and gives ``Released``, the only shape that pages, charts, documents and exports accept.
``freeze`` and ``thaw`` keep it. docs/methods/disclosure.md says what is promised and what is not.
"""

from rondom.analysis.disclosure.asked import (
    FLOOR,
    PUBLIC,
    Counts,
    Distribution,
    Earlier,
    Measure,
    Rule,
    t_interval,
)
from rondom.analysis.disclosure.attack import Bound, attack, attack_means
from rondom.analysis.disclosure.frozen import freeze, thaw
from rondom.analysis.disclosure.release import release
from rondom.analysis.disclosure.released import (
    TOTAL,
    VERSION,
    Group,
    Mean,
    Released,
    Share,
    Shares,
    Why,
)

__all__ = [
    "FLOOR",
    "PUBLIC",
    "TOTAL",
    "VERSION",
    "Bound",
    "Counts",
    "Distribution",
    "Earlier",
    "Group",
    "Mean",
    "Measure",
    "Released",
    "Rule",
    "Share",
    "Shares",
    "Why",
    "attack",
    "attack_means",
    "freeze",
    "release",
    "t_interval",
    "thaw",
]
