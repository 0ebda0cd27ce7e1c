"""Nothing about people leaves without ``release``: it decides what a reader may see, all at once.

``Rule`` says from how many people a group is shown. ``release`` takes counts, measures and
distributions and gives ``Released``, the only shape that pages, charts, documents and exports accept.
``freeze`` and ``thaw`` keep it. docs/methods/disclosure.md says what is promised and what is not.
"""

from rondom.analysis.disclosure.asked import (
    FEWEST_FOR_FIGURES,
    FLOOR,
    PUBLIC,
    Counts,
    Distribution,
    Earlier,
    Measure,
    Overall,
    Rule,
    t_interval,
)
from rondom.analysis.disclosure.attack import Bound, attack, attack_means
from rondom.analysis.disclosure.frozen import freeze, thaw
from rondom.analysis.disclosure.release import release, release_figures
from rondom.analysis.disclosure.released import (
    TOTAL,
    VERSION,
    Figure,
    Group,
    Mean,
    Released,
    Share,
    Shares,
    Why,
)

__all__ = [
    "FEWEST_FOR_FIGURES",
    "FLOOR",
    "PUBLIC",
    "TOTAL",
    "VERSION",
    "Bound",
    "Counts",
    "Distribution",
    "Earlier",
    "Figure",
    "Group",
    "Mean",
    "Measure",
    "Overall",
    "Released",
    "Rule",
    "Share",
    "Shares",
    "Why",
    "attack",
    "attack_means",
    "freeze",
    "release",
    "release_figures",
    "t_interval",
    "thaw",
]
