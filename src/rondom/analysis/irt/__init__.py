"""Item response models: graded response, partial credit, Mokken's scales, differential item functioning."""

from rondom.analysis.irt.dif import JODOIN_GIERL, ZUMBO_THOMAS, Dif, dif
from rondom.analysis.irt.dif_item import Advantage, DifStep, ItemDif
from rondom.analysis.irt.expected_scores import ExpectedScores, expected_scores
from rondom.analysis.irt.graded_response import (
    GradedItem,
    GradedResponse,
    graded_response,
)
from rondom.analysis.irt.information import item_information, scale_information
from rondom.analysis.irt.local_dependence import LocalDependence, Q3Pair, local_dependence
from rondom.analysis.irt.mokken import Mokken, PairScalability, Scalability, mokken, mokken_from
from rondom.analysis.irt.monotonicity import (
    ItemMonotonicity,
    Monotonicity,
    RestGroup,
    Violations,
    monotonicity,
)
from rondom.analysis.irt.partial_credit import PartialCredit, PartialCreditItem, partial_credit
from rondom.analysis.irt.partial_credit_fit import ItemFit, ItemFits, PersonFit, item_fit, person_fit
from rondom.analysis.irt.person_parameters import PersonParameters, SumParameter, person_parameters
from rondom.analysis.irt.scale_search import FoundScale, ScaleSearch, SearchStep, scale_search

__all__ = [
    "JODOIN_GIERL",
    "ZUMBO_THOMAS",
    "Advantage",
    "Dif",
    "DifStep",
    "ExpectedScores",
    "FoundScale",
    "GradedItem",
    "GradedResponse",
    "ItemDif",
    "ItemFit",
    "ItemFits",
    "ItemMonotonicity",
    "LocalDependence",
    "Mokken",
    "Monotonicity",
    "PairScalability",
    "PartialCredit",
    "PartialCreditItem",
    "PersonFit",
    "PersonParameters",
    "Q3Pair",
    "RestGroup",
    "Scalability",
    "ScaleSearch",
    "SearchStep",
    "SumParameter",
    "Violations",
    "dif",
    "expected_scores",
    "graded_response",
    "item_fit",
    "item_information",
    "local_dependence",
    "mokken",
    "mokken_from",
    "monotonicity",
    "partial_credit",
    "person_fit",
    "person_parameters",
    "scale_information",
    "scale_search",
]
