"""Item response models: graded response, partial credit, Mokken's H, differential item functioning."""

from rondom.analysis.irt.dif import Dif, DifStep, ItemDif, dif
from rondom.analysis.irt.expected_scores import ExpectedScores, expected_scores
from rondom.analysis.irt.graded_response import (
    GradedItem,
    GradedResponse,
    graded_response,
)
from rondom.analysis.irt.information import item_information, scale_information
from rondom.analysis.irt.local_dependence import LocalDependence, Q3Pair, local_dependence
from rondom.analysis.irt.mokken import Mokken, PairScalability, Scalability, mokken, mokken_from
from rondom.analysis.irt.partial_credit import PartialCredit, PartialCreditItem, partial_credit
from rondom.analysis.irt.partial_credit_fit import ItemFit, ItemFits, PersonFit, item_fit, person_fit
from rondom.analysis.irt.person_parameters import PersonParameters, SumParameter, person_parameters

__all__ = [
    "Dif",
    "DifStep",
    "ExpectedScores",
    "GradedItem",
    "GradedResponse",
    "ItemDif",
    "ItemFit",
    "ItemFits",
    "LocalDependence",
    "Mokken",
    "PairScalability",
    "PartialCredit",
    "PartialCreditItem",
    "PersonFit",
    "PersonParameters",
    "Q3Pair",
    "Scalability",
    "SumParameter",
    "dif",
    "expected_scores",
    "graded_response",
    "item_fit",
    "item_information",
    "local_dependence",
    "mokken",
    "mokken_from",
    "partial_credit",
    "person_fit",
    "person_parameters",
    "scale_information",
]
