"""Whether items share enough to look for factors: Kaiser, Meyer and Olkin's measure, Bartlett's test."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from rondom.analysis.dimensions.correlations import require_correlations, require_respondents
from rondom.analysis.estimates import Floats


@dataclass(frozen=True, slots=True)
class SamplingAdequacy:
    """Kaiser, Meyer and Olkin's measure, from 0 to 1: of all items together and of each item (MSA).

    It compares correlations with what is left of them when all other items are held constant. It has no
    interval: it describes a matrix.
    """

    items: tuple[str, ...]
    overall: float
    each: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sphericity:
    """Bartlett's test of the hypothesis that no items correlate at all."""

    chisq: float
    df: int
    p: float
    n: int


def kmo(correlations: Floats, *, items: Sequence[str] = ()) -> SamplingAdequacy:
    """KMO of correlations (items x items), Pearson or polychoric.

    Raises TooFewData for a matrix that cannot be inverted, and when no two items correlate.
    Source: Kaiser and Rice (1974); docs/methods/factorability.md.
    """
    names = require_correlations(correlations, items=items)
    inverse = np.linalg.inv(correlations)
    scale = np.sqrt(np.diag(inverse))
    partial = (inverse / np.outer(scale, scale)) ** 2
    plain = correlations**2
    np.fill_diagonal(partial, 0)
    np.fill_diagonal(plain, 0)
    own, rest = plain.sum(axis=0), partial.sum(axis=0)
    each = np.divide(own, own + rest, out=np.zeros(len(own)), where=own > 0)
    return SamplingAdequacy(names, _share(float(own.sum()), float(rest.sum())), tuple(each.tolist()))


def bartlett(correlations: Floats, *, n: int, items: Sequence[str] = ()) -> Sphericity:
    """Bartlett's test of sphericity of Pearson correlations over ``n`` respondents.

    On polychoric correlations the statistic only describes: it is too large for its p-value.
    Raises TooFewData for a matrix that cannot be inverted or no more respondents than items.
    Source: Bartlett (1951); docs/methods/factorability.md.
    """
    names = require_correlations(correlations, items=items)
    k = len(names)
    require_respondents(n, k)
    chisq = -float(np.linalg.slogdet(correlations)[1]) * (n - 1 - (2 * k + 5) / 6)
    df = k * (k - 1) // 2
    return Sphericity(chisq, df, float(chdtrc(df, chisq)), n)


def _share(plain: float, partial: float) -> float:
    return plain / (plain + partial) if plain > 0 else 0.0
