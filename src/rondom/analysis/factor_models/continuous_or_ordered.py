"""One way in for both kinds of items: ``ordered`` decides."""

from collections.abc import Sequence
from typing import get_args

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models import confirmatory
from rondom.analysis.factor_models import invariance as continuous
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.invariance import CutOff, Invariance
from rondom.analysis.factor_models.labels import Labels
from rondom.analysis.factor_models.ordered import OrderedEstimator
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered, model_items
from rondom.analysis.factor_models.ordered_invariance import invariance_ordered
from rondom.analysis.factor_models.samples import Data
from rondom.analysis.factor_models.samples import Missing as Continuous
from rondom.analysis.factor_models.table import Equal
from rondom.analysis.ordinal.correlations import Missing as Ordinal

AnyEstimator = confirmatory.Estimator | OrderedEstimator
AnyMissing = Continuous | Ordinal


def cfa(
    model: str,
    data: Data | Answers,
    *,
    estimator: AnyEstimator | None = None,
    ordered: bool | Sequence[str] = False,
    points: int | Sequence[int] | None = None,
    items: Sequence[str] = (),
    groups: Labels | None = None,
    cluster: Labels | None = None,
    equal: Sequence[Equal] = (),
    partial: Sequence[str] = (),
    missing: AnyMissing = "listwise",
    std_lv: bool = False,
    orthogonal: bool = False,
    means: bool | None = None,
) -> Fit:
    """Fit a factor model, written in lavaan's syntax.

    ``ordered``: False for continuous items (ML unless another ``estimator`` is named; see
    ``confirmatory.cfa``), True for ordered ones or the names of those that are, when others are continuous
    (WLSMV unless another is named; see ``cfa_ordered``). ``points``: how many points the ordered items have;
    without it the highest answer to each.
    """
    if not ordered:
        return confirmatory.cfa(
            model,
            data,
            estimator=_estimator(estimator or "ML"),
            items=items,
            groups=groups,
            cluster=cluster,
            equal=equal,
            partial=partial,
            missing=_continuous_missing(missing),
            std_lv=std_lv,
            orthogonal=orthogonal,
            means=means,
        )
    return cfa_ordered(
        model,
        _answers(data),
        ordered=None if isinstance(ordered, bool) else ordered,
        points=points,
        estimator=_ordered_estimator(estimator or "WLSMV"),
        items=items,
        groups=groups,
        cluster=cluster,
        equal=equal,
        partial=partial,
        missing=_ordinal_missing(missing),
        std_lv=std_lv,
        orthogonal=orthogonal,
    )


def invariance(
    model: str,
    data: Data | Answers,
    *,
    groups: Labels | None = None,
    cluster: Labels | None = None,
    estimator: AnyEstimator | None = None,
    ordered: bool | Sequence[str] = False,
    points: int | Sequence[int] | None = None,
    items: Sequence[str] = (),
    missing: AnyMissing = "listwise",
    partial: Sequence[str] = (),
    std_lv: bool = False,
    cut_off: CutOff | None = None,
) -> Invariance:
    """Walk the steps of invariance over groups; arguments as ``cfa``.

    Configural, metric, scalar and strict, or for ``ordered`` items configural, thresholds, scalar and strict.
    """
    if not ordered:
        return continuous.invariance(
            model,
            data,
            groups=groups,
            cluster=cluster,
            estimator=_estimator(estimator or "ML"),
            items=items,
            missing=_continuous_missing(missing),
            partial=partial,
            std_lv=std_lv,
            cut_off=cut_off,
        )
    _require_all_ordered(model, ordered)
    answers = _answers(data)
    return invariance_ordered(
        model,
        answers,
        points=points,
        groups=np.zeros(len(answers)) if groups is None else groups,
        cluster=cluster,
        estimator=_ordered_estimator(estimator or "WLSMV"),
        items=items,
        missing=_ordinal_missing(missing),
        partial=partial,
        std_lv=std_lv,
        cut_off=cut_off,
    )


def _require_all_ordered(model: str, ordered: bool | Sequence[str]) -> None:
    lacking = (
        [] if isinstance(ordered, bool) else [item for item in model_items(model) if item not in ordered]
    )
    if lacking:
        raise ValueError(
            f"De stappen van invariantie zijn er voor óf geordende óf continue items: {lacking[0]} staat "
            "niet in ordered. Noem alle items, of pas zelf modellen met equal (cfa) en vergelijk ze "
            "(ordered_difference)."
        )


def _answers(data: Data | Answers) -> Answers | Floats:
    if not isinstance(data, np.ndarray):
        raise ValueError("Geordende items vragen de antwoorden zelf. Van tabellen: cfa_ordered_from.")
    return data


def _estimator(name: AnyEstimator) -> confirmatory.Estimator:
    if name == "ML" or name == "MLR" or name == "ULS":
        return name
    raise ValueError(f"{name} is voor geordende items. Noem ze in ordered, of kies ML of MLR.")


def _ordered_estimator(name: AnyEstimator) -> OrderedEstimator:
    if name == "ML" or name == "MLR":
        raise ValueError(f"{name} is voor continue items. Kies uit: {', '.join(get_args(OrderedEstimator))}.")
    return name


def _continuous_missing(missing: AnyMissing) -> Continuous:
    if missing == "pairwise":
        raise ValueError("pairwise is voor geordende items. Kies listwise of fiml.")
    return missing


def _ordinal_missing(missing: AnyMissing) -> Ordinal:
    if missing == "fiml":
        raise ValueError("fiml is voor continue items. Kies listwise of pairwise.")
    return missing
