"""Statistics of questionnaires, with NumPy and SciPy alone: usable in a notebook, without the site.

    from rondom import analysis
    analysis.cfa("S =~ s1 + s2 + s3", answers, ordered=True, items=["s1", "s2", "s3"])

Count first (``tabulate``, ``tabulate_scores``): tables that add up. Everything else is computed from
those tables. Every estimate carries its interval and its n; what the data cannot carry raises TooFewData
or is None with a reason, never NaN. Formulas and sources: docs/methods/.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from rondom.analysis.alpha_in_clusters import clustered_alpha
    from rondom.analysis.changes import (
        Change,
        ReliableChange,
        change,
        detectable_change,
        mcnemar,
        overlapping_change_from,
        paired_change_from,
        permutation,
        reliable_change,
        sign_flips,
        signed_rank,
        unpaired_change_from,
    )
    from rondom.analysis.consistency import (
        Lambdas,
        Omega,
        SplitHalves,
        composite_reliability,
        greatest_lower_bound,
        greatest_lower_bound_from,
        greatest_lower_bound_of,
        guttman,
        guttman_from,
        guttman_of,
        maximal_reliability,
        omega,
        split_half,
        split_half_from,
        split_half_of,
    )
    from rondom.analysis.dimensions import (
        FactorSolution,
        ParallelAnalysis,
        bartlett,
        efa,
        empirical_kaiser,
        factor_scores,
        kmo,
        map_test,
        parallel_analysis,
        pearson,
        rotate,
        schmid_leiman,
        score_weights,
    )
    from rondom.analysis.factor_models.difference import difference_test
    from rondom.analysis.factor_models.discriminant import htmt, htmt_from
    from rondom.analysis.factor_models.factor_pairs import factor_pairs
    from rondom.analysis.factor_models.factor_reliability import average_variance_extracted
    from rondom.analysis.factor_models.fit import Fit
    from rondom.analysis.factor_models.front import cfa, invariance
    from rondom.analysis.factor_models.hand_over import lavaan_syntax, r_script
    from rondom.analysis.factor_models.invariance import walk
    from rondom.analysis.factor_models.longitudinal import longitudinal_invariance
    from rondom.analysis.factor_models.modification import modification_indices
    from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
    from rondom.analysis.factor_models.ordered_difference import ordered_difference
    from rondom.analysis.factor_models.ordered_invariance import invariance_ordered
    from rondom.analysis.factor_models.ordered_modification import (
        ordered_modification_indices,
        ordered_score_tests,
    )
    from rondom.analysis.factor_models.ordered_reliability import ordinal_reliability
    from rondom.analysis.factor_models.standardised import standardised
    from rondom.analysis.factor_models.syntax import ModelSyntaxError
    from rondom.analysis.frames import tabulate_frame
    from rondom.analysis.irt import (
        GradedResponse,
        PartialCredit,
        dif,
        expected_scores,
        graded_response,
        item_information,
        mokken,
        mokken_from,
        partial_credit,
        scale_information,
    )
    from rondom.analysis.mcar import mcar_test, normal_moments
    from rondom.analysis.multilevel import (
        RandomIntercept,
        adjusted_p,
        compare_clustered,
        compare_clustered_from,
        design_effect,
        random_intercept,
        random_intercept_from,
    )
    from rondom.analysis.ordinal import (
        Polychoric,
        bivariate_normal,
        ordinal_alpha,
        ordinal_alpha_from,
        ordinal_sample,
        polychoric,
        polychoric_from,
        polyserial,
    )
    from rondom.analysis.patterns import missing_patterns
    from rondom.analysis.power import FitPower, respondents_for_power, rmsea_power
    from rondom.analysis.raters import (
        agreement,
        average_deviation,
        awg,
        cohen_kappa,
        cohen_kappa_from,
        fleiss_kappa,
        gwet_ac,
        krippendorff_alpha,
        percent_agreement,
        rater_icc,
        rater_icc_from,
    )
    from rondom.analysis.resampling import bootstrap

_LATER = {
    "alpha_in_clusters": ("clustered_alpha",),
    "changes": (
        "Change",
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
    ),
    "consistency": (
        "Lambdas",
        "Omega",
        "SplitHalves",
        "composite_reliability",
        "greatest_lower_bound",
        "greatest_lower_bound_from",
        "greatest_lower_bound_of",
        "guttman",
        "guttman_from",
        "guttman_of",
        "maximal_reliability",
        "omega",
        "split_half",
        "split_half_from",
        "split_half_of",
    ),
    "dimensions": (
        "FactorSolution",
        "ParallelAnalysis",
        "bartlett",
        "efa",
        "empirical_kaiser",
        "factor_scores",
        "kmo",
        "map_test",
        "parallel_analysis",
        "pearson",
        "rotate",
        "schmid_leiman",
        "score_weights",
    ),
    "factor_models.difference": ("difference_test",),
    "factor_models.discriminant": (
        "htmt",
        "htmt_from",
    ),
    "factor_models.factor_pairs": ("factor_pairs",),
    "factor_models.factor_reliability": ("average_variance_extracted",),
    "factor_models.fit": ("Fit",),
    "factor_models.front": (
        "cfa",
        "invariance",
    ),
    "factor_models.hand_over": (
        "lavaan_syntax",
        "r_script",
    ),
    "factor_models.invariance": ("walk",),
    "factor_models.longitudinal": ("longitudinal_invariance",),
    "factor_models.modification": ("modification_indices",),
    "factor_models.ordered_cfa": ("cfa_ordered",),
    "factor_models.ordered_difference": ("ordered_difference",),
    "factor_models.ordered_invariance": ("invariance_ordered",),
    "factor_models.ordered_modification": (
        "ordered_modification_indices",
        "ordered_score_tests",
    ),
    "factor_models.ordered_reliability": ("ordinal_reliability",),
    "factor_models.standardised": ("standardised",),
    "factor_models.syntax": ("ModelSyntaxError",),
    "frames": ("tabulate_frame",),
    "irt": (
        "GradedResponse",
        "PartialCredit",
        "dif",
        "expected_scores",
        "graded_response",
        "item_information",
        "mokken",
        "mokken_from",
        "partial_credit",
        "scale_information",
    ),
    "mcar": (
        "mcar_test",
        "normal_moments",
    ),
    "multilevel": (
        "RandomIntercept",
        "adjusted_p",
        "compare_clustered",
        "compare_clustered_from",
        "design_effect",
        "random_intercept",
        "random_intercept_from",
    ),
    "ordinal": (
        "Polychoric",
        "bivariate_normal",
        "ordinal_alpha",
        "ordinal_alpha_from",
        "ordinal_sample",
        "polychoric",
        "polychoric_from",
        "polyserial",
    ),
    "patterns": ("missing_patterns",),
    "power": ("FitPower", "respondents_for_power", "rmsea_power"),
    "raters": (
        "agreement",
        "average_deviation",
        "awg",
        "cohen_kappa",
        "cohen_kappa_from",
        "fleiss_kappa",
        "gwet_ac",
        "krippendorff_alpha",
        "percent_agreement",
        "rater_icc",
        "rater_icc_from",
    ),
    "resampling": ("bootstrap",),
}
"""Module -> what comes from it when it is first asked for: SciPy then loads, not before."""

_HOME = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found


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
    "Change",
    "Comparison",
    "Difference",
    "EffectSize",
    "FactorSolution",
    "Fit",
    "FitPower",
    "GradedResponse",
    "GroupMean",
    "Interval",
    "Item",
    "Lambdas",
    "LeftOut",
    "MeasurementError",
    "ModelSyntaxError",
    "Moments",
    "NotComputed",
    "Omega",
    "ParallelAnalysis",
    "PartialCredit",
    "Polychoric",
    "RandomIntercept",
    "Reliability",
    "ReliableChange",
    "SplitHalves",
    "Stratum",
    "Summary",
    "Tables",
    "TooFewData",
    "UnknownCode",
    "Verdict",
    "adjusted_p",
    "agreement",
    "average_deviation",
    "average_variance_extracted",
    "awg",
    "bartlett",
    "bivariate_normal",
    "bootstrap",
    "cfa",
    "cfa_ordered",
    "change",
    "clustered_alpha",
    "cohen_kappa",
    "cohen_kappa_from",
    "compare",
    "compare_clustered",
    "compare_clustered_from",
    "composite_reliability",
    "cronbach_alpha",
    "cronbach_alpha_from",
    "design_effect",
    "detectable_change",
    "dif",
    "difference_test",
    "efa",
    "empirical_kaiser",
    "expected_scores",
    "factor_pairs",
    "factor_scores",
    "fleiss_kappa",
    "graded_response",
    "greatest_lower_bound",
    "greatest_lower_bound_from",
    "greatest_lower_bound_of",
    "group_means",
    "guttman",
    "guttman_from",
    "guttman_of",
    "gwet_ac",
    "htmt",
    "htmt_from",
    "icc",
    "invariance",
    "invariance_ordered",
    "item_information",
    "item_table",
    "kmo",
    "krippendorff_alpha",
    "lavaan_syntax",
    "longitudinal_invariance",
    "map_test",
    "maximal_reliability",
    "mcar_test",
    "mcnemar",
    "mean_interval",
    "missing_patterns",
    "modification_indices",
    "mokken",
    "mokken_from",
    "normal_moments",
    "omega",
    "ordered_difference",
    "ordered_modification_indices",
    "ordered_score_tests",
    "ordinal_alpha",
    "ordinal_alpha_from",
    "ordinal_reliability",
    "ordinal_sample",
    "overlapping_change_from",
    "paired_change_from",
    "parallel_analysis",
    "partial_credit",
    "pearson",
    "percent_agreement",
    "permutation",
    "polychoric",
    "polychoric_from",
    "polyserial",
    "r_script",
    "random_intercept",
    "random_intercept_from",
    "ranking_allowed",
    "rater_icc",
    "rater_icc_from",
    "reliable_change",
    "respondents_for_power",
    "response",
    "reverse_keys",
    "rmsea_power",
    "rotate",
    "rwg",
    "scale_information",
    "scale_scores",
    "schmid_leiman",
    "score_weights",
    "sign_flips",
    "signed_rank",
    "split_half",
    "split_half_from",
    "split_half_of",
    "standard_error_of_measurement",
    "standardised",
    "tabulate",
    "tabulate_frame",
    "tabulate_scores",
    "unpaired_change_from",
    "unusable",
    "walk",
]
