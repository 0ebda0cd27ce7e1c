"""Equal residual variances of ordered items in several groups, in the delta parameterisation.

There residual variances are no parameters: they are 1 / d^2 - (L Psi L')_jj for item j, with d its scale.
Made equal to that of the first group, the scales of later groups follow from the other parameters:

    d_jg = (1 / d_j1^2 + (L Psi L')_jj,g - (L Psi L')_jj,1)^-1/2
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.model import Model, Numbers
from rondom.analysis.factor_models.optimise import OutsideError

_STEP = 1e-30


@dataclass(frozen=True, slots=True, eq=False)
class Narrowing:
    """Which free parameters stay free (``kept``), and of which items in which group the scale follows."""

    model: Model
    kept: Integers
    places: Integers
    groups: Integers
    items: Integers

    def widened(self, narrow: Numbers) -> Numbers:
        """All free parameters of the model from those that stay free. Raises OutsideError."""
        wide = np.ones(self.model.free, dtype=narrow.dtype)
        wide[self.kept] = narrow
        parts = [self.model.matrices(wide, group) for group in range(self.model.groups)]
        common = np.array([np.diag(one.sigma) for one in parts])
        total = 1 / parts[0].scale[self.items] ** 2 + common[self.groups, self.items] - common[0, self.items]
        if (total.real <= 0).any():
            raise OutsideError
        wide[self.places] = 1 / np.sqrt(total)
        return wide

    def slopes(self, wide: Floats) -> Floats:
        """All free parameters x those that stay free, by complex steps."""
        narrow = wide[self.kept].astype(np.complex128)
        found = np.zeros((len(wide), len(narrow)))
        for place in range(len(narrow)):
            moved = narrow.copy()
            moved[place] += 1j * _STEP
            found[:, place] = self.widened(moved).imag / _STEP
        return found


def narrowing(model: Model) -> Narrowing | None:
    """What equal residuals ask of this model; None when it does not have them, or has one group.

    Items named in ``partial`` (``"x1~~x1"``) keep a scale of their own. Raises ValueError without equal
    thresholds: scales are then fixed.
    """
    if "residuals" not in model.design.equal or model.groups == 1:
        return None
    if "thresholds" not in model.design.equal:
        raise ValueError(
            "Gelijke restvarianties van geordende items vragen ook gelijke drempels en ladingen."
        )
    exempt = {name.replace(" ", "") for name in model.design.partial}
    found = [
        (row.free, row.group, model.items.index(row.lhs))
        for row in model.table
        if row.op == "~*~" and row.free >= 0 and f"{row.lhs}~~{row.lhs}" not in exempt
    ]
    places, groups, items = np.array(found, dtype=np.int64).reshape(-1, 3).T
    kept = np.setdiff1d(np.arange(model.free), places)
    return Narrowing(model, kept, places, groups, items)


def narrowed(deltas: Sequence[Floats], slopes: Floats | None) -> tuple[Floats, ...]:
    """The Jacobian of each group to the parameters that stay free."""
    return tuple(deltas) if slopes is None else tuple(delta @ slopes for delta in deltas)
