"""Rotation of factors to a simple pattern, by name, with a stated order and sign."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from rondom.analysis.dimensions.criteria import Criterion, geomin, quartimin, varimax
from rondom.analysis.dimensions.projection import project
from rondom.analysis.dimensions.starts import STARTS, turns
from rondom.analysis.estimates import Floats, TooFewData

Rotation = Literal["oblimin", "quartimin", "geomin", "promax", "varimax", "none"]
"""Oblimin is direct oblimin with gamma zero, which is quartimin: both names are in use."""

_POWER = 4
_CRITERIA: dict[str, Criterion] = {"oblimin": quartimin, "quartimin": quartimin, "geomin": geomin}


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """``loadings`` is items x factors, ``phi`` the factors' correlations.

    ``starts`` is how many times the rotation was sought, ``agreeing`` how many of those ended in this
    solution. When other starts end elsewhere, the criterion has several valleys and this is the lowest.
    """

    loadings: Floats
    phi: Floats
    starts: int
    agreeing: int


def rotate(
    loadings: Floats,
    rotation: Rotation,
    *,
    starts: int = STARTS,
    rng: np.random.Generator | None = None,
    kaiser: bool | None = None,
) -> Pattern:
    """Rotate unrotated loadings; factors come ordered and signed by ``ordered``.

    The first start is the unrotated solution itself, the only one in R; further ``starts`` are drawn with
    ``rng``, or without it are a fixed set. The simplest result is kept. ``kaiser`` rotates items scaled
    to length one: by default for varimax and promax alone, as in R. Raises TooFewData when no start
    arrives. Source: docs/methods/rotation.md.
    """
    factors = loadings.shape[1]
    if rotation == "none" or factors == 1:
        return Pattern(*ordered(loadings, np.eye(factors)), 1, 1)
    kaiser = rotation in ("varimax", "promax") if kaiser is None else kaiser
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True)) if kaiser else np.ones((len(loadings), 1))
    length[length == 0] = 1.0
    orthogonal = rotation in ("varimax", "promax")
    found = project(
        loadings / length,
        varimax if orthogonal else _CRITERIA[rotation],
        turns(factors, starts, rng),
        oblique=not orthogonal,
    )
    if not found.arrived.any():
        raise TooFewData(
            "De rotatie komt niet tot een eind. Vraag minder factoren, of kies een andere rotatie."
        )
    values = np.where(found.arrived, found.values, np.inf)
    best = int(values.argmin())
    agreeing = int((values - values[best] < 1e-6 * max(1.0, abs(float(values[best])))).sum())
    pattern, phi = found.loadings[best] * length, found.phi[best]
    if rotation == "promax":
        pattern, phi = _promax(pattern)
    return Pattern(*ordered(pattern, phi), starts, agreeing)


def ordered(loadings: Floats, phi: Floats) -> tuple[Floats, Floats]:
    """Factors by the variance they account for, the largest first, each with a positive sum of loadings.

    The variance of a factor is the diagonal of phi L'L, as in R's psych; phi follows the loadings.
    """
    sign = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    accounted = np.diag(phi @ loadings.T @ loadings)
    order = np.argsort(-accounted, kind="stable")
    signed = (phi * np.outer(sign, sign))[np.ix_(order, order)]
    return (loadings * sign)[:, order], signed


def _promax(loadings: Floats) -> tuple[Floats, Floats]:
    """Regress powered varimax loadings on themselves (Hendrickson and White, 1964)."""
    target = loadings * np.abs(loadings) ** (_POWER - 1)
    turn = np.linalg.lstsq(loadings, target, rcond=None)[0]
    turn = turn * np.sqrt(np.diag(np.linalg.inv(turn.T @ turn)))
    return loadings @ turn, np.linalg.inv(turn.T @ turn)
