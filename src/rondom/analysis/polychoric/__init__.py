"""Ordinal answers as cut-up normal variables: polychoric correlations and what is uncertain about them."""

from rondom.analysis.polychoric.bivariate_normal import bivariate_density, bivariate_normal
from rondom.analysis.polychoric.correlations import PairNote, Polychoric, polychoric, polychoric_from
from rondom.analysis.polychoric.ordinal_alpha import OrdinalAlpha, ordinal_alpha, ordinal_alpha_from
from rondom.analysis.polychoric.polyserial import Polyserial, polyserial
from rondom.analysis.polychoric.sample import OrdinalSample, ordinal_sample
from rondom.analysis.polychoric.smoothing import smallest_eigenvalue, smoothed

__all__ = [
    "OrdinalAlpha",
    "OrdinalSample",
    "PairNote",
    "Polychoric",
    "Polyserial",
    "bivariate_density",
    "bivariate_normal",
    "ordinal_alpha",
    "ordinal_alpha_from",
    "ordinal_sample",
    "polychoric",
    "polychoric_from",
    "polyserial",
    "smallest_eigenvalue",
    "smoothed",
]
