"""Evidence about one scale by itself."""

import numpy as np

from rondom.analysis import (
    Reliability,
    Tables,
    cronbach_alpha_from,
    item_table,
    standard_error_of_measurement,
)
from rondom.analysis.estimates import NotComputed, TooFewData
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.ordered_reliability import ordinal_reliability
from rondom.analysis.ordinal.ordinal_alpha import ordinal_alpha
from rondom.dossier.data import Data
from rondom.dossier.evidence import ScaleEvidence, Value
from rondom.dossier.trying import require_enough, tried
from rondom.instruments import Scale


def examine_scale(data: Data, scale: Scale) -> ScaleEvidence:
    """Items, reliability and scores. What the answers cannot carry is a NotComputed with the reason."""
    tables = data.tables(scale)
    scores = data.scores(scale)
    known = scores[~np.isnan(scores)]
    alpha = tried(lambda: _alpha(tables))
    sd = float(known.std(ddof=1)) if len(known) > 1 else None
    return ScaleEvidence(
        name=scale.name,
        label=data.name(scale),
        items=item_table(tables),
        alpha=alpha,
        omega=tried(lambda: _omega(data, scale)),
        ordinal_alpha=tried(lambda: _ordinal_alpha(data, scale)),
        scored=len(known),
        mean=float(known.mean()) if len(known) else None,
        sd=sd,
        measurement_error=alpha if isinstance(alpha, NotComputed) else tried(lambda: _error(sd, alpha)),
    )


def clusters_of(data: Data) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
    """A number per organisation; None when it is not known of everyone, or there are fewer than ten."""
    if data.organisation is None or not all(data.organisation):
        return None
    names = {name: number for number, name in enumerate(dict.fromkeys(data.organisation))}
    if len(names) < 10:
        return None
    return np.array([names[name] for name in data.organisation], dtype=np.int64)


def _alpha(tables: Tables) -> Reliability:
    found = cronbach_alpha_from(tables)
    require_enough(found.respondents)
    return found


def _omega(data: Data, scale: Scale) -> Value:
    if len(scale.items) < 3:
        raise TooFewData("Omega bestaat pas bij drie of meer vragen.")
    fit = cfa_ordered(
        f"{scale.name} =~ {' + '.join(scale.items)}",
        data.keyed(scale),
        points=data.points(scale.items),
        items=scale.items,
        missing="pairwise",
        cluster=clusters_of(data),
    )
    found = ordinal_reliability(fit)[0]
    if isinstance(found, NotComputed):
        raise TooFewData(found.reason)
    require_enough(found.respondents)
    return Value(found.omega, found.omega_interval, found.respondents)


def _ordinal_alpha(data: Data, scale: Scale) -> Value:
    found = ordinal_alpha(
        data.keyed(scale), points=data.points(scale.items), items=scale.items, cluster=clusters_of(data)
    )
    require_enough(found.respondents)
    return Value(found.alpha, found.interval, found.respondents)


def _error(sd: float | None, alpha: Reliability) -> Value:
    if sd is None:
        raise TooFewData("Er zijn te weinig scores voor een meetfout.")
    found = standard_error_of_measurement(sd, alpha)
    return Value(found.sem, found.interval, found.respondents)
