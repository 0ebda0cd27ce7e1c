"""People by the items they answered and the sum of their points: who are alike in both have one place."""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Booleans, Floats, Integers, TooFewData
from rondom.analysis.irt.partial_credit import PartialCredit
from rondom.analysis.irt.partial_credit_curves import moments
from rondom.analysis.irt.responses import answers_as_fitted

_BEYOND = 30.0
_MOST_STEPS = 200
_AT_ONCE = 4096
_NEAR = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One cell for every set of answered items (``answered``, items x cells) and sum of points.

    ``extreme`` is whether the sum is the lowest or highest possible one; ``member`` the cell of each
    respondent.
    """

    answered: Booleans
    sums: Integers
    extreme: Booleans
    member: Integers

    @classmethod
    def of(cls, model: PartialCredit, answers: Answers) -> "Cells":
        """Of respondents x all items the model was given."""
        codes = answers_as_fitted(answers, model.columns, [item.points for item in model.items])
        answered = codes >= 0
        sums = np.where(answered, codes, 0).sum(axis=0, dtype=np.int64)
        keys = np.column_stack([np.packbits(answered, axis=0).T, sums])
        _, first, member = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        own, most = answered[:, first], np.array([len(item.points) - 1 for item in model.items])
        return cls(own, sums[first], (sums[first] == 0) | (sums[first] == most @ own), member.ravel())

    @classmethod
    def complete(cls, betas: Floats) -> "Cells":
        """Every sum of people who answer all items."""
        most = int(np.isfinite(betas[:, 1:]).sum())
        sums = np.arange(most + 1)
        answered: Booleans = np.ones((len(betas), most + 1), dtype=np.bool_)
        return cls(answered, sums, (sums == 0) | (sums == most), sums)


def places_of(betas: Floats, cells: Cells, *, weighted: bool) -> tuple[Floats, Floats]:
    """The place of each cell and its standard error; NaN where it has none.

    By maximum likelihood, and then extreme sums have none; or by Warm's weighted likelihood, in which the
    likelihood is multiplied by the root of the information.
    """
    theta, se = np.full(len(cells.sums), np.nan), np.full(len(cells.sums), np.nan)
    wanted = np.flatnonzero(cells.answered.any(axis=0) if weighted else ~cells.extreme)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        theta[some], se[some] = _solved(betas, cells.answered[:, some], cells.sums[some], weighted)
    return theta, se


def _solved(betas: Floats, answered: Booleans, sums: Integers, weighted: bool) -> tuple[Floats, Floats]:
    """Newton's steps between a place that is too low and one that is too high; halfway where they leave."""
    finite = np.where(np.isfinite(betas), betas, 0.0)
    farthest = float(np.abs(np.diff(finite, axis=1)).max()) + _BEYOND
    low, high = np.full(len(sums), -farthest), np.full(len(sums), farthest)
    here = _start(betas, answered, sums, farthest)
    for _ in range(_MOST_STEPS):
        found = moments(betas, here)
        information = (found.variance * answered).sum(axis=0)
        rise = sums - (found.mean * answered).sum(axis=0)
        if weighted:
            rise += (found.third * answered).sum(axis=0) / (2 * information)
        low, high = np.where(rise > 0, here, low), np.where(rise > 0, high, here)
        step = rise / information
        if np.abs(step).max() < _NEAR:
            break
        moved = here + step
        within = (np.abs(step) < _NEAR) | ((moved > low) & (moved < high))
        here = np.where(within, moved, (low + high) / 2)
    else:
        raise TooFewData("De plaatsen van mensen kwamen niet tot een oplossing.")
    return here, 1 / np.sqrt(information)


def _start(betas: Floats, answered: Booleans, sums: Integers, farthest: float) -> Floats:
    """Where people who answer everything are expected to have the same share of the points."""
    grid = np.linspace(-farthest, farthest, 400)
    most = np.isfinite(betas[:, 1:]).sum(axis=1)
    share = moments(betas, grid).mean.sum(axis=0) / most.sum()
    found: Floats = np.interp(sums / (most @ answered), share, grid)
    return found
