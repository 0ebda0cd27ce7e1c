"""Whether the moments can tell all parameters apart."""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.model import Model


class NotIdentified(TooFewData):
    """The model asks more than the moments can tell. The message names parameters, in Dutch."""


def require_identified(model: Model, derivatives: Sequence[Floats]) -> None:
    """Raise NotIdentified when df < 0 or when columns of the Jacobian (per group) depend on each other.

    ``derivatives`` are those of ``jacobian`` at a point that is not special: take the solution.
    """
    moments = model.moments_per_group * model.groups
    if moments < model.free:
        raise NotIdentified(
            f"Het model heeft {model.free} vrije parameters, maar de gegevens hebben maar {moments} "
            "kenmerken (df < 0). Gebruik meer items per factor of zet parameters vast."
        )
    stacked = np.vstack(derivatives)
    sizes = np.linalg.norm(stacked, axis=0)
    unused = sizes == 0
    if unused.any():
        _refuse(model, np.flatnonzero(unused))
    scaled = stacked / sizes
    # The squares answer at once when all is well; they are too coarse to say what is wrong.
    if np.linalg.eigvalsh(scaled.T @ scaled)[0] > 1e-8:
        return
    _, values, right = np.linalg.svd(scaled, full_matrices=False)
    empty = values < 1e-8 * values[0]
    if empty.any():
        _refuse(model, np.flatnonzero((np.abs(right[empty]) > 1e-4).any(axis=0)))


def _refuse(model: Model, places: Sequence[int] | np.ndarray) -> None:
    named = [model.names[place] for place in places]
    shown = ", ".join(named[:8]) + (", ..." if len(named) > 8 else "")
    raise NotIdentified(
        f"Het model is niet geïdentificeerd: {shown} zijn niet uit elkaar te houden. Zet er een vast, maak "
        "er twee gelijk of gebruik meer items per factor."
    )
