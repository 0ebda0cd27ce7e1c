"""Item response models: graded response, partial credit, Mokken's H, differential item functioning."""

from rondom.analysis.irt.dif import Dif, DifStep, ItemDif, dif
from rondom.analysis.irt.expected_scores import ExpectedScores, expected_scores
from rondom.analysis.irt.graded_response import (
    GradedItem,
    GradedResponse,
    graded_response,
    item_information,
    scale_information,
)
from rondom.analysis.irt.mokken import Mokken, PairScalability, Scalability, mokken, mokken_from
from rondom.analysis.irt.partial_credit import PartialCredit, PartialCreditItem, partial_credit

__all__ = [
    "Dif",
    "DifStep",
    "ExpectedScores",
    "GradedItem",
    "GradedResponse",
    "ItemDif",
    "Mokken",
    "PairScalability",
    "PartialCredit",
    "PartialCreditItem",
    "Scalability",
    "dif",
    "expected_scores",
    "graded_response",
    "item_information",
    "mokken",
    "mokken_from",
    "partial_credit",
    "scale_information",
]
