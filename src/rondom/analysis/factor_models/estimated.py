"""From what an estimator found to a whole result: the measures and warnings that all estimators share."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.fit import Fit, improper_parameters
from rondom.analysis.factor_models.fit_measures import Measures, other_measures, test_measures
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.residuals import GroupMoments, residual_measures
from rondom.analysis.factor_models.samples import Sample


@dataclass(frozen=True, slots=True, eq=False)
class Estimated:
    """What one estimator found; ``measures`` are those that only it has, as a log-likelihood.

    ``unit`` is what its statistics grow with: n for likelihood, n - groups for least squares.
    """

    x: Floats
    covariance: Floats
    iterations: int
    test: ChiSquare
    baseline: ChiSquare
    moments: tuple[GroupMoments, ...]
    gfi: float
    unit: int
    measures: Measures


def fit_of(
    model: Model, samples: tuple[Sample, ...], found: Estimated, *, estimator: str, missing: str
) -> Fit:
    """The whole result."""
    n = tuple(sample.n for sample in samples)
    improper = improper_parameters(model, found.x)
    measures: Measures = {"npar": float(model.free)}
    measures |= test_measures(found.test, found.baseline, n=found.unit, groups=model.groups)
    measures |= found.measures
    measures |= residual_measures(found.moments, [one / sum(n) for one in n])
    measures |= other_measures(
        found.test,
        found.gfi,
        parameters=model.free,
        moments=model.groups * model.moments_per_group,
        n=found.unit,
    )
    return Fit(
        model=model,
        estimator=estimator,
        missing=missing,
        group_labels=tuple(sample.label for sample in samples),
        n=n,
        asked=tuple(sample.asked for sample in samples),
        x=found.x,
        covariance=found.covariance,
        moments=found.moments,
        test=found.test,
        baseline=found.baseline,
        measures=measures,
        iterations=found.iterations,
        samples=samples,
        warnings=_warnings(samples, found.test, improper, robust=estimator == "MLR"),
        improper=improper,
    )


def _warnings(
    samples: Sequence[Sample], test: ChiSquare, improper: Sequence[str], *, robust: bool
) -> tuple[str, ...]:
    found = []
    asked, n = sum(sample.asked for sample in samples), sum(sample.n for sample in samples)
    if n < asked:
        found.append(f"{asked - n} van {asked} respondenten doen niet mee, omdat antwoorden ontbreken.")
    if improper:
        found.append(
            f"Onmogelijke uitkomst (Heywood): {', '.join(improper)}. Lees deze oplossing niet als een "
            "passend model; het model is te ruim of er zijn te weinig antwoorden."
        )
    if test.df == 0:
        found.append("Het model heeft geen vrijheidsgraden: of het past, is niet te toetsen.")
    if robust and test.df > 0 and test.scaling is None:
        found.append("De schaalfactor van MLR is niet positief: er is geen geschaalde toets.")
    return tuple(found)
