"""Observed information of a model: second derivatives to the moments, and the curvature of the moments."""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.cfa.frame import model_frame
from rondom.analysis.cfa.information import observed
from rondom.analysis.cfa.likelihood import Slopes, gradient_of, points_at, slopes_of
from rondom.analysis.cfa.model import Model
from rondom.analysis.cfa.samples import Sample
from rondom.analysis.estimates import Floats

_STEP = 1e-30


def observed_information(model: Model, samples: Sequence[Sample], x: Floats) -> Floats:
    """The exact Hessian of the discrepancy: observed information per respondent."""
    found = np.zeros((model.free, model.free))
    slopes = []
    for group, points in enumerate(points_at(model, samples, x)):
        found += observed(model_frame(model, x, group), points)
        slopes.append(slopes_of(points, len(model.items)))
    return found + _curvature(model, x, slopes)


def _curvature(model: Model, x: Floats, slopes: Sequence[Slopes]) -> Floats:
    """How the gradient moves while the slopes stay: by complex steps, exact to rounding."""
    found = np.zeros((model.free, model.free))
    for group, slope in enumerate(slopes):
        for place in np.unique(model.places[model.cells[group].rows]):
            if place >= 0:
                moved = x.astype(np.complex128)
                moved[place] += 1j * _STEP
                found[place] += gradient_of(model_frame(model, moved, group), slope).imag / _STEP
    return (found + found.T) / 2
