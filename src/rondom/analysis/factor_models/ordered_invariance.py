"""Measurement invariance of ordered items over groups: thresholds first, then loadings."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Floats, NotComputed
from rondom.analysis.factor_models.difference import Difference
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.invariance import CutOff, Invariance, Step, walk
from rondom.analysis.factor_models.model import specify
from rondom.analysis.factor_models.modification import Release
from rondom.analysis.factor_models.ordered import OrderedEstimator, OrderedFit, fit_ordered
from rondom.analysis.factor_models.ordered_cfa import model_items, with_warnings
from rondom.analysis.factor_models.ordered_difference import ordered_difference
from rondom.analysis.factor_models.ordered_modification import ordered_score_tests
from rondom.analysis.factor_models.ordered_samples import ordered_samples
from rondom.analysis.ordinal.correlations import Missing

ORDERED = (
    Step("configural", ()),
    Step("thresholds", ("thresholds",)),
    Step("scalar", ("thresholds", "loadings")),
    Step("strict", ("thresholds", "loadings", "residuals")),
)
"""Intercepts are zero in every group from the second step on, as in lavaan, so that factor means can be
compared once thresholds and loadings are equal: metric and scalar are one step."""


def invariance_ordered(
    model: str,
    answers: Answers | Floats,
    *,
    points: int | Sequence[int] | None = None,
    groups: Sequence[object] | NDArray[np.generic],
    estimator: OrderedEstimator = "WLSMV",
    items: Sequence[str] = (),
    missing: Missing = "listwise",
    partial: Sequence[str] = (),
    steps: Sequence[Step] = ORDERED,
    std_lv: bool = False,
    cluster: Sequence[object] | NDArray[np.generic] | None = None,
    cut_off: CutOff | None = None,
) -> Invariance:
    """Walk the steps over groups; arguments as ``cfa_ordered`` and ``invariance``.

    Steps are compared by the scaled difference test (Satorra 2000) and by the change of robust cfi, robust
    rmsea and srmr. ``partial`` names parameters that may differ, as ``("S=~x2", "x3|t1")``; nothing is let go
    by itself. Source: docs/methods/wlsmv.md.
    """
    data = ordered_samples(
        answers,
        model_items(model),
        points=points,
        items=items,
        groups=groups,
        missing=missing,
        cluster=cluster,
    )

    def fit(step: Step) -> Fit:
        specified = specify(
            model,
            groups=len(data.samples),
            points=data.categories,
            equal=step.equal,
            partial=tuple(partial) if step.equal else (),
            std_lv=std_lv,
        )
        return with_warnings(fit_ordered(specified, data, estimator=estimator))

    return walk(steps, fit, compare=_compared, candidates=_candidates, partial=partial, cut_off=cut_off)


def _compared(free: Fit, restricted: Fit) -> Difference | NotComputed:
    assert isinstance(free, OrderedFit)
    assert isinstance(restricted, OrderedFit)
    return ordered_difference(free, restricted)


def _candidates(fit: Fit) -> tuple[Release, ...]:
    assert isinstance(fit, OrderedFit)
    return ordered_score_tests(fit)
