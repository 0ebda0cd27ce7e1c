"""How precisely items measure at places of the scale, in either model."""

from rondom.analysis.estimates import Floats
from rondom.analysis.irt.graded_item import fisher_information
from rondom.analysis.irt.graded_response import GradedResponse
from rondom.analysis.irt.partial_credit import PartialCredit
from rondom.analysis.irt.partial_credit_curves import betas_of, moments


def item_information(model: GradedResponse | PartialCredit, theta: Floats) -> Floats:
    """Items x places: how precisely each item measures there (the inverse of a variance).

    Of the partial credit model this is the variance of the points that the item gives.
    """
    if isinstance(model, PartialCredit):
        return moments(betas_of(model), theta).variance
    return fisher_information(model.parameters, model.widths, theta)


def scale_information(model: GradedResponse | PartialCredit, theta: Floats) -> Floats:
    """Places: the information of all items together; 1 / sqrt of it is the error of a score there."""
    total: Floats = item_information(model, theta).sum(axis=0)
    return total
