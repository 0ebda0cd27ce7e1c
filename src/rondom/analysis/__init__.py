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
        permutation,
        reliable_change,
        signed_rank,
    )
    from rondom.analysis.consistency import (
        Lambdas,
        Omega,
        SplitHalves,
        composite_reliability,
        greatest_lower_bound,
        guttman,
        maximal_reliability,
        omega,
        split_half,
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
    )
    from rondom.analysis.factor_models.discriminant import htmt
    from rondom.analysis.factor_models.factor_reliability import average_variance_extracted
    from rondom.analysis.factor_models.fit import Fit
    from rondom.analysis.factor_models.front import cfa, invariance
    from rondom.analysis.factor_models.hand_over import lavaan_syntax, r_script
    from rondom.analysis.factor_models.modification import modification_indices
    from rondom.analysis.factor_models.ordered_reliability import ordinal_reliability
    from rondom.analysis.factor_models.standardised import standardised
    from rondom.analysis.frames import tabulate_frame
    from rondom.analysis.irt import (
        GradedResponse,
        PartialCredit,
        dif,
        expected_scores,
        graded_response,
        item_information,
        mokken,
        partial_credit,
        scale_information,
    )
    from rondom.analysis.mcar import mcar_test
    from rondom.analysis.multilevel import (
        RandomIntercept,
        adjusted_p,
        compare_clustered,
        design_effect,
        random_intercept,
    )
    from rondom.analysis.ordinal import Polychoric, ordinal_alpha, polychoric, polychoric_from, polyserial
    from rondom.analysis.patterns import missing_patterns
    from rondom.analysis.raters import (
        agreement,
        average_deviation,
        awg,
        cohen_kappa,
        fleiss_kappa,
        gwet_ac,
        krippendorff_alpha,
        percent_agreement,
        rater_icc,
    )
    from rondom.analysis.resampling import bootstrap

_LATER = {
    "resampling": ("bootstrap",),
    "changes": (
        "Change",
        "ReliableChange",
        "change",
        "detectable_change",
        "mcnemar",
        "permutation",
        "reliable_change",
        "signed_rank",
    ),
    "alpha_in_clusters": ("clustered_alpha",),
    "consistency": (
        "Lambdas",
        "Omega",
        "SplitHalves",
        "composite_reliability",
        "guttman",
        "greatest_lower_bound",
        "maximal_reliability",
        "omega",
        "split_half",
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
    ),
    "factor_models.discriminant": ("htmt",),
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
    "factor_models.modification": ("modification_indices",),
    "factor_models.ordered_reliability": ("ordinal_reliability",),
    "factor_models.standardised": ("standardised",),
    "frames": ("tabulate_frame",),
    "irt": (
        "GradedResponse",
        "PartialCredit",
        "dif",
        "expected_scores",
        "graded_response",
        "item_information",
        "mokken",
        "partial_credit",
        "scale_information",
    ),
    "mcar": ("mcar_test",),
    "multilevel": (
        "RandomIntercept",
        "adjusted_p",
        "compare_clustered",
        "design_effect",
        "random_intercept",
    ),
    "ordinal": (
        "Polychoric",
        "ordinal_alpha",
        "polychoric",
        "polychoric_from",
        "polyserial",
    ),
    "patterns": ("missing_patterns",),
    "raters": (
        "agreement",
        "average_deviation",
        "awg",
        "cohen_kappa",
        "fleiss_kappa",
        "gwet_ac",
        "krippendorff_alpha",
        "percent_agreement",
        "rater_icc",
    ),
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
    "GradedResponse",
    "GroupMean",
    "Interval",
    "Item",
    "Lambdas",
    "LeftOut",
    "MeasurementError",
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
    "bootstrap",
    "cfa",
    "change",
    "clustered_alpha",
    "cohen_kappa",
    "compare",
    "compare_clustered",
    "composite_reliability",
    "cronbach_alpha",
    "cronbach_alpha_from",
    "design_effect",
    "detectable_change",
    "dif",
    "efa",
    "empirical_kaiser",
    "expected_scores",
    "factor_scores",
    "fleiss_kappa",
    "graded_response",
    "greatest_lower_bound",
    "group_means",
    "guttman",
    "gwet_ac",
    "htmt",
    "icc",
    "invariance",
    "item_information",
    "item_table",
    "kmo",
    "krippendorff_alpha",
    "lavaan_syntax",
    "map_test",
    "maximal_reliability",
    "mcar_test",
    "mcnemar",
    "mean_interval",
    "missing_patterns",
    "modification_indices",
    "mokken",
    "omega",
    "ordinal_alpha",
    "ordinal_reliability",
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
    "ranking_allowed",
    "rater_icc",
    "reliable_change",
    "response",
    "reverse_keys",
    "rotate",
    "rwg",
    "scale_information",
    "scale_scores",
    "schmid_leiman",
    "signed_rank",
    "split_half",
    "standard_error_of_measurement",
    "standardised",
    "tabulate",
    "tabulate_frame",
    "tabulate_scores",
    "unusable",
]
