"""Ordinal answers as cut-up normal variables: polychoric correlations and what is uncertain about them."""

from rondom.analysis.ordinal.bivariate_normal import bivariate_density, bivariate_normal
from rondom.analysis.ordinal.correlations import PairNote, Polychoric, polychoric, polychoric_from
from rondom.analysis.ordinal.mixed import mixed_sample
from rondom.analysis.ordinal.ordinal_alpha import OrdinalAlpha, ordinal_alpha, ordinal_alpha_from
from rondom.analysis.ordinal.polyserial import Polyserial, polyserial
from rondom.analysis.ordinal.sample import (
    OrdinalSample,
    influence_products,
    ordinal_sample,
    ordinal_sample_from,
)
from rondom.analysis.ordinal.smoothing import smallest_eigenvalue, smoothed

__all__ = [
    "OrdinalAlpha",
    "OrdinalSample",
    "PairNote",
    "Polychoric",
    "Polyserial",
    "bivariate_density",
    "bivariate_normal",
    "influence_products",
    "mixed_sample",
    "ordinal_alpha",
    "ordinal_alpha_from",
    "ordinal_sample",
    "ordinal_sample_from",
    "polychoric",
    "polychoric_from",
    "polyserial",
    "smallest_eigenvalue",
    "smoothed",
]
