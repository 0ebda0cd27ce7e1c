"""How many things a set of items measures, and which items go together, from a matrix of correlations.

Every function takes correlations, Pearson or polychoric, and the number of respondents behind them. A
matrix that is not positive definite is refused, never smoothed. Formulas and sources: docs/methods/.
"""

from rondom.analysis.dimensions.chance import Chance, resampling, shuffled, simulated_correlations
from rondom.analysis.dimensions.correlations import require_correlations
from rondom.analysis.dimensions.efa import FactorSolution, efa
from rondom.analysis.dimensions.extraction import Method
from rondom.analysis.dimensions.factor_scores import ScoreMethod, ScoreWeights, factor_scores, score_weights
from rondom.analysis.dimensions.factorability import SamplingAdequacy, Sphericity, bartlett, kmo
from rondom.analysis.dimensions.fit import Fit
from rondom.analysis.dimensions.kaiser import EmpiricalKaiser, empirical_kaiser
from rondom.analysis.dimensions.loading_intervals import LoadingIntervals, loading_intervals
from rondom.analysis.dimensions.map_test import MinimumAveragePartial, map_test
from rondom.analysis.dimensions.parallel import ParallelAnalysis, Scree, parallel_analysis
from rondom.analysis.dimensions.pearson import Correlations, pearson, pearson_from
from rondom.analysis.dimensions.rotation import Pattern, Rotation, rotate
from rondom.analysis.dimensions.schmid_leiman import SchmidLeiman, schmid_leiman

__all__ = [
    "Chance",
    "Correlations",
    "EmpiricalKaiser",
    "FactorSolution",
    "Fit",
    "LoadingIntervals",
    "Method",
    "MinimumAveragePartial",
    "ParallelAnalysis",
    "Pattern",
    "Rotation",
    "SamplingAdequacy",
    "SchmidLeiman",
    "ScoreMethod",
    "ScoreWeights",
    "Scree",
    "Sphericity",
    "bartlett",
    "efa",
    "empirical_kaiser",
    "factor_scores",
    "kmo",
    "loading_intervals",
    "map_test",
    "parallel_analysis",
    "pearson",
    "pearson_from",
    "require_correlations",
    "resampling",
    "rotate",
    "schmid_leiman",
    "score_weights",
    "shuffled",
    "simulated_correlations",
]
