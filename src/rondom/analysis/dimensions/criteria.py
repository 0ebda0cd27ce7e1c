"""How simple a pattern of loadings is: criteria to minimise, with their gradients, for many patterns at once.

Each takes loadings of shape starts x items x factors and gives a value per start and the gradient.
Sources: docs/methods/rotation.md.
"""

from collections.abc import Callable

import numpy as np

from rondom.analysis.estimates import Floats

Criterion = Callable[[Floats], tuple[Floats, Floats]]

_GEOMIN = 0.01


def quartimin(loadings: Floats) -> tuple[Floats, Floats]:
    """Products of squared loadings of different factors (Carroll, 1953); oblimin with gamma zero."""
    squares = loadings**2
    others = squares.sum(axis=-1, keepdims=True) - squares
    return (squares * others).sum(axis=(-2, -1)) / 4, loadings * others


def varimax(loadings: Floats) -> tuple[Floats, Floats]:
    """Minus the variance of squared loadings within factors (Kaiser, 1958)."""
    squares = loadings**2
    away = squares - squares.mean(axis=-2, keepdims=True)
    return -(away**2).sum(axis=(-2, -1)) / 4, -loadings * away


def geomin(loadings: Floats) -> tuple[Floats, Floats]:
    """Geometric means of squared loadings per item, 0.01 added to each (Yates, 1987; Browne, 2001)."""
    squares = loadings**2 + _GEOMIN
    factors = loadings.shape[-1]
    means = np.exp(np.log(squares).mean(axis=-1, keepdims=True))
    return means.sum(axis=(-2, -1)), 2 / factors * loadings / squares * means
