"""Which group or organisation each respondent belongs to."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Integers

Labels = Sequence[object] | NDArray[np.generic]
"""Of every respondent the group or organisation: text or a number."""


def numbered(labels: Labels, respondents: int, what: str) -> tuple[tuple[str, ...], Integers]:
    """Different labels in order of first appearance, and each respondent's place among them.

    ``what`` is what they name, in Dutch. Raises ValueError for respondents without a label: they would make a
    group of their own.
    """
    if len(labels) != respondents:
        raise ValueError(f"Er zijn {respondents} respondenten, maar van {len(labels)} is de {what} gegeven.")
    unknown = sum(label is None or label != label or label == "" for label in labels)
    if unknown:
        raise ValueError(f"Van {unknown} respondenten is de {what} niet bekend. Laat hen weg.")
    every = [str(label) for label in labels]
    places = {label: at for at, label in enumerate(dict.fromkeys(every))}
    return tuple(places), np.array([places[label] for label in every], dtype=np.int64)
