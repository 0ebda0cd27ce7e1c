"""Confirmatory factor analysis of ordered items, from answers to fit."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.model import specify
from rondom.analysis.factor_models.ordered import OrderedEstimator, OrderedFit, fit_ordered
from rondom.analysis.factor_models.ordered_samples import ordered_samples, ordered_samples_from
from rondom.analysis.factor_models.syntax import read_syntax
from rondom.analysis.factor_models.table import Design, Equal
from rondom.analysis.ordinal import smallest_eigenvalue
from rondom.analysis.ordinal.correlations import Missing
from rondom.analysis.ordinal.zero_cells import ZeroCells
from rondom.analysis.tabulate import Tables

FEW = 200
"""Respondents per group below which standard errors and test of WLSMV are known to be off (Flora and Curran
2004; Rhemtulla, Brosseau-Liard and Savalei 2012)."""

FEW_CLUSTERS = 50
"""Organisations below which robust standard errors are somewhat too small (docs/methods/clustered.md)."""


def cfa_ordered(
    model: str,
    answers: Answers | Floats,
    *,
    ordered: Sequence[str] | None = None,
    points: int | Sequence[int] | None = None,
    estimator: OrderedEstimator = "WLSMV",
    items: Sequence[str] = (),
    groups: Sequence[object] | NDArray[np.generic] | None = None,
    equal: Sequence[Equal] = (),
    partial: Sequence[str] = (),
    missing: Missing = "listwise",
    std_lv: bool = False,
    orthogonal: bool = False,
    cluster: Sequence[object] | NDArray[np.generic] | None = None,
    zero_cells: ZeroCells = "keep",
) -> OrderedFit:
    """Fit a factor model, written in lavaan's syntax, to ordered items: delta parameterisation, as lavaan.

    ``answers``: respondents x items, codes 1 to ``points`` (None: the highest answer to each item); a
    negative code or NaN is no answer; the names of the columns in ``items`` (otherwise x1, x2, ...).
    ``ordered``: the names of the ordered items when others are continuous (None: all are ordered); continuous
    ones have scores, of which only NaN is no answer. ``groups``: each respondent's group. ``equal`` and
    ``partial``: lavaan's group.equal and group.partial. ``missing``: "listwise" takes who answered all items
    of the model, "pairwise" uses every pair of answers (missing completely at random; ordered items only).
    ``cluster``: each respondent's organisation; standard errors and test then allow for resemblance within
    organisations. ``zero_cells``: "add 0.5" is what lavaan does with an empty cell of two items of two
    points; "keep" refuses the model then.

    Equal to lavaan 0.6-14. Raises ModelSyntaxError, NotIdentified, NotConverged or TooFewData, in Dutch; a
    Heywood case is in ``improper`` and ``warnings`` of the result. Source: docs/methods/wlsmv.md.
    """
    data = ordered_samples(
        answers,
        model_items(model),
        ordered=ordered,
        points=points,
        items=items,
        groups=groups,
        missing=missing,
        cluster=cluster,
        zero_cells=zero_cells,
    )
    specified = specify(
        model,
        groups=len(data.samples),
        points=data.categories,
        equal=equal,
        partial=partial,
        std_lv=std_lv,
        orthogonal=orthogonal,
    )
    if cluster is not None and estimator in ("DWLS", "ULS"):
        raise ValueError("Organisaties tellen alleen mee bij robuuste standaardfouten: kies WLSMV of ULSMV.")
    return with_warnings(fit_ordered(specified, data, estimator=estimator))


def cfa_ordered_from(
    model: str,
    tables: Tables | Sequence[Tables],
    *,
    estimator: OrderedEstimator,
    summed: Sequence[Floats] = (),
    clusters: Sequence[int] = (),
    labels: Sequence[str] = (),
    equal: Sequence[Equal] = (),
    partial: Sequence[str] = (),
    std_lv: bool = False,
    orthogonal: bool = False,
    zero_cells: ZeroCells = "keep",
) -> OrderedFit:
    """The same from tables with item pairs that were counted elsewhere, one for each group.

    Tables alone carry "DWLS" and "ULS". The robust estimators ask for a second pass over the answers:
    ``summed`` holds, per group, the sum of ``influence_products`` over all parts of the data, in the order of
    the model's items (``model_items(model)``). Everyone who was counted takes part.
    """
    every = (tables,) if isinstance(tables, Tables) else tuple(tables)
    data = ordered_samples_from(
        every, model_items(model), summed=summed, clusters=clusters, labels=labels, zero_cells=zero_cells
    )
    specified = specify(
        model,
        groups=len(every),
        points=data.categories,
        equal=equal,
        partial=partial,
        std_lv=std_lv,
        orthogonal=orthogonal,
    )
    return with_warnings(fit_ordered(specified, data, estimator=estimator))


def model_items(model: str) -> tuple[str, ...]:
    """The items that a model names, in its order."""
    return Design(read_syntax(model)).items


def with_warnings(fit: OrderedFit) -> OrderedFit:
    """The fit with what a reader must know of it."""
    return replace(fit, warnings=_warnings(fit))


def _warnings(fit: OrderedFit) -> tuple[str, ...]:
    found = []
    asked = sum(fit.asked)
    if fit.respondents < asked:
        found.append(
            f"{asked - fit.respondents} van {asked} respondenten doen niet mee, omdat antwoorden ontbreken."
        )
    if min(fit.n) < FEW:
        found.append(
            f"Een groep heeft {min(fit.n)} respondenten. Onder {FEW} zijn standaardfouten en toets van "
            f"{fit.estimator} onnauwkeurig."
        )
    clusters = [sample.clusters for sample in fit.ordered_samples if sample.clusters is not None]
    if clusters and min(clusters) < FEW_CLUSTERS:
        found.append(
            f"Er zijn maar {min(clusters)} organisaties. Onder {FEW_CLUSTERS} zijn de standaardfouten iets "
            "te klein."
        )
    skewed = list(dict.fromkeys(name for sample in fit.ordered_samples for name in sample.not_normal))
    if skewed:
        found.append(
            f"Niet normaal verdeeld: {', '.join(skewed)}. Standaardfouten en toets van {fit.estimator} "
            "kunnen dan ver naast de waarheid zitten. Verdeel zo'n item in klassen en noem het in ordered."
        )
    smallest = min(smallest_eigenvalue(sample.correlations) for sample in fit.ordered_samples)
    if smallest <= 0:
        found.append(
            f"De correlaties kunnen zo niet bestaan (kleinste eigenwaarde {smallest:.3f}): er "
            "zijn te weinig antwoorden, of items die bijna hetzelfde vragen. Robuuste maten zijn er dan niet."
        )
    if fit.improper:
        found.append(
            f"Onmogelijke uitkomst (Heywood): {', '.join(fit.improper)}. Lees deze oplossing niet als een "
            "passend model; het model is te ruim of er zijn te weinig antwoorden."
        )
    if fit.test.df == 0:
        found.append("Het model heeft geen vrijheidsgraden: of het past, is niet te toetsen.")
    return tuple(found)
