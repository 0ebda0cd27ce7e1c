"""Do raters, or people of one group, agree? Coefficients with their intervals."""

from rondom.analysis.raters.chance_corrected import (
    fleiss_kappa,
    fleiss_kappa_from,
    gwet_ac,
    gwet_ac_from,
    percent_agreement,
)
from rondom.analysis.raters.coefficient import Coefficient
from rondom.analysis.raters.cohen import cohen_kappa, cohen_kappa_from
from rondom.analysis.raters.front import agreement
from rondom.analysis.raters.krippendorff import krippendorff_alpha, krippendorff_alpha_from
from rondom.analysis.raters.rater_icc import IntraclassCorrelation, RaterICC, rater_icc, rater_icc_from
from rondom.analysis.raters.ratings import RatingCounts
from rondom.analysis.raters.within_group import WithinGroup, average_deviation, awg

__all__ = [
    "Coefficient",
    "IntraclassCorrelation",
    "RaterICC",
    "RatingCounts",
    "WithinGroup",
    "agreement",
    "average_deviation",
    "awg",
    "cohen_kappa",
    "cohen_kappa_from",
    "fleiss_kappa",
    "fleiss_kappa_from",
    "gwet_ac",
    "gwet_ac_from",
    "krippendorff_alpha",
    "krippendorff_alpha_from",
    "percent_agreement",
    "rater_icc",
    "rater_icc_from",
]
