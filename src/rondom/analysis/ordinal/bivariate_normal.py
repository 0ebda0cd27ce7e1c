"""The standard bivariate normal distribution: its integral over a quadrant and its density.

Source: Drezner and Wesolowsky (1990), Journal of Statistical Computation and Simulation 35, 101-107; the
form near a correlation of one follows Genz (2004), Statistics and Computing 14, 251-260.
"""

from math import pi, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from rondom.analysis.estimates import Floats

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(20)
_FEW_NODES, _FEW_WEIGHTS = np.polynomial.legendre.leggauss(12)
_FEW_BELOW = 0.75  # correlation up to which twelve nodes give all fifteen digits
_STEEP = 0.925  # correlation from which the integrand over the angle is too steep
_FAR = 37.0  # beyond this many standard deviations nothing is left in double precision


def bivariate_normal(h: ArrayLike, k: ArrayLike, rho: ArrayLike) -> Floats:
    """The chance that X <= ``h`` and Y <= ``k`` for two standard normals that correlate ``rho``.

    Arrays that broadcast; ``h`` and ``k`` may be infinite, ``rho`` is from -1 to 1. Absolute error below
    1e-14. Raises ValueError for a correlation outside -1 to 1 or something that is not a number.
    """
    first, second, correlation = np.broadcast_arrays(
        np.asarray(h, dtype=np.float64),
        np.asarray(k, dtype=np.float64),
        np.asarray(rho, dtype=np.float64),
    )
    if not (np.abs(correlation) <= 1).all() or np.isnan(first).any() or np.isnan(second).any():
        raise ValueError("Geef grenzen die getallen zijn en een correlatie van -1 tot en met 1.")
    first, second = np.clip(first, -_FAR, _FAR), np.clip(second, -_FAR, _FAR)
    size = np.abs(correlation)
    found = np.empty(correlation.shape)
    for part, chance in (
        (size <= _FEW_BELOW, _over_the_angle_coarse),
        ((size > _FEW_BELOW) & (size < _STEEP), _over_the_angle),
        (size >= _STEEP, _near_one),
    ):
        if part.all():
            return np.clip(chance(first, second, correlation), 0.0, 1.0)
        if part.any():
            found[part] = chance(first[part], second[part], correlation[part])
    return np.clip(found, 0.0, 1.0)


def bivariate_density(h: Floats, k: Floats, rho: Floats) -> Floats:
    """The density at (``h``, ``k``), zero where either is infinite; ``rho`` strictly between -1 and 1."""
    first, second = np.clip(h, -_FAR, _FAR), np.clip(k, -_FAR, _FAR)
    rest = (1 - rho) * (1 + rho)
    density: Floats = np.exp(-(first**2 + second**2 - 2 * rho * first * second) / (2 * rest))
    density /= 2 * pi * np.sqrt(rest)
    return density


def _over_the_angle(h: Floats, k: Floats, rho: Floats, *, few: bool = False) -> Floats:
    """Plackett's identity: the integral over the correlation, from 0, with the angle as variable."""
    nodes, weights = (_FEW_NODES, _FEW_WEIGHTS) if few else (_NODES, _WEIGHTS)
    half_angle = np.arcsin(rho) / 2
    half_squares, product = (h * h + k * k) / 2, h * k
    total = np.zeros(h.shape)
    for node, weight in zip(nodes, weights, strict=True):
        sine = np.sin(half_angle * (node + 1))
        total += weight * np.exp((sine * product - half_squares) / ((1 - sine) * (1 + sine)))
    found: Floats = total * half_angle / (2 * pi) + ndtr(h) * ndtr(k)
    return found


def _over_the_angle_coarse(h: Floats, k: Floats, rho: Floats) -> Floats:
    return _over_the_angle(h, k, rho, few=True)


def _near_one(h: Floats, k: Floats, rho: Floats) -> Floats:
    """Measured from a correlation of one: there the chance is known, and the rest is a small integral.

    The integral runs over sqrt(1 - rho^2). Its steep part has a closed form; quadrature takes what is left.
    """
    positive = rho > 0
    signed = np.where(positive, k, -k)
    product = h * signed
    apart = np.abs(h - signed)
    rest = (1 - rho) * (1 + rho)
    steep = _steep_part(product, apart, rest)
    smooth = _smooth_part(product, apart**2, rest)
    # In terms of upper quadrants, P(X > -h, Y > -k), as in the sources.
    lost = (steep + smooth) / (2 * pi)
    same = ndtr(np.minimum(h, k))
    opposite = np.maximum(0.0, ndtr(h) - ndtr(-k))
    found: Floats = np.where(positive, same - lost, opposite + lost)
    return found


def _steep_part(product: Floats, apart: Floats, rest: Floats) -> Floats:
    c, d = (4 - product) / 8, (12 - product) / 16
    width, squared = np.sqrt(rest), apart**2
    start = width * np.exp(np.minimum(-(squared / np.maximum(rest, 1e-300) + product) / 2, 700.0))
    series = 1 - c * (squared - rest) * (1 - d * squared / 5) / 3 + c * d * rest**2 / 5
    tail = ndtr(-apart / np.maximum(width, 1e-150))
    # exp(-product/2) only grows where the tail vanishes faster: take them together, in logarithms.
    scale = np.exp(np.minimum(-product / 2, 700.0)) * tail
    end = scale * sqrt(2 * pi) * apart * (1 - c * squared * (1 - d * squared / 5) / 3)
    return np.where(rest > 0, start * series - end, 0.0)


def _smooth_part(product: Floats, squared: Floats, rest: Floats) -> Floats:
    c, d = (4 - product) / 8, (12 - product) / 16
    half = np.sqrt(rest) / 2
    total = np.zeros(product.shape)
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        x = (half * (node + 1)) ** 2
        root = np.sqrt(1 - x)
        exponent = -(squared / np.maximum(x, 1e-300) + product) / 2
        bend = np.exp(np.clip(-product * (1 - root) / (2 * (1 + root)), -700.0, 700.0)) / root
        seen = exponent > -700.0
        total += np.where(
            seen, weight * np.exp(np.minimum(exponent, 0.0)) * (bend - (1 + c * x * (1 + d * x))), 0
        )
    found: Floats = half * total
    return found
