"""Change between two measurements: linked, partly linked or not; exact tests; one person's change."""

from rondom.analysis.changes.exact import MINIMUM_SHOWN, ExactTest
from rondom.analysis.changes.front import change, unpaired_change_from
from rondom.analysis.changes.mcnemar import McNemar, mcnemar
from rondom.analysis.changes.measured import Change
from rondom.analysis.changes.overlapping import overlapping_change_from
from rondom.analysis.changes.paired import paired_change_from
from rondom.analysis.changes.permutation import permutation, sign_flips
from rondom.analysis.changes.reliable import (
    DetectableChange,
    ReliableChange,
    detectable_change,
    reliable_change,
)
from rondom.analysis.changes.signed_rank import signed_rank

__all__ = [
    "MINIMUM_SHOWN",
    "Change",
    "DetectableChange",
    "ExactTest",
    "McNemar",
    "ReliableChange",
    "change",
    "detectable_change",
    "mcnemar",
    "overlapping_change_from",
    "paired_change_from",
    "permutation",
    "reliable_change",
    "sign_flips",
    "signed_rank",
    "unpaired_change_from",
]
