"""Products of weights, Jacobian and covariances that standard errors, tests and differences are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.least_squares import weighted_by
from rondom.analysis.ordinal import OrdinalSample


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """Per group its sample, the diagonal of W and Delta (moments x parameters).

    Groups count by their respondents.
    """

    samples: Sequence[OrdinalSample]
    weights: Sequence[Floats]
    deltas: Sequence[Floats]

    @property
    def respondents(self) -> int:
        """All who take part."""
        return sum(sample.respondents for sample in self.samples)

    @property
    def shares(self) -> tuple[float, ...]:
        """Each group's share of the respondents."""
        return tuple(sample.respondents / self.respondents for sample in self.samples)

    def bread(self) -> Floats:
        """E = Delta' W Delta."""
        found = np.zeros((self.deltas[0].shape[1],) * 2)
        for weight, delta, share in zip(self.weights, self.deltas, self.shares, strict=True):
            found += share * (delta.T @ weighted_by(weight, delta))
        return found

    def meat(self) -> Floats:
        """Delta' W Gamma W Delta."""
        found = np.zeros((self.deltas[0].shape[1],) * 2)
        parts = zip(self.samples, self.weights, self.deltas, self.shares, strict=True)
        for sample, weight, delta, share in parts:
            weighted = weighted_by(weight, delta)
            found += share * (weighted.T @ sample.gamma @ weighted)
        return found
