"""Whether the items form the scales that they are meant to form."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rondom.analysis.dimensions import kmo, parallel_analysis
from rondom.analysis.estimates import Floats, NotComputed, TooFewData
from rondom.analysis.factor_models.discriminant import htmt
from rondom.analysis.factor_models.fit import Estimate
from rondom.analysis.factor_models.hand_over import r_script
from rondom.analysis.factor_models.ordered import OrderedFit
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.standardised import standardised
from rondom.analysis.ordinal import Polychoric, polychoric
from rondom.dossier.data import Data
from rondom.dossier.evidence import Loading, Structure, Value
from rondom.dossier.scales import clusters_of
from rondom.dossier.trying import require_enough, tried


def examine_structure(data: Data, *, model: str = "", rng: np.random.Generator) -> Structure:
    """Parallel analysis on polychoric correlations, and the model: a factor per scale, or ``model``."""
    dimensions = _dimensions(data, rng)
    text = model or data.model()
    fit = tried(lambda: fit_model(data, text))
    if isinstance(fit, NotComputed):
        return _structure(data, dimensions, text, fit)
    estimates = standardised(fit)
    return _structure(
        data,
        dimensions,
        text,
        fit.measures,
        loadings=tuple(_loading(one, fit) for one in estimates if one.op == "=~"),
        correlations=_correlations(estimates, fit),
        discriminant=_discriminant(fit),
        warnings=fit.warnings,
        hand_over=_script(fit),
        respondents=fit.respondents,
    )


def fit_model(data: Data, text: str) -> OrderedFit:
    """The model by WLSMV, each pair of items over whoever answered both; robust to organisations if known."""
    if not text:
        raise TooFewData("Een model kan pas bij een schaal van drie of meer vragen.")
    names, answers, points = data.together()
    found = cfa_ordered(
        text, answers, points=points, items=names, missing="pairwise", cluster=clusters_of(data)
    )
    require_enough(found.respondents)
    return found


@dataclass(frozen=True, slots=True)
class _Dimensions:
    smallest: float | None
    adequacy: float | NotComputed
    eigenvalues: tuple[float, ...]
    chance: tuple[float, ...]
    factors: int | NotComputed


def _dimensions(data: Data, rng: np.random.Generator) -> _Dimensions:
    names, answers, points = data.together()
    if len(names) < 3:
        none = NotComputed("Er zijn te weinig vragen in schalen.")
        return _Dimensions(None, none, (), (), none)
    found = tried(lambda: polychoric(answers, points=points, items=names))
    if isinstance(found, NotComputed):
        return _Dimensions(None, found, (), (), found)
    matrix = tried(lambda: _matrix(found))
    if isinstance(matrix, NotComputed):
        return _Dimensions(found.smallest_eigenvalue, matrix, (), (), matrix)
    return _counted(matrix, int(found.n.min()), found.smallest_eigenvalue, rng)


def _matrix(found: Polychoric) -> Floats:
    require_enough(int(found.n.min()))
    return found.require_complete()


def _counted(matrix: Floats, n: int, smallest: float | None, rng: np.random.Generator) -> _Dimensions:
    adequacy = tried(lambda: float(kmo(matrix).overall))
    analysis = tried(lambda: parallel_analysis(matrix, n=n, rng=rng))
    if isinstance(analysis, NotComputed):
        return _Dimensions(smallest, adequacy, (), (), analysis)
    scree = analysis.components
    return _Dimensions(
        smallest, adequacy, tuple(scree.observed.tolist()), tuple(scree.quantile.tolist()), scree.number
    )


def _structure(
    data: Data,
    dimensions: _Dimensions,
    text: str,
    measures: Mapping[str, float | None] | NotComputed,
    *,
    loadings: tuple[Loading, ...] = (),
    correlations: Mapping[tuple[str, str], Value] | None = None,
    discriminant: Mapping[tuple[str, str], float] | None = None,
    warnings: tuple[str, ...] = (),
    hand_over: str = "",
    respondents: int = 0,
) -> Structure:
    return Structure(
        respondents=respondents,
        smallest_eigenvalue=dimensions.smallest,
        adequacy=dimensions.adequacy,
        eigenvalues=dimensions.eigenvalues,
        chance=dimensions.chance,
        factors=dimensions.factors,
        model=text,
        measures=measures,
        loadings=loadings,
        correlations=correlations or {},
        discriminant=discriminant or {},
        warnings=warnings,
        hand_over=hand_over,
    )


def _script(fit: OrderedFit) -> str:
    """lavaan does the same, but cannot allow for resemblance within organisations."""
    clustered = any(sample.clusters for sample in fit.ordered_samples)
    said = (
        "# De toets en marges van het dossier houden rekening met organisaties; lavaan kan dat hier niet.\n"
        "# Ladingen, chisq en srmr zijn gelijk, de geschaalde toets (.scaled) is anders.\n"
    )
    return (said if clustered else "") + r_script(fit)


def _loading(one: Estimate, fit: OrderedFit) -> Loading:
    return Loading(one.rhs, one.lhs, Value(one.value, one.interval, fit.respondents))


def _correlations(estimates: tuple[Estimate, ...], fit: OrderedFit) -> dict[tuple[str, str], Value]:
    factors = set(fit.model.factors)
    return {
        (one.lhs, one.rhs): Value(one.value, one.interval, fit.respondents)
        for one in estimates
        if one.op == "~~" and one.lhs != one.rhs and {one.lhs, one.rhs} <= factors
    }


def _discriminant(fit: OrderedFit) -> dict[tuple[str, str], float]:
    found = tried(lambda: htmt(fit))
    if isinstance(found, NotComputed):
        return {}
    return {
        (found.factors[row], found.factors[column]): float(found.ratios[row, column])
        for row in range(len(found.factors))
        for column in range(row)
    }
