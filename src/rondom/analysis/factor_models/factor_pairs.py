"""Whether two factors can be told apart: their correlation against what their items have in common."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.factor_models.factor_reliability import FactorQuality, average_variance_extracted
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.model import Model, Numbers
from rondom.analysis.quantiles import normal_quantile, require_level

_STEP = 1e-30


@dataclass(frozen=True, slots=True)
class FactorPair:
    """The correlation of two factors, and the average variance that each extracts from its items.

    ``distinct`` is the criterion of Fornell and Larcker (1981): both extract more from their own items than
    they share with each other. None when an average variance is not defined.
    """

    one: str
    other: str
    group: str
    correlation: float
    interval: Interval
    extracted: tuple[float | None, float | None]
    respondents: int

    @property
    def shared(self) -> float:
        """The squared correlation."""
        return self.correlation**2

    @property
    def distinct(self) -> bool | None:
        """Whether both averages exceed what is shared."""
        known = [value for value in self.extracted if value is not None]
        return min(known) > self.shared if len(known) == 2 else None


def factor_pairs(fit: Fit, *, level: float = 0.95) -> tuple[FactorPair, ...]:
    """Every pair of factors in every group; intervals by the delta method.

    Raises TooFewData for an improper solution: its correlations mean nothing.
    """
    if fit.improper:
        raise TooFewData("De oplossing is onmogelijk (Heywood): de samenhang van factoren zegt dan niets.")
    z = normal_quantile((1 + require_level(level)) / 2)
    extracted = {
        (one.factor, one.group): one.estimate
        for one in average_variance_extracted(fit)
        if isinstance(one, FactorQuality)
    }
    found = []
    for group, label in enumerate(fit.group_labels):
        correlations, slopes = _correlations(fit.model, fit.x, group), _slopes(fit, group)
        errors = np.sqrt(((slopes @ fit.covariance) * slopes).sum(axis=1))
        pairs = combinations(fit.model.factors, 2)
        for (one, other), r, error in zip(pairs, correlations.tolist(), errors.tolist(), strict=True):
            both = (extracted.get((one, label)), extracted.get((other, label)))
            interval = Interval(r - z * error, r + z * error, level, "delta")
            found.append(FactorPair(one, other, label, r, interval, both, fit.n[group]))
    return tuple(found)


def _correlations(model: Model, x: Numbers, group: int) -> Numbers:
    """Of every pair of factors, in the order of ``combinations``."""
    covariances = model.matrices(x, group).factor_covariances
    i, j = np.triu_indices(len(covariances), 1)
    found: Numbers = covariances[i, j] / np.sqrt(covariances[i, i] * covariances[j, j])
    return found


def _slopes(fit: Fit, group: int) -> Floats:
    """Pairs x free parameters, by complex steps."""
    found = []
    for place in range(fit.model.free):
        moved = fit.x.astype(np.complex128)
        moved[place] += 1j * _STEP
        found.append(_correlations(fit.model, moved, group).imag / _STEP)
    return np.array(found, dtype=np.float64).T
